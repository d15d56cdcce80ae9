"""Opening a file that a student may have chosen: a regular file, or nothing.

A link could lead to a classmate's file or to a device, and a named pipe is waited for without end.
Which paths are submissions is left to `intake`.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from autograder.text import Text

IS_LINK = Text("is a symbolic link", "심볼릭 링크입니다")
NOT_REGULAR = Text("is not a regular file", "일반 파일이 아닙니다")
_HOW = (
    os.O_RDONLY
    # Not everywhere: students may read their own files on Windows.
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class NotRegularError(OSError):
    """A path leads to something else than a regular file; `strerror` says to what."""


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading, whose own name is no link.

    Raises
    ------
    NotRegularError
        It is a link, a folder, a pipe or a device.
    OSError
        It cannot be opened.
    """
    # Before it is opened too: opening a device may have effects of its own.
    _check(path, os.lstat(path))
    descriptor = os.open(path, _HOW)
    try:
        _check(path, os.fstat(descriptor))
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_regular(path: Path) -> bytes:
    """Return the bytes of a regular file; raises what `open_regular` does."""
    with open_regular(path) as file:
        return file.read()


def why_not_regular(status: os.stat_result) -> str:
    """Return why something is not read, by its own status; "" for a regular file."""
    if stat.S_ISREG(status.st_mode):
        return ""
    return str(IS_LINK if stat.S_ISLNK(status.st_mode) else NOT_REGULAR)


def _check(path: Path, status: os.stat_result) -> None:
    if reason := why_not_regular(status):
        raise NotRegularError(0, reason, str(path))
