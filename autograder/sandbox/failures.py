"""How student code fails to answer, and how the sandbox itself does.

Owns checking what a worker reports about an exception: every field is untrusted.
"""

from __future__ import annotations

import builtins
from typing import Any

from autograder.text import printable

_EXCEPTIONS = frozenset(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)


class SandboxError(Exception):
    """The sandbox itself failed: not the student's fault, so never a zero."""


class OutOfMemory(SandboxError):  # noqa: N818 - what has happened to the machine
    """A process has ended while the kernel killed for want of memory, perhaps another's fault."""


class StudentFailure(Exception):  # noqa: N818 - an outcome, not an error of ours
    """Student code did not answer: it raised, ended, ran out of time or broke the protocol.

    Attributes
    ----------
    kind : str
        ``"raised"``, ``"died"``, ``"timeout"``, ``"protocol"`` or ``"stopped"`` (by the grader, for
        the reason in `text`).
    type : str
        The built-in exception type, for ``"raised"``.
    cell, line : int
        Where it was raised in the student's own cells; -1 and 0 if not there.
    text : str
        The student's message, for public tests only.
    lacks : str
        The attribute that a test looked up in a student's object and did not find.
    """

    def __init__(
        self, kind: str, *, type: str = "", cell: int = -1, line: int = 0, text: str = ""
    ) -> None:
        super().__init__(kind, type)
        self.kind, self.type, self.cell, self.line, self.text = kind, type, cell, line, text
        self.lacks = ""


def failure_from(answer: dict[str, Any]) -> StudentFailure:
    """Return the failure that a worker reports, with every untrusted field checked."""
    kind, cell, line, text = (answer.get(key) for key in ("type", "cell", "line", "text"))
    return StudentFailure(
        "raised",
        type=kind if isinstance(kind, str) and kind in _EXCEPTIONS else "Exception",
        cell=cell if type(cell) is int else -1,
        line=line if type(line) is int and line > 0 else 0,
        text=printable(text[:500]) if isinstance(text, str) else "",
    )
