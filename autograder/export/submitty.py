"""What a Submitty custom validator prints: a share of the points, or that it failed.

References
----------
https://submitty.org/instructor/autograding/specification (custom validators)
"""

from __future__ import annotations

import json
from typing import Any

from autograder.export.form import Options
from autograder.grading.result import Result
from autograder.report.wording import share, summary, why_ungraded


def convert(result: Result, options: Options) -> str:
    """Return one JSON object."""
    content: dict[str, Any]
    if result.status != "graded":
        content = {"status": "fail", "message": why_ungraded(result)}
    else:
        got = share(result)
        status = "success" if got == 1 else "warning" if got > 0 else "failure"
        data = {"score": got, "message": summary(result), "status": status}
        content = {"status": "success", "data": data}
    return json.dumps(content, ensure_ascii=False) + "\n"
