"""The `xqueue_body` of a reply to Open edX.

`msg` is well-formed XML, as the LMS requires, in which the student's text is escaped. The score is
a share: the LMS multiplies it by the problem's weight. The format cannot express that there is no
score, so an ungraded submission has no reply.

References
----------
`xmodule/capa/responsetypes.py` (CodeResponse._parse_score_msg) of
https://github.com/openedx/edx-platform
"""

from __future__ import annotations

import json
from xml.etree import ElementTree

from autograder.export.form import Options
from autograder.grading.result import Result
from autograder.report.wording import question_line, score_line, share


def convert(result: Result, options: Options) -> str:
    """Return the JSON of a graded submission."""
    root = ElementTree.Element("div", {"class": "chalkgrad"})
    head = ElementTree.SubElement(root, "p")
    head.text = score_line(result)
    items = ElementTree.SubElement(root, "ul")
    for question in result.questions:
        item = ElementTree.SubElement(items, "li")
        item.text = question_line(question)
    content = {
        "correct": share(result) == 1,
        "score": share(result),
        "msg": ElementTree.tostring(root, encoding="unicode"),
    }
    return json.dumps(content) + "\n"
