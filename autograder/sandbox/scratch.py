"""The folder that a worker may write: filling it, measuring it, restoring it, removing it.

Student code owns what is in it, so nothing here follows a link, trusts a depth or needs a mode.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.errors import NO_ROOM

_MAX_DEPTH = 32
_DAY = 24 * 3600 * 10**9
_BASES = ("/tmp", "/var/tmp")
_VARIABLES = ("TMPDIR", "TEMP", "TMP")


class Scratch:
    """One worker's folder.

    Parameters
    ----------
    files : iterable of Path
        Copied in.
    uid : int, optional
        The owner; by default the grader's own user.
    """

    def __init__(self, files: Iterable[Path] = (), uid: int | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chalkgrad-", dir=_base(uid)))
        self.uid = uid
        self._kept: Path | None = None
        self._manifest: dict[str, tuple[int, ...]] = {}
        self._times: dict[str, tuple[int, int]] = {}
        for file in files:
            copy = shutil.copytree if file.is_dir() else shutil.copy
            copy(file, self.folder / file.name)
        for path, _, _ in _walk(self.folder):
            self._change_owner(Path(path))
        self._change_owner(self.folder)

    def _change_owner(self, path: Path) -> None:
        if self.uid is not None:
            os.chown(path, self.uid, self.uid, follow_symlinks=False)

    def usage(self) -> tuple[int, int]:
        """Return bytes on disk and number of files; one that is too deep counts as 2**30 files."""
        size = count = 0
        for _, state, depth in _walk(self.folder):
            size += state.st_blocks * 512
            count += 1 if depth <= _MAX_DEPTH else 1 << 30
        return size, count

    def remember(self) -> None:
        """Copy the present contents, for `restore`; the worker must be stopped."""
        self._kept = _kept_copy(self.folder)
        self._kept.mkdir(mode=0o700)
        self._copy(self.folder, self._kept)
        # A day ahead: kernels then do not note who has read a file, which later tests could see.
        read = time.time_ns() + _DAY
        self._times = {path: (read, state.st_mtime_ns) for path, state in self._entries()}
        self._set_times()
        self._manifest = self._list()

    @property
    def changed(self) -> bool:
        """Whether the contents differ from the copy."""
        return self._kept is not None and self._list() != self._manifest

    def restore(self) -> None:
        """Put the contents of the copy back; the worker must be stopped."""
        assert self._kept is not None
        empty(self.folder)
        self._copy(self._kept, self.folder, change_owner=True)
        self._set_times()
        self._manifest = self._list()

    def _entries(self) -> Iterable[tuple[str, os.stat_result]]:
        """Yield path and state of the folder itself and of everything in it."""
        yield str(self.folder), os.stat(self.folder)
        yield from ((path, s) for path, s, depth in _walk(self.folder) if depth <= _MAX_DEPTH)

    def _set_times(self) -> None:
        for path, times in self._times.items():
            with contextlib.suppress(OSError):
                os.utime(path, ns=times, follow_symlinks=False)

    def _list(self) -> dict[str, tuple[int, ...]]:
        # Only the kernel can set the time at which an inode was last changed.
        return {
            path: (s.st_ino, s.st_mode, s.st_size, s.st_atime_ns, s.st_mtime_ns, s.st_ctime_ns)
            for path, s in self._entries()
        }

    def _copy(self, source: Path, target: Path, *, change_owner: bool = False) -> None:
        for path, state, depth in _walk(source):
            copy = target / os.path.relpath(path, source)
            if depth > _MAX_DEPTH:
                continue
            with _unless_full():
                if stat.S_ISDIR(state.st_mode):
                    copy.mkdir(mode=0o700)
                elif stat.S_ISLNK(state.st_mode):
                    os.symlink(os.readlink(path), copy)
                elif stat.S_ISREG(state.st_mode):
                    _copy_file(path, copy, stat.S_IMODE(state.st_mode))
                if change_owner:
                    self._change_owner(copy)


@contextlib.contextmanager
def _unless_full() -> Iterator[None]:
    """Pass over a file that is gone or cannot be read; without room, the copy would be another."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise


