"""One process on the student's side: the socket to it, its caps, and its end.

Owns the frames' way in time: what a process may use, how it is interrupted and ended, and what is
believed of the failures that it reports. Who is started, and what for, is left to `session`.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.sandbox import processes, wire
from autograder.sandbox.enclosure import Enclosure
from autograder.text import Text, localized

_CREDENTIALS = struct.Struct("iII")
_SEND_SECONDS = 30.0
_LOOK_SECONDS = 0.25
_PASS_CREDENTIALS: int | None = getattr(socket, "SO_PASSCRED", None)


class SandboxError(Exception):
    """The sandbox itself failed: never a student's fault, so never a zero."""


class StudentFailure(Exception):  # noqa: N818 - an outcome, not an error of ours
    """Student code did not answer: it raised, ended, ran out of time or broke the protocol.

    Attributes
    ----------
    kind : str
        ``"raised"``, ``"died"``, ``"timeout"``, ``"protocol"`` or ``"stopped"`` (by the grader, for
        what `text` says).
    type : str
        The built-in exception type, for ``"raised"``.
    cell, line : int
        Where in the student's own cells; -1 and 0 if nowhere.
    text : str
        The student's message: for the public phase only.
    lacks : str
        The attribute that a test looked up in a student's object, and that is not there.
    """

    def __init__(
        self, kind: str, *, type: str = "", cell: int = -1, line: int = 0, text: str = ""
    ) -> None:
        super().__init__(kind, type)
        self.kind, self.type, self.cell, self.line, self.text = kind, type, cell, line, text
        self.lacks = ""


@dataclass
class Budget:
    """What a process may still use.

    Attributes
    ----------
    cpu : float
        The process's CPU time, seconds since its start, at which it is interrupted.
    idle : float
        Seconds it may neither run nor wait for a processor while an answer is awaited.
    grace : float
        CPU seconds between interrupt and end.
    extend : callable, optional
        Asked once when the CPU cap is reached; returns the cap that holds from then on.
    """

    cpu: float
    idle: float
    grace: float
    extend: Callable[[], float] | None = None


class Channel:
    """One process on the student's side and the socket to it."""

    def __init__(
        self,
        sock: socket.socket,
        pid: int,
        enclosure: Enclosure | None = None,
        *,
        is_fork: bool = False,
    ) -> None:
        self.sock = sock
        self.pid = pid
        self.enclosure = enclosure
        self.is_fork = is_fork
        self.received = 0
        self._buffer = bytearray()
        self._waited = 0.0
        self._next_look = 0.0
        self._interrupted = False
        self._budget: Budget | None = None

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds of the process tree so far."""
        return processes.cpu_seconds(self.pid)

    def send(self, header: dict[str, Any], body: bytes | bytearray = b"") -> None:
        """Send one frame.

        Raises
        ------
        StudentFailure
            If the process is gone.
        """
        data = memoryview(wire.pack(header, body))
        give_up = time.monotonic() + _SEND_SECONDS
        while data:
            try:
                data = data[self.sock.send(data, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                self._wait_for_reader(give_up)
            except OSError as error:
                raise StudentFailure("died") from error

    def _wait_for_reader(self, give_up: float) -> None:
        """Wait until the process reads; one that does not must not hold the grader for ever."""
        started = time.monotonic()
        select.select([], [self.sock], [], 0.02)
        self._waited += time.monotonic() - started
        if self._budget is not None and time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + _LOOK_SECONDS
            self.check_caps(self._budget)
        if time.monotonic() > give_up:
            self.note(Text("did not read what it was sent", "보낸 것을 읽지 않았습니다"))
            self.kill()
            raise StudentFailure("timeout")

    def receive(self, budget: Budget) -> tuple[dict[str, Any], bytes]:
        """Wait for one frame, within the budget.

        Raises
        ------
        StudentFailure
            If the process ends, breaks the protocol, or does not answer within its caps.
        """
        self._budget = budget
        try:
            sizes = wire.frame_size(self._take(wire.PREFIX.size, budget))
            header = wire.unpack_header(self._take(sizes[0], budget))
            return header, self._take(sizes[1], budget)
        except wire.WireError as error:
            raise self.broken(error) from error

    def broken(self, error: wire.WireError) -> StudentFailure:
        """End the process, which broke the protocol; return what to raise."""
        self.note(
            Text(
                f"broke the grader's protocol ({error})",
                f"채점기의 통신 규약을 어겼습니다 ({error})",
            )
        )
        self.kill()
        return StudentFailure("protocol")

    def note(self, deed: Text) -> None:
        """Write down what the process was stopped for."""
        if self.enclosure is not None:
            self.enclosure.note(localized(f"Stopped: {deed}.", f"중단했습니다: {deed}."))

    def _take(self, size: int, budget: Budget) -> bytes:
        while len(self._buffer) < size:
            self._buffer += self._wait(budget)
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def _wait(self, budget: Budget) -> bytes:
        """Return what the process has written, checking its caps while there is nothing."""
        patience = 0.02
        while True:
            started = time.monotonic()
            # A process that floods the channel is never waited for, but looked at all the same.
            if started >= self._next_look:
                self._next_look = started + _LOOK_SECONDS
                self.check_caps(budget)
            ready = select.select([self.sock], [], [], patience)[0]
            self._waited += time.monotonic() - started
            if ready:
                try:
                    data = self.sock.recv(1 << 16)
                except OSError as error:
                    raise StudentFailure("died") from error
                if not data:
                    self.kill()
                    raise StudentFailure("died")
                self.received += len(data)
                return data
            patience = self.check_caps(budget)

    def check_caps(self, budget: Budget) -> float:
        """Interrupt or end the process at its caps; return how long to wait before the next look.

        Raises
        ------
        StudentFailure
            If the process had to be ended.
        """
        self._check_use()
        used = self.cpu_seconds
        idle = self._waited - processes.busy_seconds(self.pid)
        if used >= budget.cpu and budget.extend is not None:
            extend, budget.extend = budget.extend, None
            os.kill(self.pid, signal.SIGSTOP)
            budget.cpu = max(budget.cpu, extend())
            os.kill(self.pid, signal.SIGCONT)
        # One that waits for a processor on a crowded machine is not idle, however long that takes.
        idles = idle >= budget.idle and not processes.wants_to_run(self.pid)
        over = used >= budget.cpu or idles
        if over and not self._interrupted:
            self._interrupted = True
            self.note(
                Text("used up its CPU time", "CPU 시간을 다 썼습니다")
                if used >= budget.cpu
                else Text("waited for nothing", "아무 일도 하지 않고 기다리기만 했습니다")
            )
            budget.cpu = max(used, budget.cpu) + budget.grace
            budget.idle = max(idle, budget.idle) + budget.grace
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGXCPU)
        elif over:
            self.kill()
            raise StudentFailure("timeout")
        # With two processors a process can use its CPU time twice as fast as time passes.
        return min(max((budget.cpu - used) / 2, 0.01), max(budget.idle - idle, 0.01), _LOOK_SECONDS)

    def _check_use(self) -> None:
        """End the process if it holds or has sent more than it may."""
        if self.enclosure is None:
            return
        deed = self.enclosure.excess(self.received)
        if deed:
            self.note(deed)
            self.kill()
            late = deed == self.enclosure.TOO_LATE
            raise StudentFailure("timeout" if late else "stopped", text=str(deed))

    def rearm(self, budget: Budget, cpu: float, idle: float) -> None:
        """Allow more time after an interrupt that was obeyed."""
        self._interrupted = False
        budget.cpu = self.cpu_seconds + cpu
        budget.idle = self._waited - processes.busy_seconds(self.pid) + idle

    def kill(self) -> None:
        """End the process and everything it started."""
        tree = [self.pid, *processes.descendants(self.pid)]
        processes.kill_tree(self.pid)
        if self.is_fork and self.enclosure is not None:
            self.enclosure.clear(tree)

    def close(self) -> None:
        """End the process and forget the channel; a worker's folder goes with it."""
        self.kill()
        self.sock.close()
        if self.enclosure is not None and not self.is_fork:
            self.enclosure.close()


