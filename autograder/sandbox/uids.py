"""A user id of its own for each worker, when the grader is root.

Owns the pool. An id is reserved by a lock on a file that the worker's keeper has open, so that two
graders on a machine never share one, and the id is free again only after the keeper's cleaning up.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import random
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import processes, tree

_SLOTS = 500
# Both are "unused" in systemd's map of user ids. The first is above every range that it assigns,
# the second is for containers whose map ends at 65535.
_RANGES = (1_900_000_000, 60_600)
# Only root can make a folder in the first; in the others, somebody else may have been there before.
_FOLDERS = (Path("/run"), Path("/run/lock"), Path("/var/tmp"), Path("/tmp"))


@dataclass(frozen=True)
class Reservation:
    """The user id of one worker; free again when every copy of `descriptor` is closed."""

    uid: int
    descriptor: int


def reserve() -> Reservation:
    """Return a user id that no other process has.

    Raises
    ------
    OSError
        If there is none.
    """
    folder = _folder()
    try:
        return _reserve(folder)
    finally:
        os.close(folder)


def _reserve(folder: int) -> Reservation:
    in_use = {uid for _, uid in processes.with_owners()}
    first = _first()
    # Random, since containers that share a kernel also share its count of each uid's processes.
    start = random.SystemRandom().randrange(_SLOTS)
    for step in range(_SLOTS):
        uid = first + (start + step) % _SLOTS
        if uid in in_use or _has_a_name(uid):
            continue
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(str(uid), flags, 0o600, dir_fd=folder)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            continue
        return Reservation(uid, descriptor)
    raise OSError("every user id of the pool is in use")


def _first() -> int:
    """Return the start of the first range that exists in this user namespace."""
    try:
        lines = Path("/proc/self/uid_map").read_text().splitlines()
    except OSError:
        return _RANGES[0]
    for first in _RANGES:
        for line in lines:
            inside, _, length = (int(word) for word in line.split())
            if inside <= first and first + _SLOTS <= inside + length:
                return first
    raise OSError("this container has no spare user ids")


def _folder() -> int:
    """Return a descriptor of the folder of locks, which must be root's own and closed to others."""
    for parent in _FOLDERS:
        with contextlib.suppress(OSError):
            folder = parent / "chalkgrad-uids"
            with contextlib.suppress(FileExistsError):
                folder.mkdir(mode=0o700)
            descriptor = tree.open_folder(folder)
            state = os.fstat(descriptor)
            if state.st_uid == 0 and not state.st_mode & 0o77 and os.access(folder, os.W_OK):
                return descriptor
            os.close(descriptor)
    raise OSError("no folder for the locks of the user ids")


def _has_a_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
