"""The one exception that a user of chalkgrad reads.

Owns the rule that bad input gets one clear line: where, what was expected, what to do. Everything
that is not bad input (a bug of ours, a student's exception) is left to its own type.
"""

from __future__ import annotations


class ChalkgradError(Exception):
    """Bad input from an instructor: one line that says where, what was expected and what to do.

    Parameters
    ----------
    message : str
        The line that is printed, without a traceback.
    exit_code : int, default 2
        What the command ends with: 2 for wrong usage, 1 for something stale or not gradable.
    """

    def __init__(self, message: str, *, exit_code: int = 2) -> None:
        super().__init__(message)
        self.exit_code = exit_code
