"""Recordings of tests: each call to student code with its arguments and its outcome.

Owns the recording, which wraps any `env` of a test, and the comparison of recorded values. The
conclusions from a comparison are left to `diagnoser`.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.compare import current
from autograder.sandbox.failures import StudentFailure
from autograder.sandbox.proxies import DictLike
from autograder.text import localized

# A larger array is recorded as a few sums, which are enough to tell mistakes apart.
_WHOLE = 64
_MAX_CALLBACKS = 200
_SHOWN = 8
# Of a larger array, about this many elements are looked at.
_SAMPLED = 1 << 16
# Longer lists, dicts and strings are recorded in part.
_MAX_ITEMS, _MAX_TEXT = 1000, 500
# About how many bytes of values one recording keeps: those of all tests are kept until the end of
# a submission, and the largest of an honest answer has 0.3 MB.
_MAX_KEPT = 2 << 20
_NOT_KEPT = ("not kept",)
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
    room : int
        About how many bytes of further values are kept.
    """

    events: list[Event] = field(default_factory=list)
    shown: str = ""
    room: int = _MAX_KEPT

    def keep(self, value: Any) -> Any:
        """Return what is recorded of a value: all of it that matters, as long as there is room."""
        if self.room <= 0:
            return _NOT_KEPT
        kept = frozen(value)
        self.room -= _weight(kept)
        return kept

    @property
    def ends_in_nothing(self) -> bool:
        """Whether the last call returned None."""
        return bool(self.events) and self.events[-1].outcome == _NOTHING

    @property
    def last(self) -> str:
        """The name of the function, method or attribute that came last; empty if none did."""
        # A method can be a property that raises.
        return self.events[-1].name.removeprefix("attribute ") if self.events else ""

    @property
    def answered(self) -> set[str]:
        """The names of the functions and methods that returned something in this test."""
        return {
            event.name.removeprefix("attribute ")
            for event in self.events
            if event.outcome not in (None, _NOTHING) and event.outcome[0] != "raised"
        }


class RecordedEnv(Mapping[str, Any]):
    """An `env` that records the calls to another one."""

    def __init__(self, env: Mapping[str, Any]) -> None:
        self._env = env
        self.recording = Recording()

    def __getitem__(self, name: str) -> Callable[..., Any]:
        return _recorded_call(self, name, self._env[name])

    def __getattr__(self, name: str) -> Any:
        # The methods of an env (a clock, the leaderboard) are not student code.
        return getattr(self._env, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._env)

    def __len__(self) -> int:
        return len(self._env)


class RecordedObject(DictLike):
    """A student's object; its methods, attributes and items are recorded."""

    def __init__(self, env: RecordedEnv, inner: Any) -> None:
        self._env = env
        self._recording = env.recording
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
            wrapped = RecordedObject(self._env, value)
            if value._is_callable:
                return _recorded_call(self._env, name, wrapped)
            event.outcome = ("object",)
            return wrapped
        event.outcome = self._recording.keep(value)
        return value

    def __getitem__(self, key: str) -> Any:
        event = Event(f"item {key}", None, settled=key in self._written)
        self._recording.events.append(event)
        try:
            value = self._inner[key]
        except BaseException as error:
            event.outcome = _raised(error)
            raise
        event.outcome = self._recording.keep(value)
        return value

    def __setitem__(self, key: str, value: Any) -> None:
        self._inner[key] = value
        self._written.add(key)

    def keys(self) -> list[Any]:
        """Return the keys of a dict."""
        keys: list[Any] = self._inner.keys()
        self._recording.events.append(
            Event("keys", None, self._recording.keep(_sorted_names(keys)))
        )
        return keys


def _sorted_names(keys: list[Any]) -> list[str]:
    return sorted(str(key)[:_MAX_TEXT] for key in keys)


def is_object(value: object) -> bool:
    """Whether a value from student code is a proxy of an object there."""
    return getattr(type(value), "stands_for_object", False)


