"""Moodle: the grading worksheet filled, or a CSV for the import of grades.

With the worksheet from "Download grading worksheet" (`--template`), rows are found by participant
number, id number, e-mail or username, and their grade and feedback are filled. Without it, the CSV
has a column of e-mails or usernames and the columns grade and feedback; Moodle refuses the whole
file for one unknown user. Students without a score are left out. The feedback is HTML, as Moodle's
editor stores it, with everything escaped.

References
----------
`mod/assign/feedback/offline/importgradeslib.php` and `grade/import/csv/classes/load_data.php` of
https://github.com/moodle/moodle
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from autograder.course.gradebook import csv_text, formula_safe
from autograder.errors import ChalkgradError
from autograder.export.form import Options, Table, graded
from autograder.export.gradebook_file import GradebookFile, match, read_gradebook
from autograder.grading.result import Result
from autograder.intake.origin import origin_of
from autograder.report.wording import summary
from autograder.text import one_line

_IDS = ("Identifier", "ID number", "Email address", "Username")
# The highest grade that Moodle accepts unless unlimited grades are switched on.
_MOST = 100.0


def read_template(options: Options) -> GradebookFile:
    """Read the grading worksheet that Moodle has exported; ChalkgradError if it is not one."""
    book = read_gradebook(options.template, "Moodle")
    grade = options.column or "Grade"
    if book.column("Identifier") is None or book.column(grade) is None:
        raise ChalkgradError(
            f"{book.path}: not a grading worksheet of Moodle in English (no columns Identifier and "
            f"{grade}); switch Moodle to English and download it again"
        )
    return book


def convert_class(results: Iterable[Result], options: Options) -> Table:
    """Return the CSV to be uploaded."""
    results = list(results)
    notes = []
    most = min([_MOST, *(result.max_score for result in results)])
    if any(result.status == "graded" and result.score > most for result in results):
        notes.append(f"scores above {most:g} are refused by Moodle unless unlimited grades are on")
    table = _import(results) if options.template is None else _worksheet(results, options)
    return Table(table.text, table.left_out, notes + table.notes)


def _worksheet(results: list[Result], options: Options) -> Table:
    book = read_template(options)
    grade = book.header.index(options.column or "Grade")
    most = book.column("Maximum grade")
    most = book.column("Maximum Grade") if most is None else most
    comments = book.column("Feedback comments")
    ids = [place for name in _IDS if (place := book.column(name)) is not None]
    # Of "Participant 123", the importer reads the number.
    rows = [[re.sub(r"^\D*(?=\d+$)", "", row[ids[0]]), *row] for row in book.rows]
    name = book.column("Full name")
    matched = match(rows, [0, *(p + 1 for p in ids)], None if name is None else name + 1, results)
    for place, result in matched.rows.items():
        row = book.rows[place]
        said = row[most].strip() if most is not None else ""
        book.check_points(said, [result], "the assignment", "Moodle")
        row[grade] = f"{result.score:.2f}"
        if comments is not None:
            row[comments] = _feedback(result)
    own = {ids[0], grade, comments}
    text = book.text(
        book.header,
        ([c if p in own else formula_safe(c) for p, c in enumerate(row)] for row in book.rows),
    )
    return Table(text, matched.left_out, matched.notes)


def _import(results: list[Result]) -> Table:
    left_out: list[str] = []
    scored = [(one_line(result.student["id"]), result) for result in graded(results, left_out)]
    column = "email" if scored and all("@" in key for key, _ in scored) else "username"
    rows = [[column, "grade", "feedback"]]
    for key, result in scored:
        origin = origin_of(result.submission["file"])
        if origin and origin.lms == "moodle" and origin.user == key:
            raise ChalkgradError(
                "Moodle's download has participant numbers, which its import of grades does not "
                "accept: give --template with the grading worksheet (View all submissions > "
                "Download grading worksheet), or grade with --roster"
            )
        # Escaped, the id would be an unknown user; unescaped, a formula.
        if formula_safe(key) != key:
            left_out.append(f"{key}: looks like a formula, not a user of Moodle; left out")
        else:
            rows.append([key, f"{result.score:.2f}", _feedback(result)])
    note = f"map the column {column!r} to the field of Moodle's users that holds these ids"
    return Table(csv_text(rows), left_out, [note])


def _feedback(result: Result) -> str:
    """Return the feedback as one line of HTML in which line breaks are the only elements."""
    return "<br>".join(html.escape(line) for line in summary(result).split("\n"))
