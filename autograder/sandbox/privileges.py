"""What a worker process may be and use: its user, its capabilities, its resource limits.

Owns the one-way steps that need no list of paths or calls; every step is inherited by children.
"""

from __future__ import annotations

import contextlib
import os
import resource
from collections.abc import Mapping
from pathlib import Path

from autograder.sandbox import linux

_PAGE = os.sysconf("SC_PAGE_SIZE")
_STACK_BYTES = 64 << 20


def become(uid: int, *, keep_reading: bool) -> None:
    """Become a user of no name and no groups.

    Parameters
    ----------
    uid : int
        The user id, and the group id too.
    keep_reading : bool
        Keep the right to read what is closed to other users: only under Landlock, where Python
        itself stands in such a place (below /root).
    """
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    linux.prctl(linux.PR_SET_KEEPCAPS, int(keep_reading))
    os.setresuid(uid, uid, uid)
    linux.set_capabilities(1 << linux.CAP_DAC_READ_SEARCH if keep_reading else 0)


def renounce() -> None:
    """Give up every capability: an ordinary user has them all inside its own user namespace."""
    linux.set_capabilities(0)


def no_new_privileges() -> None:
    """Make every later exec one without setuid and file capabilities."""
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)


def die_first() -> None:
    """Be what the kernel kills first when memory runs out."""
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def set_limits(caps: Mapping[str, int], *, alone: bool) -> None:
    """Set the resource limits of this process and its children.

    Parameters
    ----------
    caps : mapping
        ``address_space_bytes`` on top of what the process holds now, ``cpu_seconds``,
        ``file_bytes``, ``processes`` and ``open_files``.
    alone : bool
        Whether the kernel counts the worker's processes apart from the grader's: it does by user
        id, and anew in a user namespace.
    """
    held = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE
    processes = caps["processes"] + (0 if alone else processes_of_user())
    wanted = {
        resource.RLIMIT_AS: held + caps["address_space_bytes"],
        resource.RLIMIT_CPU: caps["cpu_seconds"],
        resource.RLIMIT_FSIZE: caps["file_bytes"],
        resource.RLIMIT_NPROC: processes,
        resource.RLIMIT_NOFILE: caps["open_files"],
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in wanted.items():
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (value, value))
    hard = resource.getrlimit(resource.RLIMIT_STACK)[1]
    stack = _STACK_BYTES if hard == resource.RLIM_INFINITY else min(_STACK_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_STACK, (stack, stack))


def processes_of_user() -> int:
    """Return how many threads this user has already, outside the worker: the kernel counts all."""
    count, uid = 0, os.getuid()
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{name}").st_uid == uid:
                    count += len(os.listdir(f"/proc/{name}/task"))
    return count
