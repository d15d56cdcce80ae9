"""A class at a time: every submission graded once, whatever happens on the way.

Owns the order of events: what the journal has is not graded again, what is graded is kept before
anything is made of it, and every file in the output folder can be made again from the journal. One
submission is left to `grading`, processes to `crew` and `cluster`, what is owed for lateness to
`policies`, the gradebook's form to `gradebook`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.authoring.assignment import Assignment
from autograder.course.gradebook import write_csv
from autograder.course.journal import Journal
from autograder.course.local_pool import grade_in_pool, grade_in_this_process
from autograder.course.marks import Marks, has_marks
from autograder.course.out_folder import cannot_write, results_folder
from autograder.course.policies import Policies
from autograder.grading.files import writing
from autograder.grading.hashes import environment_hash, submission_hash
from autograder.grading.job import Job, Task
from autograder.grading.result import Result
from autograder.intake.naming import SubmissionFile
from autograder.intake.roster import Student
from autograder.sandbox.fence import Fence
from autograder.text import localized, use_language

__all__ = ["Change", "ClassRun", "grade_class", "results_folder"]

_NO_POLICIES = Policies()


@dataclass(frozen=True)
class Change:
    """A student whose mark differs from the one last given."""

    student_id: str
    name: str
    before: float | None
    after: float | None


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
        What the course makes of a mark.
    dry_run : bool, default False
        Grade and compare, but give nobody a result.

    Attributes
    ----------
    reused : int
        Submissions that the journal had.
    marks : Marks or None
        What was given for written answers; matched with the students before results are made.
    changes : list of Change
        Marks that differ from those last given.
    ungraded : int
        Students without a mark.
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
        self.out = out
        self.policies = policies
        self.dry_run = dry_run
        self.results = results_folder(out)
        self.reused = 0
        self.marks: Marks | None = None
        self._marks_dropped: list[str] = []
        self.changes: list[Change] = []
        self.ungraded = 0
        self._attempts: dict[str, list[SubmissionFile]] = defaultdict(list)
        for file in files:
            self._attempts[file.student_id].append(file)
        # Of each student's files, in their order.
        self._hashes: dict[str, list[str]] = defaultdict(list)
        self._settled: set[str] = set()
        self.journal = Journal(out, task.grader_hash(), environment_hash())

    def __enter__(self) -> ClassRun:
        return self

    def __exit__(self, *exc: object) -> None:
        self.journal.close()

    # -- grading -----------------------------------------------------------------------------------

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
                    # The same file handed in by two is graded once.
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
        path = self.results / f"{file.student_id}.json"
        if self.dry_run or len(self._attempts[file.student_id]) > 1 or path.exists():
            return None
        return path

    def _known(self, submission: str, files: Iterable[SubmissionFile]) -> Iterator[Result]:
        for file in files:
            if len(self._attempts[file.student_id]) == 1:
                self._settle(file.student_id)
            result = self.journal.find(submission)
            assert result is not None
            yield _of(file, result)

    # -- what is given -----------------------------------------------------------------------------

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
        if not self.dry_run:
            path = self.out / "grades.csv"
            try:
                # The mark that Excel needs to read Korean names as UTF-8.
                with writing(path, encoding="utf-8-sig") as stream:
                    questions = [question.id for question in self.task.assignment.questions]
                    written = [each.id for each in self.marks.questions] if self.marks else []
                    write_csv(stream, questions, self.given(), missing, written)
            except OSError as error:
                raise cannot_write(path, error) from None

    def given(self) -> Iterator[Result]:
        """Yield the results that the students have been given, in the order of ids."""
        for student_id in sorted(self._attempts):
            result = self.journal.given(student_id)
            if result is not None:
                yield result

    def strangers(self) -> list[str]:
        """Return the ids with results of earlier runs that are not of this one."""
        return sorted(self.journal.students() - set(self._attempts))

    def about_marks(self) -> list[str]:
        """Return what to say of the marks for written answers, a line each."""
        if self._marks_dropped:
            said = ", ".join(self._marks_dropped)
            return [f"without the earlier marks for written answers: {said}; give --written again"]
        return self.marks.waiting(self.given()) if self.marks else []

    def _marked(self, result: Result) -> Result:
        return self.marks.add(result) if self.marks else result

    def _settle(self, student_id: str) -> None:
        """Make a student's result of what the attempts came to, if all are graded."""
        files = self._attempts[student_id]
        given = self.journal.given(student_id)
        results = []
        hashes = self._hashes.get(student_id, [])
        if len(hashes) < len(files):
            return
        for file, submission in zip(files, hashes, strict=True):
            found = self.journal.find(submission)
            if found is None:
                return
            with use_language(found.language):
                marked = self._marked(_of(file, found))
                results.append(self.policies.apply(marked, file, given))
        result = _best(results)
        self._settled.add(student_id)
        self.ungraded += result.status == "ungraded"
        before, after = _mark(given), _mark(result)
        if self.marks is None and given is not None and has_marks(given):
            self._marks_dropped.append(student_id)
        if given is not None and before != after:
            self.changes.append(Change(student_id, result.student["name"], before, after))
        if self.dry_run:
            return
        path = self.results / f"{student_id}.json"
        text = result.to_json() + "\n"
        try:
            if not _holds(path, text):
                with writing(path) as stream:
                    stream.write(text)
        except OSError as error:
            raise cannot_write(path, error) from None
        if given != result:
            self.journal.give(student_id, result)


