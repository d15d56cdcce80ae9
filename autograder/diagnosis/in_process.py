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
from autograder.sandbox.channel import StudentFailure
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


def run_in_process(code: CodeType, test: TestCase, max_lines: int | None = None) -> Outcome:
    """Run a test on a fresh namespace in which `code` has run.

    Parameters
    ----------
    code : CodeType
        The whole answer.
    test : TestCase
        The test.
    max_lines : int, optional
        The largest number of lines of `code` that may be executed; required if it may hang.
    """
    namespace: dict[str, Any] = {"__name__": "answer"}
    env = RecordedEnv(_LocalEnv(namespace, test.seed))
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

    def __init__(self, namespace: dict[str, Any], seed: int) -> None:
        self.namespace = namespace
        self.seed = seed
        self.calls = 0
        self.callbacks = 0

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
        """Call a function like the worker: seeded, errors by their built-in names."""
        self.calls += 1

        def run() -> Any:
            function = target()
            seed_everything(self.seed + self.calls)
            return function(
                *map(self._handed, args), **{key: self._handed(v) for key, v in kwargs.items()}
            )

        return self.received(self.shielded(run))

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

    def _handed(self, value: Any) -> Any:
        if isinstance(value, _LocalObject):
            return value._value
        if callable(value) and not isinstance(value, np.generic):
            return self._counted(value)
        return value

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def callback(*args: Any, **kwargs: Any) -> Any:
            self.callbacks += 1
            if self.callbacks > MAX_CALLBACKS:
                raise _Endless
            return function(*args, **kwargs)

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
            self._value[key] = value

    def keys(self) -> list[Any]:
        return list(self._value.keys())
