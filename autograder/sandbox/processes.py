"""What the kernel knows of a student's processes: CPU time, idleness, threads; and their end.

Linux only, read from `/proc` and the kernel's per-process CPU clocks: nothing here asks the process
itself, which could lie.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time

_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def _read(path: str) -> bytes:
    """Return what a small file of the kernel says; each test has some thirty of them read."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = []
        while part := os.read(descriptor, 1 << 16):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def descendants(pid: int) -> list[int]:
    """Return the pids of all live descendants of a process."""
    found: list[int] = []
    frontier = [pid]
    while frontier:
        parent = frontier.pop()
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{parent}/task"):
                with contextlib.suppress(OSError):
                    text = _read(f"/proc/{parent}/task/{task}/children")
                    children = [int(word) for word in text.split()]
                    found += children
                    frontier += children
    return found


def cpu_seconds(pid: int) -> float:
    """Return the CPU seconds of a process, its live descendants and those it has waited for."""
    return sum(own_cpu_seconds(each) for each in [pid, *descendants(pid)])


def own_cpu_seconds(pid: int) -> float:
    """Return the CPU seconds of a process and those it has waited for; 0 if it has ended."""
    try:
        # The kernel's CPU clock of another process: CPUCLOCK_SCHED is 2 (clock_getcpuclockid(3)).
        running = time.clock_gettime((~pid << 3) | 2)
        fields = _read(f"/proc/{pid}/stat").rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return running + (int(fields[13]) + int(fields[14])) / _TICK


def busy_seconds(pid: int) -> float:
    """Return for how long a process has run or waited for a processor, summed over its threads.

    On a crowded machine a process waits for a processor; a sleeper does not. Where the kernel
    keeps no such account, only the CPU time is known.
    """
    total = 0.0
    for each in [pid, *descendants(pid)]:
        with contextlib.suppress(OSError, ValueError):
            for task in os.listdir(f"/proc/{each}/task"):
                words = _read(f"/proc/{each}/task/{task}/schedstat").split()
                total += (int(words[0]) + int(words[1])) / 1e9
    return total or cpu_seconds(pid)


def thread_count(pid: int) -> int:
    """Return the number of threads of a process; 0 if it has ended."""
    try:
        return len(os.listdir(f"/proc/{pid}/task"))
    except OSError:
        return 0


def kill_tree(pid: int) -> None:
    """Kill a process and all its descendants."""
    # Stopped first, so that no new child appears between the look and the kill.
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGSTOP)
    for each in [*descendants(pid), pid]:
        with contextlib.suppress(OSError):
            os.kill(each, signal.SIGKILL)
