"""PrairieLearn's `/grade/results/results.json`.

The score is a share, 0 to 1. An ungraded submission is `gradable: false`, which costs no attempt.
Every test has points, since PrairieLearn shows no tests if one has none. The file is smaller than
1 MB, the most that PrairieLearn accepts.

References
----------
https://prairielearn.readthedocs.io/en/latest/externalGrading/
"""

from __future__ import annotations

import json
from typing import Any

from autograder.export.form import Options
from autograder.grading.result import Result
from autograder.report.wording import adjustments, share, why_ungraded
from autograder.text import one_line, printable

MAX_BYTES = 1_000_000
_MAX_TEXT = 20_000


def convert(result: Result, options: Options) -> str:
    """Return the file's text."""
    if result.status != "graded":
        why = why_ungraded(result)[:_MAX_TEXT]
        return json.dumps({"gradable": False, "format_errors": [why]}, ensure_ascii=False)
    most = _MAX_TEXT
    while True:
        content: dict[str, Any] = {
            "gradable": True,
            "score": share(result),
            "message": "\n".join(adjustments(result))[:most],
            "output": "\n".join(map(one_line, result.incidents))[:most],
            "tests": [
                {
                    "name": one_line(question.id),
                    "description": "",
                    "points": question.points,
                    "max_points": question.max_points,
                    "message": printable(question.feedback)[:most],
                }
                for question in result.questions
            ],
        }
        text = json.dumps(content, ensure_ascii=False)
        if len(text.encode()) < MAX_BYTES:
            return text
        most //= 2
