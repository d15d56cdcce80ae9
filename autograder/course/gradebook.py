"""The class's gradebook: one line per student, made from the results alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import TextIO

from autograder.grading.result import Result
from autograder.intake.roster import Student
from autograder.text import printable

# A spreadsheet runs a cell that starts with one of these as a formula (OWASP, "CSV Injection");
# in East Asian locales, it treats the wide characters like the narrow ones.
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
        Receives the gradebook, one line at a time.
    questions : sequence of str
        The ids of the questions.
    results : iterable of Result
        One per student, in the order of the lines.
    missing : iterable of Student
        Students with nothing to grade: their lines have no score.
    written : sequence of str
        The ids of the questions that are marked by hand: a missing mark is blank, not a zero.
    """
    writer = csv.writer(stream, lineterminator="\n")
    head = ["id", "name", "file", "status", "score", "max_score"]
    writer.writerow([*head, *questions, *written, "adjustments"])
    for result in results:
        identity = [result.student["id"], result.student["name"], result.submission["file"]]
        points = {
            question.id: f"{question.points:g}"
            for question in result.questions
            if not (question.written and question.status == "not_attempted")
        }
        adjustments = "; ".join(f"{each.reason}: {each.points:+g}" for each in result.adjustments)
        writer.writerow(
            [
                *map(formula_safe, identity),
                result.status,
                f"{result.score:g}",
                f"{result.max_score:g}",
                *(points.get(question, "0") for question in questions),
                *(points.get(question, "") for question in written),
                formula_safe(adjustments),
            ]
        )
    for student in missing:
        identity = [formula_safe(student.id), formula_safe(student.name), ""]
        blank = [""] * (2 + len(questions) + len(written) + 1)
        writer.writerow([*identity, "missing", *blank])


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
    """Return text that spreadsheets and terminals show and do not run."""
    text = printable(text)
    # A dash alone is an LMS's way to write "nothing".
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) and text != "-" else text
