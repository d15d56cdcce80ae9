"""What grading costs in all: the grader, the zygote, and the student's processes that it kills.

The kernel forgets the CPU time of a process whose parent does not wait for it, and nobody waits for
the workers and their forks: they are killed. So each is asked the kernel for in the moment before.

Run as ``python -m autograder.bench.accounting MODULE ARGUMENT...`` to run a module as ``python -m``
does and write the CPU seconds of everything to the descriptor named by CHALKGRAD_BENCH_FD.
"""

from __future__ import annotations

import contextlib
import os
import runpy
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
    """Run a module and write what it has cost; return its exit code."""
    code: object = 0
    sys.argv[1:] = arguments[1:]
    with killed_processes() as killed:
        try:
            runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
        except SystemExit as ended:
            code = ended.code
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    os.write(int(os.environ[DESCRIPTOR]), f"{own + killed.seconds}\n".encode())
    return int(code) if isinstance(code, int) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
