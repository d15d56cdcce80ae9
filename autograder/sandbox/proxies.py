"""A test's view of student code: an `env` whose functions run in the worker.

Owns mirroring arguments and calling back a test's own functions. Every result is a plain value of
a known type, or stands for an object that stays in the worker (`RemoteObject`). The student's
exceptions arrive as `StudentFailure`, a call that runs out of time as the built-in `TimeoutError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from autograder.sandbox import wire
from autograder.sandbox.channel import Budget, Channel, SandboxError, StudentFailure, failure_from
from autograder.sandbox.limits import MAX_HANDLES
from autograder.sandbox.stopwatch import Stopwatch
from autograder.text import Text

# CPU seconds for further calls (a prediction) after one was stopped at its cap.
_AFTER_CAP_SECONDS = 5.0


class CapReached(TimeoutError):  # noqa: N818 - named as the worker names it
    """A call was stopped at the test's CPU cap."""


class TestProcess:
    """A fork of the snapshot that serves one test.

    Parameters
    ----------
    channel : Channel
        The fork.
    budget : Budget
        Its caps, over all calls of the test.
    max_callbacks : int
        How often it may call the test's functions.
    beside : callable, optional
        Starts a process for the grader's own code, with which the test compares the student's.

    Attributes
    ----------
    leaderboard : dict of str to float
        Measured values for the leaderboard.
    """

    __test__ = False  # pytest would take it for a test class

    def __init__(
        self,
        channel: Channel,
        budget: Budget,
        max_callbacks: int,
        beside: Callable[[str], TestProcess] | None = None,
    ) -> None:
        self.channel = channel
        self.budget = budget
        self.callbacks_left = max_callbacks
        self.leaderboard: dict[str, float] = {}
        self._start_beside = beside
        self._beside: list[TestProcess] = []

    def env(self) -> Env:
        """Return the `env` of the test."""
        return Env(self)

    def beside(self, source: str) -> TestProcess:
        """Return another process that has run `source`; it ends with this one."""
        if self._start_beside is None:
            raise SandboxError("no second process can be started for this test")
        self._beside.append(self._start_beside(source))
        return self._beside[-1]

    def close(self) -> None:
        """End the process and the others that it has started."""
        for process in self._beside:
            process.close()
        self._beside.clear()
        self.channel.close()

    def ask(self, header: dict[str, Any]) -> None:
        """Send a request without values and wait until it is done."""
        self.channel.send(header)
        answer, _ = self.channel.receive(self.budget)
        if answer["op"] != "ok":
            raise failure_from(answer)

    def call(self, target: list[Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call an object in the worker with mirrored arguments."""
        exchange = _Exchange(self)
        encoder = exchange.encoder()
        header = {
            "op": "call",
            "target": target,
            "args": encoder.encode(list(args)),
            "kwargs": encoder.encode(kwargs),
        }
        return exchange.run(header, encoder.body)

    def read(self, header: dict[str, Any]) -> Any:
        """Send a request without arguments and return its value."""
        return _Exchange(self).run(header, b"")

    def write(self, header: dict[str, Any], value: Any) -> None:
        """Send a request with one value."""
        exchange = _Exchange(self)
        encoder = exchange.encoder()
        header["value"] = encoder.encode(value)
        exchange.run(header, encoder.body)


class _Exchange:
    """One request and its answer, with the arrays and functions that were passed."""

    def __init__(self, process: TestProcess) -> None:
        self.process = process
        self.arrays: dict[int, Any] = {}
        self.functions: dict[int, Callable[..., Any]] = {}

    def encoder(self) -> wire.Encoder:
        return wire.Encoder(special=self._special, array_id=self._array_id)

    def _array_id(self, array: Any) -> int:
        for number, known in self.arrays.items():
            if known is array:
                return number
        self.arrays[len(self.arrays)] = array
        return len(self.arrays) - 1

    def _special(self, value: Any) -> list[Any] | None:
        if isinstance(value, RemoteObject):
            return ["h", value._handle.number, value._handle.is_callable]
        if callable(value) and not isinstance(value, np.generic):
            self.functions[len(self.functions)] = value
            return ["c", len(self.functions) - 1]
        return None

    def run(self, header: dict[str, Any], body: bytes | bytearray) -> Any:
        process = self.process
        process.channel.send(header, body)
        while True:
            answer, body = process.channel.receive(process.budget)
            try:
                if answer["op"] == "cap":
                    process.channel.rearm(process.budget, _AFTER_CAP_SECONDS, _AFTER_CAP_SECONDS)
                    raise CapReached("the CPU cap of this test")
                self._mirror(answer, body)
                if answer["op"] == "callback":
                    self._answer_callback(answer, body)
                elif answer["op"] == "result":
                    return self._decoder(body).decode(answer.get("value"))
                else:
                    raise failure_from(answer)
            except wire.WireError as error:
                raise process.channel.protocol_failure(error) from error

    def _decoder(self, body: bytes) -> wire.Decoder:
        return wire.Decoder(body, special=self._object, arrays=self.arrays)

    def _object(self, value: wire.Handle | wire.Callback) -> Any:
        if isinstance(value, wire.Handle) and 0 <= value.number < MAX_HANDLES:
            return RemoteObject(self.process, value)
        raise wire.WireError("an unknown handle")

    def _mirror(self, answer: dict[str, Any], body: bytes) -> None:
        """Copy what student code has changed in its copies into the test's arrays."""
        changed = answer.get("mirror")
        if type(changed) is not list or len(changed) > len(self.arrays):
            raise wire.WireError("no list of changed arrays")
        for entry in changed:
            if type(entry) is not list or len(entry) != 2 or type(entry[0]) is not int:
                raise wire.WireError("a changed array without its number")
            ours = self.arrays.get(entry[0])
            theirs = wire.Decoder(body).decode(entry[1])
            if ours is None or not isinstance(theirs, np.ndarray) or theirs.dtype != ours.dtype:
                raise wire.WireError("a changed array that is not an argument")
            if theirs.shape == ours.shape:
                ours[...] = theirs

    def _answer_callback(self, answer: dict[str, Any], body: bytes) -> None:
        process = self.process
        number = answer.get("number")
        if type(number) is not int or number not in self.functions:
            raise wire.WireError("a function that was never passed")
        process.callbacks_left -= 1
        if process.callbacks_left < 0:
            process.channel.note(
                Text(
                    "called a test's function more often than it may",
                    "테스트가 준 함수를 허용된 횟수보다 많이 호출했습니다",
                )
            )
            process.channel.kill()
            raise StudentFailure("timeout")
        decoder = self._decoder(body)
        args, kwargs = decoder.decode(answer.get("args")), decoder.decode(answer.get("kwargs"))
        if type(args) is not list or type(kwargs) is not dict:
            raise wire.WireError("a call without arguments")
        try:
            value = self.functions[number](*args, **kwargs)
        except Exception as error:
            # Raised again in the student's code, as if both were in one process.
            name = type(error).__name__
            known = type(error).__module__ == "builtins"
            process.channel.send({"op": "raise", "type": name if known else "ValueError"})
        else:
            encoder = wire.Encoder()
            tree = encoder.encode(value)
            process.channel.send({"op": "return", "value": tree}, encoder.body)


class Env(Mapping[str, Any]):
    """The namespace of the submission, as far as a test may use it: callables by name.

    Tests that compare speeds also have a stopwatch that student code cannot change, a second
    process for the grader's own code, and the leaderboard.
    """

    def __init__(self, process: TestProcess) -> None:
        self._process = process

    def __getitem__(self, name: str) -> Callable[..., Any]:
        def function(*args: Any, **kwargs: Any) -> Any:
            return self._process.call(["name", name], args, kwargs)

        function.__name__ = name
        return function

    def stopwatch(self) -> Stopwatch:
        """Return a stopwatch for calls of student code; to be taken before any input is sent.

        From here to the end of the test, student code can start neither process nor thread.
        """
        self._process.ask({"op": "stand_alone"})
        return Stopwatch(self._process.channel)

    def beside(self, source: str) -> Env:
        """Return the namespace of the grader's own `source`, run in a process without student code.

        Times can be compared: both have the same interpreter, libraries and number of threads, and
        student code stands still meanwhile, so that it cannot slow down the other.
        """
        return _OwnEnv(self._process.beside(source), self._process.channel)

    def leaderboard(self, name: str, value: float) -> None:
        """Record a measured value for the result, in case the test passes."""
        self._process.leaderboard[name] = value

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a test names what it takes from env")

    def __len__(self) -> int:
        raise TypeError("a test names what it takes from env")


class _OwnEnv(Env):
    """The namespace of the grader's own code, whose failures are the grader's."""

    def __init__(self, process: TestProcess, student: Channel) -> None:
        super().__init__(process)
        self._student = student

    def __getitem__(self, name: str) -> Callable[..., Any]:
        call = super().__getitem__(name)

        def function(*args: Any, **kwargs: Any) -> Any:
            enclosure = self._student.enclosure
            assert enclosure is not None
            try:
                with enclosure.at_rest(self._student.process):
                    return call(*args, **kwargs)
            except StudentFailure as failure:
                reason = f"{failure.kind} {failure.type} {failure.text}".strip()
                raise SandboxError(f"{name} of the grader failed in a test: {reason}") from failure

        return function


class DictLike:
    """The other methods of a dict, based on its items and keys."""

    def __getitem__(self, key: str) -> Any:
        raise NotImplementedError

    def keys(self) -> list[Any]:
        """Return the keys."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())

    def __contains__(self, key: object) -> bool:
        return key in self.keys()

    def items(self) -> list[tuple[Any, Any]]:
        """Return the keys with their items."""
        return [(key, self[key]) for key in self.keys()]


class RemoteObject(DictLike):
    """A proxy for an object in the worker: its methods, attributes and items."""

    stands_for_object = True

    def __init__(self, process: TestProcess, handle: wire.Handle) -> None:
        self._process = process
        self._handle = handle
        self._is_callable = handle.is_callable

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        header = {"op": "getattr", "handle": self._handle.number, "name": name}
        try:
            return self._process.read(header)
        except StudentFailure as failure:
            # One that is raised in a cell comes from the student's code, such as a property.
            if failure.type == "AttributeError" and failure.cell == -1:
                failure.lacks = name
            raise

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call a method or another callable object in the worker."""
        return self._process.call(["handle", self._handle.number], args, kwargs)

    def __getitem__(self, key: str) -> Any:
        return self._process.read({"op": "item", "handle": self._handle.number, "key": key})

    def __setitem__(self, key: str, value: Any) -> None:
        self._process.write({"op": "set_item", "handle": self._handle.number, "key": key}, value)

    def keys(self) -> list[Any]:
        """Return the keys of a dict in the worker."""
        keys = self._process.read({"op": "item", "handle": self._handle.number, "keys": True})
        if type(keys) is not list:
            raise StudentFailure("protocol")
        return keys
