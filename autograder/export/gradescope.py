"""Gradescope's `results.json`.

Everything is visible: a single hidden test would hide the student's total. The score stands at the
top, which overrides the sum, and on every test. All text is of format "text", so that nothing in it
is markup or an ANSI sequence. A submission without a score gives no file: Gradescope then says that
the autograder failed, which is true.

References
----------
https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import json

from autograder.export.form import Options
from autograder.grading.result import Result
from autograder.report.wording import adjustments
from autograder.text import localized, one_line, printable


def convert(result: Result, options: Options) -> str | None:
    """Return the file's text."""
    if result.status != "graded":
        return None
    lines = [*adjustments(result), *map(one_line, result.incidents)]
    bonus = localized("Bonus. ", "보너스. ")
    return json.dumps(
        {
            "score": result.score,
            "execution_time": result.wall_seconds,
            "output": "\n".join(lines),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "tests": [
                {
                    "number": str(number),
                    "name": one_line(question.id),
                    "score": question.points,
                    "max_score": question.max_points,
                    "status": "passed" if question.status == "passed" else "failed",
                    "output": f"{bonus if question.bonus else ''}{printable(question.feedback)}",
                    "visibility": "visible",
                }
                for number, question in enumerate(result.questions, start=1)
            ],
            "leaderboard": [
                {"name": one_line(name), "value": value, "order": "desc"}
                for name, value in result.leaderboard.items()
            ],
        },
        ensure_ascii=False,
        indent=1,
    )
