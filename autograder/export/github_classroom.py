"""GitHub Classroom: the base64 JSON that its grading reporter reads from `<RUNNER>_RESULTS`.

The classroom shows the sum of the tests' scores, which here are the questions' points. (The table
in the job's log counts whole tests, so it differs for partial points.) `tests` is always there,
since the reporter crashes without it.

References
----------
`src/main.js` and `src/notify-classroom.js` of
https://github.com/classroom-resources/autograding-grading-reporter
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any

from autograder.export.form import Options
from autograder.grading.result import QuestionResult, Result
from autograder.report.wording import adjustments, why_ungraded
from autograder.text import one_line, printable


def convert(result: Result, options: Options) -> str:
    """Return one line of base64."""
    content: dict[str, Any]
    if result.status == "graded":
        tests = [
            _test(question.id, _status([question]), question.points, printable(question.feedback))
            for question in result.questions
            if question.points or not question.bonus  # a missing bonus is not a failure
        ]
        if difference := round(result.score - result.total(), 2):
            tests.append(_test("adjustments", "pass", difference, "; ".join(adjustments(result))))
        status = _status(question for question in result.questions if not question.bonus)
        content = {"status": status, "message": "", "max_score": result.max_score, "tests": tests}
    else:
        # Without a maximum, the reporter reports no points.
        why = why_ungraded(result)
        content = {"status": "error", "message": why, "max_score": 0, "tests": []}
    return base64.b64encode(json.dumps({"version": 1, **content}).encode()).decode() + "\n"


def _status(questions: Iterable[QuestionResult]) -> str:
    return "pass" if all(question.status == "passed" for question in questions) else "fail"


def _test(name: str, status: str, score: float, message: str) -> dict[str, Any]:
    return {
        "name": one_line(name),
        "status": status,
        "score": score,
        "message": message,
        "test_code": "",
        "filename": "",
        "line_no": 0,
        "duration": 0,
    }
