"""The tests of homework 2, in one process without the sandbox: which answers pass and which fail.

The reference should pass all tests, and later questions should work with right answers of other
styles. Each test should fail a wrong answer. For every result, a test should end in a pass or a
`Mismatch`, never in another error. The answers are from the bank, which `test_audit` tests as a
whole.
"""

from __future__ import annotations

import runpy
import warnings
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.assignment import load_assignment
from autograder.compare import Mismatch
from autograder.hidden_tests.hw2_learning import analytic
from autograder.misconceptions import load_bank, splice
from tests.hidden_tests.long_checks import UNSEEN

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "solutions" / "hw2_learning.py").read_text(encoding="utf-8")
PUBLIC = ROOT / "assignments" / "hw2_learning" / "public_tests"
HIDDEN = ROOT / "autograder" / "hidden_tests" / "hw2_learning"
BANK = load_bank("hw2_learning")
LONG = "test_learns_to_read_digits"


def load():
    """Return the test functions of each question by name, the public ones first."""
    questions = {}
    for public in sorted(PUBLIC.glob("test_*.py")):
        question = public.stem.removeprefix("test_")
        questions[question[:2]] = {
            name: function
            for path in (public, HIDDEN / public.name)
            for name, function in runpy.run_path(str(path)).items()
            if name.startswith("test_")
        }
    return questions


TESTS = load()
# The bonus is tested in test_b1_fast_gradient.
SHORT = [(q, name) for q, tests in TESTS.items() for name in tests if name != LONG and q != "b1"]


def namespace(answer=""):
    """Run the reference with an answer in place of the functions that it redefines."""
    env = {"__name__": "submission"}
    exec(splice(REFERENCE, answer), env)
    return env


def failures(question, answer):
    """Return the short tests of a question that an answer fails, each with its exception."""
    failed = {}
    for name, test in TESTS[question].items():
        if name == LONG:
            continue
        np.random.seed(2)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                test(namespace(answer))
            except Exception as error:
                failed[name] = error
    return failed


def test_every_question_is_tested():
    assert list(TESTS) == ["b1", *(f"q{n}" for n in range(1, 10))]
    assert all(len(tests) >= 2 for tests in TESTS.values())


@pytest.mark.parametrize(("question", "name"), SHORT)
def test_the_reference_passes(question, name):
    TESTS[question][name](namespace())


def test_the_reference_learns_to_read_digits():
    np.random.seed(2)
    TESTS["q9"][LONG](namespace())


def test_a_network_stopped_at_the_cap_is_graded_as_it_is():
    stopped = """
def train(*args):
    raise TimeoutError
"""
    with pytest.raises(Mismatch, match=r"80% .* stopped at its CPU limit"):
        TESTS["q9"][LONG](namespace(stopped))


def test_a_graded_network_sees_no_held_out_label():
    seen = []
    spy = """
def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
    seen.append((x_train.shape, t_train.shape, iters_num, batch_size, learning_rate))

_predict = TwoLayerNet.predict

def predict(self, *args):
    seen.append([arg.shape for arg in args])
    return _predict(self, *args)

TwoLayerNet.predict = predict
"""
    env = {"__name__": "submission", "seen": seen}
    exec(REFERENCE + spy, env)
    with pytest.raises(Mismatch):
        TESTS["q9"][LONG](env)
    assert seen == [((4000, 25), (4000,), 300, 50, 2.0), [(1000, 25)]]


# --- right and wrong answers ---


