"""The folder that a worker may write: filling it, measuring it, restoring it, removing it.

Student code owns what is in it: `tree` handles it so that nothing outside can be reached.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.errors import NO_ROOM
from autograder.sandbox import tree

# Inside the folder of the grader's own.
_WORK, _KEPT = "work", "kept"
_DAY = 24 * 3600 * 10**9
_MOST_FILES = 100_000
_BASES = ("/tmp", "/var/tmp")
_VARIABLES = ("TMPDIR", "TEMP", "TMP")


class Scratch:
    """One worker's folder.

    It lies, with the copy of its contents, in a folder of the grader's own, in which nobody else
    can make anything: not the worker, and no other user of a shared folder for temporary files.

    Parameters
    ----------
    files : iterable of Path
        Copied in.
    uid : int, optional
        The owner; by default the grader's own user.

    Attributes
    ----------
    kept_bytes : int
        Size of the copy of its contents.
    """

    def __init__(self, files: Iterable[Path] = (), uid: int | None = None) -> None:
        self.uid = uid
        self._home = Path(tempfile.mkdtemp(prefix="chalkgrad-", dir=_base(uid)))
        self._descriptor: int | None = tree.open_folder(self._home)
        # The worker has to pass through, but cannot look what is here.
        os.fchmod(self._descriptor, 0o700 if uid is None else 0o711)
        self.folder = self._home / _WORK
        self._remembers = False
        self.kept_bytes = 0
        self._manifest: dict[str, tuple[int, ...]] = {}
        self._times: dict[str, tuple[int, int]] = {}
        try:
            self.folder.mkdir(mode=0o700)
            self._fill(files)
        except BaseException:
            # It may be what has filled the disk.
            self.remove()
            raise

    def _fill(self, files: Iterable[Path]) -> None:
        for file in files:
            copy = shutil.copytree if file.is_dir() else shutil.copy
            copy(file, self.folder / file.name)
        if self.uid is not None:
            with self._opened(_WORK) as folder:
                for entry in tree.walk(folder):
                    tree.change_owner(entry.name, entry.parent, self.uid)
                os.fchown(folder, self.uid, self.uid)

    def _opened(self, name: str) -> contextlib.AbstractContextManager[int]:
        """Have the worker's folder, or its copy, open during a block."""
        if self._descriptor is None:
            raise FileNotFoundError(errno.ENOENT, "the folder has been removed", str(self.folder))
        return tree.opened(name, self._descriptor)

    def usage(self) -> tuple[int, int]:
        """Return bytes and number of files; one that is too deep counts as 2**30 files.

        A hole in a file counts: its copy may have none.
        """
        size = count = 0
        with contextlib.suppress(OSError), self._opened(_WORK) as folder:
            for entry in tree.walk(folder):
                size += max(entry.state.st_blocks * 512, entry.state.st_size)
                count += 1 if entry.depth <= tree.MAX_DEPTH else 1 << 30
                if count > _MOST_FILES:
                    # Folders may be moved to where they will be met again, for ever.
                    break
        return size, count

    def remember(self) -> None:
        """Copy the present contents, for `restore`; the worker must be stopped."""
        os.mkdir(_KEPT, 0o700, dir_fd=self._descriptor)
        with self._opened(_WORK) as folder, self._opened(_KEPT) as kept:
            tree.copy(folder, kept, of=self.uid)
            # A day ahead: kernels then do not note who has read a file, which later tests could
            # see.
            read = time.time_ns() + _DAY
            self._times = {path: (read, s.st_mtime_ns) for path, s in self._states(folder)}
            self._set_times(folder)
            self._manifest = self._list(folder)
        self.kept_bytes, _ = self.usage()
        self._remembers = True

    @property
    def changed(self) -> bool:
        """Whether the contents differ from the copy."""
        if not self._remembers:
            return False
        with self._opened(_WORK) as folder:
            return self._list(folder) != self._manifest

    def restore(self) -> None:
        """Put the contents of the copy back; the worker must be stopped."""
        assert self._remembers
        with self._opened(_WORK) as folder, self._opened(_KEPT) as kept:
            tree.empty(folder)
            tree.copy(kept, folder, owner=self.uid)
            self._set_times(folder)
            self._manifest = self._list(folder)

    def remove(self) -> None:
        """Remove the folder and its copy."""
        if self._descriptor is not None:
            tree.empty(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None
        with contextlib.suppress(OSError):
            self._home.rmdir()

    def _states(self, folder: int) -> Iterator[tuple[str, os.stat_result]]:
        """Yield path and state of the folder itself and of everything in it."""
        yield "", os.fstat(folder)
        for entry in tree.walk(folder):
            if entry.depth <= tree.MAX_DEPTH:
                yield entry.path, entry.state

    def _set_times(self, folder: int) -> None:
        for entry in tree.walk(folder):
            if entry.path in self._times:
                with contextlib.suppress(OSError):
                    os.utime(
                        entry.name,
                        ns=self._times[entry.path],
                        dir_fd=entry.parent,
                        follow_symlinks=False,
                    )
        os.utime(folder, ns=self._times[""])

    def _list(self, folder: int) -> dict[str, tuple[int, ...]]:
        # Only the kernel can set the time at which an inode was last changed. In memory (tmpfs),
        # reading a hole gives it a page without a new time.
        return {
            path: (
                *(s.st_ino, s.st_mode, s.st_size, s.st_blocks),
                *(s.st_atime_ns, s.st_mtime_ns, s.st_ctime_ns),
            )
            for path, s in self._states(folder)
        }


def wipe(folder: Path) -> None:
    """Remove a worker's folder and its copy, if they are still there."""
    home = folder.parent
    with contextlib.suppress(OSError), tree.opened(home) as descriptor:
        if os.fstat(descriptor).st_uid == os.geteuid():
            tree.empty(descriptor)
            home.rmdir()


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
