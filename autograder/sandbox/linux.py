"""The few system calls that Python has no function for.

Owns ctypes and the `OSError` for a result of -1; which calls are made is left to the layers.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from typing import TypeAlias

_Argument: TypeAlias = "int | ctypes.Array[ctypes.c_char] | ctypes.Array[ctypes.c_uint32] | None"

IS_LINUX = sys.platform == "linux"
MACHINE = os.uname().machine if hasattr(os, "uname") else ""

PR_SET_PDEATHSIG = 1
PR_GET_PDEATHSIG = 2
PR_SET_DUMPABLE = 4
PR_SET_KEEPCAPS = 8
PR_SET_SECCOMP = 22
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4
CAP_DAC_READ_SEARCH = 2

_CAPABILITY_VERSION_3 = 0x20080522
_libc = ctypes.CDLL(None, use_errno=True) if IS_LINUX else None


def call(name: str, *args: _Argument) -> int:
    """Call a function of the C library.

    Raises
    ------
    OSError
        If it returns -1.
    """
    # Variadic functions (prctl, syscall) read whole registers.
    words = [ctypes.c_long(arg) if isinstance(arg, int) else arg for arg in args]
    result: int = getattr(_libc, name)(*words)
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
    return result


def prctl(option: int, *args: int) -> int:
    """Call prctl(2)."""
    return call("prctl", option, *(args + (0,) * (4 - len(args))))


def syscall(number: int, *args: _Argument) -> int:
    """Make a system call that has no function in the C library."""
    return call("syscall", number, *args)


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent ends; a change of uid resets this."""
    if IS_LINUX:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def open_files_as(uid: int, gid: int) -> None:
    """Open files with the rights of another user; in this thread only."""
    call("setfsgid", gid)
    call("setfsuid", uid)


def set_capabilities(kept: int) -> None:
    """Keep the capabilities of a bit mask and no others, now and across an exec."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    data = (ctypes.c_uint32 * 6)(kept, kept, 0, 0, 0, 0)
    call("capset", header, data)
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)


@contextlib.contextmanager
def rights_of(uid: int | None) -> Iterator[None]:
    """Open files as a user during a block, as root: only this thread, and only files."""
    if uid is None or os.geteuid() != 0:
        yield
        return
    parent, dies = os.getppid(), _dies_with_parent()
    open_files_as(uid, uid)
    try:
        yield
    finally:
        open_files_as(os.geteuid(), os.getegid())
        if dies:
            # This change of user id has reset it, too.
            die_with_parent()
            if os.getppid() != parent:
                os.kill(os.getpid(), signal.SIGKILL)


def _dies_with_parent() -> bool:
    number = ctypes.create_string_buffer(4)
    call("prctl", PR_GET_PDEATHSIG, number)
    return any(number.raw)
