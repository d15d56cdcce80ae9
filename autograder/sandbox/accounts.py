"""The CPU time of everything that belongs to one worker, whoever has started or waited for it.

By control group where there is one. Otherwise by the tree below the keeper, which collects what has
lost its parent: all live processes, what they have waited for, and what the keeper has collected.
"""

from __future__ import annotations

import contextlib

from autograder.sandbox import cgroup, processes

BY_GROUP = "by control group"
BY_TREE = "by the tree below the keeper"
# Of processes that were waited for, the kernel shows user and system time in whole ticks.
_ROUNDING_SECONDS = 2.5 / processes.TICKS


class Account:
    """What one worker has used."""

    def __init__(self) -> None:
        self.group = cgroup.create()
        self.keeper_pid = 0
        self._lost = 0.0
        self._last = 0.0

    def opened_for(self, keeper_pid: int) -> None:
        """Count for the worker of this keeper."""
        self.keeper_pid = keeper_pid
        if self.group is not None and not self.group.holds(keeper_pid):
            self.close()

    def cpu_seconds(self) -> float:
        """Return the CPU seconds so far; never fewer than before."""
        if self.group is not None:
            with contextlib.suppress(OSError, ValueError):
                self._last = max(self._last, self.group.cpu_seconds())
            return self._last
        if not self.keeper_pid:
            return 0.0
        now = self._lost + processes.cpu_seconds(self.keeper_pid)
        if now < self._last - _ROUNDING_SECONDS:
            # A process may just have been waited for, and is then in its parent's time.
            now = self._lost + processes.cpu_seconds(self.keeper_pid)
        if now < self._last - _ROUNDING_SECONDS:
            # The time of a process whose parent ignores its end is added to nobody. What was seen
            # of it stays booked.
            self._lost += self._last - now
        self._last = max(self._last, now)
        return self._last

    def close(self) -> None:
        """Remove the control group, in case the keeper could not."""
        if self.group is not None:
            self.group.remove()
            self.group = None


def how() -> str:
    """Return how CPU time is counted on this machine."""
    return BY_TREE if cgroup.place() is None else BY_GROUP
