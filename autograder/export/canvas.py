"""Canvas: the gradebook CSV that Canvas exported, with this assignment's column filled.

Canvas creates a new assignment for every unknown header, so headers and identities are those of the
exported file, byte for byte, and no column is added. Only the identity columns and the filled one
are kept, so that no other column can be changed by mistake. Rows without a result and excused
students (EX) keep their values.

References
----------
`lib/gradebook_importer.rb` of https://github.com/instructure/canvas-lms
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable

from autograder.authoring.assignment import load_assignment
from autograder.course.gradebook import formula_safe
from autograder.errors import ChalkgradError
from autograder.export.form import Options, Table
from autograder.export.gradebook_file import GradebookFile, match, read_gradebook
from autograder.grading.result import Result
from autograder.text import one_line

IDENTITY = (
    "Student", "LastName", "FirstName", "ID", "SIS User ID", "SIS Login ID", "Integration ID",
    "Root Account", "Section",
)  # fmt: skip
_ASSIGNMENT = re.compile(r"(?P<title>.*)\s\((?P<id>\d+)\)", re.DOTALL)
_POINTS_POSSIBLE = "Points Possible"


def read_template(options: Options) -> GradebookFile:
    """Read the gradebook that Canvas has exported; ChalkgradError if the file is not one."""
    book = read_gradebook(options.template, "Canvas")
    if "ID" not in book.header or "Section" not in book.header:
        raise ChalkgradError(
            f"{book.path}: not a gradebook of Canvas (no columns ID and Section); export it with "
            "Grades > Export > Export Entire Gradebook"
        )
    return book


def convert_class(results: Iterable[Result], options: Options) -> Table:
    """Return the CSV to be uploaded."""
    book = read_template(options)
    results = list(results)
    column = _column(book, results, options.column)
    for row in book.rows:
        if _POINTS_POSSIBLE in row[0]:
            said = row[column].strip().replace(",", ".")
            book.check_points(said, results, repr(book.header[column]), "Canvas")
    ids = [book.header.index(name) for name in IDENTITY[3:6] if name in book.header]
    people = [row for row in book.rows if not _is_heading(row)]
    name = book.header.index("Student") if "Student" in book.header else None
    matched = match(people, ids, name, results)
    left_out, notes = matched.left_out, matched.notes
    for place, result in matched.rows.items():
        if people[place][column].strip().upper() == "EX":
            notes.append(f"{one_line(result.student['id'])}: is excused in Canvas; not changed")
        else:
            people[place][column] = f"{result.score:.2f}"
    kept = [place for place, title in enumerate(book.header) if title in IDENTITY]
    texts = {place for place in kept if book.header[place] != "ID"}
    rows = (
        [*(formula_safe(row[p]) if p in texts else row[p] for p in kept), row[column]]
        for row in book.rows
    )
    header = [book.header[place] for place in [*kept, column]]
    return Table(book.text(header, rows), left_out, notes)


def _column(book: GradebookFile, results: list[Result], wanted: str | None) -> int:
    """Find the assignment's column; if several fit, refuse to guess."""
    found = {}
    for place, title in enumerate(book.header):
        parts = _ASSIGNMENT.fullmatch(title)
        if parts and title not in IDENTITY:
            found[place] = (title, parts["title"], parts["id"])
    if wanted is not None:
        chosen = [place for place, names in found.items() if wanted in names]
    else:
        names = _names(results[0].assignment) if results else set()
        chosen = [place for place, (_, title, _) in found.items() if title.casefold() in names]
        if not chosen and len(found) == 1:
            chosen = list(found)
    if len(chosen) == 1:
        return chosen[0]
    listed = "; ".join(title for title, _, _ in found.values()) or "none"
    raise ChalkgradError(
        f"{book.path}: which column is this assignment? Give `chalkgrad export` --column with one "
        f"of: {listed}"
    )


def _names(assignment: str) -> set[str]:
    """Return the names that an assignment may have in a gradebook."""
    names = {assignment.casefold()}
    # The assignment may no longer exist.
    with contextlib.suppress(ChalkgradError):
        title = load_assignment(assignment).title
        names |= {title.en.casefold(), title.ko.casefold()}
    return names


def _is_heading(row: list[str]) -> bool:
    """Tell whether a row is not a student's, by the rule of Canvas' importer."""
    return _POINTS_POSSIBLE in row[0] or all(
        re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", cell, re.IGNORECASE) for cell in row
    )
