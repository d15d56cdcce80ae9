"""Access times: reading a file must leave no mark that later student code can see.

Owns both ways to that. `stop` gives this process mounts of its own that record no reading, where
the kernel allows it. `keep_fresh`, everywhere else, reads what student code can read: on a relatime
mount, reading then changes nothing for a day. Which files these are is left to `fence`.
"""

from __future__ import annotations

import contextlib
import ctypes
import heapq
import os
import stat
import struct
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox import linux

_NEW_MOUNTS = 0x20000
_MOUNT_SETATTR = 442  # the same on every machine
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_NOATIME, _EVERY_ATIME = 0x10, 0x70
_PRIVATE = 1 << 18

_DAY = 24 * 3600 * 10**9
# Within this time, each file is read again once it is a day old; then all are looked at anew.
_HORIZON = 6 * 3600 * 10**9


def stop() -> bool:
    """Enter mounts of one's own that record no reading; return whether the kernel allows it."""
    attributes = struct.pack("=QQQQ", _NOATIME, _EVERY_ATIME, _PRIVATE, 0)
    try:
        linux.call("unshare", _NEW_MOUNTS)
        linux.syscall(
            _MOUNT_SETATTR,
            *(_AT_FDCWD, ctypes.create_string_buffer(b"/"), _AT_RECURSIVE),
            *(ctypes.create_string_buffer(attributes, len(attributes)), len(attributes)),
        )
    except OSError:
        # Without CAP_SYS_ADMIN, in a user namespace, or before Linux 5.12.
        return False
    return True


def make_stale(name: str) -> str:
    """Make a file in the current folder whose next reading a relatime mount would record."""
    with open(name, "x", encoding="ascii") as file:
        file.write("read me")
    os.utime(name, (0, 0))
    os.chmod(name, 0o644)
    return os.path.abspath(name)


@dataclass
class Freshness:
    """What is known of the access times of some files.

    Attributes
    ----------
    entries : int
        Files, folders and links that were looked at.
    seconds : float
        CPU time that this took.
    strict : list of str
        Where the mount records every reading, so that nothing helps.
    due : list of (int, str)
        Paths with the time, in nanoseconds, from which reading shows again: a heap.
    until : int
        Time from which all must be looked at anew.
    """

    entries: int = 0
    seconds: float = 0.0
    strict: list[str] = field(default_factory=list)
    due: list[tuple[int, str]] = field(default_factory=list)
    until: int = 0
    _now: int = 0

    def look_at_all(self, paths: Iterable[Path]) -> None:
        """Make every access time fresh, of these files and of everything in these folders."""
        started = time.process_time()
        self._now = time.time_ns()
        self.until = self._now + _HORIZON
        self.entries, self.strict, self.due = 0, [], []
        for path in paths:
            with contextlib.suppress(OSError):
                self._walk(str(path))
        heapq.heapify(self.due)
        self.seconds = time.process_time() - started

    def look_at_the_old(self) -> None:
        """Make those access times fresh that have become a day old."""
        self._now = time.time_ns()
        while self.due and self.due[0][0] <= self._now:
            path = heapq.heappop(self.due)[1]
            with contextlib.suppress(OSError):
                self._freshen(path, os.lstat(path))

    def _walk(self, top: str) -> None:
        state = os.lstat(top)
        folders = [(top, state.st_dev)] if stat.S_ISDIR(state.st_mode) else []
        if not self._is_recorded(top):
            return
        self._freshen(top, state)
        device = state.st_dev
        while folders:
            folder, here = folders.pop()
            if here != device and not self._is_recorded(folder):
                continue
            device = here
            with contextlib.suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    with contextlib.suppress(OSError):
                        state = entry.stat(follow_symlinks=False)
                        self._freshen(entry.path, state)
                        if stat.S_ISDIR(state.st_mode):
                            folders.append((entry.path, state.st_dev))

    def _is_recorded(self, path: str) -> bool:
        flags = os.statvfs(path).f_flag
        if flags & (os.ST_NOATIME | os.ST_RDONLY):
            return False
        if not flags & os.ST_RELATIME:
            self.strict.append(path)
        return True

    def _freshen(self, path: str, state: os.stat_result) -> None:
        self.entries += 1
        if _is_stale(state, self._now):
            _read(path, state)
            state = os.lstat(path)
        expires = state.st_atime_ns + _DAY
        if self._now < expires < self.until:
            self.due.append((expires, path))


_known = Freshness()


def keep_fresh(paths: Callable[[], Iterable[Path]]) -> Freshness:
    """Make the access times fresh that are not; quick if this process has just done so.

    Parameters
    ----------
    paths : callable
        Returns the files and folders; called only if all must be looked at.
    """
    if time.time_ns() >= _known.until:
        _known.look_at_all(paths())
    _known.look_at_the_old()
    return _known


def how(*, unrecorded: bool) -> str:
    """Return what becomes of access times, for a person who reads about this machine.

    Parameters
    ----------
    unrecorded : bool
        Whether workers have mounts that record no reading.
    """
    if unrecorded:
        return "reading changes none: workers have mounts that record no reading"
    if not _known.until:
        return "not looked at"
    if _known.strict:
        return f"every reading is recorded, for other submissions to see: {_known.strict[0]}"
    fresh = f"{_known.entries} made fresh in {_known.seconds:.1f} s of CPU time"
    return f"{fresh}; symbolic links outside Python and the libraries can still record a reading"


def _is_stale(state: os.stat_result, now: int) -> bool:
    """Return whether a relatime mount would record the next reading."""
    read = state.st_atime_ns
    return read <= state.st_mtime_ns or read <= state.st_ctime_ns or now - read >= _DAY


def _read(path: str, state: os.stat_result) -> None:
    """Have the kernel record a reading."""
    if stat.S_ISLNK(state.st_mode):
        os.readlink(path)
    elif stat.S_ISDIR(state.st_mode):
        os.listdir(path)
    elif stat.S_ISREG(state.st_mode):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            # Behind its end: recorded all the same, and the disk has nothing to do.
            os.pread(descriptor, 1, state.st_size)
        finally:
            os.close(descriptor)
