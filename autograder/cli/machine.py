"""What a command needs of the machine: a folder for temporary files, room, processes.

Owns the line that says what is lacking. What the fence needs is left to `sandbox`.
"""

from __future__ import annotations

import errno

from autograder.errors import NO_ROOM, ChalkgradError
from autograder.sandbox.scratch import temporary_folder

# These commands only read results and write pages, or say themselves what is lacking.
_WITHOUT_TEMPORARY_FILES = ("doctor", "export", "report")
_NO_PROCESS = (
    "no more processes or threads can be started for this user; end other programs, or raise the "
    "limit (`ulimit -u`, or the container's)"
)
_LACKING = {
    errno.EAGAIN: _NO_PROCESS,
    errno.ENOMEM: "there is not enough memory; end other programs, or use --jobs 1",
    errno.EMFILE: "too many files are open; raise the limit (`ulimit -n`), or use --jobs 1",
    errno.ENFILE: "the machine has too many files open; end other programs",
    errno.EACCES: "permission is denied; choose another place, or a user who may read it",
    errno.EROFS: "the folder is read-only; choose another one",
}


def check(command: str) -> None:
    """Refuse to start a command that could not write its temporary files."""
    if command in _WITHOUT_TEMPORARY_FILES:
        return
    try:
        temporary_folder()
    except OSError as error:
        raise ChalkgradError(f"{error}; nothing was run", exit_code=1) from None


def lacking(error: BaseException) -> str:
    """Return the line for an exception that says what the machine lacks; otherwise empty."""
    if isinstance(error, RuntimeError):
        return _NO_PROCESS if "start new thread" in str(error) else ""
    if not isinstance(error, OSError) or error.errno is None:
        return ""
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in NO_ROOM:
        return f"{place}no space is left on the disk; make room and run the command again"
    reason = _LACKING.get(error.errno, "")
    return reason and place + reason
