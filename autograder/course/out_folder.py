"""The folder that a class's results go to: one run at a time writes there.

Owns making it, the lock, and what a killed run has left behind.
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
    """Return ``out/results``, made if need be."""
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
    """Hold the folder for one run; yield a private folder within it for unpacked archives.

    Raises
    ------
    ChalkgradError
        The folder cannot be written, or another run holds it.
    """
    results = results_folder(out)
    with _explained(out):
        lock = (out / ".lock").open("a")
    with lock:
        _lock(lock.fileno(), out)
        for stale in out.glob(f"{_SCRATCH}*"):
            shutil.rmtree(stale, ignore_errors=True)
        for folder in (out, results):
            for stale in folder.glob(f"{_WRITING}*"):
                stale.unlink(missing_ok=True)
        with _explained(out):
            # For this user alone: student code must not read other students' answers.
            scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=out))
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _lock(descriptor: int, out: Path) -> None:
    """Take the lock; the kernel gives it back however this process ends."""
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
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise cannot_write(Path(error.filename or path), error) from None


def cannot_write(path: Path, error: OSError) -> ChalkgradError:
    """Return the line for a file that cannot be written."""
    return ChalkgradError(
        f"{path}: cannot be written ({error.strerror}); what is graded is kept: make room or "
        "choose another -o, and run the same command again",
        exit_code=1,
    )
