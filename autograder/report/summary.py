"""The figures of a class, for the report.

Owns the counting. A submission that was not graded counts only as ungraded: a fault of a file or of
the grader must not look like a lack of understanding.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder.grading.result import QuestionResult, Result
from autograder.report.hints import hints_of
from autograder.text import one_line, shown_name


@dataclass
class TestSummary:
    """One test, and how many submissions failed it."""

    question: str
    name: str
    hidden: bool
    says: str = ""
    failed: int = 0
    points_lost: float = 0.0


@dataclass
class QuestionSummary:
    """One question, and how the class did.

    Attributes
    ----------
    counts : Counter
        Submissions by status.
    carried : int
        Submissions graded with the reference solution in place of an earlier question's function.
    """

    id: str
    max_points: float
    bonus: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    points: float = 0.0
    carried: int = 0

    @property
    def answered(self) -> int:
        """Number of submissions in which this question was graded."""
        return sum(self.counts.values())

    @property
    def lost(self) -> float:
        """Points that the class lost here; a bonus loses none."""
        return 0.0 if self.bonus else round(self.answered * self.max_points - self.points, 2)

    @property
    def success(self) -> float:
        """Share of the points that the class got, 0 to 1."""
        whole = self.answered * self.max_points
        return self.points / whole if whole else 0.0


@dataclass
class Mistake:
    """A known misconception and the students who have it."""

    id: str
    question: str
    hint: str
    students: list[Row] = field(default_factory=list)


@dataclass
class Row:
    """One submission's line in the table of students."""

    number: int
    id: str
    name: str
    file: str
    status: str
    score: float
    cpu_seconds: float
    questions: list[tuple[str, str, float]]
    incidents: list[str]

    @property
    def anchor(self) -> str:
        """The id of its section: a number, so that no name becomes part of a link."""
        return f"student-{self.number}"


@dataclass
class Summary:
    """The figures of a class."""

    assignment: str = ""
    max_score: float = 0.0
    graders: Counter[str] = field(default_factory=Counter)
    rows: list[Row] = field(default_factory=list)
    questions: dict[str, QuestionSummary] = field(default_factory=dict)
    tests: dict[tuple[str, str], TestSummary] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def ungraded(self) -> list[Row]:
        """Submissions without a valid score."""
        return [row for row in self.rows if row.status != "graded"]

    @property
    def graded(self) -> list[Row]:
        """Submissions with a valid score."""
        return [row for row in self.rows if row.status == "graded"]

    @property
    def scores(self) -> list[float]:
        """Scores of the graded submissions."""
        return [row.score for row in self.graded]

    @property
    def mean(self) -> float:
        """Mean score."""
        return statistics.fmean(self.scores) if self.scores else 0.0

    @property
    def median(self) -> float:
        """Median score."""
        return statistics.median(self.scores) if self.scores else 0.0

    @property
    def full_marks(self) -> int:
        """Number of submissions that lost no points."""
        return sum(score >= self.max_score for score in self.scores)

    @property
    def failed_tests(self) -> list[TestSummary]:
        """Tests that some submission failed, the most frequently failed first."""
        failed = [test for test in self.tests.values() if test.failed]
        return sorted(failed, key=lambda test: (-test.failed, -test.points_lost))

    @property
    def incidents(self) -> list[Row]:
        """Graded submissions with incidents that the instructor should know of."""
        return [row for row in self.graded if row.incidents]

    @property
    def slowest(self) -> list[Row]:
        """The submissions that took the most CPU time."""
        return sorted(self.graded, key=lambda row: -row.cpu_seconds)[:5]


def summarise(results: Iterable[Result]) -> Summary:
    """Count a class's results."""
    summary = Summary()
    mistakes: dict[tuple[str, str], Mistake] = {}
    hints: dict[str, str] = {}
    for number, result in enumerate(results, start=1):
        if number == 1:
            summary.assignment = result.assignment
            hints = hints_of(result.assignment)
        summary.max_score = max(summary.max_score, result.max_score)
        summary.graders[f"{result.grader['version']}, {result.grader['tests_sha256'][:12]}"] += 1
        row = Row(
            number,
            one_line(result.student["id"]),
            shown_name(result.student),
            one_line(result.submission["file"]),
            result.status,
            result.score,
            result.cpu_seconds,
            [(each.id, each.status, each.points) for each in result.questions],
            [one_line(line) for line in result.incidents],
        )
        summary.rows.append(row)
        for question in result.questions:
            held = summary.questions.setdefault(
                question.id, QuestionSummary(question.id, question.max_points, question.bonus)
            )
            unmarked = question.written and question.status == "not_attempted"
            if result.status == "graded" and not unmarked:
                _count(summary, held, question)
                if name := question.misconception:
                    new = Mistake(name, question.id, hints.get(name, ""))
                    mistakes.setdefault((question.id, name), new).students.append(row)
    summary.mistakes = sorted(
        mistakes.values(), key=lambda mistake: (-len(mistake.students), mistake.question)
    )
    return summary


def _count(summary: Summary, held: QuestionSummary, question: QuestionResult) -> None:
    """Add one answer to the figures of its question and tests."""
    held.counts[question.status] += 1
    held.points += question.points
    held.carried += bool(question.carried_forward)
    for test in question.tests:
        key = (question.id, test.name)
        counted = summary.tests.setdefault(key, TestSummary(question.id, test.name, test.hidden))
        if test.status == "passed":
            # The message of a passed test describes what it checks and nothing else.
            counted.says = counted.says or one_line(test.message)
        elif question.status != "not_attempted":
            counted.failed += 1
            counted.points_lost += 0.0 if question.bonus else test.max_points - test.points
