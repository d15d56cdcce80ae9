"""The CPU time of grading: of the grader, the zygote, and the student's processes that it kills.

The kernel drops the CPU time of a process whose parent does not wait for it. Workers and their
forks are such processes, so their times are read just before they are killed.

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
from autograder.sandbox.pidfd import Pidfd

DESCRIPTOR = "CHALKGRAD_BENCH_FD"


@contextlib.contextmanager
def killed_processes() -> Iterator[dict[int, float]]:
    """Record the CPU seconds, by pid, of the processes that are killed in the block."""
    killed: dict[int, float] = {}
    kill_tree = processes.kill_tree

    def recording(process: Pidfd) -> None:
        for each in [process.pid, *processes.descendants(process.pid)]:
            used = processes.own_cpu_seconds(each)
            killed[each] = max(killed.get(each, 0.0), used)
        kill_tree(process)

    processes.kill_tree = recording
    try:
        yield killed
    finally:
        processes.kill_tree = kill_tree


def main(arguments: list[str]) -> int:
    """Run a module and write its CPU seconds; return its exit code."""
    code: object = 0
    sys.argv[1:] = arguments[1:]
    with killed_processes() as killed:
        try:
            runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
        except SystemExit as ended:
            code = ended.code
    times = os.times()
    own = times.user + times.system + times.children_user + times.children_system
    os.write(int(os.environ[DESCRIPTOR]), f"{own + sum(killed.values())}\n".encode())
    return int(code) if isinstance(code, int) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
