r"""The last lines that an Autolab autograder prints: the feedback, then the scores.

Autolab puts quotes around every word before a colon (``gsub(/([a-zA-Z0-9]+):/, '"\1":')``) before
it reads the last line as JSON. A colon in a text would break it and is written as ``\u003a``; the
colons of the JSON itself follow a quotation mark. The names of Autolab's problems must be the ids
of the questions. A line without scores would be a zero, so it is not printed for an ungraded
submission.

References
----------
`app/controllers/assessment/autograde.rb` (parseAutoresult) and `app/controllers/
assessments_controller.rb` (parseFeedback) of https://github.com/autolab/Autolab
"""

from __future__ import annotations

import json
from typing import Any

from autograder.export.form import Options
from autograder.grading.result import Result
from autograder.text import one_line


def convert(result: Result, options: Options) -> str:
    """Return the two lines of a graded submission."""
    scores: dict[str, float] = {question.id: question.points for question in result.questions}
    # Changes by a policy need a problem of their own, which is missing without a policy.
    for each in result.adjustments:
        scores["adjustments"] = round(scores.get("adjustments", 0.0) + each.points, 2)
    stage: dict[str, Any] = {
        question.id: {
            "passed": question.status == "passed",
            "hint": one_line(question.feedback) if question.status != "passed" else "",
        }
        for question in result.questions
    }
    semantic = {"_presentation": "semantic", "stages": ["Questions"], "Questions": stage}
    return f"{_line(semantic)}\n{_line({'scores': scores, 'scoreboard': [result.score]})}\n"


def _line(content: Any) -> str:
    """Return JSON in one line of ASCII, without colons in its texts."""
    if isinstance(content, dict):
        return "{" + ", ".join(f"{_line(k)}: {_line(v)}" for k, v in content.items()) + "}"
    if isinstance(content, list):
        return "[" + ", ".join(map(_line, content)) + "]"
    text = json.dumps(content)
    return text.replace(":", "\\u003a") if isinstance(content, str) else text
