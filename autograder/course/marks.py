"""The marks for written answers: a CSV that a person fills in, read and added to the results.

Owns the file's form, everything that can be wrong in it, and the arithmetic. With marks, the whole
class is graded out of the tests' and the written points together, as a column of an LMS has one
maximum; who is not marked yet keeps what the tests gave. Grading knows nothing of it: the journal
keeps what tests have found, and marks are added whenever files are written.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.authoring.written_question import WrittenQuestion
from autograder.course.gradebook import formula_safe
from autograder.errors import ChalkgradError
from autograder.grading.files import writing
from autograder.grading.result import QuestionResult, Result
from autograder.intake.naming import fold
from autograder.intake.roster import read_rows
from autograder.text import localized, one_line

ID, NAME, COMMENT = "student_id", "name", "comment"
# The status of a written question that nobody has marked.
UNMARKED = "not_attempted"
_MOST_PROBLEMS = 30


@dataclass(frozen=True)
class Row:
    """One student's line of the file.

    Parameters
    ----------
    number : int
        Of the line, counted from 1 with the headings.
    marks : Mapping[str, float or None]
        None where the cell is empty.
    """

    number: int
    student_id: str
    marks: Mapping[str, float | None]
    comment: str

    @property
    def lacking(self) -> list[str]:
        """The questions without a mark."""
        return [id_ for id_, mark in self.marks.items() if mark is None]


class Marks:
    """What markers gave to a class.

    Parameters
    ----------
    path : Path
        The file, for messages.
    questions : sequence of WrittenQuestion
        All written questions.
    rows : iterable of Row
        One a student.
    """

    def __init__(
        self, path: Path, questions: Sequence[WrittenQuestion], rows: Iterable[Row]
    ) -> None:
        self.path = path
        self.questions = tuple(questions)
        self.rows = tuple(rows)
        self._of: dict[str, Row] = {}

    def match(self, students: Collection[str]) -> None:
        """Find out whose lines these are.

        Raises
        ------
        ChalkgradError
            A line, of a student who is none of these, or two lines of one.
        """
        known = {fold(formula_safe(student)): student for student in students}
        known |= {fold(student): student for student in students}
        short: dict[str, set[str]] = {}
        for student in students:
            short.setdefault(student.lstrip("0"), set()).add(student)
        problems = []
        for row in self.rows:
            found = known.get(fold(row.student_id))
            # A spreadsheet takes 00123 for a number and keeps 123.
            alike = short.get(row.student_id, set())
            if found is None and row.student_id.isdigit() and len(alike) == 1:
                found = next(iter(alike))
            where = f"{self.path}:{row.number}: column {ID!r}:"
            if found is None:
                problems.append(f"{where} nobody here is {row.student_id!r}; mend the id")
            elif found in self._of:
                first = self._of[found].number
                problems.append(f"{where} {row.student_id!r} also stands in line {first}; keep one")
            else:
                self._of[found] = row
        _complain(problems)

    def add(self, result: Result) -> Result:
        """Return a result with the student's marks; what is not marked yet says so."""
        most = sum(question.points for question in self.questions)
        result = replace(result, max_score=round(result.max_score + most, 2))
        if result.status != "graded":
            return result
        row = self._of.get(result.student["id"])
        added = [
            _marked(question, row.marks[question.id] if row else None)
            for question in self.questions
        ]
        if row is not None and row.comment:
            comment = one_line(row.comment)
            added[-1].feedback += localized(
                f" Comment on your written answers: {comment}",
                f" 서술형 답안에 대한 의견: {comment}",
            )
        return replace(
            result,
            questions=[*result.questions, *added],
            score=round(result.score + sum(each.points for each in added), 2),
        )

    def waiting(self, results: Iterable[Result]) -> list[str]:
        """Return a line for each kind of student whose marks are not all there, naming them."""
        unmarked, partly, ungraded = [], [], []
        for result in results:
            student = result.student["id"]
            row = self._of.get(student)
            if row is None or len(row.lacking) == len(self.questions):
                unmarked.append(student)
            elif row.lacking:
                partly.append(f"{student} ({', '.join(row.lacking)})")
            if row is not None and result.status != "graded":
                ungraded.append(student)
        return [
            f"{said}: {', '.join(map(one_line, students))}"
            for said, students in (
                ("written answers not yet marked", unmarked),
                ("marks still missing", partly),
                ("in the marks, but the submission could not be graded", ungraded),
            )
            if students
        ]


def has_marks(result: Result) -> bool:
    """Tell whether a result counts any mark for a written answer."""
    return any(each.written and each.status != UNMARKED for each in result.questions)


def _marked(question: WrittenQuestion, mark: float | None) -> QuestionResult:
    """Return what a written question came to."""
    if mark is None:
        status, said = UNMARKED, localized("Not yet marked.", "아직 채점하지 않았습니다.")
    else:
        status = "passed" if mark == question.points else "partial" if mark else "failed"
        said = localized("Marked by hand.", "직접 채점한 문제입니다.")
    return QuestionResult(
        question.id, mark or 0.0, question.points, status, feedback=said, written=True
    )


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
    _complain(problems)
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
    titles = [fold(cell.strip()) for cell in rows[0]]
    at = titles.index(ID)
    there = {fold(row[at].strip()) for row in rows[1:] if len(row) > at}
    # Without its leading zeros too, as a spreadsheet may have left it.
    there |= {each.lstrip("0") for each in there}
    new = [
        [{ID: formula_safe(id_), NAME: formula_safe(name)}.get(title, "") for title in titles]
        for id_, name in students
        if not {fold(id_), fold(formula_safe(id_)), id_.lstrip("0")} & there
    ]
    if new or not path.exists():
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([*rows, *new])
        try:
            # The mark that Excel needs to read Korean names as UTF-8.
            with writing(path, encoding="utf-8-sig") as stream:
                stream.write(text.getvalue())
        except OSError as error:
            raise ChalkgradError(f"{path}: cannot be written ({error.strerror})") from None
    return len(new)


def _columns(
    path: Path, rows: list[list[str]], questions: Sequence[WrittenQuestion]
) -> dict[str, int]:
    """Find the columns that are read, by their headings."""
    titles = [fold(cell.strip()) for cell in rows[0]] if rows else []
    wanted = [ID, *(question.id for question in questions), COMMENT]
    problems = [f"{path}:1: no column {each!r}; add it" for each in wanted if each not in titles]
    problems += [
        f"{path}:1: column {each!r} stands twice; keep one"
        for each in wanted
        if titles.count(each) > 1
    ]
    _complain(problems)
    return {each: titles.index(each) for each in wanted}


def _number(text: str) -> float | None:
    """Read a mark; a decimal comma is one, too."""
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return round(value, 2) if math.isfinite(value) else None


def _complain(problems: Sequence[str]) -> None:
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        tail = [f"and {more} more"] if more > 0 else []
        raise ChalkgradError("\n".join([*problems[:_MOST_PROBLEMS], *tail]))
