"""The one exception whose message a user of chalkgrad reads, and how to tell Ctrl-C.

Owns the rule that bad input gets one clear line: where, what was expected, what to do. Our own bugs
and students' exceptions have other types.
"""

from __future__ import annotations

import errno

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
"""The numbers of the errors that say that the disk, or the user's share of it, is full."""


class ChalkgradError(Exception):
    """Bad input from an instructor: one line that says where, what was expected and what to do.

    Parameters
    ----------
    message : str
        The line that is printed, without a traceback.
    exit_code : int, default 2
        Of the command: 2 for wrong usage, 1 if something is stale or cannot be graded.
    """

    def __init__(self, message: str, *, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code


def not_written(error: OSError, message: str) -> ChalkgradError:
    """Return the error for a file that cannot be written; only a wrong path is wrong usage."""
    return ChalkgradError(message, exit_code=1 if error.errno in NO_ROOM else 2)


def is_interrupt(error: BaseException | None) -> bool:
    """Return whether Ctrl-C has caused an error.

    Python 3.11 turns it into a RuntimeError while a class is made (`__set_name__`), as in imports.
    """
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None
