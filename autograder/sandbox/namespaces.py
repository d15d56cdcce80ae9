"""Namespaces: no network and no other processes, where the kernel allows them.

The keeper enters them, so that its next child, the worker, is process 1 inside. There, /proc would
go on showing the processes outside, so the worker hides it.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from autograder.sandbox import linux

_NEW_USER, _NEW_PID, _NEW_NET = 0x10000000, 0x20000000, 0x40000000
_NEW_IPC, _NEW_UTS = 0x08000000, 0x04000000
_INSIDE = _NEW_PID | _NEW_NET | _NEW_IPC | _NEW_UTS
_NEW_MOUNTS = 0x20000
_READ_ONLY, _NO_SUID_DEV_EXEC, _RECURSIVE, _PRIVATE = 0x1, 0x2 | 0x4 | 0x8, 1 << 14, 1 << 18


def enter() -> bool:
    """Enter new pid, network, IPC and host name namespaces; return whether the kernel allows it.

    An ordinary user needs a user namespace around them, which maps the user id to itself.
    """
    uid, gid = os.getuid(), os.getgid()
    try:
        linux.call("unshare", _INSIDE if uid == 0 else _NEW_USER | _INSIDE)
    except OSError:
        return False
    if uid != 0:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1", encoding="ascii")
    return True


def hide_proc() -> bool:
    """Put an empty folder in the place of /proc, for this process and its children.

    Return whether the kernel allows it. Landlock hides what is in the files there, but not which
    there are, their sizes and their numbers.
    """
    nothing, root, proc = (ctypes.create_string_buffer(word) for word in (b"none", b"/", b"/proc"))
    tmpfs = ctypes.create_string_buffer(b"tmpfs")
    try:
        linux.call("unshare", _NEW_MOUNTS)
        linux.call("mount", nothing, root, None, _RECURSIVE | _PRIVATE, None)
        linux.call("mount", nothing, proc, tmpfs, _READ_ONLY | _NO_SUID_DEV_EXEC, None)
    except OSError:
        return False
    return True
