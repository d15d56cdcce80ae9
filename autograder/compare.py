"""Strict comparison of a student's result with the expected one, under named tolerance policies.

Owns the order of the checks (type, shape, dtype kind, NaN and infinity, closeness), the tolerances
with their sources, and the sentences that a student reads. What is expected is left to the tests;
who may read a mismatch's detail is left to whoever runs them.

NumPy only: the build copies this text into the public tests that students receive, who do not have
the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


class Policy(NamedTuple):
    """How far a right answer may be from the expected one.

    The allowed difference is ``atol + rtol * largest``, where ``largest`` is the largest absolute
    entry expected: one scale for a whole array, so that its small entries are not held to more
    digits than the method has.
    """

    name: str
    atol: float
    rtol: float


# Copies: rows of a mini-batch.
EXACT = Policy("exact", 0.0, 0.0)
# The same formula with its operations in another order, or in float32 (7 digits).
ROUNDING = Policy("rounding", 1e-12, 1e-6)
# Values printed with 8 digits, as the book prints them: half a unit of the last, doubled.
PUBLISHED = Policy("published", 1e-8, 0.0)
# 1e-7 inside the logarithm moves a loss by 1e-7 / y: 2e-6 at y = 0.05, the smallest y in the tests.
LOG_EPSILON = Policy("log epsilon", 3e-6, 0.0)
# For |x| <= 3 and h = 1e-4 a central difference errs by 1e-8 at most, a forward one by at least
# 1e-6 on 0.01 x^2 + 0.1 x.
CENTRAL_DIFFERENCE = Policy("central difference", 1e-7, 0.0)
# Of the largest entry: central differences 3e-9, 1e-7 in the logarithm up to 2e-6, forward
# differences 3e-5 and more in the output layer; in the hidden layer the two are not told apart.
GRADIENT_CHECK = Policy("gradient check, output layer", 1e-12, 5e-6)
GRADIENT_CHECK_HIDDEN = Policy("gradient check, hidden layer", 1e-12, 5e-5)
# The same central differences by other means: only rounding differs, 5e-11 of the largest entry
# where it was measured at h = 1e-4, less at larger h. At h = 0.01 backpropagation is off by 1e-6.
SAME_DIFFERENCES = Policy("same central differences", 1e-12, 1e-8)
# Some dozens of steps, each with the error of a gradient check.
DESCENT = Policy("descent", 1e-12, 1e-4)
# Put back by adding and subtracting h: the last digits may differ, h itself may not be left.
RESTORED = Policy("restored", 1e-9, 0.0)


class Mismatch(AssertionError):  # noqa: N818 (it is an answer that fails, not an error of ours)
    """A result that is not as promised.

    Parameters
    ----------
    message : str
        For the student, also in hidden tests: no input, no expected value, no value received, and
        no word that the student's code could have chosen.
    detail : str, default ""
        Values and places, for the instructor and for public tests.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message, detail)
        self.message = message
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.message} ({self.detail})" if self.detail else self.message


_FLOATS = (float, np.float16, np.float32, np.float64, np.longdouble)
_WORDS: tuple[tuple[type, str], ...] = (
    (type(None), "None (is a `return` missing?)"),
    (bool, "True or False"),
    (np.bool_, "True or False"),
    (int, "an integer"),
    (np.integer, "an integer"),
    (float, "a number"),
    (np.floating, "a number"),
    (complex, "a complex number"),
    (np.complexfloating, "a complex number"),
    (str, "a string"),
    (list, "a list"),
    (tuple, "a tuple"),
    (dict, "a dictionary"),
    (np.ndarray, "an array"),
)
_DTYPES = {"b": "True and False", "i": "integers", "u": "integers", "c": "complex numbers"}


def _describe(got: object) -> str:
    """Name what `got` is in words of ours, never in a class name of the student's."""
    for known, words in _WORDS:
        if type(got) is known or (issubclass(known, np.generic) and issubclass(type(got), known)):
            return words
    return "an object of another kind"


def assert_that(condition: bool, message: str, detail: str = "") -> None:
    """Raise a Mismatch with `message` unless `condition` holds."""
    if not condition:
        raise Mismatch(message, detail)


def _check_finite(values: Array, what: str) -> None:
    if np.isnan(values).any():
        raise Mismatch(f"{what} contains NaN (not a number)" if values.ndim else f"{what} is NaN")
    if np.isinf(values).any():
        raise Mismatch(f"{what} {'contains infinity' if values.ndim else 'is infinite'}")


def as_scalar(got: object, what: str) -> float:
    """Return `got` as a float; it must be a finite float, NumPy float or 0-d float array.

    An integer, even a 0, is not accepted, and neither is an array of one element.
    """
    if type(got) is np.ndarray:
        if got.shape != ():
            raise Mismatch(
                f"{what} should be a single number, but is an array", f"shape {got.shape}"
            )
        if got.dtype.kind != "f":
            kind = _DTYPES.get(got.dtype.kind, "other things than numbers")
            raise Mismatch(f"{what} should be a float, but is an array of {kind}")
    elif type(got) not in _FLOATS:
        raise Mismatch(f"{what} should be a single number (a float), but is {_describe(got)}")
    with np.errstate(all="ignore"):
        value = np.asarray(got).astype(np.float64)
    _check_finite(value, what)
    return float(value)


