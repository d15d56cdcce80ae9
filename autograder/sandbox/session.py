"""The grader's end of the sandbox: zygote, snapshot of a submission, one process a test.

Owns who is started, spoken to, timed and ended, under the caps of `limits`. What student code is
called with is left to `proxies`, what it is worth to `grading`.
"""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from autograder.sandbox import processes, wire
from autograder.sandbox.limits import Limits
from autograder.sandbox.zygote import PID

_CREDENTIALS = struct.Struct("iII")
_SEND_SECONDS = 30.0
_LOOK_SECONDS = 0.25
_BOOT = "import sys; sys.path.insert(0, {root!r}); from autograder.sandbox.zygote import main; main"


class SandboxError(Exception):
    """The sandbox itself failed: never a student's fault, so never a zero."""


class StudentFailure(Exception):  # noqa: N818 - an outcome, not an error of ours
    """Student code did not answer: it raised, ended, ran out of time or broke the protocol.

    Attributes
    ----------
    kind : str
        ``"raised"``, ``"died"``, ``"timeout"`` or ``"protocol"``.
    type : str
        The built-in exception type, for ``"raised"``.
    cell, line : int
        Where in the student's own cells; -1 and 0 if nowhere.
    text : str
        The student's message: for the public phase only.
    """

    def __init__(
        self, kind: str, *, type: str = "", cell: int = -1, line: int = 0, text: str = ""
    ) -> None:
        super().__init__(kind, type)
        self.kind, self.type, self.cell, self.line, self.text = kind, type, cell, line, text


@dataclass(frozen=True)
class CellOutcome:
    """How a cell ended: ``"ok"``, ``"error"``, ``"timeout"``, ``"died"`` or ``"skipped"``."""

    index: int
    status: str
    type: str = ""
    line: int = 0
    text: str = ""


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

    def __init__(self, sock: socket.socket, pid: int) -> None:
        self.sock = sock
        self.pid = pid
        self._buffer = bytearray()
        self._waited = 0.0
        self._next_look = 0.0
        self._interrupted = False
        # A process that stops reading must not hold the grader for ever.
        self.sock.settimeout(_SEND_SECONDS)

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
        try:
            self.sock.sendall(wire.pack(header, body))
        except OSError as error:
            raise StudentFailure("died") from error

    def receive(self, budget: Budget) -> tuple[dict[str, Any], bytes]:
        """Wait for one frame, within the budget.

        Raises
        ------
        StudentFailure
            If the process ends, breaks the protocol, or does not answer within its caps.
        """
        try:
            sizes = wire.frame_size(self._take(wire.PREFIX.size, budget))
            header = wire.unpack_header(self._take(sizes[0], budget))
            return header, self._take(sizes[1], budget)
        except wire.WireError as error:
            self.kill()
            raise StudentFailure("protocol") from error

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
                    data = self.sock.recv(1 << 20)
                except OSError as error:
                    raise StudentFailure("died") from error
                if not data:
                    self.kill()
                    raise StudentFailure("died")
                return data
            patience = self.check_caps(budget)

    def check_caps(self, budget: Budget) -> float:
        """Interrupt or end the process at its caps; return how long to wait before the next look.

        Raises
        ------
        StudentFailure
            If the process had to be ended.
        """
        used = self.cpu_seconds
        idle = self._waited - processes.busy_seconds(self.pid)
        if used >= budget.cpu and budget.extend is not None:
            extend, budget.extend = budget.extend, None
            os.kill(self.pid, signal.SIGSTOP)
            budget.cpu = max(budget.cpu, extend())
            os.kill(self.pid, signal.SIGCONT)
        over = used >= budget.cpu or idle >= budget.idle
        if over and not self._interrupted:
            self._interrupted = True
            budget.cpu = max(used, budget.cpu) + budget.grace
            budget.idle = max(idle, budget.idle) + budget.grace
            with contextlib.suppress(OSError):
                os.kill(self.pid, signal.SIGXCPU)
        elif over:
            self.kill()
            raise StudentFailure("timeout")
        # With two processors a process can use its CPU time twice as fast as time passes.
        return min(max((budget.cpu - used) / 2, 0.01), max(budget.idle - idle, 0.01), 1.0)

    def rearm(self, budget: Budget, cpu: float, idle: float) -> None:
        """Allow more time after an interrupt that was obeyed."""
        self._interrupted = False
        budget.cpu = self.cpu_seconds + cpu
        budget.idle = self._waited - processes.busy_seconds(self.pid) + idle

    def kill(self) -> None:
        """End the process and everything it started."""
        processes.kill_tree(self.pid)

    def close(self) -> None:
        """End the process and forget the channel."""
        self.kill()
        self.sock.close()


