"""What `autograder.compare` accepts and refuses, and its messages."""

from __future__ import annotations

import pickle
import warnings
from pathlib import Path

import numpy as np
import pytest

from autograder import compare
from autograder.building.localize import escaped, localize
from autograder.compare import (
    CENTRAL_DIFFERENCE,
    EXACT,
    GRADIENT_CHECK,
    LOG_EPSILON,
    PUBLISHED,
    RESTORED,
    ROUNDING,
    Mismatch,
    Policy,
    as_arrays,
    as_scalar,
    as_scalars,
    assert_array,
    assert_scalar,
    assert_that,
    assert_unchanged,
    attribute_of,
    call_method,
    params_of,
)
from autograder.text import LANGUAGES, Text, use_language

SECRET = "my_secret_name"


class Lying(np.ndarray):
    """Claims to equal everything."""

    def __eq__(self, other):
        return True

    __hash__ = None


class LyingFloat(float):
    def __sub__(self, other):
        return 0.0


LyingFloat.__name__ = SECRET


def mismatch(function, *args):
    with pytest.raises(Mismatch) as raised:
        function(*args)
    return raised.value


# --- scalars ---


@pytest.mark.parametrize(
    "got",
    [0.5, np.float64(0.5), np.float32(0.5), np.float16(0.5), np.longdouble(0.5), np.array(0.5)],
    ids=lambda got: type(got).__name__,
)
def test_every_kind_of_float_is_a_scalar(got):
    assert_scalar(got, 0.5, EXACT, "the loss")
    assert type(as_scalar(got, "the loss")) is float


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "is a `return` missing?"),
        (0, "an integer"),
        (np.int64(0), "an integer"),
        (10**400, "an integer"),
        (False, "True or False"),
        (np.False_, "True or False"),
        ("0.0", "a string"),
        (b"0", "an object of another type"),
        ([0.0], "a list"),
        ((0.0,), "a tuple"),
        ({"loss": 0.0}, "a dictionary"),
        (0j, "a complex number"),
        (np.complex128(0), "a complex number"),
        (np.datetime64(0, "s"), "an object of another type"),
        (np.array([0.0]), "is an array"),
        (np.array([[0.0]]), "is an array"),
        (np.array([]), "is an array"),
        (np.array(0), "an array of integers"),
        (np.array(False), "an array of True and False"),
        (np.array(None), "other things than numbers"),
        (np.array(0j), "complex numbers"),
        (np.array("0"), "other things than numbers"),
        (float("nan"), "is NaN"),
        (np.float64("inf"), "is infinite"),
        (np.array(-np.inf), "is infinite"),
        (LyingFloat(0.0), "an object of another type"),
        (np.zeros(()).view(Lying), "an object of another type"),
        (object(), "an object of another type"),
        (lambda: 0.0, "an object of another type"),
    ],
)
def test_nothing_else_is_a_scalar(got, words):
    assert words in mismatch(assert_scalar, got, 0.0, LOG_EPSILON, "the loss").message


def test_a_scalar_beyond_float64_is_infinite_without_a_warning():
    huge = np.longdouble("1e400")
    if np.isinf(huge):
        pytest.skip("long double is float64 on this machine")
    assert "infinite" in mismatch(as_scalar, huge, "the loss").message


# --- arrays ---