def channel_ends() -> tuple[socket.socket, socket.socket]:
    """Return the grader's end of a new channel, which is told who writes, and the process's."""
    ours, theirs = socket.socketpair()
    if _PASS_CREDENTIALS is not None:
        ours.setsockopt(socket.SOL_SOCKET, _PASS_CREDENTIALS, 1)
    return ours, theirs


def first_words(
    ours: socket.socket, enclosure: Enclosure, seconds: float, *, is_fork: bool
) -> Channel:
    """Return the channel to the process that writes first: the kernel says which that is."""
    # The process that answers is the one that is timed and ended.
    if not select.select([ours], [], [], seconds)[0]:
        ours.close()
        raise StudentFailure("timeout")
    if _PASS_CREDENTIALS is None:
        # Without a fence there is nobody to be told from: where the kernel is no Linux.
        return Channel(ours, enclosure.keeper_pid, enclosure, is_fork=is_fork)
    data, ancillary, _, _ = ours.recvmsg(4096, socket.CMSG_SPACE(_CREDENTIALS.size))
    if not data or not ancillary:
        ours.close()
        raise StudentFailure("died")
    pid = _CREDENTIALS.unpack(ancillary[0][2][: _CREDENTIALS.size])[0]
    ours.setsockopt(socket.SOL_SOCKET, _PASS_CREDENTIALS, 0)
    channel = Channel(ours, pid, enclosure, is_fork=is_fork)
    channel._buffer += data
    return channel


def failure_from(answer: dict[str, Any]) -> StudentFailure:
    """Return the failure that a worker reports, of which nothing is believed but its form."""
    kind, cell, line, text = (answer.get(key) for key in ("type", "cell", "line", "text"))
    return StudentFailure(
        "raised",
        type=kind if isinstance(kind, str) and kind in _EXCEPTIONS else "Exception",
        cell=cell if type(cell) is int else -1,
        line=line if type(line) is int and line > 0 else 0,
        text=_printable(text[:500]) if isinstance(text, str) else "",
    )


def _printable(text: str) -> str:
    """Return text without what would move a terminal's cursor or turn the reading direction."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)


def _exception_names() -> frozenset[str]:
    import builtins

    return frozenset(
        name
        for name, value in vars(builtins).items()
        if isinstance(value, type) and issubclass(value, BaseException)
    )


_EXCEPTIONS = _exception_names()
