"""The CSV that `nbgrader export` writes.

`score` includes the course's policies; `raw_score` is the sum of the questions.

References
----------
`nbgrader/plugins/export.py` (CsvExportPlugin) of https://github.com/jupyter/nbgrader
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from autograder.course.gradebook import csv_text, formula_safe
from autograder.export.form import Options, Table, graded
from autograder.grading.result import Result
from autograder.text import one_line

COLUMNS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email",
    "raw_score", "late_submission_penalty", "score", "max_score",
)  # fmt: skip


def convert_class(results: Iterable[Result], options: Options) -> Table:
    """Return the CSV; students without a score are left out."""
    left_out: list[str] = []
    rows: list[Sequence[str]] = [COLUMNS]
    for result in graded(results, left_out):
        student_id = one_line(result.student["id"])
        first, last = _names(one_line(result.student["name"]))
        email = student_id if "@" in student_id else ""
        raw = result.total()
        texts = (one_line(result.assignment), "", "", student_id, last, first, email)
        numbers = (raw, max(0.0, round(raw - result.score, 2)), result.score, result.max_score)
        rows.append([*map(formula_safe, texts), *(f"{number:g}" for number in numbers)])
    return Table(csv_text(rows), left_out)


def _names(name: str) -> tuple[str, str]:
    """Return first and last name of "Last, First" or "First Last"; one word is a last name."""
    if "," in name:
        last, _, first = name.partition(",")
        return first.strip(), last.strip()
    first, _, last = name.rpartition(" ")
    return first, last
