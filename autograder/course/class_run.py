"""One run over a class: every submission is graded once, even if earlier runs were interrupted.

Owns the order of events: a submission in the journal is not graded again, and a new result goes
into the journal first. Grading one submission is left to `grading`, processes to `local_pool` and
`dask_pool`, the students' results to `release`.
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
from autograder.intake.entry import SubmissionFile
from autograder.intake.roster import Student

_NO_POLICIES = Policies()


class ClassRun:
    """One run over a class.

    Parameters
    ----------
    task : Task
        What graders are set up with.
    files : sequence of SubmissionFile
        Files with the same id are attempts of one student; the best one counts.
    out : Path
        Folder for ``results/<id>.json``, ``grades.csv`` and the journal.
    policies, dry_run
        As for `Release`.

    Attributes
    ----------
    reused : int
        Number of submissions that were in the journal.
    release : Release
        The results that students get.
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
        # For each student, in the order of the files.
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
        """Grade what is not in the journal; yield every file's result as soon as it is known.

        Raises
        ------
        ChalkgradError
            Nothing can be graded or written. The journal keeps what it has.
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
        """Release the students' results and write the gradebook, even of an unfinished run.

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
            self.release.write_gradebook(questions, self.released(), missing)

    def released(self) -> Iterator[Result]:
        """Yield the students' released results, in the order of ids."""
        for student_id in sorted(self._attempts):
            result = self.journal.released(student_id)
            if result is not None:
                yield result

    def earlier_students(self) -> list[str]:
        """Return the ids of students with results of earlier runs who are not in this one."""
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
        """Return where an unfinished result may be written: never over an earlier one."""
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
        """Publish a student's result if all attempts are graded."""
        files = self._attempts[student_id]
        found = [self.journal.find(each) for each in self._hashes.get(student_id, [])]
        graded = [result for result in found if result is not None]
        if len(graded) == len(files):
            # Before it is published: a file that cannot be written must not stop those of others.
            self._settled.add(student_id)
            self.release.publish(student_id, list(zip(files, graded, strict=True)))
