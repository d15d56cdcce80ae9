"""A test run in this process, on the project's own code: the banks and the reference's mutants.

Owns an `env` that behaves like the sandbox's (the same random numbers, copies of the items of a
network, errors by their built-in names), so its recordings can be compared with those of student
code. Student code is never run here.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import random
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

import numpy as np

from autograder.authoring.testcase import TestCase
from autograder.compare import Mismatch
from autograder.diagnosis.recording import RecordedEnv, Recording
from autograder.sandbox.arguments import Shapes, arrays_in, call_checked
from autograder.sandbox.failures import StudentFailure
from autograder.sandbox.seeding import seed_everything

# Ten times as many as the longest descent of a test needs: more are an endless loop.
MAX_CALLBACKS = 20_000
# Ten times as many as the reference executes in its longest short test. Only lines reveal a loop
# that is endless and does not call the test's functions; their number is the same on every machine.
MAX_LINES = 300_000
_PLAIN = (type(None), dict, list, tuple, str, int, float, np.generic, np.ndarray)


@dataclass(frozen=True)
class Outcome:
    """How a test ended: ``"passed"``, ``"failed"``, ``"timeout"`` or ``"not_attempted"``."""

    status: str
    message: str
    detail: str
    recording: Recording


class _Endless(BaseException):
    """A function of the test is called too often, or a loop does not end."""


def compiled(source: str | ast.Module, name: str) -> CodeType:
    """Compile the code of an answer, with its name in place of a file's."""
    return compile(source, name, "exec", dont_inherit=True)