EXPECTED = np.array([[1.0, -2.0, 0.5], [0.0, 4.0, 3.0]])


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "None"),
        (1.0, "a number"),
        (EXPECTED.tolist(), "a list"),
        ((EXPECTED,), "a tuple"),
        (EXPECTED.view(Lying), "an object of another type"),
        (np.ma.masked_array(EXPECTED, mask=True), "an object of another type"),
        (np.array([]), "wrong shape: it should be (2, 3)"),
        (np.zeros((0, 3)), "wrong shape: it should be (2, 3)"),
        (np.zeros((2, 0)), "wrong shape: it should be (2, 3)"),
        (np.array(1.0), "wrong shape"),
        (EXPECTED[:1], "wrong shape"),
        (EXPECTED[:, :1], "wrong shape"),
        (EXPECTED[None], "wrong shape"),
        (EXPECTED.T, "wrong shape"),
        (EXPECTED.ravel(), "wrong shape"),
        (EXPECTED.astype(int), "integers"),
        (EXPECTED.astype(bool), "True and False"),
        (EXPECTED.astype(complex), "complex"),
        (EXPECTED.astype(object), "other things"),
        (EXPECTED.astype(str), "other things"),
        (np.zeros((2, 3), dtype=[("a", float)]), "other things"),
        (np.where(EXPECTED == 4, np.nan, EXPECTED), "NaN"),
        (np.where(EXPECTED == 4, np.inf, EXPECTED), "infinity"),
        (np.where(EXPECTED == 4, -1e308, EXPECTED), "wrong values"),
        (EXPECTED + 1e-3, "wrong values"),
    ],
)
def test_a_wrong_array_is_refused(got, words):
    assert words in mismatch(assert_array, got, EXPECTED, ROUNDING, "the gradient").message


@pytest.mark.parametrize(
    "got",
    [
        EXPECTED.copy(),
        np.asfortranarray(EXPECTED),
        EXPECTED[::-1][::-1],
        EXPECTED.astype(">f8"),
        EXPECTED.astype(np.float32),
        EXPECTED.astype(np.float16),
        EXPECTED.astype(np.longdouble),
        np.broadcast_to(EXPECTED, (2, 3)),
    ],
    ids=lambda got: f"{got.dtype}{got.strides}",
)
def test_layout_and_precision_are_free(got):
    assert_array(got, EXPECTED, ROUNDING, "the gradient")


def test_empty_arrays_match_empty_arrays_only():
    assert_array(np.zeros((0, 3)), np.zeros((0, 3)), EXACT, "rows")
    mismatch(assert_array, np.zeros(0), np.zeros((0, 3)), EXACT, "rows")
    mismatch(assert_array, np.zeros((0, 3)), np.zeros(3), EXACT, "rows")


def test_overflow_in_the_difference_is_a_mismatch_without_a_warning():
    got, expected = np.array([1.7e308]), np.array([-1.7e308])
    assert "wrong" in mismatch(assert_array, got, expected, ROUNDING, "x").message


def test_integers_are_compared_exactly_and_apart_from_floats():
    labels = np.array([3, 0, 2**62 + 1])
    assert_array(labels.astype(np.uint64), labels, EXACT, "t_batch")
    assert "wrong" in mismatch(assert_array, labels - 1, labels, ROUNDING, "t_batch").message
    got = mismatch(assert_array, labels.astype(float), labels, EXACT, "t_batch")
    assert "should hold integers, but holds floats" in got.message
    mismatch(assert_array, labels > 0, labels, EXACT, "t_batch")


def test_the_worst_difference_and_its_place_are_the_detail():
    got = EXPECTED + np.array([[0, 0, 1e-3], [0, 0.25, 0]])
    error = mismatch(assert_array, got, EXPECTED, CENTRAL_DIFFERENCE, "the gradient")
    assert "at [1, 1]: got 4.25, expected 4.0" in error.detail
    assert "1e-07 is allowed (central difference)" in error.detail
    error = mismatch(assert_scalar, 0.25, 0.5, PUBLISHED, "the loss")
    assert error.detail.startswith("got 0.25, expected 0.5")
    assert error.message == "the loss has the right type, but a wrong value"


def test_an_expected_value_that_is_not_finite_is_a_mistake_in_the_test():
    with pytest.raises(ValueError, match="a mistake in the test"):
        assert_scalar(0.5, float("nan"), EXACT, "the loss")


# --- policies ---


def test_a_policy_allows_what_it_says_and_no_more():
    policy = Policy("half", 0.25, 0.125)  # 0.25 + 0.125 * 4 = 0.75 for every entry
    assert_array(EXPECTED + 0.75, EXPECTED, policy, "x")
    mismatch(assert_array, EXPECTED + 0.7500001, EXPECTED, policy, "x")


