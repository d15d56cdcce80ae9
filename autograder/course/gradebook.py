"""The class's gradebook: one line a student, made from the results alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

from autograder.grading.result import Result
from autograder.intake.roster import Student
from autograder.text import printable

# A spreadsheet runs a cell that starts with one of these as a formula.
# (OWASP, "CSV Injection"; the wide ones are taken for the narrow in East Asian locales).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_csv(
    stream: TextIO,
    questions: Sequence[str],
    results: Iterable[Result],
    missing: Iterable[Student] = (),
    written: Sequence[str] = (),
) -> None:
    """Write id, name, file, status, score, each question's points, and what policies changed.

    Parameters
    ----------
    stream : text file
        Receives the gradebook, a line at a time.
    questions : sequence of str
        The ids of the questions.
    results : iterable of Result
        One a student, in the order of the lines.
    missing : iterable of Student
        Of whom there is nothing to grade: their lines have no score.
    written : sequence of str
        The ids of the questions that are marked by hand: no mark is no zero.
    """
    writer = csv.writer(stream, lineterminator="\n")
    head = ["id", "name", "file", "status", "score", "max_score"]
    writer.writerow([*head, *questions, *written, "adjustments"])
    for result in results:
        identity = [result.student["id"], result.student["name"], result.submission["file"]]
        points = {
            question.id: question.points
            for question in result.questions
            if not (question.written and question.status == "not_attempted")
        }
        writer.writerow(
            [
                *map(formula_safe, identity),
                result.status,
                f"{result.score:g}",
                f"{result.max_score:g}",
                *(f"{points.get(question, 0.0):g}" for question in questions),
                *(f"{points[question]:g}" if question in points else "" for question in written),
                formula_safe(
                    "; ".join(f"{each.reason}: {each.points:+g}" for each in result.adjustments)
                ),
            ]
        )
    for student in missing:
        blank = [""] * (len(questions) + len(written))
        writer.writerow(
            [
                formula_safe(student.id),
                formula_safe(student.name),
                "",
                "missing",
                "",
                "",
                *blank,
                "",
            ]
        )


def csv_text(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Return rows as the text of a CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue()


def as_csv(results: Iterable[Result]) -> str:
    """Return the gradebook's text."""
    results = list(results)
    text = io.StringIO()
    questions = [each.id for each in results[0].questions if not each.written] if results else []
    written = {each.id: None for one in results for each in one.questions if each.written}
    write_csv(text, questions, results, written=list(written))
    return text.getvalue()


def formula_safe(text: str) -> str:
    """Return text that no spreadsheet takes for a formula, and no terminal for a command."""
    text = printable(text)
    # A dash alone is how an LMS writes "nothing".
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) and text != "-" else text
