"""What student code may pass to a test's function, which runs in the grader's own process.

Owns the rule, which holds alike in the sandbox and where known answers are run in this process: a
function computes only with numbers and arrays of numbers that are about as large as what the test
has handed out. Everything else is refused with a `TypeError`, which is what functions of numbers
raise for a string or None anyway. Python's integers become floats, because they have no largest
value and `2 * [x]` repeats a list.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from autograder.sandbox.wire import DTYPES

# Broadcast against what was handed out, a small array gives at most a million elements (8 MB).
_SMALL = 4096
_BROADCAST = 1 << 20
_MAX_ITEMS = 1000
_MAX_INT = 1 << 63

Shapes = tuple[tuple[int, ...], ...]


def arrays_in(value: Any) -> Iterable[np.ndarray[Any, Any]]:
    """Yield the arrays in an argument, also those in lists, tuples and dicts."""
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from arrays_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from arrays_in(each)


def call_checked(
    function: Callable[..., Any], args: Iterable[Any], kwargs: dict[str, Any], handed: Shapes
) -> Any:
    """Call a test's function with arguments from student code.

    Parameters
    ----------
    function : callable
        The test's.
    args, kwargs
        What student code passes.
    handed : tuple of tuple of int
        The shapes of the arrays that the test has handed out in this call.

    Raises
    ------
    TypeError
        If an argument is none that the function may get.
    """
    if kwargs:
        _check_names(function, kwargs)
    passed = [_checked(value, handed) for value in args]
    named = {name: _checked(value, handed) for name, value in kwargs.items()}
    every = [*passed, *named.values()]
    # An integer of an array repeats a list, too.
    if any(type(each) in (list, tuple) for each in every) and any(
        isinstance(each, np.ndarray) and each.dtype.kind in "iu" for each in every
    ):
        raise TypeError("a list beside an array of integers")
    return function(*passed, **named)


def _check_names(function: Callable[..., Any], kwargs: dict[str, Any]) -> None:
    try:
        known = inspect.signature(function).parameters
    except (TypeError, ValueError):
        known = {}  # type: ignore[assignment]  # built in, without a signature
    for name in kwargs:
        if name not in known or known[name].kind is inspect.Parameter.VAR_KEYWORD:
            raise TypeError("got an unexpected keyword argument")


def _checked(value: Any, handed: Shapes) -> Any:
    if isinstance(value, list | tuple):
        if len(value) > _MAX_ITEMS:
            raise TypeError("a list that is too long")
        items = [_number(item) for item in value]
        return items if isinstance(value, list) else tuple(items)
    if isinstance(value, np.ndarray):
        if value.dtype.str.replace(">", "<") not in DTYPES or not _fits(value.shape, handed):
            raise TypeError("an array of another kind than was handed out")
        return np.asarray(value)
    return _number(value)


def _number(value: Any) -> Any:
    if isinstance(value, np.generic):
        if value.dtype.str.replace(">", "<") not in DTYPES:
            raise TypeError("a number of another kind")
        return np.float64(value) if value.dtype.kind in "iu" else value
    if isinstance(value, bool):
        return value
    if isinstance(value, float) or (isinstance(value, int) and -_MAX_INT <= value < _MAX_INT):
        return float(value)
    raise TypeError("neither a number nor an array")


def _fits(shape: tuple[int, ...], handed: Shapes) -> bool:
    """Whether an array is small, or fits into one that was handed out, transposed or flat too.

    An axis of length 0 counts as one element: a sum over it can still be large.
    """
    size = _extent(shape)
    largest = max(map(_extent, handed), default=1)
    if size <= _SMALL and size * largest <= _BROADCAST:
        return True
    return any(_fits_into(shape, whole) for whole in handed)


def _fits_into(shape: tuple[int, ...], whole: tuple[int, ...]) -> bool:
    if shape == (math.prod(whole),):
        return True
    if len(shape) > len(whole):
        return False
    axes, others = sorted(shape, reverse=True), sorted(whole, reverse=True)
    return all(n <= other for n, other in zip(axes, others, strict=False))


def _extent(shape: tuple[int, ...]) -> int:
    return math.prod(max(n, 1) for n in shape)
