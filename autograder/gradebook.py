"""The class's gradebook: one line a student, made from the results alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from autograder.plain import plain
from autograder.result import Result

# A spreadsheet runs a cell that starts with one of these as a formula.
# (OWASP, "CSV Injection"; the wide ones are taken for the narrow in East Asian locales).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


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
    """Return text that no spreadsheet takes for a formula, and no terminal for a command."""
    text = plain(text)
    # A dash alone is how an LMS writes "nothing".
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) and text != "-" else text