def as_array(got: object, shape: tuple[int, ...], what: str, kind: str = "float") -> Array:
    """Return `got`; it must be a finite array of this shape, of floats (``"int"``: of integers)."""
    if type(got) is not np.ndarray:
        raise Mismatch(f"{what} should be a NumPy array, but is {_describe(got)}")
    if got.shape != shape:
        raise Mismatch(
            f"{what} has the wrong shape: {shape} was promised", f"got shape {got.shape}"
        )
    if got.dtype.kind not in {"float": "f", "int": "iu"}[kind]:
        words = "floats" if got.dtype.kind == "f" else _DTYPES.get(got.dtype.kind, "other things")
        raise Mismatch(
            f"{what} should hold {'floats' if kind == 'float' else 'integers'}, but holds {words}",
            f"dtype {got.dtype}",
        )
    if kind == "float":
        _check_finite(got, what)
    return got


def attribute_of(thing: object, name: str) -> Any:
    """Return an attribute of a student's object; plain data has none."""
    known = any(type(thing) is kind for kind, _ in _WORDS) or isinstance(thing, np.generic)
    assert_that(not known, f"an object with {name!r} was promised, but got {_describe(thing)}")
    return getattr(thing, name)


def call_method(thing: object, name: str, *args: object) -> Any:
    """Call a method of a student's object, which may have been overwritten by a value."""
    method = attribute_of(thing, name)
    assert_that(callable(method), f"{name!r} should be a method, but is {_describe(method)}")
    return method(*args)


def as_scalars(got: object, count: int, what: str) -> list[float]:
    """Return `got` as floats; it must be a list, tuple or 1-d array of `count` finite floats."""
    if type(got) is np.ndarray:
        return [float(value) for value in as_array(got, (count,), what)]
    if not isinstance(got, (list, tuple)):
        raise Mismatch(f"{what} should be a list of numbers, but is {_describe(got)}")
    assert_that(len(got) == count, f"{what} should hold {count} numbers", f"got {len(got)}")
    return [as_scalar(value, f"a number in {what}") for value in got]


def params_of(network: object, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Array]:
    """Return copies of the float arrays in the params of a student's network."""
    return as_arrays(attribute_of(network, "params"), shapes, "params")


def as_arrays(got: Any, shapes: Mapping[str, tuple[int, ...]], what: str) -> dict[str, Array]:
    """Return copies of the float arrays in a dictionary, which must have the keys of `shapes`."""
    try:
        present = set(got.keys())
    except (AttributeError, TypeError):
        raise Mismatch(f"{what} should be a dictionary, but is {_describe(got)}") from None
    arrays = {}
    for key, shape in shapes.items():
        assert_that(key in present, f"{what} has no entry {key!r}")
        arrays[key] = as_array(got[key], shape, f"{what}[{key!r}]").copy()
    return arrays


def _check_close(got: Array, expected: Array, policy: Policy, what: str) -> None:
    if expected.size == 0:
        return
    if expected.dtype.kind in "iu":
        wrong, allowed = (got != expected).astype(np.float64), 0.0
    else:
        if not np.isfinite(expected).all():
            raise ValueError(f"the expected value of {what} is not finite: a mistake in the test")
        with np.errstate(all="ignore"):
            wrong = np.abs(got.astype(np.float64) - expected)
        allowed = policy.atol + policy.rtol * float(np.abs(expected).max())
    worst = np.unravel_index(int(np.argmax(wrong)), wrong.shape)
    if wrong[worst] > allowed:
        index = ", ".join(str(int(i)) for i in worst)
        raise Mismatch(
            f"{what} is of the right kind{' and shape' if index else ''}, but its value"
            f"{'s are' if index else ' is'} wrong",
            f"{f'at [{index}]: ' if index else ''}got {got[worst].item()!r}, "
            f"expected {expected[worst].item()!r}; a difference of {allowed:.3g} is allowed "
            f"({policy.name})",
        )


def assert_scalar(got: object, expected: float, policy: Policy, what: str) -> None:
    """Check that `got` is a float and close to `expected` under `policy`."""
    value = as_scalar(got, what)
    _check_close(np.asarray(value), np.asarray(expected, dtype=np.float64), policy, what)


def assert_array(got: object, expected: Array, policy: Policy, what: str) -> None:
    """Check that `got` has the shape and dtype kind of `expected` and is close under `policy`."""
    kind = "int" if expected.dtype.kind in "iu" else "float"
    _check_close(as_array(got, expected.shape, what, kind), expected, policy, what)


def assert_unchanged(now: Array, before: Array, what: str) -> None:
    """Check that an array that the test owns is what it was, but for rounding."""
    try:
        assert_array(now, before, RESTORED, what)
    except Mismatch as error:
        raise Mismatch(f"{what} should be left as it was, but has changed", str(error)) from None
