"""A class at a time: every submission graded once, whatever happens on the way.

Owns the order of events: what the journal has is not graded again, and what is graded is kept
before anything is made of it. One submission is left to `grading`, processes to `local_pool` and
`dask_pool`, what students are given to `release`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from autograder.course.journal import Journal
from autograder.course.local_pool import grade_in_pool, grade_in_this_process
from autograder.course.out_folder import results_folder
from autograder.course.policies import Policies
from autograder.course.release import Release, as_handed_in
from autograder.grading.hashes import environment_hash, submission_hash
from autograder.grading.job import Job, Task
from autograder.grading.result import Result
from autograder.intake.naming import SubmissionFile
from autograder.intake.roster import Student

_NO_POLICIES = Policies()


class ClassRun:
    """One run over a class.

    Parameters
    ----------
    task : Task
        What graders are set up with.
    files : sequence of SubmissionFile
        Files with one id are attempts of one student, of which the best counts.
    out : Path
        Receives ``results/<id>.json``, ``grades.csv`` and the journal.
    policies : Policies, optional
        What the course makes of a score.
    dry_run : bool, default False
        Grade and compare, but give nobody a result.

    Attributes
    ----------
    reused : int
        Submissions that the journal had.
    release : Release
        What students are given.
    """

    def __init__(
        self,
        task: Task,
        files: Sequence[SubmissionFile],
        out: Path,
        policies: Policies = _NO_POLICIES,
        dry_run: bool = False,
    ) -> None:
        self.task = task
        self.reused = 0
        self._attempts: dict[str, list[SubmissionFile]] = defaultdict(list)
        for file in files:
            self._attempts[file.student_id].append(file)
        # Of each student's files, in their order.
        self._hashes: dict[str, list[str]] = defaultdict(list)
        self._settled: set[str] = set()
        results = results_folder(out)
        self.journal = Journal(out, task.grader_hash(), environment_hash())
        self.release = Release(results, self.journal, policies, dry_run)

    def __enter__(self) -> ClassRun:
        return self

    def __exit__(self, *exc: object) -> None:
        self.journal.close()

    def grade(self, jobs: int = 1, scheduler: str | None = None) -> Iterator[Result]:
        """Grade what is not in the journal; yield what every file is worth as it is known.

        Raises
        ------
        ChalkgradError
            Nothing can be graded or written. What is in the journal stays there.
        """
        waiting: dict[str, list[SubmissionFile]] = {}
        for files in self._attempts.values():
            for file in files:
                submission = submission_hash(file.path)
                self._hashes[file.student_id].append(submission)
                if submission in waiting:
                    # The same file handed in by two students is graded once.
                    waiting[submission].append(file)
                elif self.journal.has(submission):
                    self.reused += 1
                    yield from self._known(submission, [file])
                else:
                    waiting[submission] = [file]
        pending = (Job(waiting[key][0], key, self._live(waiting[key][0])) for key in list(waiting))
        for job, result in self._graded(pending, len(waiting), jobs, scheduler):
            self.journal.keep(job.submission, result)
            yield from self._known(job.submission, waiting.pop(job.submission))

    def finish(self, missing: Sequence[Student] = ()) -> None:
        """Give every student a result and write the gradebook; may be called on an unfinished run.

        Raises
        ------
        ChalkgradError
            A file cannot be written.
        """
        for student_id in self._attempts:
            if student_id not in self._settled:
                self._settle(student_id)
        if not self.release.dry_run:
            questions = [question.id for question in self.task.assignment.questions]
            self.release.write_gradebook(questions, self.given(), missing)

    def given(self) -> Iterator[Result]:
        """Yield the results that the students have been given, in the order of ids."""
        for student_id in sorted(self._attempts):
            result = self.journal.given(student_id)
            if result is not None:
                yield result

    def earlier_students(self) -> list[str]:
        """Return the ids with results of earlier runs that are not of this one."""
        return sorted(self.journal.students() - set(self._attempts))

    def _graded(
        self, pending: Iterable[Job], count: int, jobs: int, scheduler: str | None
    ) -> Iterable[tuple[Job, Result]]:
        if not count:
            return ()
        if scheduler is not None:
            from autograder.course.dask_pool import grade_on_dask

            return grade_on_dask(self.task, pending, scheduler)
        if count == 1:
            return grade_in_this_process(self.task, pending)
        return grade_in_pool(self.task, pending, min(jobs, count))

    def _live(self, file: SubmissionFile) -> Path | None:
        """Return where a result may be written while it is made: never over an earlier one."""
        path = self.release.results / f"{file.student_id}.json"
        several = len(self._attempts[file.student_id]) > 1
        return None if self.release.dry_run or several or path.exists() else path

    def _known(self, submission: str, files: Iterable[SubmissionFile]) -> Iterator[Result]:
        for file in files:
            if len(self._attempts[file.student_id]) == 1:
                self._settle(file.student_id)
            result = self.journal.find(submission)
            assert result is not None
            yield as_handed_in(file, result)

    def _settle(self, student_id: str) -> None:
        """Give a student a result, if all attempts are graded."""
        files = self._attempts[student_id]
        found = [self.journal.find(each) for each in self._hashes.get(student_id, [])]
        graded = [result for result in found if result is not None]
        if len(graded) == len(files):
            self.release.give(student_id, list(zip(files, graded, strict=True)))
            self._settled.add(student_id)
