"""What grading costs in all: the grader, the zygote, and the student's processes that it kills.

The kernel forgets the CPU time of a process whose parent does not wait for it, and nobody waits for
the workers and their forks: they are killed. So each is asked the kernel for in the moment before.

Run as ``python -m autograder.bench.accounting ARGUMENT...`` to run `chalkgrad ARGUMENT...` and
write the CPU seconds of everything to the descriptor named by CHALKGRAD_BENCH_FD.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator

from autograder.sandbox import processes

DESCRIPTOR = "CHALKGRAD_BENCH_FD"


class Killed:
    """CPU seconds of the processes that have been killed."""

    def __init__(self) -> None:
        self.by_pid: dict[int, float] = {}

    @property
    def seconds(self) -> float:
        """All together."""
        return sum(self.by_pid.values())


@contextlib.contextmanager
def killed_processes() -> Iterator[Killed]:
    """Note the CPU time of each process tree that is killed meanwhile."""
    killed = Killed()
    kill_tree = processes.kill_tree

    def noted(pid: int) -> None:
        for each in [pid, *processes.descendants(pid)]:
            used = processes.own_cpu_seconds(each)
            killed.by_pid[each] = max(killed.by_pid.get(each, 0.0), used)
        kill_tree(pid)

    processes.kill_tree = noted
    try:
        yield killed
    finally:
        processes.kill_tree = kill_tree


def main(arguments: list[str]) -> int:
    """Run `chalkgrad` and write what it has cost."""
    with killed_processes() as killed:
        from autograder import cli

        code = cli.main(arguments)
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    os.write(int(os.environ[DESCRIPTOR]), f"{own + killed.seconds}\n".encode())
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
