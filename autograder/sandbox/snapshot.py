"""The grader's end of the sandbox: a submission's cells run once, and a process for each test.

Owns running the cells, and which process a test gets: a fork of the snapshot, or a fresh worker.
Starting workers is left to `session`, forking to `forks`, calls to `proxies`, scores to `grading`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.sandbox import stillness, wire
from autograder.sandbox.channel import Budget, Channel
from autograder.sandbox.failures import SandboxError, StudentFailure, failure_from
from autograder.sandbox.forks import Forks
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Zygote
from autograder.sandbox.sums import Sums

# A fork takes milliseconds, and more on a busy machine; what takes longer counts as idle.
_FORK_SECONDS = 1.0


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
        # The cells may know hidden inputs by now: what is told of them is what the first run did.
        shadowed = self.shadowed
        channel, _ = self._run_in_fresh_worker(skip, 0.0, 0.0)
        self.shadowed = shadowed
        self.sums.reruns_cpu += self.cpu_seconds - cpu
        self.sums.idle += self.idle_seconds - idle
        return channel

    def close(self) -> None:
        """End the worker and remove its folder."""
        self._forks = None
        if self._channel is not None:
            self._channel.close()
            self._channel = None
