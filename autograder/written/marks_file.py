"""The CSV that a marker fills in: written with a line for each student, and read.

Owns the file's form and everything that can be wrong in it. What marks do to results is left to
`course.marks`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from autograder.authoring.written_question import WrittenQuestion
from autograder.course.gradebook import csv_text, formula_safe
from autograder.course.marks import ID, Marks, Row, complain
from autograder.errors import ChalkgradError
from autograder.grading.files import writing
from autograder.intake.naming import caseless
from autograder.intake.roster import read_rows
from autograder.text import one_line

NAME, COMMENT = "name", "comment"


def read_marks(path: Path, questions: Sequence[WrittenQuestion]) -> Marks:
    """Read a file of marks.

    Raises
    ------
    ChalkgradError
        With a line for everything that is wrong: file, line, column, what to write.
    """
    rows = read_rows(path)
    columns = _columns(path, rows, questions)
    problems: list[str] = []
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}
        if not any(cells.values()):
            continue
        if not cells[ID]:
            problems.append(f"{path}:{number}: column {ID!r}: no id; whose line is it?")
            continue
        marks: dict[str, float | None] = {}
        for question in questions:
            cell = cells[question.id]
            marks[question.id] = mark = _number(cell)
            if cell and (mark is None or not 0 <= mark <= question.points):
                problems.append(
                    f"{path}:{number}: column {question.id!r}: {one_line(cell)!r} is no mark; "
                    f"expected a number from 0 to {question.points:g}, or nothing"
                )
        found.append(Row(number, cells[ID], marks, cells[COMMENT]))
    complain(problems)
    return Marks(path, questions, found)


def write_marks(
    path: Path, questions: Sequence[WrittenQuestion], students: Sequence[tuple[str, str]]
) -> int:
    """Write a file to be filled in; of one that is there, keep every cell and add who is missing.

    Parameters
    ----------
    path : Path
        The file.
    questions : sequence of WrittenQuestion
        A column each.
    students : sequence of (str, str)
        Ids and names.

    Returns
    -------
    int
        How many students were added.

    Raises
    ------
    ChalkgradError
        The file that is there has not these columns, or is no CSV; it is left as it is.
    """
    headings = [ID, NAME, *(question.id for question in questions), COMMENT]
    rows = [headings]
    if path.exists():
        rows = read_rows(path)
        _columns(path, rows, questions)
    titles = [caseless(cell.strip()) for cell in rows[0]]
    at = titles.index(ID)
    there = {caseless(row[at].strip()) for row in rows[1:] if len(row) > at}
    # Without its leading zeros too, as a spreadsheet may have left it.
    there |= {each.lstrip("0") for each in there}
    new = [
        [{ID: formula_safe(id_), NAME: formula_safe(name)}.get(title, "") for title in titles]
        for id_, name in students
        if not {caseless(id_), caseless(formula_safe(id_)), id_.lstrip("0")} & there
    ]
    if new or not path.exists():
        try:
            # The byte order mark that Excel needs to read Korean names as UTF-8.
            with writing(path, encoding="utf-8-sig") as stream:
                stream.write(csv_text([*rows, *new]))
        except OSError as error:
            raise ChalkgradError(f"{path}: cannot be written ({error.strerror})") from None
    return len(new)


def _columns(
    path: Path, rows: list[list[str]], questions: Sequence[WrittenQuestion]
) -> dict[str, int]:
    """Find the columns that are read, by their headings."""
    titles = [caseless(cell.strip()) for cell in rows[0]] if rows else []
    wanted = [ID, *(question.id for question in questions), COMMENT]
    problems = [f"{path}:1: no column {each!r}; add it" for each in wanted if each not in titles]
    problems += [
        f"{path}:1: column {each!r} stands twice; keep one"
        for each in wanted
        if titles.count(each) > 1
    ]
    complain(problems)
    return {each: titles.index(each) for each in wanted}


def _number(text: str) -> float | None:
    """Read a mark; a decimal comma is one, too."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return round(value, 2) if math.isfinite(value) else None
