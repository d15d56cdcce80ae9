"""A worker's user, capabilities, resource limits and open descriptors.

Owns the steps that need no list of paths or calls. None can be undone, and children inherit all.
"""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Collection, Mapping
from pathlib import Path

from autograder.sandbox import linux, processes

_PAGE = os.sysconf("SC_PAGE_SIZE")
_STACK_BYTES = 64 << 20
_MOST_DESCRIPTORS = 65536
_PENDING_SIGNALS = 256


def become(uid: int, *, keep_reading: bool) -> None:
    """Become a user of no name and no groups.

    Parameters
    ----------
    uid : int
        The user id, and the group id too.
    keep_reading : bool
        Keep the right to read files that are closed to other users. Only under Landlock, if Python
        itself is in such a place (below /root).
    """
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    linux.prctl(linux.PR_SET_KEEPCAPS, int(keep_reading))
    os.setresuid(uid, uid, uid)
    linux.set_capabilities(1 << linux.CAP_DAC_READ_SEARCH if keep_reading else 0)


def close_descriptors(kept: Collection[int]) -> None:
    """Close all descriptors but the standard ones and these."""
    low = 3
    for high in (*sorted(kept), _MOST_DESCRIPTORS):
        os.closerange(low, high)
        low = high + 1


def die_first() -> None:
    """Make this process the first that the kernel kills when memory runs out."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def set_limits(caps: Mapping[str, int], *, alone: bool) -> None:
    """Set the resource limits of this process and its children.

    Parameters
    ----------
    caps : mapping
        ``address_space_bytes`` on top of the present size of the process, ``cpu_seconds``,
        ``file_bytes``, ``processes`` and ``open_files``.
    alone : bool
        Whether the kernel counts the worker's processes apart from the grader's: it counts for each
        user id, and from 0 in a user namespace.
    """
    held = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
    wanted = {
        resource.RLIMIT_AS: held + caps["address_space_bytes"],
        resource.RLIMIT_CPU: caps["cpu_seconds"],
        resource.RLIMIT_FSIZE: caps["file_bytes"],
        resource.RLIMIT_NPROC: caps["processes"] + (0 if alone else processes_of_user()),
        resource.RLIMIT_NOFILE: caps["open_files"],
        resource.RLIMIT_CORE: 0,
        # No priority above the usual one, whatever the grader's user may have.
        resource.RLIMIT_NICE: 0,
        resource.RLIMIT_RTPRIO: 0,
        resource.RLIMIT_STACK: _STACK_BYTES,
        # The kernel counts for the user.
        resource.RLIMIT_SIGPENDING: _PENDING_SIGNALS,
    }
    for limit, value in wanted.items():
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (value, value))


def processes_of_user() -> int:
    """Return the number of this user's threads: the kernel counts them all."""
    own = os.getuid()
    return sum(processes.thread_count(pid) for pid, uid in processes.with_owners() if uid == own)
