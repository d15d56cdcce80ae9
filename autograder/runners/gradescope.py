"""Result to Gradescope's `results.json`.

Owns that form, which ``gradescope.schema.json`` describes, and the rule that the file is valid at
every moment. What is graded and when is left to `container`.

Gradescope does not show a student's total as long as any test is hidden. The leaderboard is shown
at once, so it has the points of public tests only, next to what tests measure for it.

References
----------
Gradescope, *Autograder Specifications*,
https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.export.gradescope import entry, leaderboard, whole_seconds
from autograder.grading.atomic import of_one_size, write_atomically
from autograder.grading.result import QuestionResult, Result, TestResult
from autograder.text import Text, localized, markdown_with_code, use_language

if TYPE_CHECKING:
    from autograder.authoring.assignment import Assignment

_NOT_GRADED = Text("This submission was not graded", "이 제출물은 채점되지 않았습니다")
SCHEMA_FILE = Path(__file__).with_name("gradescope.schema.json")


def write_not_graded(path: Path, reason: str) -> None:
    """Write ``results.json`` with no score, and the reason in sentences for the student."""
    _write(
        path,
        {
            "score": 0.0,
            "output": markdown_with_code(reason),
            "output_format": "md",
            "stdout_visibility": "hidden",
            "tests": [_entry(_NOT_GRADED, False, reason)],
        },
    )


def write_result(path: Path, assignment: Assignment, result: Result) -> None:
    """Write a submission's result, finished or not.

    Parameters
    ----------
    path : Path
        The ``results.json``.
    assignment : Assignment
        Decides when hidden tests are shown.
    result : Result
        With status "graded", or "partial" during grading.
    """
    _write(path, as_results(assignment, result), unfinished=result.status == "partial")


def as_results(assignment: Assignment, result: Result) -> dict[str, Any]:
    """Return what `write_result` writes, in the language of the result."""
    with use_language(result.language):
        overview = _overview(result)
        tests = []
        for number, question in enumerate(result.questions, start=1):
            if question.feedback and (question.status != "passed" or question.carried_forward):
                tests.append(_feedback(assignment, question, str(number)))
            tests += [
                _test(assignment, question, test, f"{number}.{place}")
                for place, test in enumerate(question.tests, start=1)
            ]
    public = [test for question in result.questions for test in question.tests if not test.hidden]
    return {
        "score": result.score,
        "execution_time": whole_seconds(result.wall_seconds),
        "output": overview,
        "output_format": "md",
        "test_output_format": "md",
        "stdout_visibility": "hidden",
        "tests": tests,
        # All students share one leaderboard, so its columns have the same names in both languages.
        "leaderboard": leaderboard(
            {
                "Points in public tests": round(sum(test.points for test in public), 2),
                **result.leaderboard,
            }
        ),
        "extra_data": {
            "status": result.status,
            "grader": result.grader,
            "cpu_seconds": whole_seconds(result.cpu_seconds),
            "questions": {question.id: question.points for question in result.questions},
        },
    }


def _test(
    assignment: Assignment, question: QuestionResult, test: TestResult, number: str
) -> dict[str, Any]:
    return _entry(
        f"{question.id}: {test.name.removeprefix('test_').replace('_', ' ')}",
        test.status == "passed",
        test.message,
        assignment.hidden_tests if test.hidden else "visible",
        number=number,
        score=test.points,
        max_score=test.max_points,
        tags=[question.id, "hidden" if test.hidden else "public"],
    )


def _feedback(assignment: Assignment, question: QuestionResult, number: str) -> dict[str, Any]:
    """Return an entry without a score: the feedback of all tests, hidden ones included."""
    return _entry(
        f"{question.id}: {localized('what to look at', '살펴볼 점')}",
        question.status == "passed",
        question.feedback,
        assignment.hidden_tests,
        number=number,
        tags=[question.id, "feedback"],
    )


def _entry(
    name: str | Text, passed: bool, text: str, visibility: str = "visible", **more: object
) -> dict[str, Any]:
    """Return one of the `tests`, its text as Markdown."""
    output = markdown_with_code(text)
    return entry(str(name), passed, output, visibility, output_format="md", **more)


def _overview(result: Result) -> str:
    """Return what the student reads above the tests, at once.

    Of hidden tests, it says no more than what has stopped the submission.
    """
    lines = []
    if result.status == "partial":
        lines.append(
            localized(
                "Grading was interrupted, so these results are incomplete. Ask your instructor.",
                "채점이 중간에 끊겨서 여기까지만 채점했습니다. 선생님께 문의하십시오.",
            )
        )
    lines += [f"- {incident}" for incident in result.incidents]
    lines += [
        localized(f"- {question.id} is not attempted.", f"- {question.id}: 풀지 않았습니다.")
        for question in result.questions
        if question.status == "not_attempted"
    ]
    if not lines:
        lines.append(
            localized("Every cell of your submission ran.", "제출물의 모든 셀이 실행되었습니다.")
        )
    return "\n".join(
        markdown_with_code(line) if line[:2] != "- " else f"- {markdown_with_code(line[2:])}"
        for line in lines
    )


def _write(path: Path, results: dict[str, Any], *, unfinished: bool = False) -> None:
    text = json.dumps(results, ensure_ascii=False, indent=1) + "\n"
    write_atomically(path, of_one_size(text) if unfinished else text)