@pytest.mark.parametrize("x", [5.0, 10.0])
def test_central_difference_accepts_central_and_refuses_forward(x):
    def f(x):
        return 0.01 * x**2 + 0.1 * x

    h, slope = 1e-4, 0.02 * x + 0.1
    assert_scalar((f(x + h) - f(x - h)) / (2 * h), slope, CENTRAL_DIFFERENCE, "the slope")
    mismatch(assert_scalar, (f(x + h) - f(x)) / h, slope, CENTRAL_DIFFERENCE, "the slope")


@pytest.mark.parametrize("y", [0.05, 0.3, 1.0])
def test_log_epsilon_accepts_both_conventions_and_refuses_a_larger_epsilon(y):
    for right in (-np.log(y + 1e-7), -np.log(np.clip(y, 1e-7, 1 - 1e-7)), -np.log(y)):
        assert_scalar(right, -np.log(y), LOG_EPSILON, "the loss")
    mismatch(assert_scalar, -np.log(y + 1e-5), -np.log(y), LOG_EPSILON, "the loss")


def test_a_gradient_check_is_relative_to_the_largest_entry():
    expected = np.array([1e-9, 2e-3])
    assert_array(expected + 9e-9, expected, GRADIENT_CHECK, "the gradient")
    mismatch(assert_array, expected + 2e-8, expected, GRADIENT_CHECK, "the gradient")


def test_unchanged_forgives_rounding_but_not_h():
    before = np.array([0.1, 0.3])
    assert_unchanged(before + 1e-4 - 1e-4, before, "x")
    error = mismatch(assert_unchanged, before - 1e-4, before, "x")
    assert error.message == "x should be left as it was, but has changed"
    assert "at [0]" in error.detail
    mismatch(assert_unchanged, np.array([0.1, np.nan]), before, "x")
    assert RESTORED.atol < 1e-4


# --- several numbers, several arrays, objects ---


def test_numbers_may_come_as_list_tuple_or_array():
    for got in ([0.5, np.float32(0.25)], (0.5, np.array(0.25)), np.array([0.5, 0.25])):
        assert as_scalars(got, 2, "the losses") == [0.5, 0.25]


@pytest.mark.parametrize(
    "got",
    [
        None,
        0.5,
        "ab",
        {0: 0.5, 1: 0.5},
        [0.5],
        [0.5, 0.5, 0.5],
        [0.5, None],
        [0.5, 1],
        [0.5, [0.5]],
        [0.5, np.nan],
        np.array([[0.5, 0.5]]),
        np.array([1, 2]),
        np.array([0.5, None]),
    ],
)
def test_anything_else_is_refused_as_a_list_of_numbers(got):
    mismatch(as_scalars, got, 2, "the losses")


def test_arrays_of_a_dictionary_are_copies():
    params = {"W1": np.zeros((2, 3)), "b1": np.ones(3), "more": None}
    arrays = as_arrays(params, {"W1": (2, 3), "b1": (3,)}, "params")
    assert list(arrays) == ["W1", "b1"]
    arrays["b1"] += 1
    assert params["b1"].tolist() == [1, 1, 1]


def test_other_keys_are_refused_where_the_keys_must_be_exact():
    params = {"W1": np.zeros((2, 3)), "b1": np.ones(3)}
    shapes = {"W1": (2, 3), "b1": (3,)}
    assert list(as_arrays(params, shapes, "params", exactly=True)) == ["W1", "b1"]
    params["seed"] = np.zeros(())
    message = "params should have the entries W1, b1 and no other"
    with pytest.raises(Mismatch, match=message):
        as_arrays(params, shapes, "params", exactly=True)
    with pytest.raises(Mismatch, match=message):
        params_of(Network(params), shapes, exactly=True)


@pytest.mark.parametrize(
    "got",
    [
        None,
        [np.zeros(3)],
        np.zeros(3),
        0.5,
        object(),
        {},
        {"W1": np.zeros(3)},
        {"b1": np.zeros((1, 3))},
        {"b1": np.zeros(3, dtype=int)},
        {"b1": [0.0, 0.0, 0.0]},
    ],
)
def test_a_dictionary_without_the_right_arrays_is_refused(got):
    mismatch(as_arrays, got, {"b1": (3,)}, "params")


