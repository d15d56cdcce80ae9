"""A score for the Assignment and Grade Services of LTI 1.3, to be posted to `{lineitem}/scores`.

`userId` is the student's id, which must be the LTI user id (`sub`). Without a score the submission
is "Submitted" and its grading "Failed", which changes no mark. A platform ignores a score that is
not newer than its last one, by the timestamp.

References
----------
https://www.imsglobal.org/spec/lti-ags/v2p0#score-publish-service
"""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from autograder.export.form import Options
from autograder.grading.result import Result
from autograder.report.wording import summary
from autograder.text import one_line


def convert(result: Result, options: Options) -> str:
    """Return the score's JSON."""
    graded = result.status == "graded"
    now = options.now or datetime.now(timezone.utc).isoformat(timespec="milliseconds")
    score: dict[str, Any] = {
        "userId": one_line(result.student["id"]),
        "timestamp": now,
        "activityProgress": "Completed" if graded else "Submitted",
        "gradingProgress": "FullyGraded" if graded else "Failed",
        "comment": summary(result),
    }
    if graded:
        score |= {"scoreGiven": max(0.0, result.score), "scoreMaximum": result.max_score}
    return json.dumps(score, ensure_ascii=False, indent=1) + "\n"
