"""Trees of files that student code owns, handled through descriptors of their folders.

Nothing is found by a path. Every folder is opened in its parent, never through a link, and what is
read, made, changed or removed is named relative to that descriptor. So a process that runs in the
meantime and puts a link in the place of a folder changes only what happens inside its own folder.
Nothing here trusts a depth or needs a mode either: an ordinary user's grader has no right but that
of an owner, and what it could not open would be neither counted nor put back.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from autograder.errors import NO_ROOM

MAX_DEPTH = 32
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
# Not on macOS, which can change the mode of a name without following it.
_O_PATH = getattr(os, "O_PATH", 0)
_MOST_PASSES = 1_000_000


class Entry(NamedTuple):
    """One file or folder: its name in an open folder, its path from the top, and what it is."""

    parent: int
    name: str
    path: str
    state: os.stat_result
    depth: int


def open_folder(name: str | Path, parent: int | None = None) -> int:
    """Return a descriptor of a folder.

    Raises
    ------
    OSError
        If it is none (a link to one included), or is closed by its mode.
    """
    return os.open(name, _FOLDER, dir_fd=parent)


@contextlib.contextmanager
def opened(name: str | Path, parent: int | None = None) -> Iterator[int]:
    """Have a folder open during a block."""
    descriptor = open_folder(name, parent)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def walk(folder: int) -> Iterator[Entry]:
    """Yield everything below a folder down to one level below `MAX_DEPTH`, parents first.

    The descriptor of an entry's parent is open until the next one is asked for.
    """
    levels = [(folder, "", _listed(folder))]
    try:
        while levels:
            parent, above, entries = levels[-1]
            if not entries:
                levels.pop()
                if levels:
                    os.close(parent)
                continue
            entry = entries.pop()
            with contextlib.suppress(OSError):
                state = entry.stat(follow_symlinks=False)
                path, depth = f"{above}{entry.name}", len(levels)
                yield Entry(parent, entry.name, path, state, depth)
                if stat.S_ISDIR(state.st_mode) and depth <= MAX_DEPTH:
                    inner = _open_whatever_its_mode(entry.name, parent)
                    levels.append((inner, f"{path}/", _listed(inner)))
    finally:
        for inner, _, _ in levels[1:]:
            os.close(inner)


def _listed(folder: int) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def copy(
    source: int,
    target: int,
    *,
    of: int | None = None,
    owner: int | None = None,
    depth: int = 1,
) -> None:
    """Copy folders, links and regular files down to `MAX_DEPTH`, without owners and times.

    Parameters
    ----------
    source, target : int
        Descriptors of folders.
    of : int, optional
        Pass over regular files of other users: they are linked from elsewhere.
    owner : int, optional
        The user id that the copies get.

    Raises
    ------
    OSError
        If no room is left: the copy would be another. What is gone or cannot be read is left out.
    """
    if depth > MAX_DEPTH:
        return
    for entry in _listed(source):
        with _unless_full():
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                os.mkdir(entry.name, 0o700, dir_fd=target)
                with opened(entry.name, target) as new:
                    if owner is not None:
                        os.fchown(new, owner, owner)
                    with _opened_whatever_its_mode(entry.name, source) as old:
                        copy(old, new, of=of, owner=owner, depth=depth + 1)
            elif stat.S_ISLNK(mode):
                os.symlink(os.readlink(entry.name, dir_fd=source), entry.name, dir_fd=target)
                change_owner(entry.name, target, owner)
            elif stat.S_ISREG(mode):
                _copy_file(entry.name, source, target, of, owner)


def _copy_file(name: str, source: int, target: int, of: int | None, owner: int | None) -> None:
    with os.fdopen(_open_file(name, source), "rb") as old:
        state = os.fstat(old.fileno())
        if not stat.S_ISREG(state.st_mode) or (of is not None and state.st_uid != of):
            return
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(name, flags, 0o600, dir_fd=target), "wb") as new:
            shutil.copyfileobj(old, new)
            if owner is not None:
                os.fchown(new.fileno(), owner, owner)
            os.fchmod(new.fileno(), stat.S_IMODE(state.st_mode) & 0o777)


def _open_file(name: str, parent: int) -> int:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        return os.open(name, flags, dir_fd=parent)
    except PermissionError:
        _allow_all(name, parent)
        return os.open(name, flags, dir_fd=parent)


def change_owner(name: str, parent: int, owner: int | None) -> None:
    """Give an entry of a folder to a user; a link itself, not what it points to."""
    if owner is not None:
        os.chown(name, owner, owner, dir_fd=parent, follow_symlinks=False)


@contextlib.contextmanager
def _unless_full() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise


def empty(folder: int) -> None:
    """Remove everything in a folder, however deep, whatever its modes."""
    number = 0
    for _ in range(_MOST_PASSES):
        with contextlib.suppress(OSError):
            os.fchmod(folder, 0o700)
        entries, moves = _listed(folder), False
        for entry in entries:
            with contextlib.suppress(OSError):
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.name, dir_fd=folder)
                    moves = True
                    continue
                with _opened_whatever_its_mode(entry.name, folder) as inner:
                    for each in _listed(inner):
                        if each.is_dir(follow_symlinks=False):
                            # They move up, so that no tree is too deep.
                            number += 1
                            _move(each.name, inner, f".removed-{number}", folder)
                        else:
                            os.unlink(each.name, dir_fd=inner)
                        moves = True
            with contextlib.suppress(OSError):
                os.rmdir(entry.name, dir_fd=folder)
                moves = True
        if not moves:
            return


def _move(name: str, parent: int, new_name: str, new_parent: int) -> None:
    try:
        os.rename(name, new_name, src_dir_fd=parent, dst_dir_fd=new_parent)
    except PermissionError:
        _allow_all(name, parent)
        os.rename(name, new_name, src_dir_fd=parent, dst_dir_fd=new_parent)


@contextlib.contextmanager
def _opened_whatever_its_mode(name: str, parent: int) -> Iterator[int]:
    descriptor = _open_whatever_its_mode(name, parent)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _open_whatever_its_mode(name: str, parent: int) -> int:
    """Return a descriptor of a folder whose contents can be listed, looked at and changed."""
    try:
        descriptor = open_folder(name, parent)
    except PermissionError:
        _allow_all(name, parent)
        descriptor = open_folder(name, parent)
    with contextlib.suppress(OSError):
        if os.fstat(descriptor).st_mode & 0o700 != 0o700:
            os.fchmod(descriptor, 0o700)
    return descriptor


def _allow_all(name: str, parent: int) -> None:
    """Give the owner of a folder or regular file all rights to it, although nobody may open it."""
    if not _O_PATH:
        os.chmod(name, 0o700, dir_fd=parent, follow_symlinks=False)
        return
    descriptor = os.open(name, _O_PATH | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=parent)
    try:
        # The kernel goes from here to what is open, whatever has the name by now.
        os.chmod(f"/proc/self/fd/{descriptor}", 0o700)
    finally:
        os.close(descriptor)
