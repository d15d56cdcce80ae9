"""`chalkgrad grade`: from a download to a gradebook, and what is said on the way.

Owns what is said; options are in `class_options`, the work is left to `intake`, `batch` and
`policies`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence

from autograder.authoring.assignment import Assignment
from autograder.cli import tables
from autograder.course.class_run import ClassRun
from autograder.course.marks import Marks, read_marks
from autograder.course.out_folder import locked
from autograder.course.policies import Policies, read_policies
from autograder.errors import ChalkgradError
from autograder.export.feedback import write_feedback
from autograder.grading.job import Task
from autograder.intake.intake import Intake, take_in
from autograder.intake.roster import read_roster
from autograder.report.class_report import write_report
from autograder.sandbox.fence import Fence
from autograder.text import LANGUAGES

# What is listed in full on a terminal; the gradebook has the rest.
_LINES = 30


def run(assignment: Assignment, options: argparse.Namespace, fence: Fence) -> int:
    """Grade a class as the options say; return the exit code."""
    policies = read_policies(
        options.due, options.late, options.grace, options.cap, options.never_lower
    )
    roster = read_roster(options.roster) if options.roster is not None else None
    marks = _read_marks(assignment, options)
    with locked(options.out) as scratch:
        intake = take_in(
            options.paths,
            assignment.name,
            scratch,
            handed_out=assignment.handed_out,
            roster=roster,
            best=options.attempt == "best",
        )
        _say(intake, policies)
        with ClassRun(
            Task(assignment, fence=fence, language=options.lang),
            intake.files,
            options.out,
            policies,
            options.dry_run,
        ) as work:
            if marks is not None:
                known = {each.id for each in intake.missing} | work.journal.students()
                marks.match(known | {file.student_id for file in intake.files})
                work.marks = marks
            code = _grade(work, intake, options)
    return 1 if intake.absent else code


def _read_marks(assignment: Assignment, options: argparse.Namespace) -> Marks | None:
    if options.written is None:
        return None
    if not assignment.written:
        raise ChalkgradError(f"--written: {assignment.name} has no written questions")
    return read_marks(options.written, assignment.written)


def _grade(work: ClassRun, intake: Intake, options: argparse.Namespace) -> int:
    try:
        for _ in tables.progress(
            work.grade(options.jobs, options.scheduler),
            len(intake.files),
            "Grading",
            lambda: work.reused,
        ):
            pass
    except KeyboardInterrupt:
        work.finish(intake.missing)
        raise
    except ChalkgradError:
        # What is graded is worth a gradebook, unless that is what cannot be written.
        with contextlib.suppress(ChalkgradError):
            work.finish(intake.missing)
        raise
    work.finish(intake.missing)
    for line in work.about_marks():
        _err(line)
    if not options.dry_run:
        write_report(options.out, language=options.lang or LANGUAGES[0])
        write_feedback(options.out)
    if options.dry_run:
        tables.print_changes(work.changes, len({file.student_id for file in intake.files}))
    elif options.json:
        tables.print_json(work.given())
    else:
        tables.print_class(work.given)
        if work.changes:
            tables.print_changes(work.changes, len({file.student_id for file in intake.files}))
        _print_missing(intake)
        print(f"Gradebook: {options.out / 'grades.csv'}")
        print(f"Report:    {options.out / 'report.html'}")
        print(f"Feedback:  {options.out / 'feedback'}{os.sep}<id>.html and .md, for each student")
        print(f"Results:   {work.results}{os.sep}<id>.json, with all that the tests saw")
        strangers = work.strangers()
        if strangers:
            _err(
                f"{work.results} also holds results of earlier runs that are not in this "
                f"gradebook: {_list(strangers)}"
            )
    return 1 if work.ungraded else 0


def _say(intake: Intake, policies: Policies) -> None:
    """Say on stderr what was recognised, chosen and refused."""
    for line in [*intake.notes, *intake.problems]:
        _err(line)
    if policies.due is not None and policies.penalty is not None:
        clocks: dict[str, int] = {}
        for file in intake.files:
            clock = file.clock or "unknown"
            clocks[clock] = clocks.get(clock, 0) + 1
        said = ", ".join(f"{clock} ({count})" for clock, count in sorted(clocks.items()))
        _err(f"times of submission: {said}")
        unknown = [file.student_id for file in intake.files if policies.cannot_tell(file)]
        if unknown:
            _err(
                f"marked as late, and nothing says how late, so nothing is deducted: "
                f"{_list(unknown)}; add a column 'submitted' to --roster"
            )


def _print_missing(intake: Intake) -> None:
    if intake.missing:
        names = [f"{each.id} ({each.name})" if each.name else each.id for each in intake.missing]
        print(f"Missing:   {len(names)} of the roster: {_list(names)}")


def _list(names: Sequence[str]) -> str:
    more = len(names) - _LINES
    return ", ".join(names[:_LINES]) + (f" and {more} more" if more > 0 else "")


def _err(line: str) -> None:
    print(f"chalkgrad: {line}", file=sys.stderr)
