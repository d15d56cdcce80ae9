"""A test's view of student code: an `env` whose functions run in the worker.

Owns the test's process and the objects that stay in it; one request is left to `exchange`. Every
result is a plain value of a known type, or stands for an object that stays in the worker
(`RemoteObject`). The student's exceptions arrive as `StudentFailure`, a call that runs out of time
as the built-in `TimeoutError`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from autograder.sandbox import wire
from autograder.sandbox.channel import Budget, Channel
from autograder.sandbox.exchange import CapReached, Exchange
from autograder.sandbox.failures import SandboxError, StudentFailure, failure_from
from autograder.sandbox.stopwatch import Stopwatch
from autograder.text import Text

__all__ = ["CapReached", "DictLike", "Env", "RemoteObject", "TestProcess"]

# What the grader itself may spend on a test's calls, as a multiple of the student's CPU cap: a call
# of a short function of the test takes both sides about the same time.
_OWN_CPU_FACTOR = 4.0


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
        # Every array that was handed out, by its id: itself, the arrays as the worker has them
        # since the last call that was given it, and its number there.
        self.handed: dict[int, tuple[Any, dict[int, Any], int]] = {}
        self._cpu_at_start = channel.cpu_seconds
        self._own_cpu = 0.0
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
        exchange = Exchange(self)
        encoder = exchange.encoder()
        header = {
            "op": "call",
            "target": target,
            "args": encoder.encode(list(args)),
            "kwargs": encoder.encode(kwargs),
        }
        return exchange.run(header, encoder.body)

    def object_at(self, handle: wire.Handle) -> RemoteObject:
        """Return the proxy of an object in the worker."""
        return RemoteObject(self, handle)

    def handle_of(self, value: Any) -> wire.Handle | None:
        """Return the handle of a proxy; None for every other value."""
        return value._handle if isinstance(value, RemoteObject) else None

    def spend(self, seconds: float) -> None:
        """Count CPU seconds of the grader itself; end the process that causes too many.

        Raises
        ------
        StudentFailure
            If decoding what student code sends, and answering its calls of the test's functions,
            takes a multiple of the time that the student code itself may take.
        """
        self._own_cpu += seconds
        if self._own_cpu > _OWN_CPU_FACTOR * (self.budget.cpu - self._cpu_at_start):
            self.channel.note(
                Text(
                    "kept the grader itself busy for too long",
                    "채점기 자신의 CPU 시간을 너무 많이 쓰게 했습니다",
                )
            )
            self.channel.kill()
            raise StudentFailure("timeout")

    def read(self, header: dict[str, Any]) -> Any:
        """Send a request without arguments and return its value."""
        return Exchange(self).run(header, b"")

    def write(self, header: dict[str, Any], value: Any) -> None:
        """Send a request with one value."""
        exchange = Exchange(self)
        encoder = exchange.encoder()
        header["value"] = encoder.encode(value)
        exchange.run(header, encoder.body)


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

    def current(self, array: Any) -> Any:
        """Return an array that was handed out as the student's code has it, or left it.

        Raises
        ------
        ValueError
            If the array itself was never an argument.
        """
        known, arrays, number = self._process.handed.get(id(array), (None, {}, 0))
        if known is not array:
            raise ValueError("a test asks for an array that it has not handed out")
        return arrays[number]

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
