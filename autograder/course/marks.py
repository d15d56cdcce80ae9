"""The marks for written answers, matched with a class's students and added to their results.

Owns the arithmetic. With marks, the maximum includes the written points for the whole class,
because a column of an LMS has one maximum; students who have not been marked yet keep their test
points. The journal has results without marks, which are added whenever files are written. The file
that a marker fills in is left to `written.marks_file`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.authoring.written_question import WrittenQuestion
from autograder.course.gradebook import formula_safe
from autograder.errors import ChalkgradError
from autograder.grading.result import QuestionResult, Result
from autograder.intake.naming import caseless
from autograder.text import localized, one_line

ID = "student_id"
# The status of a written question that nobody has marked.
UNMARKED = "not_attempted"
_MOST_PROBLEMS = 30


@dataclass(frozen=True)
class Row:
    """One student's line of the file.

    Parameters
    ----------
    number : int
        Line number, counted from 1 with the headings.
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
    """The marks of a class.

    Parameters
    ----------
    path : Path
        The file, for messages.
    questions : sequence of WrittenQuestion
        All written questions.
    rows : iterable of Row
        One per student.
    """

    def __init__(
        self, path: Path, questions: Sequence[WrittenQuestion], rows: Iterable[Row]
    ) -> None:
        self.path = path
        self.questions = tuple(questions)
        self.rows = tuple(rows)
        self._of: dict[str, Row] = {}

    def match(self, students: Collection[str]) -> None:
        """Match the lines with students.

        Raises
        ------
        ChalkgradError
            A line belongs to none of these students, or two lines belong to one.
        """
        known = {caseless(formula_safe(student)): student for student in students}
        known |= {caseless(student): student for student in students}
        short: dict[str, set[str]] = {}
        for student in students:
            short.setdefault(student.lstrip("0"), set()).add(student)
        problems = []
        for row in self.rows:
            found = known.get(caseless(row.student_id))
            # A spreadsheet reads 00123 as the number 123.
            alike = short.get(row.student_id, set())
            if found is None and row.student_id.isdigit() and len(alike) == 1:
                found = next(iter(alike))
            where = f"{self.path}:{row.number}: column {ID!r}:"
            if found is None:
                problems.append(
                    f"{where} no student here has the id {row.student_id!r}; correct it"
                )
            elif found in self._of:
                first = self._of[found].number
                problems.append(f"{where} {row.student_id!r} is also in line {first}; keep one")
            else:
                self._of[found] = row
        complain(problems)

    def add(self, result: Result) -> Result:
        """Return a result with the student's marks, and with a remark if one is missing."""
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
        """Return the students whose marks are incomplete, one line for each reason."""
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
            f"{reason}: {', '.join(map(one_line, students))}"
            for reason, students in (
                ("written answers not yet marked", unmarked),
                ("marks still missing", partly),
                ("in the marks, but the submission could not be graded", ungraded),
            )
            if students
        ]


def has_marks(result: Result) -> bool:
    """Tell whether a result includes any mark for a written answer."""
    return any(each.written and each.status != UNMARKED for each in result.questions)


def _marked(question: WrittenQuestion, mark: float | None) -> QuestionResult:
    """Return the result of a written question."""
    if mark is None:
        status, feedback = UNMARKED, localized("Not yet marked.", "아직 채점하지 않았습니다.")
    else:
        status = "passed" if mark == question.points else "partial" if mark else "failed"
        feedback = localized("Marked by hand.", "직접 채점한 문제입니다.")
    return QuestionResult(
        question.id, mark or 0.0, question.points, status, feedback=feedback, written=True
    )


def complain(problems: Sequence[str]) -> None:
    """Raise a `ChalkgradError` with all problems of a file of marks, one per line."""
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        tail = [f"and {more} more"] if more > 0 else []
        raise ChalkgradError("\n".join([*problems[:_MOST_PROBLEMS], *tail]))
