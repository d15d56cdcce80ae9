"""The folder that a worker may write: filled, measured, put back between tests, wiped.

Student code owns what is in it, so nothing here follows a link, trusts a depth or needs a mode.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

_MAX_DEPTH = 32
_BASES = ("/tmp", "/var/tmp")


class Scratch:
    """One worker's folder.

    Parameters
    ----------
    files : iterable of Path
        Copied in.
    uid : int, optional
        Whom it belongs to; the grader's own user if none.
    """

    def __init__(self, files: Iterable[Path] = (), uid: int | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="chalkgrad-", dir=_base(uid)))
        self.uid = uid
        self._kept: Path | None = None
        self._manifest: dict[str, tuple[int, ...]] = {}
        for file in files:
            copy = shutil.copytree if file.is_dir() else shutil.copy
            copy(file, self.folder / file.name)
        for path, _, _ in _walk(self.folder):
            self._give(Path(path))
        self._give(self.folder)

    def _give(self, path: Path) -> None:
        if self.uid is not None:
            os.chown(path, self.uid, self.uid, follow_symlinks=False)

    def usage(self) -> tuple[int, int]:
        """Return bytes on disk and number of files; a tree that is too deep counts as endless."""
        size = count = 0
        for _, state, depth in _walk(self.folder):
            size += state.st_blocks * 512
            count += 1 if depth <= _MAX_DEPTH else 1 << 30
        return size, count

    def remember(self) -> None:
        """Keep a copy of what is there now, for `restore`; nobody may be writing."""
        self._kept = kept_beside(self.folder)
        self._kept.mkdir(mode=0o700)
        self._copy(self.folder, self._kept)
        self._manifest = self._look()

    @property
    def changed(self) -> bool:
        """Whether anything differs from what was remembered."""
        return self._kept is not None and self._look() != self._manifest

    def restore(self) -> None:
        """Put back what was remembered; nobody may be writing."""
        assert self._kept is not None
        empty(self.folder)
        self._copy(self._kept, self.folder, give=True)
        self._manifest = self._look()

    def _look(self) -> dict[str, tuple[int, ...]]:
        # Nobody but the kernel sets the time of the last change of an inode.
        return {
            path: (s.st_ino, s.st_mode, s.st_size, s.st_mtime_ns, s.st_ctime_ns)
            for path, s, depth in _walk(self.folder)
            if depth <= _MAX_DEPTH
        }

    def _copy(self, source: Path, target: Path, *, give: bool = False) -> None:
        for path, state, depth in _walk(source):
            copy = target / os.path.relpath(path, source)
            if depth > _MAX_DEPTH:
                continue
            with contextlib.suppress(OSError):
                if stat.S_ISDIR(state.st_mode):
                    copy.mkdir(mode=0o700)
                elif stat.S_ISLNK(state.st_mode):
                    os.symlink(os.readlink(path), copy)
                elif stat.S_ISREG(state.st_mode):
                    _copy_file(path, copy, stat.S_IMODE(state.st_mode))
                if give:
                    self._give(copy)

    def wipe(self) -> None:
        """Remove the folder and all that is in it."""
        wipe(self.folder)


def kept_beside(folder: Path) -> Path:
    """Return where the copy of a worker's folder is kept."""
    return folder.with_name(f"{folder.name}-kept")


def wipe(folder: Path) -> None:
    """Remove a worker's folder and its copy, as far as they are still there."""
    for each in (folder, kept_beside(folder)):
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
                # What is inside moves up, so that no path grows with the depth of the tree.
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
    """Yield path, state and depth of what is below a folder, parents first."""
    frontier = [(str(folder), 1)]
    while frontier:
        parent, depth = frontier.pop()
        try:
            entries = list(os.scandir(parent))
        except OSError:
            # Gone, closed to us by its mode, or a name that is too long.
            continue
        for entry in entries:
            with contextlib.suppress(OSError):
                state = entry.stat(follow_symlinks=False)
                yield entry.path, state, depth
                if stat.S_ISDIR(state.st_mode) and depth <= _MAX_DEPTH:
                    frontier.append((entry.path, depth + 1))


def _base(uid: int | None) -> str:
    """Return a folder for temporary files that the worker can reach."""
    chosen = tempfile.gettempdir()
    if uid is None or open_to_all(Path(chosen)):
        return chosen
    return next((base for base in _BASES if open_to_all(Path(base))), chosen)


def open_to_all(path: Path) -> bool:
    """Whether any user can reach and read a file or folder."""
    try:
        resolved = path.resolve()
        reachable = all(os.stat(parent).st_mode & 0o001 for parent in resolved.parents)
        return reachable and bool(os.stat(resolved).st_mode & 0o004)
    except OSError:
        return False