class Network:
    def __init__(self, params):
        self.params = params
        self.loss = 0.5

    def predict(self, x, y):
        return x + y


def test_attributes_and_methods_of_objects_are_checked():
    net = Network({"b1": np.zeros(3)})
    assert params_of(net, {"b1": (3,)})["b1"].tolist() == [0, 0, 0]
    assert call_method(net, "predict", 1, 2) == 3
    assert "'loss' should be a method" in mismatch(call_method, net, "loss").message
    assert "'params'" in mismatch(params_of, Network(None).params, {"b1": (3,)}).message
    for data in (None, 1, 0.5, "x", [], (), {}, np.zeros(2), np.float64(1), True):
        mismatch(attribute_of, data, "shape")


# --- messages ---


def test_a_message_has_no_value_and_no_word_of_the_student():
    strange = type(SECRET, (), {"__repr__": lambda self: SECRET})()
    text = np.array([[SECRET] * 3] * 2)
    for got in (strange, SECRET, [SECRET], {SECRET: 1}, text, EXPECTED + 0.125, LyingFloat(7)):
        message = mismatch(assert_array, got, EXPECTED, EXACT, "the gradient").message
        assert SECRET not in message
        assert not any(value in message for value in ("0.125", "4.125", "-2", "0.5"))
        message = mismatch(assert_scalar, got, 0.75, EXACT, "the loss").message
        assert SECRET not in message
        assert "0.75" not in message


def test_a_mismatch_is_an_assertion_error_with_both_texts_that_can_be_pickled():
    error = mismatch(assert_that, False, "the sum should be 1", "got 2")
    assert isinstance(error, AssertionError)
    assert str(error) == "the sum should be 1 (got 2)"
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.message, copy.detail) == (error.message, error.detail)
    assert str(mismatch(assert_that, False, "no")) == "no"
    assert_that(True, "never said")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_module_stands_alone(language):
    """Public tests contain its text, and students do not have the package."""
    path = Path(compare.__file__)
    source = escaped(localize(path, path.read_text(encoding="utf-8"), language))
    assert source.isascii()
    namespace = {}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        exec(compile(source, "compare", "exec", dont_inherit=True), namespace)
    with pytest.raises(namespace["Mismatch"]):
        namespace["assert_scalar"](1, 0.5, namespace["EXACT"], "x")
    assert "autograder" not in source.split('"""', 2)[2]


def said(function, *arguments):
    with pytest.raises(Mismatch) as caught:
        function(*arguments)
    return str(caught.value)


@pytest.mark.parametrize(
    ("function", "arguments", "korean"),
    [
        (assert_scalar, (None, 0.2, EXACT), "수(float) 하나여야 하는데"),
        (assert_scalar, (0.1, 0.2, EXACT), "값이 다릅니다 (받은 값 0.1, 기대한 값 0.2;"),
        (assert_scalar, (np.nan, 0.2, EXACT), "NaN"),
        (assert_scalar, (np.inf, 0.2, EXACT), "무한대"),
        (assert_array, ([1.0], np.ones(1), EXACT), "NumPy 배열이어야 하는데"),
        (
            assert_array,
            (np.ones(2), np.ones(1), EXACT),
            "형상은 (1,)입니다 (받은 형상 (2,))",
        ),
        (assert_array, (np.ones(1, int), np.ones(1), EXACT), "받은 것은 정수입니다"),
        (assert_array, (np.zeros(1), np.ones(1), EXACT), "[0] 자리: 받은 값 0.0"),
        (assert_unchanged, (np.zeros(1), np.ones(1)), "그대로 두어야 하는데"),
    ],
)
def test_a_mismatch_is_in_the_current_language(function, arguments, korean):
    what = Text("the slope", "기울기")
    english = said(function, *arguments, what)
    assert english.startswith("the slope ")
    assert english.isascii()
    with use_language("ko"):
        message = said(function, *arguments, what)
    assert message.startswith("기울기: ")
    assert korean in message
