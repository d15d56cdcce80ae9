"""Measuring and ending a student's processes: CPU time, idleness, threads, memory.

Linux only. Everything is read from `/proc` and the kernel's CPU clocks, nothing from the process
itself, which could lie.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import stat
import time
from collections.abc import Container, Iterator
from pathlib import Path

from autograder.sandbox.pidfd import Pidfd

TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
# Longer chains of processes cannot be: a worker may have far fewer at a time.
_MOST_GENERATIONS = 10_000
# A line of `maps` about a file that is in no folder any more; memory is counted as memory.
_MAPPED_NAMELESS = re.compile(
    rb"^\S+ \S+ \S+ (\w+):(\w+) (\d+) +/(?!dev/zero |memfd:|SYSV).*\(deleted\)$", re.MULTILINE
)
# A process stops as soon as it gets a processor, for which it may wait on a busy machine.
_STOP_SECONDS = 10.0


def read_small(path: str) -> bytes:
    """Return the contents of a small file of the kernel; fast, since a test needs about thirty."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        parts = []
        while part := os.read(descriptor, 1 << 16):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _of_all_threads(pid: int, name: str) -> Iterator[bytes]:
    """Yield a file of the kernel for each thread of a process and its live descendants."""
    for each in [pid, *descendants(pid)]:
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{each}/task"):
                yield read_small(f"/proc/{each}/task/{task}/{name}")


def with_owners() -> Iterator[tuple[int, int]]:
    """Yield the pid and the user id of every process that is visible here."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                yield int(name), os.stat(f"/proc/{name}").st_uid


def descendants(pid: int) -> list[int]:
    """Return the pids of all live descendants of a process."""
    found: list[int] = []
    frontier = [pid]
    while frontier:
        parent = frontier.pop()
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{parent}/task"):
                with contextlib.suppress(OSError):
                    text = read_small(f"/proc/{parent}/task/{task}/children")
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
        fields = read_small(f"/proc/{pid}/stat").rpartition(b")")[2].split()
    except OSError:
        return 0.0
    return running + (int(fields[13]) + int(fields[14])) / TICKS


def busy_seconds(pid: int) -> float:
    """Return the seconds for which the threads of a process were running or ready to run.

    A process that sleeps is not ready to run. If the kernel does not count these times, return the
    CPU seconds.
    """
    total = 0.0
    for text in _of_all_threads(pid, "schedstat"):
        with contextlib.suppress(ValueError):
            words = text.split()
            total += (int(words[0]) + int(words[1])) / 1e9
    return total or cpu_seconds(pid)


def waited_for_processor() -> float:
    """Return the seconds for which this thread was ready to run, but had no processor."""
    try:
        return int(read_small("/proc/thread-self/schedstat").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def wants_to_run(pid: int) -> bool:
    """Return whether a process or one of its descendants is running or ready to run right now.

    `busy_seconds` includes a wait for a processor only after it has ended.
    """
    stats = _of_all_threads(pid, "stat")
    return any(stat.rpartition(b")")[2].split()[:1] == [b"R"] for stat in stats)


def thread_count(pid: int) -> int:
    """Return the number of threads of a process; 0 if it has ended."""
    try:
        return len(os.listdir(f"/proc/{pid}/task"))
    except OSError:
        return 0


def process_limits(pid: int) -> tuple[int, int] | None:
    """Return the soft and the hard limit on a process's user's processes; None if there is none."""
    with contextlib.suppress(OSError):
        for line in read_small(f"/proc/{pid}/limits").splitlines():
            if line.startswith(b"Max processes"):
                words = line.split()[2:4]
                if all(word.isdigit() for word in words):
                    return int(words[0]), int(words[1])
    return None


def memory_bytes(pids: list[int]) -> int:
    """Return the memory of processes in bytes, without files and libraries.

    Memory that forks share is counted for each of them: a cheap upper bound.
    """
    total = 0
    for folder in _with_memory(pids):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = Path(f"{folder}/statm").read_text().split()
            total += (int(fields[1]) - int(fields[2])) * _PAGE
            # Bytes: a process chooses its name.
            for line in Path(f"{folder}/status").read_bytes().split(b"\n"):
                if line.startswith(b"RssShmem:"):
                    total += int(line.split()[1]) * 1024
    return total


def proportional_memory_bytes(pids: list[int]) -> int:
    """Return the same with shared memory counted once, if the kernel can; slower."""
    total = 0
    for pid in pids:
        for folder in _with_memory([pid]):
            try:
                lines = Path(f"{folder}/smaps_rollup").read_text().splitlines()
            except OSError:
                total += memory_bytes([pid])
                continue
            for line in lines:
                if line.startswith(("Pss_Anon:", "Pss_Shmem:")):
                    total += int(line.split()[1]) * 1024
    return total


def _with_memory(pids: list[int]) -> Iterator[str]:
    """Yield for each process the folder of a thread that still has its memory.

    A main thread that has ended before the others no longer has it.
    """
    for pid in pids:
        with contextlib.suppress(OSError):
            folders = [f"/proc/{pid}"]
            if read_small(f"/proc/{pid}/statm").startswith(b"0 "):
                folders = [f"/proc/{pid}/task/{task}" for task in os.listdir(f"/proc/{pid}/task")]
            for folder in folders:
                with contextlib.suppress(OSError):
                    if not read_small(f"{folder}/statm").startswith(b"0 "):
                        yield folder
                        break


def nameless_bytes(pids: list[int], most: int, listed: int) -> int | None:
    """Return the bytes on disk of files that are in use, but in no folder; each counted once.

    Parameters
    ----------
    pids : list of int
        The processes.
    most : int
        The largest size of a file, which is taken for those that are only mapped: the kernel shows
        that size to nobody but root.
    listed : int
        The largest size of all lists of mappings together.

    Returns
    -------
    int or None
        None if the lists are longer.
    """
    found: dict[tuple[int, int], int] = {}
    mapped: set[tuple[int, int]] = set()
    for folder in _with_memory(pids):
        with contextlib.suppress(OSError):
            for name in os.listdir(f"{folder}/fd"):
                with contextlib.suppress(OSError):
                    state = os.stat(f"{folder}/fd/{name}")
                    if stat.S_ISREG(state.st_mode) and not state.st_nlink:
                        found[state.st_dev, state.st_ino] = state.st_blocks * 512
        maps = b""
        with contextlib.suppress(OSError), open(f"{folder}/maps", "rb") as file:
            maps = file.read(listed + 1)
        listed -= len(maps)
        if listed < 0:
            return None
        for match in _MAPPED_NAMELESS.finditer(maps) if b"(deleted)" in maps else ():
            device = os.makedev(int(match[1], 16), int(match[2], 16))
            mapped.add((device, int(match[3])))
    return sum(found.values()) + most * len(mapped - found.keys())


def is_alive(pid: int) -> bool:
    """Return whether a process exists and has not ended, with all its threads.

    Its main thread may have ended by itself while another goes on. The kernel takes any other
    thread that ends out of the count, so that a process that has ended has one left.
    """
    try:
        fields = read_small(f"/proc/{pid}/stat").rpartition(b")")[2].split()
        return fields[0] not in (b"Z", b"X") or int(fields[17]) > 1
    except (OSError, IndexError):
        return False


@contextlib.contextmanager
def stopped(process: Pidfd) -> Iterator[None]:
    """Stop a process during a block; one that is stopped already stays so."""
    # Not by the main thread alone, which may have ended.
    was_stopped = b"T" in _states(process.pid)
    if not was_stopped:
        # To a stopped process, the signal would stay pending.
        process.send(signal.SIGSTOP)
    deadline = time.monotonic() + _STOP_SECONDS
    while not _all_stopped(process) and time.monotonic() < deadline:
        time.sleep(0.0002)
    try:
        yield
    finally:
        if not was_stopped:
            process.send(signal.SIGCONT)


def _all_stopped(process: Pidfd) -> bool:
    """Whether no thread of a process runs or can run."""
    states = _states(process.pid)
    return process.has_ended or all(state in (b"T", b"t", b"Z", b"X") for state in states)


def _states(pid: int) -> list[bytes]:
    """Return the state of each thread of a process."""
    found = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError):
                stat = read_small(f"/proc/{pid}/task/{task}/stat")
                found.append(stat.rpartition(b")")[2].split()[0])
    return found


def parent_of(pid: int) -> int:
    """Return the pid of a process's parent; 0 if it has none or has ended."""
    try:
        return int(read_small(f"/proc/{pid}/stat").rpartition(b")")[2].split()[1])
    except (OSError, IndexError):
        return 0


