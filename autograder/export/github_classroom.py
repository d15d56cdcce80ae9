"""GitHub Classroom: the base64 JSON that its grading reporter reads from `<RUNNER>_RESULTS`.

The number that reaches the classroom is the sum of the tests' scores, which here are the questions'
points. (The table in the job's log counts whole tests, and so disagrees where points are partial.)
`tests` is always there, since the reporter crashes without it.

References
----------
`src/main.js` and `src/notify-classroom.js` of
https://github.com/classroom-resources/autograding-grading-reporter
"""

from __future__ import annotations

import base64
import json
from typing import Any

from autograder.export.form import Options
from autograder.grading.result import Result
from autograder.report.wording import adjustments, why_ungraded
from autograder.text import one_line, printable


def convert(result: Result, options: Options) -> str:
    """Return one line of base64."""
    tests: list[dict[str, Any]] = []
    if result.status == "graded":
        for question in result.questions:
            status = "pass" if question.status == "passed" else "fail"
            if question.bonus and not question.points:
                continue  # not to have a bonus is no failure
            tests.append(_test(question.id, status, question.points, printable(question.feedback)))
        difference = round(result.score - result.total(), 2)
        if difference:
            said = "; ".join(adjustments(result))
            tests.append(_test("adjustments", "pass", difference, said))
        required = [question for question in result.questions if not question.bonus]
        passed = all(question.status == "passed" for question in required)
        status = "pass" if passed else "fail"
        message = ""
    else:
        status = "error"
        message = why_ungraded(result)
    content = {
        "version": 1,
        "status": status,
        "message": message,
        # Without a score, no maximum either: the reporter then reports no points.
        "max_score": result.max_score if result.status == "graded" else 0,
        "tests": tests,
    }
    return base64.b64encode(json.dumps(content).encode()).decode() + "\n"


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