# Right answers to questions that others require, in the least usual styles.
SERVING = (
    "right-cee-recursion",
    "right-batch-shuffled-in-place",
    "right-net-property",
    "right-net-subclass",
    "right-net-log-sum-exp",
    "right-netgrad-analytic",
    "right-netgrad-method-per-array",
)
RIGHT = {answer.id: answer for answer in BANK.right}
WRONG = {answer.id: answer for answer in BANK.wrong}
# A wrong answer for each short test, which must fail it.
CAUGHT = {
    "q1": {
        "published_examples": "mse-missing-half",
        "any_length_and_sign": "mse-five-means",
        "every_class_counts": "mse-last-skipped",
    },
    "q2": {
        "published_examples": "cee-log10",
        "probability_zero": "cee-no-epsilon",
        "batch_of_labels": "cee-sum",
        "batch_of_one_hot_rows": "cee-divided-by-classes",
        "as_many_rows_as_classes": "cee-book-size",
        "batch_of_one_row": "cee-one-row-squeezed",
    },
    "q3": {
        "shapes": "batch-ten",
        "rows_stay_paired": "batch-two-draws",
        "every_row_has_its_turn": "batch-first-rows",
        "rows_are_scattered": "batch-block",
    },
    "q4": {
        "published_examples": "diff-precedence",
        "partial_derivatives": "diff-four-h",
        "curved_functions": "diff-h-10e-4",
        "at_zero_and_below": "diff-relative-step",
        "looks_to_both_sides": "diff-forward-tiny",
    },
    "q5": {
        "published_examples": "grad-precedence",
        "single_layer_network": "grad-forward",
        "elements_that_depend_on_each_other": "grad-no-restore",
        "three_dimensions": "grad-equal-elements-together",
        "matrix_given_as_a_whole": "grad-row-wise-recursion",
        "function_that_reads_x_itself": "grad-eye",
        "x_is_put_back": "grad-last-not-restored",
        "two_calls_in_a_row": "grad-remembered",
    },
    "q6": {
        "reaches_the_minimum": "descent-ascent",
        "learning_rate_too_small": "descent-no-lr",
        "learning_rate_too_large": "descent-rate-capped",
        "number_of_steps": "descent-one-more",
        "init_x_stays": "descent-in-place",
        "defaults": "descent-other-defaults",
        "arguments_by_position": "descent-swapped-parameters",
        "result_is_x_or_x_and_history": "descent-history-aliased",
    },
    "q7": {
        "shapes_of_params": "net-float32",
        "predict_returns_probabilities": "net-scores",
        "weight_init_std": "net-std-only-w1",
        "default_weight_init_std": "net-default-std",
        "weights_are_normal": "net-uniform",
        "two_networks_differ": "net-seeded",
        "biases_start_at_zero": "net-one-bias-array",
        "published_network": "net-relu",
        "predict_with_given_weights": "net-relu",
        "loss_with_one_hot_rows": "net-loss-labels-only",
        "loss_with_labels": "net-loss-one-hot-only",
        "accuracy_with_one_hot_rows": "net-accuracy-by-elements",
        "accuracy_with_labels": "net-accuracy-count",
    },
    "q8": {
        "shapes_of_the_gradient": "netgrad-no-biases",
        "published_network": "netgrad-zero-biases",
        "hidden_layer": "netgrad-over-batch",
        "output_layer": "netgrad-rounded",
        "one_hot_rows": "netgrad-one-hot-lost",
        "another_batch": "netgrad-first-batch",
        "params_stay": "netgrad-updates",
    },
    "q9": {
        "a_few_iterations": "train-returns-none",
        "steps_against_the_gradient": "train-only-weights",
        "losses_of_the_mini_batches": "train-loss-before-the-start",
        "loss_and_step_share_a_mini_batch": "train-batch-of-one",
        "whole_training_set_is_used": "train-first-rows",
    },
}


@pytest.mark.parametrize("right", SERVING)
def test_a_right_answer_serves_the_later_questions(right):
    for question in ("q8", "q9"):
        assert failures(question, RIGHT[right].source) == {}


@pytest.mark.parametrize("mistake", UNSEEN)
def test_a_mistake_that_a_trained_network_survives_fails_the_core_of_its_question(mistake):
    wrong = WRONG[mistake]
    core = load_assignment("hw2_learning").question(wrong.question).core
    assert set(core) & set(failures(wrong.question[:2], wrong.source))


@pytest.mark.parametrize(("question", "name"), SHORT)
def test_every_short_test_fails_a_wrong_answer(question, name):
    wrong = WRONG[CAUGHT[question][name.removeprefix("test_")]]
    assert wrong.question[:2] == question
    assert name in failures(question, wrong.source)


def test_stubs_raise_their_names():
    stub = "def numerical_diff(f, x):\n    raise NotImplementedError('numerical_diff')\n"
    failed = failures("q4", stub)
    assert list(failed) == list(TESTS["q4"])
    assert {type(error) for error in failed.values()} == {NotImplementedError}


