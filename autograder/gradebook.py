"""The class's gradebook: one line a student, made from the results alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from autograder.result import Result

# A spreadsheet runs a cell that starts with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(results: Iterable[Result]) -> str:
    """Return the gradebook's text: id, name, file, status, score, then each question's points."""
    results = list(results)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    questions = [question.id for question in results[0].questions] if results else []
    writer.writerow(["id", "name", "file", "status", "score", "max_score", *questions])
    for result in results:
        identity = [result.student["id"], result.student["name"], result.submission["file"]]
        writer.writerow(
            [
                *map(inert, identity),
                result.status,
                f"{result.score:g}",
                f"{result.max_score:g}",
                *(f"{question.points:g}" for question in result.questions),
            ]
        )
    return text.getvalue()


def inert(text: str) -> str:
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
