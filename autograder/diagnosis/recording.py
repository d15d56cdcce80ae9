"""Recordings of tests: each call to student code with its arguments and its outcome.

Owns the recording, which wraps any `env` of a test, and the comparison of recorded values. The
conclusions from a comparison are left to `diagnoser`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.sandbox.channel import StudentFailure
from autograder.sandbox.proxies import DictLike
from autograder.text import localized

# A larger array is recorded as a few sums, which are enough to tell mistakes apart.
_WHOLE = 64
_MAX_CALLBACKS = 200
_SHOWN = 8
_NOTHING = ("plain", None)


@dataclass
class Event:
    """One call, or one item read from an object.

    Attributes
    ----------
    name : str
        The name of the function or method; ``"item W1"`` for an item.
    settled : bool
        False for an item that the test has not written itself: its value may be random.
    after : list
        The arrays among the arguments, with their values after the call.
    callbacks : list
        The arguments of each call to the test's own functions.
    """

    name: str
    args: Any
    outcome: Any = None
    settled: bool = True
    after: list[Any] = field(default_factory=list)
    callbacks: list[Any] = field(default_factory=list)


@dataclass
class Recording:
    """All events of a test, in order.

    Attributes
    ----------
    shown : str
        The last call as code, for tests whose inputs students may see.
    """

    events: list[Event] = field(default_factory=list)
    shown: str = ""

    @property
    def ends_in_nothing(self) -> bool:
        """Whether the last call returned None."""
        return bool(self.events) and self.events[-1].outcome == _NOTHING

    @property
    def last(self) -> str:
        """The name of the function or method that was called last; empty if none was."""
        return self.events[-1].name if self.events else ""

    @property
    def answered(self) -> set[str]:
        """The names of the functions and methods that returned something in this test."""
        return {
            event.name
            for event in self.events
            if event.outcome not in (None, _NOTHING) and event.outcome[0] != "raised"
        }


class RecordedEnv(Mapping[str, Any]):
    """An `env` that records the calls to another one."""

    def __init__(self, env: Mapping[str, Any]) -> None:
        self._env = env
        self.recording = Recording()

    def __getitem__(self, name: str) -> Callable[..., Any]:
        return _recorded_call(self.recording, name, self._env[name])

    def __getattr__(self, name: str) -> Any:
        # The methods of an env (a clock, the leaderboard) are not student code.
        return getattr(self._env, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._env)

    def __len__(self) -> int:
        return len(self._env)


class RecordedObject(DictLike):
    """A student's object; its methods, attributes and items are recorded."""

    def __init__(self, recording: Recording, inner: Any) -> None:
        self._recording = recording
        self._inner = inner
        self._written: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        event = Event(f"attribute {name}", None)
        self._recording.events.append(event)
        try:
            value = getattr(self._inner, name)
        except BaseException as error:
            event.outcome = _raised(error)
            raise
        if is_object(value):
            wrapped = RecordedObject(self._recording, value)
            if value._is_callable:
                return _recorded_call(self._recording, name, wrapped)
            event.outcome = ("object",)
            return wrapped
        event.outcome = frozen(value)
        return value

    def __getitem__(self, key: str) -> Any:
        event = Event(f"item {key}", None, settled=key in self._written)
        self._recording.events.append(event)
        try:
            value = self._inner[key]
        except BaseException as error:
            event.outcome = _raised(error)
            raise
        event.outcome = frozen(value)
        return value

    def __setitem__(self, key: str, value: Any) -> None:
        self._inner[key] = value
        self._written.add(key)

    def keys(self) -> list[Any]:
        """Return the keys of a dict."""
        keys: list[Any] = self._inner.keys()
        self._recording.events.append(Event("keys", None, frozen(sorted(map(str, keys)))))
        return keys


def is_object(value: object) -> bool:
    """Whether a value from student code is a proxy of an object there."""
    return getattr(type(value), "stands_for_object", False)


def _recorded_call(recording: Recording, name: str, function: Any) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        event = Event(name, frozen([list(args), kwargs]))
        recording.events.append(event)
        recording.shown = _as_text(name, args, kwargs)
        arrays = [value for value in (*args, *kwargs.values()) if isinstance(value, np.ndarray)]

        def handed(value: Any) -> Any:
            if isinstance(value, RecordedObject):
                return value._inner
            if callable(value) and not isinstance(value, np.generic):
                return _recorded_callback(event, value)
            return value

        inner = function._inner if isinstance(function, RecordedObject) else function
        try:
            value = inner(*map(handed, args), **{key: handed(v) for key, v in kwargs.items()})
        except BaseException as error:
            event.outcome = _raised(error)
            raise
        finally:
            event.after = [frozen(array) for array in arrays]
        if is_object(value):
            event.outcome = ("object",)
            return RecordedObject(recording, value)
        event.outcome = frozen(value)
        return value

    call.__name__ = name
    return call


