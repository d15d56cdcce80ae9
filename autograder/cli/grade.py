"""`chalkgrad grade`: from a download to a gradebook.

Owns the order of the steps and what is printed; each step is left to its room.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections import Counter
from collections.abc import Sequence

from autograder.authoring.assignment import Assignment, load_assignment
from autograder.cli import tables
from autograder.cli.export import write_export
from autograder.cli.options import fence, read_class, warn
from autograder.course.class_run import ClassRun
from autograder.course.marks import Marks
from autograder.course.policies import Policies, read_policies
from autograder.errors import ChalkgradError
from autograder.export.feedback import write_feedback
from autograder.export.form import Options
from autograder.export.formats import check_template
from autograder.grading.job import Task
from autograder.intake.intake import Intake
from autograder.report.class_report import write_report
from autograder.sandbox.fence import Fence
from autograder.text import LANGUAGES
from autograder.written.marks_file import read_marks

# The most names in one list; the gradebook has the rest.
_MOST_NAMES = 30


def run(options: argparse.Namespace) -> int:
    """Grade a class and export it if asked to; return the exit code."""
    if options.template and not options.export:
        raise ChalkgradError("--template is for --export canvas or moodle: name the format too")
    chosen = Options(options.template)
    if options.export:
        # A wrong template is reported before the class is graded, not after.
        check_template(options.export, chosen)
    code = grade_class(load_assignment(options.assignment), options, fence(options))
    if options.export and not options.dry_run:
        # With --json, stdout is for the results alone.
        stream = sys.stderr if options.json else sys.stdout
        code = max(code, write_export(options.out, options.export, None, chosen, stream))
    return code


def grade_class(assignment: Assignment, options: argparse.Namespace, fence: Fence) -> int:
    """Grade a class as the options say; return the exit code."""
    policies = read_policies(
        options.due, options.late, options.grace, options.cap, options.never_lower
    )
    marks = _read_marks(assignment, options)
    with read_class(assignment, options, best=options.attempt == "best") as intake:
        _warn_of_lateness(intake, policies)
        task = Task(assignment, fence=fence, language=options.lang)
        with ClassRun(task, intake.files, options.out, policies, options.dry_run) as work:
            if marks is not None:
                known = {each.id for each in intake.missing} | work.journal.students()
                marks.match(known | {file.student_id for file in intake.files})
                work.release.marks = marks
            _grade(work, intake, options)
            for line in work.release.notes_on_marks(work.released()):
                warn(line)
            if not options.dry_run:
                write_report(options.out, language=options.lang or LANGUAGES[0])
                write_feedback(options.out)
            _print_outcome(work, intake, options)
            return 1 if work.release.ungraded or intake.incomplete else 0


def _read_marks(assignment: Assignment, options: argparse.Namespace) -> Marks | None:
    if options.written is None:
        return None
    if not assignment.written:
        raise ChalkgradError(f"--written: {assignment.name} has no written questions")
    return read_marks(options.written, assignment.written)


def _grade(work: ClassRun, intake: Intake, options: argparse.Namespace) -> None:
    """Grade every file and release the results, also if grading is interrupted."""
    results = work.grade(options.jobs, options.scheduler)
    try:
        for _ in tables.progress(results, len(intake.files), "Grading", lambda: work.reused):
            pass
    except KeyboardInterrupt:
        work.finish(intake.missing)
        raise
    except ChalkgradError:
        # Release what is graded; it may be the gradebook that cannot be written.
        with contextlib.suppress(ChalkgradError):
            work.finish(intake.missing)
        raise
    work.finish(intake.missing)


def _print_outcome(work: ClassRun, intake: Intake, options: argparse.Namespace) -> None:
    """Print the results and where they are."""
    changes, results = work.release.changes, work.release.results
    students = len({file.student_id for file in intake.files})
    if options.dry_run:
        tables.print_changes(changes, students)
        return
    if options.json:
        tables.print_json(work.released())
        return
    tables.print_class(work.released)
    if changes:
        tables.print_changes(changes, students)
    if intake.missing:
        names = [f"{each.id} ({each.name})" if each.name else each.id for each in intake.missing]
        print(f"Missing:   {len(names)} of the roster: {_list(names)}")
    print(f"Gradebook: {options.out / 'grades.csv'}")
    print(f"Report:    {options.out / 'report.html'}")
    print(f"Feedback:  {options.out / 'feedback'}{os.sep}<id>.html and .md, for each student")
    print(f"Results:   {results}{os.sep}<id>.json, with all that the tests saw")
    if earlier := work.earlier_students():
        warn(
            f"{results} also holds results of earlier runs that are not in this gradebook: "
            f"{_list(earlier)}"
        )


def _warn_of_lateness(intake: Intake, policies: Policies) -> None:
    """Print on stderr which times count, and which submissions have none."""
    if policies.due is None or policies.penalty is None:
        return
    clocks = Counter(file.clock or "unknown" for file in intake.files)
    counts = ", ".join(f"{clock} ({count})" for clock, count in sorted(clocks.items()))
    warn(f"times of submission: {counts}")
    if unknown := [file.student_id for file in intake.files if policies.cannot_tell(file)]:
        warn(
            f"marked as late at an unknown time, so nothing is deducted: {_list(unknown)}; "
            "add a column 'submitted' to --roster"
        )


def _list(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