class Zygote:
    """The process that workers come from; restarted when it has died."""

    def __init__(self, preload: Sequence[str] = ()) -> None:
        self.preload = list(preload)
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._errors: IO[bytes] | None = None

    @property
    def pid(self) -> int:
        """Pid of the process; 0 if it does not run."""
        return self._process.pid if self._process is not None else 0

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        root = str(Path(__file__).resolve().parents[2])
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the zygote)
        code = _BOOT.format(root=root) + f"({theirs.fileno()}, {self.preload!r})"
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", code],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            cwd="/",
            env=_environment(),
        )
        theirs.close()
        self._control = ours
        return ours

    def spawn(self) -> Channel:
        """Return a fresh worker.

        Raises
        ------
        SandboxError
            If no worker can be had, twice.
        """
        reason = ""
        for _ in range(2):
            control = self._control or self._start()
            ours, theirs = socket.socketpair()
            try:
                socket.send_fds(control, [b"w"], [theirs.fileno()])
                answer = control.recv(PID.size)
                if len(answer) == PID.size:
                    return Channel(ours, PID.unpack(answer)[0])
            except OSError:
                pass
            finally:
                theirs.close()
            ours.close()
            reason = self._last_words()
            self.close()
        raise SandboxError(f"the worker process cannot be started: {reason or 'no reason given'}")

    def _last_words(self) -> str:
        """Return the last line that the zygote wrote to its stderr."""
        if self._errors is None:
            return ""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace").strip().rpartition("\n")[2]

    def close(self) -> None:
        """End the zygote; its workers end with it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._errors is not None:
            self._errors.close()
            self._errors = None

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class Snapshot:
    """A submission whose cells have run once, and the tests' forks of it."""

    def __init__(
        self,
        zygote: Zygote,
        cells: Sequence[tuple[int, str]],
        names: Iterable[str],
        files: Iterable[Path] = (),
        limits: Limits | None = None,
    ) -> None:
        self.zygote = zygote
        self.cells = list(cells)
        self.names = [name for name in names if "." not in name]
        self.limits = limits or Limits()
        self.outcomes: list[CellOutcome] = []
        # Names of functions that stand for something else at the end of the cells.
        self.shadowed: list[str] = []
        self.cpu_seconds = 0.0
        self._folder = Path(tempfile.mkdtemp(prefix="chalkgrad-"))
        for file in files:
            copy = shutil.copytree if file.is_dir() else shutil.copy
            copy(file, self._folder / file.name)
        self._channel: Channel | None = None

    def run(self) -> list[CellOutcome]:
        """Run the cells; one that ends the process or will not stop is skipped in a fresh one."""
        skipped: dict[int, CellOutcome] = {}
        while True:
            self._close_channel()
            self._channel, self.outcomes = self._run_in_fresh_worker(skipped)
            bad = self.outcomes[-1] if self.outcomes else None
            if bad is None or bad.index in skipped or bad.status not in ("died", "timeout!"):
                return self.outcomes
            skipped[bad.index] = replace(bad, status=bad.status.rstrip("!"))

    def _run_in_fresh_worker(
        self, skipped: dict[int, CellOutcome]
    ) -> tuple[Channel, list[CellOutcome]]:
        channel = self.zygote.spawn()
        outcomes: list[CellOutcome] = []
        try:
            self._ask(channel, {"op": "start", "folder": str(self._folder), "names": self.names})
            for index, source in self.cells:
                if index in skipped:
                    outcomes.append(skipped[index])
                elif self.cpu_seconds + channel.cpu_seconds > self.limits.cells_cpu_seconds:
                    outcomes.append(CellOutcome(index, "skipped"))
                else:
                    outcomes.append(self._run_cell(channel, index, source))
                    if outcomes[-1].status in ("died", "timeout!"):
                        break
            else:
                shadowed = self._ask(channel, {"op": "settle"}).get("shadowed")
                told = shadowed if isinstance(shadowed, list) else []
                self.shadowed = [name for name in self.names if name in told]
        except StudentFailure:
            # Whatever ended it outside a cell (a thread, a signal) did so while the last one stood.
            outcomes.append(CellOutcome(self.cells[-1][0] if self.cells else 0, "died"))
            if outcomes[-1].index in skipped:
                raise SandboxError("the worker process ends before any cell runs") from None
        self.cpu_seconds += channel.cpu_seconds
        return channel, outcomes

    def _run_cell(self, channel: Channel, index: int, source: str) -> CellOutcome:
        try:
            answer = self._ask(
                channel,
                {"op": "cell", "index": index, "source": source},
                self.limits.cell_cpu_seconds,
            )
        except StudentFailure as failure:
            # Marked, so that the caller runs the others again in a fresh process.
            return CellOutcome(index, "timeout!" if failure.kind == "timeout" else "died")
        if answer["op"] == "cap":
            channel.rearm(self._budget(channel, 0.0), 0.0, 0.0)
            return CellOutcome(index, "timeout")
        if answer["op"] == "error":
            raised = failure_from(answer)
            return CellOutcome(index, "error", raised.type, raised.line, raised.text)
        return CellOutcome(index, "ok")

    def _budget(self, channel: Channel, cpu: float) -> Budget:
        limits = self.limits
        idle = max(limits.idle_floor_seconds, cpu * limits.idle_factor)
        budget = Budget(0.0, 0.0, limits.grace_cpu_seconds)
        channel.rearm(budget, cpu, idle)
        return budget

    def _ask(self, channel: Channel, header: dict[str, Any], cpu: float = 10.0) -> dict[str, Any]:
        channel.send(header)
        return channel.receive(self._budget(channel, cpu))[0]

    def fork(self) -> Channel:
        """Return a fork of the snapshot; a fresh worker with the cells run anew if that fails."""
        try:
            return self._fork()
        except StudentFailure:
            return self.fresh()

    def _fork(self) -> Channel:
        assert self._channel is not None
        ours, theirs = socket.socketpair()
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        try:
            self._channel.send({"op": "fork"})
            socket.send_fds(self._channel.sock, [b"f"], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise StudentFailure("died") from error
        finally:
            theirs.close()
        # The kernel says who wrote the first bytes: the process that answers is the one timed.
        if not select.select([ours], [], [], self.limits.idle_floor_seconds)[0]:
            ours.close()
            raise StudentFailure("timeout")
        data, ancillary, _, _ = ours.recvmsg(4096, socket.CMSG_SPACE(_CREDENTIALS.size))
        if not data or not ancillary:
            ours.close()
            raise StudentFailure("died")
        pid = _CREDENTIALS.unpack(ancillary[0][2][: _CREDENTIALS.size])[0]
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        channel = Channel(ours, pid)
        channel._buffer += data
        channel.receive(self._budget(channel, 1.0))
        return channel

    @property
    def pid(self) -> int:
        """Pid of the process that stands still as the snapshot; 0 if there is none."""
        return self._channel.pid if self._channel is not None else 0

    @property
    def has_threads(self) -> bool:
        """Whether cells started threads, which a fork loses."""
        return self._channel is not None and processes.thread_count(self._channel.pid) > 1

    def fresh(self) -> Channel:
        """Return a fresh worker in which the cells have run again."""
        skip = {o.index: o for o in self.outcomes if o.status in ("died", "timeout", "skipped")}
        channel, _ = self._run_in_fresh_worker(skip)
        return channel

    def _close_channel(self) -> None:
        if self._channel is not None:
            self._channel.close()
            self._channel = None

    def close(self) -> None:
        """End the worker and wipe its folder."""
        self._close_channel()
        shutil.rmtree(self._folder, ignore_errors=True)


def failure_from(answer: dict[str, Any]) -> StudentFailure:
    """Return the failure that a worker reports, of which nothing is believed but its form."""
    kind, cell, line, text = (answer.get(key) for key in ("type", "cell", "line", "text"))
    return StudentFailure(
        "raised",
        type=kind if isinstance(kind, str) and kind in _EXCEPTIONS else "Exception",
        cell=cell if type(cell) is int else -1,
        line=line if type(line) is int and line > 0 else 0,
        text=text[:500] if isinstance(text, str) else "",
    )


def _exception_names() -> frozenset[str]:
    import builtins

    return frozenset(
        name
        for name, value in vars(builtins).items()
        if isinstance(value, type) and issubclass(value, BaseException)
    )


_EXCEPTIONS = _exception_names()


def _environment() -> dict[str, str]:
    """Return the short list of variables that student code sees."""
    home = os.environ.get("HOME", "/")
    kept = {key: os.environ[key] for key in ("PATH", "MPLCONFIGDIR") if key in os.environ}
    return {
        **kept,
        "HOME": home,
        "LANG": "C.UTF-8",
        "MPLBACKEND": "Agg",
        # One thread: results do not depend on the machine, and two cost 5 times the CPU.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
