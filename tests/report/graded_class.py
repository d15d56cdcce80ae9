"""A small graded class for the tests of reports and exports, with hostile names."""

from __future__ import annotations

import hashlib
from pathlib import Path

from autograder.grading.result import QuestionResult, Result, TestResult

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`{{7*7}}"
FORMULA = '=HYPERLINK("http://example.invalid","x")'
ANSI = "\x1b[31mred\x1b[0m\x9b2J\x07\u202egnp.exe\x00"


def question(
    number: int, points: float, max_points: float, status: str, feedback: str, **more: object
) -> QuestionResult:
    """Return one question's result, with two tests that share its points."""
    half = max_points / 2
    got = [min(points, half), max(points - half, 0.0)]
    return QuestionResult(
        f"q{number}_topic",
        points,
        max_points,
        status,
        feedback=feedback,
        tests=[
            TestResult(
                f"test_{name}",
                bool(place),
                got[place],
                half,
                "passed" if got[place] else "failed",
                f"Topic {number} is right in the {name} case."
                + ("" if got[place] else f" {feedback}"),
            )
            for place, name in enumerate(("usual", "strange"))
        ],
        **more,  # type: ignore[arg-type]
    )


def result(
    student_id: str,
    name: str = "",
    parts: tuple[float, ...] = (1.0, 1.0, 1.0),
    *,
    file: str = "",
    feedback: str = "The gradient is of the right kind, but `x` has changed: note: see http://a.b",
    status: str = "graded",
    incidents: tuple[str, ...] = (),
    misconception: str | None = None,
) -> Result:
    """Return a result of three questions (10, 20 and 5.5 points) with these shares of each."""
    questions = []
    for number, (share, most) in enumerate(zip(parts, (10.0, 20.0, 5.5), strict=True), start=1):
        kind = "passed" if share == 1 else "partial" if share else "failed"
        if share < 0:
            kind, share = "not_attempted", 0.0
        said = "All tests passed." if share == 1 else feedback
        made = question(number, share * most, most, kind, said)
        if misconception and share < 1:
            made.misconception = misconception
        questions.append(made)
    made = Result(
        assignment="tiny",
        submission={
            "file": file or f"{student_id}.ipynb",
            "sha256": hashlib.sha256(student_id.encode("utf-8", "replace")).hexdigest(),
        },
        student={"id": student_id, "name": name},
        grader={"version": "0.1.0", "tests_sha256": "0" * 64},
        max_score=35.5,
        status=status,
        cpu_seconds=0.4 + len(student_id),
        wall_seconds=1.0,
        incidents=list(incidents),
        questions=questions,
    )
    made.score = made.total() if status != "ungraded" else 0.0
    return made


def make_class() -> list[Result]:
    """Return the class: usual, half right, ungraded and hostile submissions."""
    return [
        result("kim_seoyeon", "Kim Seoyeon", (1.0, 0.5, 0.0), misconception="diff-half-span"),
        result("박지훈", "박지훈"),
        result("tanaka", "田中 あおい", (1.0, 1.0, -1)),
        result(
            "broken",
            "Lee Minho",
            (-1, -1, -1),
            status="ungraded",
            incidents=("broken.ipynb: is damaged or cut off",),
        ),
        result("cut", "Choi Yuna", (1.0, -1, -1), status="partial"),
        result(FORMULA, FORMULA, (0.5, 0.5, 0.0), feedback=FORMULA, incidents=(FORMULA,)),
        result(
            "hostile",
            HOSTILE,
            (0.5, 0.0, 0.0),
            file=f"{HOSTILE}.ipynb",
            feedback=HOSTILE,
            incidents=(HOSTILE, ANSI),
            misconception=HOSTILE,
        ),
        result("ansi", ANSI, (0.0, 0.0, 0.0), feedback=ANSI, misconception="diff-half-span"),
    ]


def write_class(out: Path, results: list[Result] | None = None) -> Path:
    """Write result files as `chalkgrad grade` does; return the folder."""
    (out / "results").mkdir(parents=True)
    for number, each in enumerate(results if results is not None else make_class()):
        each.write(out / "results" / f"{number:03}.json")
    return out
