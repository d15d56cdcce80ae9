"""The one result model: the outcome of grading a submission, and its file.

Every gradebook, report and LMS file is made from this. Owns the form, which ``result.schema.json``
describes for other programs.
"""

from __future__ import annotations

import functools
import json
import reprlib
import sys
from dataclasses import asdict, dataclass, field, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from autograder.grading.atomic import write_atomically
from autograder.text import LANGUAGES, escaped_json, one_line

SCHEMA_VERSION = 1
SCHEMA_FILE = Path(__file__).parents[1] / "result.schema.json"
_KEYS = {
    "submission": ("file", "sha256"),
    "student": ("id", "name"),
    "grader": ("version", "tests_sha256"),
}


@dataclass
class TestResult:
    """One test of one question.

    Attributes
    ----------
    status : str
        ``"passed"``, ``"failed"`` or ``"error"`` (the grader's own fault).
    message : str
        For the student: nothing hidden, nothing that student code wrote during hidden tests.
    detail : str
        For the instructor.
    """

    __test__ = False  # not a test class, although pytest would take the name for one

    name: str
    hidden: bool
    points: float
    max_points: float
    status: str = "failed"
    message: str = ""
    detail: str = ""


@dataclass
class QuestionResult:
    """One question and its tests.

    Attributes
    ----------
    status : str
        ``"passed"``, ``"partial"``, ``"failed"``, ``"not_attempted"``, ``"timeout"``, ``"error"``.
    carried_forward : list of str
        The student's functions that were replaced with the reference's, so that an earlier
        question's failure does not count twice.
    misconception : str or None
        Id of the known mistake that this answer makes.
    bonus : bool
        Whether its points count for the score, but not for its maximum.
    written : bool
        Whether it is marked by hand; it has no tests. It is ``"not_attempted"`` until it is marked.
    """

    id: str
    points: float
    max_points: float
    status: str = "not_attempted"
    carried_forward: list[str] = field(default_factory=list)
    misconception: str | None = None
    feedback: str = ""
    tests: list[TestResult] = field(default_factory=list)
    bonus: bool = False
    written: bool = False


@dataclass
class Adjustment:
    """What a policy of the course adds to a score or deducts from it.

    Attributes
    ----------
    kind : str
        ``"late"``, ``"cap"`` or ``"kept"`` (an earlier, higher mark).
    points : float
        Negative where points are lost.
    reason : str
        For the student.
    """

    kind: str
    points: float
    reason: str


@dataclass
class Result:
    """One submission.

    Attributes
    ----------
    status : str
        ``"graded"``; ``"partial"`` during grading or if it was interrupted; ``"ungraded"`` if the
        file could not be read or the grader failed.
    cpu_seconds : float
        Of the student's processes.
    max_score : float
        Without bonus questions, so `score` may be above it.
    incidents : list of str
        What the sandbox stopped, and what else an instructor should know.
    adjustments : list of Adjustment
        Changes by the course's policies; the score is the questions' points plus these.
    language : str
        Language of the texts, one of `text.LANGUAGES`.
    leaderboard : dict of str to float
        Measurements for students to compare, such as how many times faster an answer is. They
        differ from one grading to the next.
    """

    assignment: str
    submission: dict[str, str]
    student: dict[str, str]
    grader: dict[str, str]
    max_score: float
    status: str = "partial"
    score: float = 0.0
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    incidents: list[str] = field(default_factory=list)
    leaderboard: dict[str, float] = field(default_factory=dict)
    questions: list[QuestionResult] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)
    language: str = LANGUAGES[0]

    def total(self) -> float:
        """Return the sum of the questions' points, to the hundredth."""
        return round(sum(question.points for question in self.questions), 2)

    def to_json(self) -> str:
        """Return the text of the result file."""
        data = {"schema": SCHEMA_VERSION, **asdict(self)}
        for question in data["questions"]:
            # Only written where true: without marks, the file has no such field.
            if not question["written"]:
                del question["written"]
        return escaped_json(json.dumps(data, ensure_ascii=False, indent=1))

    @classmethod
    def from_json(cls, text: str) -> Result:
        """Return the result of a file's text."""
        data: dict[str, Any] = json.loads(text)
        if data.pop("schema", None) != SCHEMA_VERSION:
            raise ValueError(f"not a result of schema {SCHEMA_VERSION}")
        if data.get("language", LANGUAGES[0]) not in LANGUAGES:
            raise ValueError(f"in an unknown language, {data['language']!r}")
        questions = [
            QuestionResult(
                **{**question, "tests": [TestResult(**test) for test in question["tests"]]}
            )
            for question in data.pop("questions")
        ]
        adjustments = [Adjustment(**each) for each in data.pop("adjustments", [])]
        result = cls(**data, questions=questions, adjustments=adjustments)
        _check(result)
        for name, keys in _KEYS.items():
            if missing := [key for key in keys if key not in getattr(result, name)]:
                raise ValueError(f"{name} lacks {missing[0]!r}")
        return result

    def write(self, path: Path) -> None:
        """Replace the result file atomically."""
        write_atomically(path, self.to_json() + "\n")


def about_file(name: str, remark: str) -> str:
    """Return an incident that begins with the name of the student's file."""
    # Each is cleaned alone: what is left of a name must not depend on what follows it.
    return f"{one_line(name)}: {one_line(remark)}"


def _check(part: Any) -> None:
    """Refuse a part of a result with a value that is not of the annotated type."""
    for name, kind in _kinds(part.__class__):
        value = getattr(part, name)
        # For speed: most values are texts, and a class has thousands of results.
        if (kind is not str or type(value) is not str) and not _fits(value, kind):
            raise ValueError(f"{name} cannot be {reprlib.repr(value)}")


@functools.cache
def _kinds(part: type) -> tuple[tuple[str, Any], ...]:
    return tuple(get_type_hints(part).items())


def _fits(value: Any, kind: Any) -> bool:
    if kind is float:
        # In Python, True is an int and NaN is a float.
        return type(value) in (int, float) and abs(value) <= sys.float_info.max
    if is_dataclass(kind):
        _check(value)
        return True
    if not (inner := get_args(kind)) or isinstance(kind, UnionType):
        return isinstance(value, kind)
    values = value.values() if isinstance(value, dict) else value
    return isinstance(value, get_origin(kind)) and all(_fits(each, inner[-1]) for each in values)
