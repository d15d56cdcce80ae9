"""`chalkgrad check`: the public tests on one submission, as the student sees them."""

from __future__ import annotations

import argparse

from autograder.authoring.assignment import load_assignment
from autograder.cli.options import fence
from autograder.cli.tables import SIGNS, escape, wide_console
from autograder.errors import ChalkgradError
from autograder.grading.grader import Grader
from autograder.grading.result import Result
from autograder.intake.files import find_submissions, why_no_file
from autograder.text import localized, use_language


def run(options: argparse.Namespace) -> int:
    """Run the tests and print their messages; return the exit code."""
    assignment = load_assignment(options.assignment)
    if options.question is not None:
        assignment.question(options.question)
    if problem := why_no_file(options.file):
        raise ChalkgradError(problem)
    file = find_submissions([options.file]).files[0]
    with Grader(assignment, fence=fence(options), language=options.lang) as grader:
        result = grader.grade(
            file, public_only=True, only=[options.question] if options.question else ()
        )
    if options.json:
        print(result.to_json())
    else:
        _print_check(result, options.question)
    return 1 if result.status == "ungraded" else 0


def _print_check(result: Result, only: str | None) -> None:
    """Print the public tests of one submission, question by question, in its language."""
    with use_language(result.language):
        passed, failed = localized("passed", "통과"), localized("failed", "통과하지 못함")
        remain = localized(
            "Hidden tests remain: they are run when you submit.",
            "숨은 테스트가 남아 있습니다. 제출하면 실행합니다.",
        )
    console = wide_console()
    for line in result.incidents:
        console.print(f"[yellow]![/] {escape(line)}")
    if result.status == "ungraded":
        return
    for question in result.questions:
        if only in (None, question.id):
            plain = question.status in ("passed", "not_attempted")
            sign = SIGNS[question.status if plain else "failed"]
            console.print(f"{sign} [bold]{question.id}[/]")
            for test in question.tests:
                if not test.hidden:
                    outcome = passed if test.status == "passed" else failed
                    console.print(f"    {outcome}: {escape(test.message)}")
    console.print(f"[dim]{remain}[/]")
