"""Namespaces: no network, no other processes, where the kernel lets us make them.

Owns the unsharing; done by the keeper, so that its next child, the worker, is process 1 inside.
"""

from __future__ import annotations

import os
from pathlib import Path

from autograder.sandbox import linux

_NEW_USER, _NEW_PID, _NEW_NET = 0x10000000, 0x20000000, 0x40000000
_NEW_IPC, _NEW_UTS = 0x08000000, 0x04000000
_INSIDE = _NEW_PID | _NEW_NET | _NEW_IPC | _NEW_UTS


def enter() -> bool:
    """Enter new pid, network, IPC and host name namespaces; say whether the kernel allowed it.

    As an ordinary user they stand inside a user namespace in which the user is itself.
    """
    uid, gid = os.getuid(), os.getgid()
    try:
        if uid == 0:
            linux.call("unshare", _INSIDE)
            return True
        linux.call("unshare", _NEW_USER | _INSIDE)
    except OSError:
        return False
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1", encoding="ascii")
    return True
