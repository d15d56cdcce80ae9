"""What student code may pass to the functions of a test."""

from __future__ import annotations

import math

import numpy as np
import pytest

from autograder.sandbox.arguments import arrays_in, call_checked


def identity(x):
    return x


def passed(value, handed=((3,),)):
    return call_checked(identity, [value], {}, handed)


@pytest.mark.parametrize("value", [True, 1.5, math.inf, np.float32(2.0), np.bool_(True)])
def test_a_number_arrives_as_it_is(value):
    assert passed(value) is value


@pytest.mark.parametrize("value", [3, -(1 << 63), np.int8(3), np.uint64(1 << 63)])
def test_an_integer_becomes_a_float(value):
    # 2**62 to the power of itself would fill any memory; as floats it is an OverflowError.
    assert isinstance(passed(value), float)
    assert passed(value) == value


def test_the_integers_in_a_list_become_floats():
    got = passed([1, True, 2.5, np.int64(4)])
    assert type(got) is list
    assert got == [1.0, True, 2.5, 4.0]
    assert [type(each) for each in got] == [float, bool, float, np.float64]
    assert passed((1, 2)) == (1.0, 2.0)


@pytest.mark.parametrize(
    "value",
    [None, "a", b"a", 1j, 1 << 63, {}, {"a": 1.0}, [[1.0]], ["a"], [None], [np.zeros(1)], identity],
    ids=lambda value: f"{value!r:.9}",
)
def test_what_is_no_number_is_refused(value):
    with pytest.raises(TypeError):
        passed(value)


@pytest.mark.parametrize("kind", [object, complex, "U3", np.longdouble, "datetime64[s]"])
def test_an_array_of_another_kind_is_refused(kind):
    with pytest.raises(TypeError):
        passed(np.zeros(3, dtype=kind))


@pytest.mark.parametrize(
    "shape",
    [(), (784,), (100,), (100, 784), (784, 100), (50, 784), (1, 784), (100, 1), (78_400,), (13,)],
)
def test_an_array_that_fits_into_one_that_was_handed_out_is_accepted(shape):
    whole = np.zeros(shape, dtype=np.int8)
    assert passed(whole, ((100, 784), (100,))) is whole


@pytest.mark.parametrize(
    "shape",
    [
        (101, 784),
        (785,),
        (100, 784, 1),  # broadcast against (784,), it would have 61 million elements
        (1, 100, 784),
        (0, 10_000_000),  # a sum over its first axis has ten million
        (78_401,),
    ],
)
def test_a_larger_array_is_refused(shape):
    with pytest.raises(TypeError):
        passed(np.zeros(shape, dtype=np.int8), ((100, 784),))


def test_where_numbers_were_handed_out_an_array_may_be_small():
    assert passed(np.zeros((64, 64)), ()).shape == (64, 64)
    with pytest.raises(TypeError):
        passed(np.zeros(5000), ())


def test_a_list_is_refused_beside_an_array_of_integers():
    def product(x, n):
        return n[0] * x

    # NumPy's integers repeat a list, as Python's do.
    with pytest.raises(TypeError):
        call_checked(product, [[1.0], np.array([10**9])], {}, ())
    with pytest.raises(TypeError):
        call_checked(product, [[1.0] * 1001, 2.0], {}, ())


def test_a_keyword_must_be_one_of_the_function():
    def plain(x, scale=1.0):
        return x * scale

    def open_to_all(x, **options):
        return options

    assert call_checked(plain, [2.0], {"scale": 3.0}, ()) == 6.0
    for function, name in ((plain, "x0"), (open_to_all, "a"), (open_to_all, "options")):
        with pytest.raises(TypeError):
            call_checked(function, [2.0], {name: 3.0}, ())


def test_arrays_are_found_in_lists_tuples_and_dicts():
    one, two, three = np.zeros(1), np.zeros(2), np.zeros(3)
    found = arrays_in([one, {"a": (two, "b", [three])}, 5])
    assert [array.size for array in found] == [1, 2, 3]
