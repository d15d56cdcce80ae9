"""The folder for a class's results, in which one run at a time writes.

Owns creating it, its lock, and the removal of a killed run's temporary files.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import ChalkgradError

_SCRATCH = ".unpacked-"
_WRITING = ".writing-"


def results_folder(out: Path) -> Path:
    """Return ``out/results``, created if it does not exist."""
    folder = out / "results"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ChalkgradError(
            f"{folder}: cannot be made ({error.strerror}); choose another -o"
        ) from None
    if not os.access(folder, os.W_OK) or not os.access(out, os.W_OK):
        raise ChalkgradError(f"{folder}: cannot be written; choose another -o")
    return folder


@contextlib.contextmanager
def locked(out: Path) -> Iterator[Path]:
    """Lock the folder for one run; yield a private folder in it for unpacked archives.

    Raises
    ------
    ChalkgradError
        The folder cannot be written, or another run has locked it.
    """
    results = results_folder(out)
    with explaining_errors(out / ".lock"):
        lock = (out / ".lock").open("a")
    with lock:
        _lock(lock.fileno(), out)
        for stale in out.glob(f"{_SCRATCH}*"):
            shutil.rmtree(stale, ignore_errors=True)
        for folder in (out, results):
            for stale in folder.glob(f"{_WRITING}*"):
                stale.unlink(missing_ok=True)
        with explaining_errors(out):
            # Only for this user: student code must not read other students' answers.
            scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=out))
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _lock(descriptor: int, out: Path) -> None:
    """Take the lock; the kernel releases it however this process ends."""
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ChalkgradError(
            f"{out}: another chalkgrad is writing there; wait for it, or choose another -o"
        ) from None
    except OSError:
        # Some network file systems have no locks; a journal is safe without them.
        return


@contextlib.contextmanager
def explaining_errors(path: Path) -> Iterator[None]:
    """Turn an error in writing to `path` into a `ChalkgradError`."""
    try:
        yield
    except OSError as error:
        raise ChalkgradError(
            f"{path}: cannot be written ({error.strerror}); what is graded is kept: make room or "
            "choose another -o, and run the same command again",
            exit_code=1,
        ) from None
