"""The grader's end of the sandbox: the zygote, the snapshot of a submission, a process per test.

Owns starting and replacing processes. Sending, receiving and ending are left to `channel`,
containing student code to `fence` and `enclosure`, calls to `proxies`, scores to `grading`.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from autograder.sandbox import access_times, linux, proof, stillness, wire
from autograder.sandbox.channel import (
    Budget,
    Channel,
    OutOfMemory,
    SandboxError,
    StudentFailure,
    accept_channel,
    failure_from,
)
from autograder.sandbox.enclosure import Enclosure
from autograder.sandbox.environment import worker_environment
from autograder.sandbox.fence import Fence, FenceError, hidden_places, readable_paths
from autograder.sandbox.forks import Forks
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import machine_lacks, temporary_folder
from autograder.sandbox.sockets import channel_ends
from autograder.sandbox.sums import Sums
from autograder.sandbox.zygote import ORDER, PID

_BOOT_SECONDS = 30.0
# A fork takes milliseconds, and more on a busy machine; what takes longer counts as idle.
_FORK_SECONDS = 1.0
_BOOT = "import sys; sys.path.insert(0, {root!r}); from autograder.sandbox.zygote import main; main"


@dataclass(frozen=True)
class CellOutcome:
    """How a cell ended.

    `status` is ``"ok"``, ``"error"``, ``"timeout"``, ``"died"``, ``"skipped"`` or ``"oversized"``.
    """

    index: int
    status: str
    type: str = ""
    line: int = 0
    text: str = ""


class Zygote:
    """The process from which workers are forked; restarted if it has died.

    Parameters
    ----------
    preload : sequence of str
        Modules that are loaded in every worker.
    fence : Fence, optional
        The fence around the workers; by default with every layer.
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
        """Pid of the process; 0 if it is not running."""
        return self._process.pid if self._process is not None else 0

    @property
    def seals(self) -> bool:
        """Whether workers deny, once the cells have run, what their forks could share."""
        return "seccomp" in self.layers and self.fence.has("sealing")

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        self._errors = tempfile.TemporaryFile(dir=temporary_folder())  # noqa: SIM115  (kept open)
        root = str(Path(__file__).resolve().parents[2])
        code = _BOOT.format(root=root) + f"({theirs.fileno()}, {self.preload!r})"
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", code],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            cwd="/",
            env=worker_environment(),
        )
        theirs.close()
        self._control = ours
        return ours

    def spawn(self, files: Iterable[Path] = (), limits: Limits | None = None) -> Channel:
        """Return a fresh worker that has proven its fence.

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
            If no worker can be started, twice.
        """
        limits = limits or Limits()
        self.get_ready(limits)
        return self._spawn(files, limits, prove_all=False)

    def get_ready(self, limits: Limits) -> None:
        """Prove the fence, and make access times fresh where that is needed; quick if it is done.

        Raises
        ------
        FenceError
            If the fence does not hold.
        """
        if not self._proven:
            self.fence.check_machine()
            try:
                self._spawn((), limits, prove_all=True).close()
            except SandboxError as error:
                # Not one submission's fault: no worker can be started on this machine.
                raise FenceError(machine_lacks(error) or str(error)) from None
            self._proven = True
        if linux.IS_LINUX and self.fence.has("access_times") and "access_times" not in self.layers:
            secrets = hidden_places(self.fence.secrets)
            access_times.keep_fresh(lambda: readable_paths(secrets))

    def _spawn(self, files: Iterable[Path], limits: Limits, *, prove_all: bool) -> Channel:
        files = list(files)
        reason = ""
        for _ in range(2):
            try:
                control = self._control or self._start()
                enclosure = Enclosure(self.fence, files, limits)
            except OSError as error:
                why = machine_lacks(error) or str(error)
                # A worker has started here before, so it may be this submission that took the room.
                raise SandboxError(why) if self._proven else FenceError(why) from None
            try:
                return self._order(control, enclosure, prove_all)
            except (OSError, StudentFailure):
                reason = self._last_error_line()
                enclosure.close()
                self.close()
            except BaseException:
                enclosure.close()
                raise
        raise SandboxError(f"the worker process cannot be started: {reason or 'no reason given'}")

    def _last_error_line(self) -> str:
        """Return the last line that the zygote wrote to its stderr."""
        if self._errors is None:
            return ""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace").strip().rpartition("\n")[2]

    def _order(self, control: socket.socket, enclosure: Enclosure, prove_all: bool) -> Channel:
        """Let the zygote fork a worker; accept its fence only if every attempt has failed."""
        ours, theirs = channel_ends()
        try:
            text = json.dumps({**enclosure.order, "prove_all": prove_all}).encode()
            descriptors = [theirs.fileno(), *enclosure.descriptors]
            socket.send_fds(control, [ORDER.pack(len(text))], descriptors)
            control.sendall(text)
            pid = control.recv(PID.size)
            if len(pid) != PID.size:
                raise OSError("the zygote has ended")
            enclosure.kept_by(PID.unpack(pid)[0], self.pid)
            enclosure.handed_over()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        channel = accept_channel(ours, enclosure, _BOOT_SECONDS, is_fork=False)
        answer = channel.receive(Budget(_BOOT_SECONDS, _BOOT_SECONDS, 0.0))[0]
        if answer["op"] != "fenced":
            channel.sock.close()
            raise FenceError(f"a layer cannot be raised ({answer.get('reason')})")
        self.layers, attempts = answer["layers"], answer["attempts"]
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
        for file in (self._control, self._errors):
            if file is not None:
                file.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = self._errors = self._process = None

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