def _kept_copy(folder: Path) -> Path:
    """Return the path of the copy of a worker's folder."""
    return folder.with_name(f"{folder.name}-kept")


def wipe(folder: Path) -> None:
    """Remove a worker's folder and its copy, if they are still there."""
    for each in (folder, _kept_copy(folder)):
        with contextlib.suppress(OSError):
            empty(each)
            each.rmdir()


def empty(folder: Path) -> None:
    """Remove everything in a folder, however deep, whatever its modes."""
    number = 0
    for _ in range(1_000_000):
        with contextlib.suppress(OSError):
            os.chmod(folder, 0o700)
        entries = list(os.scandir(folder))
        if not entries:
            return
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
                continue
            with contextlib.suppress(OSError):
                os.chmod(entry.path, 0o700)
                # Folders inside move up, so that no path grows with the depth of the tree.
                for inner in list(os.scandir(entry.path)):
                    if inner.is_dir(follow_symlinks=False):
                        with contextlib.suppress(OSError):
                            os.chmod(inner.path, 0o700)
                        number += 1
                        os.rename(inner.path, folder / f".removed-{number}")
                    else:
                        os.unlink(inner.path)
            with contextlib.suppress(OSError):
                os.rmdir(entry.path)


def _copy_file(source: str, target: Path, mode: int) -> None:
    descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as old, open(target, "xb") as new:
        shutil.copyfileobj(old, new)
        os.fchmod(new.fileno(), mode)


def _walk(folder: Path) -> Iterable[tuple[str, os.stat_result, int]]:
    """Yield path, state and depth of everything below a folder, parents first."""
    frontier = [(str(folder), 1)]
    while frontier:
        parent, depth = frontier.pop()
        try:
            entries = list(os.scandir(parent))
        except OSError:
            # It is gone, or closed by its mode, or its name is too long.
            continue
        for entry in entries:
            with contextlib.suppress(OSError):
                state = entry.stat(follow_symlinks=False)
                yield entry.path, state, depth
                if stat.S_ISDIR(state.st_mode) and depth <= _MAX_DEPTH:
                    frontier.append((entry.path, depth + 1))


def _base(uid: int | None) -> str:
    """Return a folder for temporary files that the worker can reach."""
    chosen = temporary_folder()
    if uid is None or open_to_all(Path(chosen)):
        return chosen
    return next((base for base in _BASES if open_to_all(Path(base))), chosen)


def temporary_folder() -> str:
    """Return the folder for temporary files.

    Raises
    ------
    OSError
        If none can be written. Python would use the current folder, perhaps one of submissions.
    """
    chosen = ""
    with contextlib.suppress(FileNotFoundError):
        chosen = tempfile.gettempdir()
    named = [os.environ[name] for name in _VARIABLES if os.environ.get(name)]
    usual = [os.path.abspath(each) for each in (*named, *_BASES, "/usr/tmp")]
    if not chosen or (chosen == os.getcwd() and chosen not in usual and os.name == "posix"):
        tried = ", ".join([*named, *_BASES])
        raise OSError(
            f"no folder for temporary files can be written ({tried}); make room there, or set "
            "TMPDIR to a folder that can"
        )
    return chosen


def machine_lacks(error: Exception) -> str:
    """Return what a worker could not be started for, and what to do; empty if that is not known."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        return f"no space is left in {tempfile.gettempdir()}; make room there, or set TMPDIR"
    if isinstance(error, BlockingIOError) or "BlockingIOError" in str(error):
        return "no more processes can be started for this user; raise the limit (`ulimit -u`)"
    return ""


def open_to_all(path: Path) -> bool:
    """Whether any user can reach and read a file or folder."""
    try:
        resolved = path.resolve()
        reachable = all(os.stat(parent).st_mode & 0o001 for parent in resolved.parents)
        return reachable and bool(os.stat(resolved).st_mode & 0o004)
    except OSError:
        return False
