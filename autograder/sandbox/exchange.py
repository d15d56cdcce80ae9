"""One request to a worker and its answer, with the calls of a test's functions in between.

Owns mirroring the arrays of a request and calling back the test's functions, within the caps of the
process and of the grader itself. What the functions may get is left to `arguments`, the `env` of a
test to `proxies`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from autograder.sandbox import wire
from autograder.sandbox.arguments import Shapes, call_checked
from autograder.sandbox.channel import Budget, Channel
from autograder.sandbox.failures import StudentFailure, failure_from
from autograder.sandbox.limits import MAX_HANDLES
from autograder.text import Text

# CPU seconds for further calls (a prediction) after one was stopped at its cap.
_AFTER_CAP_SECONDS = 5.0


class CapReached(TimeoutError):  # noqa: N818 - named as the worker names it
    """A call was stopped at the test's CPU cap."""


class Asking(Protocol):
    """The process that is asked, as `proxies.TestProcess` describes it."""

    channel: Channel
    budget: Budget
    callbacks_left: int
    handed: dict[int, tuple[Any, dict[int, Any], int]]

    def spend(self, seconds: float) -> None:
        """Count CPU seconds of the grader itself."""

    def object_at(self, handle: wire.Handle) -> Any:
        """Return the proxy of an object in the worker."""

    def handle_of(self, value: Any) -> wire.Handle | None:
        """Return the handle of a proxy."""


class Exchange:
    """One request and its answer, with the arrays and functions that were passed.

    What student code changes in its copy of an array is changed in a copy here, never in the test's
    own array: the test may still compute an expected value from that one.
    """

    def __init__(self, process: Asking) -> None:
        self.process = process
        self.arrays: dict[int, Any] = {}
        # As the worker has them: the test's own arrays until student code changes one.
        self.current: dict[int, Any] = {}
        self.functions: dict[int, Callable[..., Any]] = {}

    def encoder(self) -> wire.Encoder:
        """Return an encoder that numbers the arrays and functions of this request."""
        return wire.Encoder(special=self._special, array_id=self._array_id)

    def _array_id(self, array: Any) -> int:
        for number, known in self.arrays.items():
            if known is array:
                return number
        number = len(self.arrays)
        self.arrays[number] = self.current[number] = array
        self.process.handed[id(array)] = (array, self.current, number)
        return number

    def _special(self, value: Any) -> list[Any] | None:
        handle = self.process.handle_of(value)
        if handle is not None:
            return ["h", handle.number, handle.is_callable]
        if callable(value) and not isinstance(value, np.generic):
            self.functions[len(self.functions)] = value
            return ["c", len(self.functions) - 1]
        return None

    def run(self, header: dict[str, Any], body: bytes | bytearray) -> Any:
        """Send the request, answer its calls of the test's functions, and return its result."""
        process = self.process
        process.channel.send(header, body)
        # Waiting takes no CPU time.
        counted = time.thread_time()
        while True:
            answer, body = process.channel.receive(process.budget)
            started, counted = counted, time.thread_time()
            process.spend(counted - started)
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
        return wire.Decoder(body, special=self._object, arrays=self.current)

    def _object(self, value: wire.Handle | wire.Callback) -> Any:
        if isinstance(value, wire.Handle) and 0 <= value.number < MAX_HANDLES:
            return self.process.object_at(value)
        raise wire.WireError("an unknown handle")

    def _mirror(self, answer: dict[str, Any], body: bytes) -> None:
        """Keep what student code has changed in its copies of the arrays."""
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
            if theirs.shape != ours.shape:
                continue
            if self.current[entry[0]] is ours:
                self.current[entry[0]] = theirs
            else:
                self.current[entry[0]][...] = theirs

    def _shapes(self) -> Shapes:
        return tuple(array.shape for array in self.arrays.values())

    def _answer_callback(self, answer: dict[str, Any], body: bytes) -> None:
        process = self.process
        process.channel.check_clock(process.budget)
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
            value = call_checked(self.functions[number], args, kwargs, self._shapes())
        except Exception as error:
            # Raised again in the student's code, as if both were in one process.
            name = type(error).__name__
            known = type(error).__module__ == "builtins"
            process.channel.send({"op": "raise", "type": name if known else "ValueError"})
        else:
            encoder = wire.Encoder()
            tree = encoder.encode(value)
            process.channel.send({"op": "return", "value": tree}, encoder.body)
