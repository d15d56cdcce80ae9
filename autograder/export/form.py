"""What all forms share: the options they take, the table they return, and who is left out.

A submission without a valid score never becomes a zero: forms that can say "could not be graded"
say it; the others leave the student out, and a note says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.grading.result import Result


@dataclass(frozen=True)
class Options:
    """What a form may need to know beyond the results.

    Parameters
    ----------
    template : Path, optional
        The gradebook as the LMS has exported it.
    column : str, optional
        Which of its columns is this assignment.
    now : str, optional
        The time of export, ISO 8601; the current one by default.
    """

    template: Path | None = None
    column: str | None = None
    now: str | None = None


@dataclass(frozen=True)
class Table:
    """A file for the whole class; a line for each result left out, and for what else matters."""

    text: str
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Exported:
    """Where the files are, how many; a line for each result left out, and for what else matters."""

    path: Path
    files: int
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def graded(results: Iterable[Result], left_out: list[str]) -> Iterator[Result]:
    """Yield the results that have a score; add a note on each other one to `left_out`."""
    for result in results:
        if result.status == "graded":
            yield result
        else:
            left_out.append(not_graded(result))


def not_graded(result: Result) -> str:
    """Return the note on a submission that a form has no score for."""
    why = "was cut short" if result.status == "partial" else "is ungraded"
    return f"{result.student['id']}: {why}, and was left out"