def is_below(pid: int, ancestor: int) -> bool:
    """Return whether a process is a descendant of another."""
    for _ in range(_MOST_GENERATIONS):
        pid = parent_of(pid)
        if pid == ancestor:
            return True
        if pid <= 1:
            return False
    return False


def opened_below(pid: int, ancestor: Pidfd) -> Pidfd | None:
    """Return a handle of a process that is a descendant of another; None if it is not.

    It is opened first and looked at afterwards, so that it never is a handle of a process that has
    taken over the pid.
    """
    try:
        handle = Pidfd(pid)
    except OSError:
        return None
    if is_below(pid, ancestor.pid) and not ancestor.has_ended:
        return handle
    handle.close()
    return None


def kill_all_below(root: Pidfd, but: Container[int] = ()) -> set[int]:
    """Kill all descendants of a process but some; return those that were alive.

    They are all stopped first, until no new one appears, so that none can fork in the meantime.
    """
    held: dict[int, Pidfd] = {}
    try:
        for _ in range(100):
            found = {each for each in descendants(root.pid) if each not in but and is_alive(each)}
            new = found - held.keys()
            for each in new:
                handle = opened_below(each, root)
                if handle is not None:
                    held[each] = handle
                    handle.send(signal.SIGSTOP)
            if not new:
                break
        for handle in held.values():
            handle.kill()
        return set(held)
    finally:
        for handle in held.values():
            handle.close()


def kill_tree(process: Pidfd) -> None:
    """Kill a process and all its descendants."""
    process.send(signal.SIGSTOP)
    kill_all_below(process)
    process.kill()