def _recorded_call(env: RecordedEnv, name: str, function: Any) -> Callable[..., Any]:
    recording = env.recording

    def call(*args: Any, **kwargs: Any) -> Any:
        event = Event(name, recording.keep([list(args), kwargs]))
        recording.events.append(event)
        recording.shown = _as_text(name, args, kwargs)
        arrays = [value for value in (*args, *kwargs.values()) if isinstance(value, np.ndarray)]

        def handed(value: Any) -> Any:
            if isinstance(value, RecordedObject):
                return value._inner
            if callable(value) and not isinstance(value, np.generic):
                return _recorded_callback(recording, event, value)
            return value

        inner = function._inner if isinstance(function, RecordedObject) else function
        try:
            value = inner(*map(handed, args), **{key: handed(v) for key, v in kwargs.items()})
        except BaseException as error:
            event.outcome = _raised(error)
            raise
        finally:
            event.after = [recording.keep(_left(env, array)) for array in arrays]
        if is_object(value):
            event.outcome = ("object",)
            return RecordedObject(env, value)
        event.outcome = recording.keep(value)
        return value

    call.__name__ = name
    return call


def _left(env: RecordedEnv, array: Any) -> Any:
    try:
        return current(env, array)
    except ValueError:  # of a dtype that cannot be handed out
        return array


def _recorded_callback(
    recording: Recording, event: Event, function: Callable[..., Any]
) -> Callable[..., Any]:
    @functools.wraps(function)  # its signature says which arguments it has
    def callback(*args: Any, **kwargs: Any) -> Any:
        if len(event.callbacks) < _MAX_CALLBACKS:
            event.callbacks.append(recording.keep([list(args), kwargs]))
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
        # Before the conversion, which would make 8 bytes of one.
        some = value.ravel()[:: -(-value.size // _SAMPLED)] if value.size > _SAMPLED else value
        numbers = some.astype(np.complex128 if kind == "c" else np.float64).ravel()
        return ("array", kind, value.shape, _sums(numbers) if numbers.size > _WHOLE else numbers)
    if value is None:
        return _NOTHING
    if isinstance(value, str):
        return ("plain", value if len(value) <= _MAX_TEXT else (len(value), value[:_MAX_TEXT]))
    if isinstance(value, bool | np.bool_):
        return ("bool", bool(value))
    if isinstance(value, int | np.integer):
        return ("int", str(value) if abs(int(value)) > 2**60 else int(value))
    if isinstance(value, float | np.floating):
        return ("number", float(value))
    if isinstance(value, list | tuple):
        if len(value) > _MAX_ITEMS:
            # Another form, so another name.
            shown = [frozen(each) for each in value[:_SHOWN]]
            return (f"long {type(value).__name__}", len(value), shown)
        return (type(value).__name__, [frozen(each) for each in value])
    if isinstance(value, dict):
        first = itertools.islice(value.items(), _MAX_ITEMS)
        items = {str(key)[:_MAX_TEXT]: frozen(each) for key, each in first}
        return ("dict", items) if len(value) <= _MAX_ITEMS else ("long dict", len(value), items)
    return ("object",)


def _weight(kept: Any) -> int:
    """Return about how many bytes a frozen value takes."""
    if isinstance(kept, np.ndarray):
        return 100 + kept.nbytes
    if isinstance(kept, list | tuple):
        return 60 + sum(map(_weight, kept))
    if isinstance(kept, dict):
        return 200 + sum(100 + len(key) + _weight(each) for key, each in kept.items())
    return 50 + len(kept) if isinstance(kept, str) else 30


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
    if _parts(value) > _MAX_ITEMS:
        return localized(
            f"<{type(value).__name__} of length {len(value)}>",
            f"<길이가 {len(value)}인 {type(value).__name__}>",
        )
    return repr(value)


def _parts(value: Any) -> int:
    """Return how long a value is as text, about; no more of it is looked at than is shown."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        value = [*value, *itertools.islice(value.values(), _MAX_ITEMS)]
    if not isinstance(value, list | tuple):
        return 1
    return len(value) + sum(map(_parts, value[:_MAX_ITEMS]))