def run_in_process(
    code: CodeType,
    test: TestCase,
    max_lines: int | None = None,
    *,
    overwritten: bool = False,
) -> Outcome:
    """Run a test on a fresh namespace in which `code` has run.

    Parameters
    ----------
    code : CodeType
        The whole answer.
    test : TestCase
        The test.
    max_lines : int, optional
        The largest number of lines of `code` that may be executed; required if it may hang.
    overwritten : bool, default False
        Overwrite the test's own arrays after each call that they were handed to, as student code
        could where everything runs in one process. Afterwards they are as before.
    """
    namespace: dict[str, Any] = {"__name__": "answer"}
    local = _LocalEnv(namespace, test.seed, overwrites=overwritten)
    env = RecordedEnv(local)
    status, message, detail = "passed", "", ""
    with _quiet(), _counting(code.co_filename, max_lines):
        try:
            seed_everything(0)
            exec(code, namespace)
            test.run(env)
        except StudentFailure as failure:
            status, detail = "failed", f"{failure.kind} {failure.type}"
            if failure.type == "NotImplementedError":
                status = "not_attempted"
        except AssertionError as mismatch:
            status = "failed"
            message = mismatch.message if isinstance(mismatch, Mismatch) else ""
            detail = str(mismatch)
        except _Endless:
            status = "timeout"
        except Exception as error:
            if not overwritten:
                raise
            # Where a test finds NaN in its own arrays, it may fail in any way.
            status, detail = "error", f"{type(error).__name__}: {error}"
        finally:
            local.restore()
    return Outcome(status, message, detail, env.recording)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Suppress output and warnings, and restore the random numbers of this process."""
    entropy = np.random.bit_generator.randbits  # type: ignore[attr-defined]
    drawn, drawn_by_numpy = random.getstate(), np.random.get_state()
    try:
        with (
            contextlib.redirect_stdout(io.StringIO()),
            warnings.catch_warnings(),
            np.errstate(all="ignore"),
        ):
            warnings.simplefilter("ignore")
            yield
    finally:
        np.random.bit_generator.randbits = entropy  # type: ignore[attr-defined]
        random.setstate(drawn)
        np.random.set_state(drawn_by_numpy)


@contextlib.contextmanager
def _counting(filename: str, max_lines: int | None) -> Iterator[None]:
    """Raise `_Endless` when more than `max_lines` lines of a file have been executed."""
    if max_lines is None:
        yield
        return
    left = max_lines

    def line(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise _Endless
        return line

    def call(frame: FrameType, event: str, arg: object) -> Any:
        return line if frame.f_code.co_filename == filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        yield
    finally:
        sys.settrace(before)


class _Stopwatch:
    """Like `sandbox.stopwatch.Stopwatch`, but in this process."""

    def __enter__(self) -> _Stopwatch:
        self._started = time.process_time()
        return self

    def __exit__(self, *exc: object) -> None:
        self.seconds = time.process_time() - self._started


class _LocalEnv(Mapping[str, Any]):
    """Like `sandbox.proxies.Env`, but in this process."""

    def __init__(self, namespace: dict[str, Any], seed: int, *, overwrites: bool = False) -> None:
        self.namespace = namespace
        self.seed = seed
        self.overwrites = overwrites
        self.calls = 0
        self.callbacks = 0
        # The test's arrays, by their ids, each with the copy that the last call was given.
        self.handed: dict[int, tuple[Any, Any]] = {}
        self._overwritten: dict[int, tuple[Any, Any]] = {}

    def __getitem__(self, name: str) -> Callable[..., Any]:
        def function(*args: Any, **kwargs: Any) -> Any:
            def target() -> Any:
                if name not in self.namespace:
                    raise NameError(f"name {name!r} is not defined")
                return self.namespace[name]

            return self.call(target, args, kwargs)

        return function

    def __iter__(self) -> Iterator[str]:
        return iter(self.namespace)

    def __len__(self) -> int:
        return len(self.namespace)

    def current(self, array: Any) -> Any:
        """Return an array that was handed out as the function has it, or left it."""
        known, copied = self.handed.get(id(array), (None, None))
        if known is not array:
            raise ValueError("a test asks for an array that it has not handed out")
        return copied

    def restore(self) -> None:
        """Give the test's arrays, some of which may be constants, their values back."""
        # The last first: where two share memory, the first has the right values.
        for array, before in reversed(self._overwritten.values()):
            array[...] = before

    def stopwatch(self) -> _Stopwatch:
        """Return a stopwatch of this process, which runs no student code."""
        return _Stopwatch()

    def beside(self, source: str) -> Mapping[str, Any]:
        """Return the namespace of the grader's own code."""
        namespace: dict[str, Any] = {"__name__": "beside"}
        exec(source, namespace)
        return namespace

    def leaderboard(self, name: str, value: float) -> None:
        """Record nothing, as this is not a submission."""

    def call(self, target: Callable[[], Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a function like the worker: seeded, on copies, errors by their built-in names."""
        self.calls += 1
        copies: dict[int, Any] = {}
        passed = [self._handed(value, copies) for value in args]
        named = {key: self._handed(value, copies) for key, value in kwargs.items()}

        def run() -> Any:
            function = target()
            seed_everything(self.seed + self.calls)
            return function(*passed, **named)

        try:
            return self.received(self.shielded(run))
        finally:
            if self.overwrites:
                for array in arrays_in([*args, *kwargs.values()]):
                    self._overwrite(array)

    def _overwrite(self, array: Any) -> None:
        if array.flags.writeable:
            self._overwritten.setdefault(id(array), (array, array.copy()))
            if array.dtype.kind in "fc":
                array[...] = np.nan
            elif array.dtype.kind in "iu":
                array[...] = np.iinfo(array.dtype).max
            elif array.dtype.kind == "b":
                np.logical_not(array, out=array)

    def shielded(self, run: Callable[[], Any]) -> Any:
        """Return the result of `run`; raise its errors like those of student code."""
        try:
            return run()
        except Exception as error:
            known = (t.__name__ for t in type(error).__mro__ if hasattr(builtins, t.__name__))
            raise StudentFailure("raised", type=next(known), text=str(error)[:500]) from None

    def received(self, value: Any) -> Any:
        """Return a plain value unchanged, any other object as a `_LocalObject`."""
        return value if isinstance(value, _PLAIN) else _LocalObject(self, value)

    def _handed(self, value: Any, copies: dict[int, Any]) -> Any:
        """Return what a function gets for an argument: a copy, as in the sandbox."""
        if isinstance(value, _LocalObject):
            return value._value
        if isinstance(value, np.ndarray):
            if id(value) not in copies:
                copies[id(value)] = value.copy()
                self.handed[id(value)] = (value, copies[id(value)])
            return copies[id(value)]
        if isinstance(value, dict):
            return {key: self._handed(each, copies) for key, each in value.items()}
        if type(value) in (list, tuple):
            return type(value)(self._handed(each, copies) for each in value)
        if callable(value) and not isinstance(value, np.generic):
            return self._counted(value, copies)
        return value

    def _counted(self, function: Callable[..., Any], copies: dict[int, Any]) -> Callable[..., Any]:
        shapes: Shapes = ()

        def callback(*args: Any, **kwargs: Any) -> Any:
            nonlocal shapes
            self.callbacks += 1
            if self.callbacks > MAX_CALLBACKS:
                raise _Endless
            shapes = shapes or tuple(array.shape for array in copies.values())
            return call_checked(function, args, kwargs, shapes)

        return callback


class _LocalObject:
    """Like `sandbox.proxies.RemoteObject`, but in this process."""

    stands_for_object = True

    def __init__(self, env: _LocalEnv, value: Any) -> None:
        self._env = env
        self._value = value
        self._is_callable = callable(value)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = self._env.shielded(lambda: getattr(self._value, name))
        if isinstance(value, dict) or callable(value):
            return _LocalObject(self._env, value)
        return self._env.received(value)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._env.call(lambda: self._value, args, kwargs)

    def __getitem__(self, key: str) -> Any:
        value = self._env.shielded(lambda: self._value[key])
        return value.copy() if isinstance(value, np.ndarray) else self._env.received(value)

    def __setitem__(self, key: str, value: Any) -> None:
        old = self._value.get(key)
        alike = isinstance(old, np.ndarray) and isinstance(value, np.ndarray)
        if alike and (old.shape, old.dtype) == (value.shape, value.dtype):
            old[...] = value
        else:
            self._value[key] = self._env._handed(value, {})

    def keys(self) -> list[Any]:
        return list(self._value.keys())
