"""The channel to one process on the student's side: its socket, its caps, its end.

Owns sending and receiving under caps, and interrupting and ending a process. Which processes are
started is left to `session`, what a failure says to `failures`.
"""

from __future__ import annotations

import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.sandbox import memory, processes, wire
from autograder.sandbox.enclosure import Enclosure
from autograder.sandbox.failures import OutOfMemory, StudentFailure
from autograder.sandbox.pidfd import Pidfd
from autograder.sandbox.sockets import received
from autograder.text import Text

_SEND_SECONDS = 30.0
_CHECK_SECONDS = 0.25


@dataclass
class Budget:
    """What a process may still use.

    Attributes
    ----------
    cpu : float
        CPU seconds since the start of the process at which it is interrupted.
    idle : float
        Seconds for which it may be neither running nor ready to run while its answer is due.
    grace : float
        CPU seconds between the interrupt and the end.
    extend : callable, optional
        Called once, when the CPU cap is reached; returns the new cap.
    """

    cpu: float
    idle: float
    grace: float
    extend: Callable[[], float] | None = None


class Channel:
    """One process on the student's side and the socket to it.

    Parameters
    ----------
    sock : socket
        Our end; it reports the pid of each writer.
    process : Pidfd
        The process. No other may answer in its place.
    enclosure : Enclosure, optional
        What the process belongs to.
    is_fork : bool
        Whether it is a fork of the enclosure's worker.
    """

    def __init__(
        self,
        sock: socket.socket,
        process: Pidfd,
        enclosure: Enclosure | None = None,
        *,
        is_fork: bool = False,
    ) -> None:
        self.sock = sock
        self.process = process
        self.enclosure = enclosure
        self.is_fork = is_fork
        self.received = 0
        self._buffer = bytearray()
        self._waited = self._idle = 0.0
        # When `idle_seconds` was last worked out: waits, busy seconds, our own waits.
        self._seen = 0.0, 0.0, processes.waited_for_processor()
        self._next_check = 0.0
        self._interrupted = False
        self._budget: Budget | None = None
        self._killed_before = memory.kills()
        self._before = 0.0 if enclosure is None else enclosure.account.cpu_seconds()
        self._own_before = processes.cpu_seconds(process.pid)

    @property
    def pid(self) -> int:
        """Pid of the process."""
        return self.process.pid

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds since the process was accepted, of everything in its enclosure.

        Nothing escapes: not what a child uses that nobody waits for, nor what the snapshot or a
        daemon computes for a fork.
        """
        # Exact to a tick of a process that runs, and reading it brings the count of the control
        # group up to date.
        own = 0.0
        if not self.process.has_ended:
            own = processes.cpu_seconds(self.pid) - self._own_before
        if self.enclosure is None:
            return own
        return max(own, self.enclosure.account.cpu_seconds() - self._before)

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
                raise self._death() from error

    def _death(self) -> Exception:
        """Return the exception to raise when the process has ended by itself, or was killed."""
        killed = memory.kills() > self._killed_before
        return OutOfMemory("memory ran out") if killed else StudentFailure("died")

    def check_clock(self, budget: Budget) -> None:
        """Check the caps of the process, if that was not done recently.

        Raises
        ------
        StudentFailure
            If the process had to be ended.
        """
        now = time.monotonic()
        if now >= self._next_check:
            self._next_check = now + _CHECK_SECONDS
            self.check_caps(budget)

    def _wait_for_reader(self, give_up: float) -> None:
        """Wait until the process reads, but not forever."""
        started = time.monotonic()
        select.select([], [self.sock], [], 0.02)
        self._waited += time.monotonic() - started
        if self._budget is not None:
            self.check_clock(self._budget)
        if time.monotonic() > give_up:
            self.note(Text("did not read what the grader sent", "보낸 것을 읽지 않았습니다"))
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
            raise self.protocol_failure(error) from error

    def protocol_failure(self, error: wire.WireError) -> StudentFailure:
        """End the process, which broke the protocol; return the exception to raise."""
        self.note(
            Text(
                f"broke the grader's protocol ({error})",
                f"채점기의 통신 규약을 어겼습니다 ({error})",
            )
        )
        self.kill()
        return StudentFailure("protocol")

    def note(self, reason: Text) -> None:
        """Record why the process was stopped."""
        if self.enclosure is not None:
            self.enclosure.note(reason)

    def _take(self, size: int, budget: Budget) -> bytes:
        while len(self._buffer) < size:
            self._buffer += self._wait(budget)
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        return data

    def _wait(self, budget: Budget) -> bytes:
        """Return what the process has written, checking its caps while it writes nothing."""
        pause = 0.02
        while True:
            started = time.monotonic()
            # A process that floods the channel is checked too, although it never makes us wait.
            self.check_clock(budget)
            ready = select.select([self.sock], [], [], pause)[0]
            self._waited += time.monotonic() - started
            if ready:
                try:
                    data, writer = received(self.sock)
                except BlockingIOError:
                    raise self.protocol_failure(wire.WireError("urgent data")) from None
                except OSError as error:
                    raise self._death() from error
                if not data:
                    self.kill()
                    raise self._death()
                self._check_writer(writer)
                self.received += len(data)
                return data
            if self.process.has_ended and not select.select([self.sock], [], [], 0)[0]:
                # A child of it may hold the socket open, and would never be idle itself.
                self.kill()
                raise self._death()
            pause = self.check_caps(budget)

    def _check_writer(self, pid: int | None) -> None:
        """End the process if another has written in its place, or if it has ended since.

        Raises
        ------
        StudentFailure
            In both cases.
        """
        if pid is None or (pid == self.pid and not self.process.has_ended):
            return
        self.note(
            Text(
                "another process answered in place of the one that was asked",
                "요청을 받은 프로세스 대신 다른 프로세스가 답했습니다",
            )
        )
        self.kill()
        raise StudentFailure("died")

    def check_caps(self, budget: Budget) -> float:
        """Interrupt or end the process at its caps; return the seconds until the next check.

        Raises
        ------
        StudentFailure
            If the process had to be ended.
        """
        self.check_use()
        used = self.cpu_seconds
        idle = self.idle_seconds
        if used >= budget.cpu and budget.extend is not None:
            extend, budget.extend = budget.extend, None
            self.process.send(signal.SIGSTOP)
            budget.cpu = max(budget.cpu, extend())
            self.process.send(signal.SIGCONT)
        # A process that is ready to run on a busy machine is not idle, however long it waits.
        is_idle = idle >= budget.idle and not processes.wants_to_run(self.pid)
        over = used >= budget.cpu or is_idle
        if over and not self._interrupted:
            self._interrupted = True
            self.note(
                Text("used up its CPU time", "CPU 시간을 다 썼습니다")
                if used >= budget.cpu
                else Text("stood idle for too long", "아무 일도 하지 않고 기다리기만 했습니다")
            )
            budget.cpu = max(used, budget.cpu) + budget.grace
            budget.idle = max(idle, budget.idle) + budget.grace
            self.process.send(signal.SIGXCPU)
        elif over:
            self.kill()
            raise StudentFailure("timeout")
        # On two processors, CPU time passes twice as fast as time.
        pauses = max((budget.cpu - used) / 2, 0.01), max(budget.idle - idle, 0.01)
        return min(*pauses, _CHECK_SECONDS)

    @property
    def idle_seconds(self) -> float:
        """Seconds for which the process has kept us waiting without being busy.

        On a busy machine, some of a wait is our own for a processor, after the answer has come. Of
        a process that has ended, it is what was seen last.
        """
        waited, busy = self._waited, processes.busy_seconds(self.pid)
        own = processes.waited_for_processor()
        if not self.process.has_ended:
            before = self._seen
            # What a process was busy is gone when it ends; that does not make the others idle.
            self._idle += waited - before[0] - max(busy - before[1], 0.0) - (own - before[2])
            self._seen = waited, busy, own
        return self._idle

    def check_use(self) -> None:
        """End the process if it uses or has sent more than it may."""
        if self.enclosure is None:
            return
        reason = self.enclosure.excess(self.received)
        if reason:
            self.note(reason)
            self.kill()
            late = reason == self.enclosure.TOO_LATE
            raise StudentFailure("timeout" if late else "stopped", text=str(reason))

    def rearm(self, budget: Budget, cpu: float, idle: float) -> None:
        """Allow more time after the process has obeyed an interrupt."""
        self._interrupted = False
        budget.cpu = self.cpu_seconds + cpu
        budget.idle = self.idle_seconds + idle

    def kill(self) -> None:
        """End the process and everything it started."""
        tree = [self.pid, *processes.descendants(self.pid)]
        processes.kill_tree(self.process)
        if self.is_fork and self.enclosure is not None:
            self.enclosure.clear(tree)

    def close(self) -> None:
        """End the process and close the socket; for a worker, remove its folder too."""
        self.kill()
        self.sock.close()
        if self.is_fork:
            self.process.close()
        elif self.enclosure is not None:
            self.enclosure.close()


def accept_channel(
    ours: socket.socket, enclosure: Enclosure, seconds: float, *, is_fork: bool
) -> Channel:
    """Return the channel to the process that writes first, identified by the kernel.

    Raises
    ------
    StudentFailure
        If none writes, or if it has ended since.
    """
    if not select.select([ours], [], [], seconds)[0]:
        ours.close()
        raise StudentFailure("timeout")
    try:
        data, pid = received(ours)
    except BlockingIOError:
        data, pid = b"", None
    process = None
    if data and enclosure.keeper is not None:
        process = (
            # Not on Linux.
            Pidfd(enclosure.keeper_pid)
            if pid is None
            else processes.opened_below(pid, enclosure.keeper)
        )
    if process is None:
        ours.close()
        raise StudentFailure("died")
    if not is_fork:
        enclosure.account.opened_for(enclosure.keeper_pid)
        enclosure.worker = process
    channel = Channel(ours, process, enclosure, is_fork=is_fork)
    channel._buffer += data
    return channel