# --- no result breaks a test ---


WEIRD = [
    None,
    True,
    0,
    10**400,
    1.5,
    float("nan"),
    float("inf"),
    1j,
    "1.5",
    [],
    [1.5],
    [[1.5, None], [2.5]],
    (),
    (None, None),
    ("ab", "cd"),
    ([[1.5]], [[1.5]]),
    {},
    {"W1": None, "b1": 1.5, "W2": [], "b2": np.zeros(0)},
    {1: 2},
    np.float32("nan"),
    np.int64(3),
    np.array(None),
    np.array(1.5),
    np.zeros(0),
    np.zeros((0, 3)),
    np.zeros((1, 1)),
    np.zeros(2),
    np.zeros(2, dtype=complex),
    np.array([1.5, None], dtype=object),
    np.array(["a", "b"]),
    np.array([np.nan, np.inf]),
    np.array([1e308, -1e308]),
    np.zeros((2, 3, 4), dtype=np.uint8),
    np.zeros(2, dtype="M8[s]"),
    np.zeros(2, dtype=[("a", float)]),
]


class WeirdNetwork:
    """A network with good params whose methods return something weird."""

    def __init__(self, weird, *sizes):
        self.params = analytic.draw_weights(np.random.default_rng(0), *sizes)
        self.predict = self.loss = self.accuracy = self.numerical_gradient = lambda *_: weird


FUNCTIONS = (
    "mean_squared_error",
    "cross_entropy_error",
    "sample_minibatch",
    "numerical_diff",
    "numerical_gradient",
    "gradient_descent",
    "train",
    "fast_numerical_gradient",
)


@pytest.mark.parametrize("weird", WEIRD, ids=lambda weird: repr(weird).partition(" at 0x")[0][:25])
@pytest.mark.parametrize("question", TESTS)
def test_a_weird_result_ends_in_a_mismatch(question, weird):
    def network(*sizes, input_size=0, hidden_size=0, output_size=0, weight_init_std=None):
        return WeirdNetwork(weird, *(sizes[:3] or (input_size, hidden_size, output_size)))

    only_weird = dict.fromkeys([*FUNCTIONS, "TwoLayerNet"], lambda *args, **kwargs: weird)
    with_params = only_weird | {"TwoLayerNet": network}
    for env in (only_weird, with_params):
        for name, test in TESTS[question].items():
            try:
                test(env)
            except Mismatch:
                continue
            assert (question, name) in MAY_PASS, f"{name} passes"


# Tests of params only; and tests that some of WEIRD pass, by being nearly zero or far away.
MAY_PASS = {
    ("q6", "test_reaches_the_minimum"),
    ("q6", "test_learning_rate_too_large"),
    ("q6", "test_init_x_stays"),
    ("q7", "test_shapes_of_params"),
    ("q7", "test_weights_are_normal"),
}


# --- the expected values of the tests ---


def test_backpropagation_agrees_with_differences_of_the_loss():
    rng = np.random.default_rng(0)
    weights, x = analytic.draw_weights(rng, 3, 4, 2), rng.standard_normal((6, 3))
    labels = np.array([0, 1, 1, 0, 1, 0])
    slopes = analytic.gradient(weights, x, labels)
    for key, array in weights.items():
        for index in np.ndindex(array.shape):
            sides = []
            for h in (1e-5, -1e-5):
                moved = {k: v.copy() for k, v in weights.items()}
                moved[key][index] += h
                sides.append(analytic.loss(moved, x, labels))
            assert slopes[key][index] == pytest.approx((sides[0] - sides[1]) / 2e-5, abs=1e-9)


def test_true_classes_are_as_likely_as_the_tolerances_suppose():
    q7 = runpy.run_path(str(HIDDEN / "test_q7_two_layer_net.py"))
    q8 = runpy.run_path(str(HIDDEN / "test_q8_network_gradient.py"))
    for make, seeds, least in ((q7["example"], (71, 72), 0.05), (q8["case"], range(80, 85), 0.1)):
        for seed in seeds:
            weights, x, labels = make(seed)
            assert analytic.predict(weights, x)[range(len(x)), labels].min() > least
            assert len(set(labels.tolist())) > 1
