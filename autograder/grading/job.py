"""One submission to grade, wherever that happens: here, in another process, on another machine.

Owns what a grading process is told and what it answers. Who runs the processes is left to
`course.local_pool` and `course.dask_pool`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.authoring.assignment import Assignment, load_assignment
from autograder.authoring.testcase import tests_sha256
from autograder.errors import ChalkgradError
from autograder.grading.grader import Grader, empty_result
from autograder.grading.hashes import grader_hash
from autograder.grading.result import Result
from autograder.intake.naming import SubmissionFile
from autograder.sandbox.fence import Fence
from autograder.sandbox.limits import Limits
from autograder.submissions.submission import language_of
from autograder.text import Text, use_language


@dataclass(frozen=True, slots=True)
class Job:
    """One submission to grade.

    Parameters
    ----------
    file : SubmissionFile
        What is graded.
    submission : str
        Hash that its result is kept under.
    live : Path, optional
        Receives the result while grading goes on, if it can.
    """

    file: SubmissionFile
    submission: str = ""
    live: Path | None = None


@dataclass(frozen=True)
class Task:
    """What every grader of a batch is set up with.

    Parameters
    ----------
    assignment : Assignment
        What is graded.
    limits : Limits, optional
        The caps on student code.
    fence : Fence, optional
        What holds student code: everything that the machine has.
    language : str, optional
        What students read their results in; the one of their notebook by default.
    """

    assignment: Assignment = field(repr=False)
    limits: Limits | None = None
    fence: Fence | None = None
    language: str | None = None

    def grader(self) -> Grader:
        """Return a grader; every process has its own."""
        return Grader(self.assignment, self.limits, self.fence, self.language)

    def grader_hash(self) -> str:
        """Return one hash over all that decides what a submission's result says."""
        sandboxed = self.fence is None or self.fence.sandboxed
        chosen = f" in {self.language}" if self.language else ""
        return (
            grader_hash(self.assignment, self.limits)
            + ("" if sandboxed else " unsandboxed")
            + chosen
        )

    def spec(self) -> TaskSpec:
        """Return what another process of this machine makes the same task from."""
        return TaskSpec(str(self.assignment.master), self.limits, self.fence, self.language)

    def failed(self, file: SubmissionFile, why: Text) -> Result:
        """Return the result of a submission that no grader could finish: ungraded, not a zero."""
        language = self.language or language_of(file.path)
        tests_hash = tests_sha256(self.assignment)
        result = empty_result(self.assignment, file, file.name, language, tests_hash, {})
        result.status = "ungraded"
        with use_language(language):
            result.incidents.append(f"{file.path.name}: {why}")
        for question in result.questions:
            question.status = "error"
        return result


@dataclass(frozen=True)
class TaskSpec:
    """A task as it is sent to another process: see `Task`."""

    master: str
    limits: Limits | None = None
    fence: Fence | None = None
    language: str | None = None

    def task(self) -> Task:
        """Load the assignment."""
        return Task(load_assignment(Path(self.master)), self.limits, self.fence, self.language)


class RestartingGrader:
    """One process's grader, started when it is first needed and again when it has failed.

    Parameters
    ----------
    task : Task
        What it is set up with.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self._grader: Grader | None = None

    def close(self) -> None:
        """End the grader's processes."""
        grader, self._grader = self._grader, None
        if grader is not None:
            grader.close()

    def __enter__(self) -> RestartingGrader:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def grade(self, job: Job) -> Result:
        """Grade one submission; a fault of the grader's is its result, never the batch's end.

        Raises
        ------
        ChalkgradError
            Nothing can be graded here, whatever the submission.
        """
        try:
            return self._grade(job)
        except ChalkgradError:
            raise
        except Exception:
            # Its zygote may have been killed: a new one is as good as the first.
            self.close()
        try:
            return self._grade(job)
        except ChalkgradError:
            raise
        except Exception as error:
            self.close()
            what = f"{type(error).__name__}: {error}"
            return self.task.failed(
                job.file,
                Text(f"the grader failed ({what})", f"채점기 자체에 문제가 생겼습니다 ({what})"),
            )

    def _grade(self, job: Job) -> Result:
        if self._grader is None:
            self._grader = self.task.grader()
        return self._grader.grade(job.file, _writer(job.live), name=job.file.name)


def _writer(live: Path | None) -> Callable[[Result], None]:
    def write(result: Result) -> None:
        # The batch writes the result that counts, and says what hinders it.
        with contextlib.suppress(OSError):
            if live is not None:
                result.write(live)

    return write
