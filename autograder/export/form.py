"""What the formats share: their options, what they return, and which results are left out.

A submission without a valid score never becomes a zero: it is marked as not graded or, if a format
has no such mark, left out with a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.grading.result import Result


@dataclass(frozen=True)
class Options:
    """What a format may need in addition to the results.

    Parameters
    ----------
    template : Path, optional
        The gradebook as the LMS has exported it.
    column : str, optional
        Its column for this assignment.
    now : str, optional
        The time of export, ISO 8601; the current one by default.
    """

    template: Path | None = None
    column: str | None = None
    now: str | None = None


@dataclass(frozen=True)
class Table:
    """A file for the whole class, with a line for each result left out, and notes."""

    text: str
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Exported:
    """The path and number of the files, with a line for each result left out, and notes."""

    path: Path
    files: int
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def graded(results: Iterable[Result], left_out: list[str]) -> Iterator[Result]:
    """Yield the results that have a score; add a line to `left_out` for each of the others."""
    for result in results:
        if result.status == "graded":
            yield result
        else:
            left_out.append(not_graded(result))


def not_graded(result: Result) -> str:
    """Return the line for a result that is left out because it has no score."""
    why = "was cut short" if result.status == "partial" else "is ungraded"
    return f"{result.student['id']}: {why}, and was left out"
