"""The memory that is there for student code, and whether the kernel has killed for want of it.

Owns reading the control group's limits and counts, or the machine's where there are none. The caps
are left to `limits`, what a killed process means to `channel`.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from autograder.sandbox import cgroup, linux

# What an honest submission uses at most, and half as much again.
_LEAST = 300 << 20
# A grader with the process that it forks workers from, and the command that started the graders.
_GRADER, _COMMAND = 128 << 20, 64 << 20
# Messages to students have round numbers.
_STEP = 16 << 20
_MACHINE = Path("/proc/vmstat")


def share(graders: int) -> int | None:
    """Return the memory in bytes that each of several graders has for student code.

    It is never less than an honest submission needs. None if it is not known what is there.
    """
    found = list(_bounds())
    if not found:
        return None
    each = (min(found) - _COMMAND) // graders - _GRADER
    return max(_LEAST, each // _STEP * _STEP)


def kills() -> int:
    """Return how often the kernel has killed a process because memory ran out.

    In this process's control group if that is counted, otherwise on the whole machine.
    """
    counter = _counter()
    return 0 if counter is None else _kills_in(counter) or 0


@cache
def _counter() -> int | None:
    """Return a descriptor of the file with the count, which is read for every test."""
    names = ("memory.events", "memory.oom_control")
    places = [folder / name for folder in _groups() for name in names]
    for path in (*places, _MACHINE):
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            if _kills_in(descriptor) is not None:
                return descriptor
            os.close(descriptor)
    return None


def _kills_in(descriptor: int) -> int | None:
    with contextlib.suppress(OSError):
        found = re.search(rb"^oom_kill (\d+)$", os.pread(descriptor, 1 << 16, 0), re.MULTILINE)
        return int(found[1]) if found else None
    return None


def _groups() -> list[Path]:
    """Return the folders of this process's control groups that may limit memory."""
    if linux.IS_LINUX:
        with contextlib.suppress(OSError, ValueError):
            mounts = Path("/proc/self/mountinfo").read_text(errors="surrogateescape")
            groups = Path("/proc/self/cgroup").read_text(errors="surrogateescape")
            return cgroup.folders(mounts, groups, "memory")
    return []


def _bounds() -> Iterator[int]:
    """Yield every number of bytes that bounds the memory of this process and its children."""
    for group in _groups():
        for folder in (group, *group.parents):
            for name in ("memory.max", "memory.limit_in_bytes"):
                # A group without a limit has the word "max", or a huge number.
                with contextlib.suppress(OSError, ValueError):
                    yield int((folder / name).read_bytes())
    with contextlib.suppress(OSError):
        for line in Path("/proc/meminfo").read_bytes().splitlines():
            if line.startswith(b"MemAvailable:"):
                yield int(line.split()[1]) * 1024
