"""The CSV that a marker fills in: written with a line for each student, and read.

Owns the form of the file and its checks. Adding the marks to results is left to `course.marks`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from autograder.authoring.written_question import WrittenQuestion
from autograder.course.gradebook import csv_text, formula_safe
from autograder.course.marks import ID, Marks, Row, complain
from autograder.errors import not_written
from autograder.grading.atomic import writing
from autograder.intake.naming import caseless
from autograder.intake.roster import read_rows
from autograder.text import one_line

NAME, COMMENT = "name", "comment"


def read_marks(path: Path, questions: Sequence[WrittenQuestion]) -> Marks:
    """Read a file of marks.

    Raises
    ------
    ChalkgradError
        With a line for every mistake: file, line, column, what to write.
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
            problems.append(f"{path}:{number}: column {ID!r}: no id; enter the student's")
            continue
        marks: dict[str, float | None] = {}
        for question in questions:
            cell = cells[question.id]
            marks[question.id] = mark = _number(cell)
            if cell and (mark is None or not 0 <= mark <= question.points):
                problems.append(
                    f"{path}:{number}: column {question.id!r}: {one_line(cell)!r} is not a mark; "
                    f"expected a number from 0 to {question.points:g}, or nothing"
                )
        found.append(Row(number, cells[ID], marks, cells[COMMENT]))
    complain(problems)
    return Marks(path, questions, found)


def write_marks(
    path: Path, questions: Sequence[WrittenQuestion], students: Sequence[tuple[str, str]]
) -> int:
    """Write a file to be filled in; in an existing one keep every cell and add missing students.

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
        The number of students added.

    Raises
    ------
    ChalkgradError
        The existing file lacks one of these columns, or is not a CSV; it is not changed.
    """
    headings = [ID, NAME, *(question.id for question in questions), COMMENT]
    rows = [headings]
    if path.exists():
        rows = read_rows(path)
        _columns(path, rows, questions)
    titles = [caseless(cell.strip()) for cell in rows[0]]
    at = titles.index(ID)
    there = {caseless(row[at].strip()) for row in rows[1:] if len(row) > at}
    # Also without leading zeros, which a spreadsheet may have removed.
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
            raise not_written(error, f"{path}: cannot be written ({error.strerror})") from None
    return len(new)


def _columns(
    path: Path, rows: list[list[str]], questions: Sequence[WrittenQuestion]
) -> dict[str, int]:
    """Return the positions of the columns that are read, by heading."""
    titles = [caseless(cell.strip()) for cell in rows[0]] if rows else []
    wanted = [ID, *(question.id for question in questions), COMMENT]
    problems = [f"{path}:1: no column {each!r}; add it" for each in wanted if each not in titles]
    problems += [
        f"{path}:1: column {each!r} is there twice; keep one"
        for each in wanted
        if titles.count(each) > 1
    ]
    complain(problems)
    return {each: titles.index(each) for each in wanted}


def _number(text: str) -> float | None:
    """Read a mark, with a decimal point or comma; None if it is not a finite number."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return round(value, 2) if math.isfinite(value) else None
