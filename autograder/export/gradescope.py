"""Gradescope's `results.json`.

Everything is visible: a single hidden test would hide the student's total. The score is at the top,
where it overrides the sum, and on every test. All text has the format "text", so that nothing in it
is markup or an ANSI sequence. A submission without a score has no file: Gradescope then reports
that the autograder failed, which is true.

References
----------
https://gradescope-autograders.readthedocs.io/en/latest/specs/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from autograder.export.form import Options
from autograder.grading.result import Result
from autograder.report.wording import adjustments
from autograder.text import localized, one_line, printable


def convert(result: Result, options: Options) -> str:
    """Return the file of a graded submission."""
    lines = [*adjustments(result), *map(one_line, result.incidents)]
    bonus = localized("Bonus. ", "보너스. ")
    return json.dumps(
        {
            "score": result.score,
            "execution_time": whole_seconds(result.wall_seconds),
            "output": "\n".join(lines),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "tests": [
                entry(
                    one_line(question.id),
                    question.status == "passed",
                    f"{bonus if question.bonus else ''}{printable(question.feedback)}",
                    number=str(number),
                    score=question.points,
                    max_score=question.max_points,
                )
                for number, question in enumerate(result.questions, start=1)
            ],
            "leaderboard": leaderboard(result.leaderboard),
        },
        ensure_ascii=False,
        indent=1,
    )


def whole_seconds(seconds: float) -> int:
    """Return a time as students see it: a precise one would tell them about hidden inputs."""
    return round(seconds)


def entry(
    name: str, passed: bool, output: str, visibility: str = "visible", **more: object
) -> dict[str, Any]:
    """Return one of the `tests`, with `more` keys."""
    status = "passed" if passed else "failed"
    return {"name": name, "status": status, "output": output, "visibility": visibility, **more}


def leaderboard(values: Mapping[str, float]) -> list[dict[str, Any]]:
    """Return the leaderboard, on which higher values are better."""
    return [{"name": one_line(n), "value": value, "order": "desc"} for n, value in values.items()]
