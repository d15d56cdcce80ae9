"""One submission to grade in this process, in another one, or on another machine.

Owns what a grading process receives and returns. Running the processes is left to
`course.local_pool` and `course.dask_pool`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.authoring.assignment import Assignment, load_assignment
from autograder.authoring.testcase import tests_sha256
from autograder.errors import ChalkgradError, is_interrupt
from autograder.grading.atomic import of_one_size, write_atomically
from autograder.grading.grader import Grader, empty_result
from autograder.grading.hashes import grader_hash
from autograder.grading.result import Result, about_file
from autograder.intake.entry import SubmissionFile
from autograder.sandbox import memory
from autograder.sandbox.failures import OutOfMemory
from autograder.sandbox.fence import Fence
from autograder.sandbox.limits import Limits
from autograder.submissions.submission import language_of
from autograder.text import Text, use_language

_OUT_OF_MEMORY = Text(
    "memory ran out, and the kernel killed one of its processes",
    "메모리가 부족해 운영 체제가 이 제출물의 프로세스를 강제로 끝냈습니다",
)
_RUN_ONCE = Text(
    "its hidden tests had begun, and each of them runs once; run the command again",
    "이미 시작한 비공개 테스트는 두 번 실행하지 않으므로, 명령을 다시 실행하십시오",
)


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
        Where the unfinished result is written during grading, if possible.
    """

    file: SubmissionFile
    submission: str = ""
    live: Path | None = None

    def write_live(self, result: Result) -> None:
        """Write an unfinished result, if possible: errors are reported for the final one."""
        if self.live is not None:
            with contextlib.suppress(OSError):
                write_atomically(self.live, of_one_size(result.to_json()))


@dataclass(frozen=True)
class Task:
    """What every grader of a batch is set up with: the parameters of `Grader`.

    `memory_bytes` is the share of this machine's memory, which may be less than the cap.
    """

    assignment: Assignment = field(repr=False)
    limits: Limits | None = None
    fence: Fence | None = None
    language: str | None = None
    memory_bytes: int | None = None

    def sharing(self, graders: int) -> Task:
        """Return the same task for one of several graders on this machine."""
        return replace(self, memory_bytes=memory.share(graders))

    def grader(self) -> Grader:
        """Return a grader; every process has its own."""
        limits = self.limits or Limits()
        if self.memory_bytes is not None:
            limits = limits.within(self.memory_bytes)
        return Grader(self.assignment, limits, self.fence, self.language)

    def grader_hash(self) -> str:
        """Return one hash over everything that a submission's result depends on."""
        unsandboxed = "" if self.fence is None or self.fence.sandboxed else " unsandboxed"
        language = f" in {self.language}" if self.language else ""
        return grader_hash(self.assignment, self.limits) + unsandboxed + language

    def spec(self) -> TaskSpec:
        """Return what another process needs to make the same task."""
        master = str(self.assignment.master)
        return TaskSpec(master, self.limits, self.fence, self.language, self.memory_bytes)

    def failed(self, file: SubmissionFile, why: Text) -> Result:
        """Return the result of a submission that could not be graded: ungraded, not a zero."""
        language = self.language or language_of(file.path)
        tests_hash = tests_sha256(self.assignment)
        result = empty_result(self.assignment, file, file.name, language, tests_hash, {})
        result.status = "ungraded"
        with use_language(language):
            result.incidents.append(about_file(file.path.name, str(why)))
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
    memory_bytes: int | None = None

    def task(self) -> Task:
        """Load the assignment."""
        assignment = load_assignment(Path(self.master))
        return Task(assignment, self.limits, self.fence, self.language, self.memory_bytes)


class RestartingGrader:
    """One process's grader, started for the first submission and again after a failure."""

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

    def grade(
        self, job: Job, *, alone: bool = True, before_hidden: Callable[[], None] = lambda: None
    ) -> Result:
        """Grade one submission; if the grader fails, the submission is ungraded, no more.

        It is graded once more, unless it has seen something hidden: the kernel remembers what
        student code has done, such as which names it has looked up, so a second run would know.

        Parameters
        ----------
        alone : bool
            Whether no other submission is graded on this machine.
        before_hidden : callable, optional
            Called before the submission can see anything hidden.

        Raises
        ------
        ChalkgradError
            No submission can be graded here.
        OutOfMemory
            Memory ran out, perhaps because of one that is graded at the same time.
        """
        why = _OUT_OF_MEMORY
        has_seen = False

        def show() -> None:
            nonlocal has_seen
            if not has_seen:
                has_seen = True
                before_hidden()

        # A second attempt, because something may have killed the first grader's zygote.
        for _ in range(2):
            try:
                if self._grader is None:
                    self._grader = self.task.grader()
                return self._grader.grade(
                    job.file, job.write_live, name=job.file.name, before_hidden=show
                )
            except ChalkgradError:
                raise
            except Exception as error:
                if is_interrupt(error):
                    raise KeyboardInterrupt from error
                memory_ran_out = isinstance(error, OutOfMemory)
                why = _OUT_OF_MEMORY if memory_ran_out else _failure(error)
                self.close()
                if has_seen:
                    return self.task.failed(job.file, runs_once(why))
                if memory_ran_out and not alone:
                    raise
        return self.task.failed(job.file, why)


def runs_once(why: Text) -> Text:
    """Return why a submission that has seen something hidden is not graded again by itself."""
    return Text(f"{why.en}; {_RUN_ONCE.en}", f"{why.ko}; {_RUN_ONCE.ko}")


def _failure(error: Exception) -> Text:
    what = f"{type(error).__name__}: {error}"
    return Text(f"the grader failed ({what})", f"채점기 자체에 문제가 생겼습니다 ({what})")
