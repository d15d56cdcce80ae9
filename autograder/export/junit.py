"""JUnit XML as `pytest --junitxml` writes it (xunit2): a suite per submission, a case per test.

References
----------
`src/_pytest/junitxml.py` of https://github.com/pytest-dev/pytest
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from autograder.export.form import Options, Table
from autograder.export.gradescope import whole_seconds
from autograder.grading.result import Result
from autograder.text import one_line, printable


def convert_class(results: Iterable[Result], options: Options) -> Table:
    """Return the XML; an ungraded submission is an error, not a failure."""
    suites = []
    for result in results:
        suite = ElementTree.Element("testsuite", name=one_line(result.student["id"]))
        counts = {"errors": 0, "failures": 0, "skipped": 0, "tests": 0}
        if result.status != "graded":
            _case(suite, result.assignment, "grading", "error", "; ".join(result.incidents))
            counts |= {"errors": 1, "tests": 1}
        else:
            for question in result.questions:
                for test in question.tests:
                    kind = {"passed": "", "error": "error"}.get(test.status, "failure")
                    if question.status == "not_attempted" and kind == "failure":
                        kind = "skipped"
                    said = test.message or question.feedback
                    _case(suite, f"{result.assignment}.{question.id}", test.name, kind, said)
                    counts["tests"] += 1
                    if kind:
                        counts[{"error": "errors", "failure": "failures"}.get(kind, kind)] += 1
        for name, count in counts.items():
            suite.set(name, str(count))
        suite.set("time", f"{whole_seconds(result.wall_seconds)}.000")
        ElementTree.indent(suite, " ")
        # Converted to text here, since the elements of a class take ten times the memory.
        suites.append(ElementTree.tostring(suite, encoding="unicode"))
    head = '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="chalkgrad">'
    return Table("\n".join([head, *suites, "</testsuites>\n"]))


def _case(suite: ElementTree.Element, classname: str, name: str, kind: str, said: str) -> None:
    case = ElementTree.SubElement(
        suite, "testcase", classname=one_line(classname), name=one_line(name), time="0.000"
    )
    if kind:
        outcome = ElementTree.SubElement(case, kind, message=one_line(said)[:500])
        outcome.text = printable(said)