class Snapshot:
    """A submission whose cells have run once; every test gets a fork of it."""

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
        # Functions whose names have other values at the end of the cells.
        self.shadowed: list[str] = []
        self.cpu_seconds = self.idle_seconds = 0.0
        self.files = list(files)
        self.incidents: list[str] = []
        # Set once a hidden test has run: it may have caused what a later fork notes.
        self.has_seen_hidden = False
        self.sums = Sums(self.limits, self.incidents)
        self._deadline = time.monotonic() + self.limits.wall_seconds
        self._channel: Channel | None = None
        self._forks: Forks | None = None
        self._filters: int | None = None

    def run(self) -> list[CellOutcome]:
        """Run the cells; without one that ends the process or does not stop, in a fresh one."""
        # Done for many submissions, so that the first does not pay with its time on the clock.
        started = time.monotonic()
        self.zygote.get_ready(self.limits)
        self._deadline += time.monotonic() - started
        skipped: dict[int, CellOutcome] = {}
        restarts = 0
        while True:
            self.close()
            self._channel, self.outcomes = self._run_in_fresh_worker(
                skipped, self.cpu_seconds, self.idle_seconds
            )
            bad = self.outcomes[-1] if self.outcomes else None
            if bad is None or bad.index in skipped or bad.status not in ("died", "timeout!"):
                watched = self.zygote.fence.has("stillness")
                self._forks = Forks(self._channel, self.limits, self._filters, watched=watched)
                return self.outcomes
            skipped[bad.index] = replace(bad, status=bad.status.rstrip("!"))
            restarts += 1
            if restarts >= self.limits.restarts:
                self._skip_rest(skipped, bad.index if restarts == self.limits.restarts else -1)

    def _skip_rest(self, skipped: dict[int, CellOutcome], last: int) -> None:
        """Skip the cells after one that has ended the process once too often."""
        self.sums.note_restarts()
        for index, _ in self.cells:
            if index > last:
                skipped.setdefault(index, CellOutcome(index, "skipped"))

    def _spawn(self) -> Channel:
        channel = self.zygote.spawn(self.files, self.limits)
        enclosure = channel.enclosure
        assert enclosure is not None
        enclosure.deadline, enclosure.incidents = self._deadline, self.incidents
        return channel

    def _run_in_fresh_worker(
        self, skipped: dict[int, CellOutcome], spent: float, idle: float
    ) -> tuple[Channel, list[CellOutcome]]:
        channel = self._spawn()
        assert channel.enclosure is not None
        folder = channel.enclosure.scratch.folder
        seal = self.zygote.seals
        self._filters = stillness.count_filters(channel.pid) + 1 if seal else None
        outcomes: list[CellOutcome] = []
        try:
            self._ask(channel, {"op": "start", "folder": str(folder), "names": self.names})
            for index, source in self.cells:
                if index in skipped:
                    outcomes.append(skipped[index])
                    continue
                may_wait = self.limits.cells_idle_seconds - idle - channel.idle_seconds
                if channel.cpu_seconds + spent > self.limits.cells_cpu_seconds or may_wait <= 0:
                    outcomes.append(CellOutcome(index, "skipped"))
                else:
                    outcomes.append(self._run_cell(channel, index, source, may_wait))
                    if outcomes[-1].status in ("died", "timeout!"):
                        break
            else:
                names = self._ask(channel, {"op": "settle", "seal": seal}).get("shadowed")
                shadowed = names if isinstance(names, list) else []
                self.shadowed = [name for name in self.names if name in shadowed]
                # What is there now will be copied.
                channel.check_use()
                channel.enclosure.clear()
        except StudentFailure:
            if time.monotonic() > self._deadline:
                # The submission has reached its cap in real time, and an incident says so.
                seen = {outcome.index for outcome in outcomes}
                late = [CellOutcome(index, "skipped") for index, _ in self.cells]
                return channel, [*outcomes, *(each for each in late if each.index not in seen)]
            # A thread or a signal has ended the process between cells.
            outcomes.append(CellOutcome(self.cells[-1][0] if self.cells else 0, "died"))
            if all(outcome.index in skipped for outcome in outcomes):
                channel.close()
                raise SandboxError("the worker process ends before any cell runs") from None
        except BaseException:
            # Nobody else knows of it; its folder may be what has filled the disk.
            channel.close()
            raise
        self.cpu_seconds += channel.cpu_seconds
        self.idle_seconds += max(channel.idle_seconds, 0.0)
        return channel, outcomes

    def _run_cell(self, channel: Channel, index: int, source: str, may_wait: float) -> CellOutcome:
        try:
            channel.send({"op": "cell", "index": index, "source": source})
            budget = self._budget(channel, self.limits.cell_cpu_seconds, may_wait)
            answer, _ = channel.receive(budget)
        except wire.WireError:
            # It was never sent, so the worker waits for the next one.
            return CellOutcome(index, "oversized")
        except StudentFailure as failure:
            # The mark makes the caller run the other cells again in a fresh process.
            return CellOutcome(index, "timeout!" if failure.kind == "timeout" else "died")
        if answer["op"] == "cap":
            channel.rearm(self._budget(channel, 0.0), 0.0, 0.0)
            return CellOutcome(index, "timeout")
        if answer["op"] == "error":
            raised = failure_from(answer)
            return CellOutcome(index, "error", raised.type, raised.line, raised.text)
        return CellOutcome(index, "ok")

    def _budget(self, channel: Channel, cpu: float, may_wait: float = float("inf")) -> Budget:
        budget = Budget(0.0, 0.0, self.limits.grace_cpu_seconds)
        channel.rearm(budget, cpu, min(self.limits.idle_seconds(cpu), may_wait))
        return budget

    def _ask(self, channel: Channel, header: dict[str, Any], cpu: float = 10.0) -> dict[str, Any]:
        channel.send(header)
        return channel.receive(self._budget(channel, cpu))[0]

    def fork(self) -> Channel:
        """Return a fork of the snapshot; if that fails, a fresh worker that runs the cells again.

        Once the snapshot holds something that its forks could share (a pipe, a file, memory, a
        thread), it is not forked any more, and ended: every test gets a fresh worker.
        """
        if self._forks is not None:
            if not self._forks.incident:
                started = time.monotonic()
                try:
                    return self._forks.new()
                except StudentFailure:
                    pass
                finally:
                    took = time.monotonic() - started
                    self.sums.idle += max(took - _FORK_SECONDS, 0.0)
            if self._forks.incident not in ("", *self.incidents):
                self.incidents.append(self._forks.incident)
            # Nothing would measure what its processes do while fresh workers are asked.
            self.close()
        return self.fresh()

    @property
    def pid(self) -> int:
        """Pid of the snapshot's process; 0 if there is none."""
        return self._channel.pid if self._channel is not None else 0

    @property
    def keeper_pid(self) -> int:
        """Pid of the snapshot's keeper; 0 if there is none."""
        enclosure = self._channel.enclosure if self._channel is not None else None
        return enclosure.keeper_pid if enclosure is not None else 0

    def fresh(self) -> Channel:
        """Return a fresh worker in which the cells have run again."""
        skip = {o.index: o for o in self.outcomes if o.status in ("died", "timeout", "skipped")}
        # These seconds are granted each time; their sum bounds how often.
        cpu, idle = self.cpu_seconds, self.idle_seconds
        channel, _ = self._run_in_fresh_worker(skip, 0.0, 0.0)
        self.sums.reruns_cpu += self.cpu_seconds - cpu
        self.sums.idle += self.idle_seconds - idle
        return channel

    def close(self) -> None:
        """End the worker and remove its folder."""
        self._forks = None
        if self._channel is not None:
            self._channel.close()
            self._channel = None