def _recorded_callback(event: Event, function: Callable[..., Any]) -> Callable[..., Any]:
    def callback(*args: Any, **kwargs: Any) -> Any:
        if len(event.callbacks) < _MAX_CALLBACKS:
            event.callbacks.append(frozen([list(args), kwargs]))
        return function(*args, **kwargs)

    return callback


def _raised(error: BaseException) -> tuple[str, str, str]:
    if isinstance(error, StudentFailure):
        return ("raised", error.type or error.kind, error.text)
    return ("raised", type(error).__name__, "")


# -- values ----------------------------------------------------------------------------------------


def frozen(value: Any) -> Any:
    """Return a copy of a value, without differences that do not matter (float or np.float64)."""
    if isinstance(value, np.ndarray):
        kind = value.dtype.kind if value.dtype.kind in "biufc" else "other"
        if kind == "other":
            return ("array", kind, value.shape, ())
        numbers = value.astype(np.complex128 if kind == "c" else np.float64).ravel()
        return ("array", kind, value.shape, _sums(numbers) if numbers.size > _WHOLE else numbers)
    if value is None or isinstance(value, str):
        return ("plain", value)
    if isinstance(value, bool | np.bool_):
        return ("bool", bool(value))
    if isinstance(value, int | np.integer):
        return ("int", str(value) if abs(int(value)) > 2**60 else int(value))
    if isinstance(value, float | np.floating):
        return ("number", float(value))
    if isinstance(value, list | tuple):
        return (type(value).__name__, [frozen(each) for each in value])
    if isinstance(value, dict):
        return ("dict", {str(key): frozen(each) for key, each in value.items()})
    return ("object",)


def _sums(numbers: Any) -> Any:
    """Return mean, standard deviation, tail, and a sum that depends on the elements' order."""
    with np.errstate(all="ignore"):
        mean, deviation = numbers.mean(), numbers.std()
        tail = np.mean(np.abs(numbers - mean) > 1.9 * deviation)
        order = np.mean(numbers * np.cos(np.arange(numbers.size)))
    return np.array([mean, deviation, tail, order])


def same(one: Any, other: Any, tolerance: float) -> bool:
    """Whether two frozen values agree; numbers within `tolerance`, relative to their size."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.shape == other.shape and _close(one, other, tolerance)
    if type(one) is not type(other):
        return False
    if isinstance(one, float):
        return _close(np.array(one), np.array(other), tolerance)
    if isinstance(one, list | tuple):
        if len(one) != len(other):
            return False
        if one[:1] == ("raised",) and isinstance(one, tuple):
            return _same_error(one, other)
        return all(same(a, b, tolerance) for a, b in zip(one, other, strict=True))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(
            same(value, other[key], tolerance) for key, value in one.items()
        )
    return bool(one == other)


def distance(one: Any, other: Any) -> float:
    """Return the largest difference of numbers in two frozen values; infinite if kinds differ."""
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        if one.shape != other.shape:
            return np.inf
        with np.errstate(all="ignore"):
            differences = np.abs(one - other)
        both_missing = np.isnan(one) & np.isnan(other) | (one == other)
        differences = np.where(both_missing, 0.0, np.nan_to_num(differences, nan=np.inf))
        return float(differences.max(initial=0.0))
    if isinstance(one, float) and isinstance(other, float):
        return distance(np.array(one), np.array(other))
    if type(one) is not type(other):
        return np.inf
    if isinstance(one, list | tuple):
        if len(one) != len(other):
            return np.inf
        return max((distance(a, b) for a, b in zip(one, other, strict=True)), default=0.0)
    if isinstance(one, dict):
        if one.keys() != other.keys():
            return np.inf
        return max((distance(value, other[key]) for key, value in one.items()), default=0.0)
    return 0.0 if one == other else np.inf


def _same_error(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    # Only public tests record the text; the point at which a recursion stops depends on the stack.
    texts_agree = one[2] == other[2] or not (one[2] and other[2]) or one[1] == "RecursionError"
    return one[:2] == other[:2] and texts_agree


def _close(one: Any, other: Any, tolerance: float) -> bool:
    with np.errstate(all="ignore"):
        scale = 1.0
        if one.size:
            finite = other[np.isfinite(other)]
            # Small numbers are compared relative to their size: 1e-9 and 1e-8 are two mistakes.
            scale = float(np.abs(finite).max()) if finite.size else 1.0
        return bool(np.allclose(one, other, rtol=tolerance, atol=tolerance * scale, equal_nan=True))


def _as_text(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
    """Return a call as a student would write it, without the values of long arrays."""
    parts = [_value_text(value) for value in args]
    parts += [f"{key}={_value_text(value)}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


def _value_text(value: Any) -> str:
    if isinstance(value, np.ndarray):
        if value.size > _SHOWN:
            return localized(f"<array of shape {value.shape}>", f"<형상 {value.shape}인 배열>")
        return f"np.array({np.array2string(value, separator=', ', precision=8)})".replace("\n", "")
    if isinstance(value, RecordedObject):
        return localized("<your network>", "<여러분의 신경망>")
    if callable(value):
        return getattr(value, "__name__", "f")
    return repr(value)
