"""A class graded into a folder, as by `chalkgrad grade`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.authoring.assignment import Assignment
from autograder.course.class_run import ClassRun
from autograder.grading.job import Task
from autograder.grading.result import Result
from autograder.intake.entry import SubmissionFile


def grade_class(
    assignment: Assignment, files: Sequence[SubmissionFile], out: Path, jobs: int = 1
) -> Iterator[Result]:
    """Grade submissions, write results and gradebook, and yield each result as it is ready."""
    with ClassRun(Task(assignment), files, out) as run:
        yield from run.grade(jobs)
        run.finish()