def grade_class(
    assignment: Assignment,
    files: Sequence[SubmissionFile],
    out: Path,
    jobs: int = 1,
    fence: Fence | None = None,
) -> Iterator[Result]:
    """Grade submissions and write results and gradebook; yield each result as it is ready.

    Parameters
    ----------
    assignment : Assignment
        What is graded.
    files : sequence of SubmissionFile
        Their ids name the result files.
    out : Path
        Receives ``results/<id>.json``, ``grades.csv`` and the journal.
    jobs : int
        Number of submissions graded at the same time.
    fence : Fence, optional
        What holds student code: everything that the machine has.

    Raises
    ------
    ChalkgradError
        If `out` cannot be written.
    """
    with ClassRun(Task(assignment, fence=fence), files, out) as run:
        yield from run.grade(jobs)
        run.finish()


def _of(file: SubmissionFile, result: Result) -> Result:
    """Return the result of a file's bytes as this student's."""
    # What is wrong with a file is said with its name, and another may have had the same bytes.
    graded_as = f"{result.submission['file']}: "
    incidents = [
        f"{file.path.name}: {said.removeprefix(graded_as)}" if said.startswith(graded_as) else said
        for said in result.incidents
    ]
    return replace(
        result,
        student={"id": file.student_id, "name": file.name},
        submission={**result.submission, "file": file.file or file.path.name},
        incidents=incidents,
    )


def _best(results: Sequence[Result]) -> Result:
    """Return the best of a student's attempts, the last of equals."""
    if len(results) == 1:
        return results[0]
    best = max(
        enumerate(results),
        key=lambda numbered: (numbered[1].status == "graded", numbered[1].score, numbered[0]),
    )[1]
    with use_language(best.language):
        said = ", ".join(
            f"{each.submission['file']}: "
            + (
                f"{each.score:g}"
                if each.status == "graded"
                else localized("ungraded", "채점되지 않음")
            )
            for each in results
        )
        counts = localized(
            f"The best of {len(results)} counts ({said}).",
            f"제출물 {len(results)}개 가운데 가장 높은 점수로 합니다 ({said}).",
        )
    return replace(best, incidents=[*best.incidents, counts])


def _mark(result: Result | None) -> float | None:
    return result.score if result is not None and result.status == "graded" else None


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8", errors="strict") == text
    except (OSError, UnicodeDecodeError):
        return False
