"""What a class's results say together: the figures of the report.

Owns the counting. A submission that was not graded counts nowhere but among the ungraded: a fault
of a file or of the grader must not look like a lack of understanding.
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
    """One test: how many failed it."""

    question: str
    name: str
    hidden: bool
    says: str = ""
    failed: int = 0
    points_lost: float = 0.0


@dataclass
class QuestionSummary:
    """One question: how it went.

    Attributes
    ----------
    counts : Counter
        Submissions by status.
    carried : int
        Submissions graded with the reference in the place of an earlier question's function.
    """

    id: str
    max_points: float
    bonus: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    points: float = 0.0
    carried: int = 0

    @property
    def answered(self) -> int:
        """Number of submissions that this question was graded of."""
        return sum(self.counts.values())

    @property
    def lost(self) -> float:
        """Points that the class lost here; of a bonus none can be."""
        if self.bonus:
            return 0.0
        return round(self.answered * self.max_points - self.points, 2)

    @property
    def success(self) -> float:
        """Share of the points that the class got, 0 to 1."""
        whole = self.answered * self.max_points
        return self.points / whole if whole else 0.0


@dataclass
class Mistake:
    """A known misconception and who has it."""

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
        """Where its section is: a number, so that no name can be an address."""
        return f"student-{self.number}"


@dataclass
class Summary:
    """A class."""

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
        """Submissions with one."""
        return [row for row in self.rows if row.status == "graded"]

    @property
    def scores(self) -> list[float]:
        """Scores of what was graded."""
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
        """Number of submissions without a point lost."""
        return sum(score >= self.max_score for score in self.scores)

    @property
    def failed_tests(self) -> list[TestSummary]:
        """Tests that somebody failed, those that most failed first."""
        failed = [test for test in self.tests.values() if test.failed]
        return sorted(failed, key=lambda test: (-test.failed, -test.points_lost))

    @property
    def incidents(self) -> list[Row]:
        """Graded submissions with something that the instructor should know."""
        return [row for row in self.graded if row.incidents]

    @property
    def slowest(self) -> list[Row]:
        """The submissions that took the most CPU time."""
        return sorted(self.graded, key=lambda row: -row.cpu_seconds)[:5]


def summarise(results: Iterable[Result]) -> Summary:
    """Count a class's results."""
    summary = Summary()
    mistakes: dict[tuple[str, str], Mistake] = {}
    for number, result in enumerate(results, start=1):
        if number == 1:
            summary.assignment = result.assignment
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
                if question.misconception:
                    key = (question.id, question.misconception)
                    mistakes.setdefault(key, Mistake(key[1], key[0], "")).students.append(row)
    hints = hints_of(summary.assignment)
    for mistake in mistakes.values():
        mistake.hint = hints.get(mistake.id, "")
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
            # A passed test's message is what the test checks, and no more.
            counted.says = counted.says or one_line(test.message)
        elif question.status != "not_attempted":
            counted.failed += 1
            counted.points_lost += 0.0 if question.bonus else test.max_points - test.points
