"""Namespaces: no network and no other processes, where the kernel allows them.

The keeper enters them, so that its next child, the worker, is process 1 inside. /proc goes on
showing the processes outside: that they exist, and what is not closed to everybody.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from autograder.sandbox import linux

_NEW_USER, _NEW_PID, _NEW_NET = 0x10000000, 0x20000000, 0x40000000
_NEW_IPC, _NEW_UTS = 0x08000000, 0x04000000
_INSIDE = _NEW_PID | _NEW_NET | _NEW_IPC | _NEW_UTS
_NO_SUID_DEV_EXEC = 0x2 | 0x4 | 0x8


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


def hide_processes() -> bool:
    """Mount a /proc in which other users see their own processes only; return whether it is there.

    To be called in mounts of one's own, on Linux 5.12 or newer: before 5.8, the option would hold
    for every /proc of the machine.
    """
    text = [ctypes.create_string_buffer(word) for word in (b"proc", b"/proc", b"proc")]
    options = ctypes.create_string_buffer(b"hidepid=2,gid=%d" % os.getegid())
    try:
        linux.call("mount", *text, _NO_SUID_DEV_EXEC, options)
    except OSError:
        return False
    return True
