"""The grader's end of the sandbox: zygote, snapshot of a submission, one process a test.

Owns who is started, spoken to, timed and ended, under the caps of `limits`. How student code is
held is left to `fence` and `enclosure`, what it is called with to `proxies`, what it is worth to
`grading`.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
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

from autograder.sandbox import processes, proof, wire
from autograder.sandbox.enclosure import Enclosure
from autograder.sandbox.fence import Fence, FenceError
from autograder.sandbox.limits import Limits
from autograder.sandbox.zygote import ORDER, PID
from autograder.text import Text, say

_CREDENTIALS = struct.Struct("iII")
_SEND_SECONDS = 30.0
_LOOK_SECONDS = 0.25
_BOOT_SECONDS = 30.0
_PASS_CREDENTIALS: int | None = getattr(socket, "SO_PASSCRED", None)
_BOOT = "import sys; sys.path.insert(0, {root!r}); from autograder.sandbox.zygote import main; main"


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
            self.note(
                Text(
                    f"broke the grader's protocol ({error})",
                    f"채점기의 통신 규약을 어겼습니다 ({error})",
                )
            )
            self.kill()
            raise StudentFailure("protocol") from error

    def note(self, deed: Text) -> None:
        """Write down what the process was stopped for."""
        if self.enclosure is not None:
            self.enclosure.note(say(f"Stopped: {deed}.", f"중단했습니다: {deed}."))

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


class Zygote:
    """The process that workers come from; restarted when it has died.

    Parameters
    ----------
    preload : sequence of str
        Modules that every worker finds loaded.
    fence : Fence, optional
        What holds the workers: everything that the machine has.
    """

    def __init__(self, preload: Sequence[str] = (), fence: Fence | None = None) -> None:
        self.preload = list(preload)
        self.fence = fence or Fence()
        self.layers: list[str] = []
        self.attempts: dict[str, str] = {}
        self._proven = False
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._errors: IO[bytes] | None = None

    @property
    def pid(self) -> int:
        """Pid of the process; 0 if it does not run."""
        return self._process.pid if self._process is not None else 0

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the zygote)
        root = str(Path(__file__).resolve().parents[2])
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

    def spawn(self, files: Iterable[Path] = (), limits: Limits | None = None) -> Channel:
        """Return a fresh worker behind a fence that it has tried itself.

        Parameters
        ----------
        files : iterable of Path
            Copied into its working folder.
        limits : Limits, optional
            Its caps.

        Raises
        ------
        FenceError
            If the fence does not hold.
        SandboxError
            If no worker can be had, twice.
        """
        limits = limits or Limits()
        if not self._proven:
            self.fence.check_machine()
            self._spawn((), limits, prove_all=True).close()
            self._proven = True
        return self._spawn(files, limits, prove_all=False)

    def _spawn(self, files: Iterable[Path], limits: Limits, *, prove_all: bool) -> Channel:
        files = list(files)
        reason = ""
        for _ in range(2):
            control = self._control or self._start()
            try:
                enclosure = Enclosure(self.fence, files, limits)
            except OSError as error:
                raise FenceError(str(error)) from None
            try:
                return self._order(control, enclosure, prove_all)
            except (OSError, StudentFailure):
                reason = self._last_words()
                enclosure.close()
                self.close()
            except BaseException:
                enclosure.close()
                raise
        raise SandboxError(f"the worker process cannot be started: {reason or 'no reason given'}")

    def _last_words(self) -> str:
        """Return the last line that the zygote wrote to its stderr."""
        if self._errors is None:
            return ""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace").strip().rpartition("\n")[2]

    def _order(self, control: socket.socket, enclosure: Enclosure, prove_all: bool) -> Channel:
        """Have one worker forked, and believe in its fence only if every attempt has failed."""
        ours, theirs = socket.socketpair()
        if _PASS_CREDENTIALS is not None:
            ours.setsockopt(socket.SOL_SOCKET, _PASS_CREDENTIALS, 1)
        try:
            text = json.dumps({**enclosure.order, "prove_all": prove_all}).encode()
            descriptors = [theirs.fileno(), *enclosure.descriptors]
            socket.send_fds(control, [ORDER.pack(len(text))], descriptors)
            control.sendall(text)
            answer = control.recv(PID.size)
            if len(answer) != PID.size:
                raise OSError("the zygote has ended")
            enclosure.keeper_pid = PID.unpack(answer)[0]
            enclosure.handed_over()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        channel = _first_words(ours, enclosure, _BOOT_SECONDS, is_fork=False)
        said = channel.receive(Budget(_BOOT_SECONDS, _BOOT_SECONDS, 0.0))[0]
        enclosure.worker_pid = channel.pid
        if said["op"] != "fenced":
            channel.sock.close()
            raise FenceError(f"a layer cannot be raised ({said.get('reason')})")
        self.layers, attempts = said["layers"], said["attempts"]
        self.attempts.update(attempts)
        if self.fence.sandboxed and self.fence.proven:
            broken = [name for name, why in attempts.items() if not why]
            if broken:
                channel.sock.close()
                verb = "cannot" if broken[0] == proof.PYTHON else "can"
                raise FenceError(f"a worker {verb} {broken[0]}")
        return channel

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
        self.files = list(files)
        self.incidents: list[str] = []
        self._deadline = time.monotonic() + self.limits.wall_seconds
        self._channel: Channel | None = None
        self._shared = ""

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

    def _spawn(self) -> Channel:
        channel = self.zygote.spawn(self.files, self.limits)
        enclosure = channel.enclosure
        assert enclosure is not None
        enclosure.deadline, enclosure.incidents = self._deadline, self.incidents
        return channel

    def _run_in_fresh_worker(
        self, skipped: dict[int, CellOutcome]
    ) -> tuple[Channel, list[CellOutcome]]:
        channel = self._spawn()
        assert channel.enclosure is not None
        folder = channel.enclosure.scratch.folder
        outcomes: list[CellOutcome] = []
        try:
            self._ask(channel, {"op": "start", "folder": str(folder), "names": self.names})
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
                channel.enclosure.settle()
                self._shared = processes.shared_with_forks(channel.pid)
        except StudentFailure:
            if time.monotonic() > self._deadline:
                # Its time on the clock is over: that is told as an incident, and nothing runs.
                seen = {outcome.index for outcome in outcomes}
                late = [CellOutcome(index, "skipped") for index, _ in self.cells]
                return channel, [*outcomes, *(each for each in late if each.index not in seen)]
            # Whatever ended it outside a cell (a thread, a signal) did so while the last one stood.
            outcomes.append(CellOutcome(self.cells[-1][0] if self.cells else 0, "died"))
            if all(outcome.index in skipped for outcome in outcomes):
                channel.close()
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
        budget = Budget(0.0, 0.0, self.limits.grace_cpu_seconds)
        channel.rearm(budget, cpu, self.limits.idle_seconds(cpu))
        return budget

    def _ask(self, channel: Channel, header: dict[str, Any], cpu: float = 10.0) -> dict[str, Any]:
        channel.send(header)
        return channel.receive(self._budget(channel, cpu))[0]

    def fork(self) -> Channel:
        """Return a fork of the snapshot; a fresh worker with the cells run anew if that fails.

        A fork would share what the cells have left open (a pipe, a file, memory) with the forks
        before it, so that too calls for a fresh worker, as long as there is time for the cells.
        """
        if self._shared and self.cpu_seconds < self.limits.cells_cpu_seconds / 2:
            return self.fresh()
        try:
            return self._fork()
        except StudentFailure:
            return self.fresh()

    def _fork(self) -> Channel:
        assert self._channel is not None
        enclosure = self._channel.enclosure
        assert enclosure is not None
        enclosure.restore()
        ours, theirs = socket.socketpair()
        if _PASS_CREDENTIALS is not None:
            ours.setsockopt(socket.SOL_SOCKET, _PASS_CREDENTIALS, 1)
        try:
            self._channel.send({"op": "fork"})
            socket.send_fds(self._channel.sock, [b"f"], [theirs.fileno()])
        except (OSError, StudentFailure) as error:
            ours.close()
            raise StudentFailure("died") from error
        finally:
            theirs.close()
        channel = _first_words(ours, enclosure, self.limits.idle_floor_seconds, is_fork=True)
        if channel.pid == self._channel.pid:
            # A snapshot that answers itself would pass on what one test has told it to the next.
            channel.sock.close()
            self._channel.kill()
            raise StudentFailure("protocol")
        try:
            channel.receive(self._budget(channel, 1.0))
        except StudentFailure:
            channel.close()
            raise
        return channel

    @property
    def pid(self) -> int:
        """Pid of the process that stands still as the snapshot; 0 if there is none."""
        return self._channel.pid if self._channel is not None else 0

    @property
    def keeper_pid(self) -> int:
        """Pid of the process that ends the snapshot's; 0 if there is none."""
        enclosure = self._channel.enclosure if self._channel is not None else None
        return enclosure.keeper_pid if enclosure is not None else 0

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


def _first_words(
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
