"""Landlock: the files that student code may read, and the one folder that it may write.

Owns the probing of the kernel's version and the rules; which paths are allowed is left to `fence`.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from autograder.sandbox import linux

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446  # the same on every machine
_PATH_BENEATH = 1

_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_WRITE_FILE = 1 << 1
# Making devices, pipes and sockets (bits 6, 9, 10, 11) and executing are allowed nowhere.
_ON_FILES = _WRITE_FILE | _READ_FILE | 1 << 14
_SCRATCH = (
    _WRITE_FILE | _READ_FILE | _READ_DIR | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 12 | 1 << 13
) | 1 << 14
# What each version of Landlock can handle: files, then the network, then scopes.
_FILES_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK = 0b11
_SCOPES = 0b11  # abstract Unix sockets and signals of processes outside


def abi() -> int:
    """Return the kernel's version of Landlock; 0 if it has none."""
    if not linux.IS_LINUX:
        return 0
    try:
        return linux.syscall(_CREATE, None, 0, 1)
    except OSError:
        return 0


def restrict(readable: Iterable[Path], scratch: Path, writable_devices: Iterable[Path]) -> None:
    """Restrict this process and all its children to the paths; needs no_new_privs.

    Parameters
    ----------
    readable : iterable of Path
        Files and folders to read; those that do not exist are left out.
    scratch : Path
        The folder to read and write.
    writable_devices : iterable of Path
        Device files to read and write.

    Raises
    ------
    OSError
        If the kernel has no Landlock or refuses.
    """
    version = abi()
    if not version:
        raise OSError("the kernel has no Landlock")
    files = (1 << _FILES_BY_ABI[min(version, 5)]) - 1
    attributes = struct.pack(
        "=QQQ", files, _NETWORK if version >= 4 else 0, _SCOPES if version >= 6 else 0
    )
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = linux.syscall(_CREATE, ctypes.create_string_buffer(attributes, 24), size, 0)
    try:
        _allow(ruleset, scratch, _SCRATCH & files)
        for path in readable:
            with contextlib.suppress(FileNotFoundError):
                _allow(ruleset, path, _READ_FILE | _READ_DIR)
        for path in writable_devices:
            with contextlib.suppress(FileNotFoundError):
                _allow(ruleset, path, _READ_FILE | _WRITE_FILE)
        linux.syscall(_RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, access: int) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _ON_FILES
        rule = struct.pack("=Qi", access, descriptor)
        linux.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.create_string_buffer(rule, 12), 0)
    finally:
        os.close(descriptor)
