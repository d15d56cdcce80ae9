"""The results released to the students of a class: one each, with marks and policies applied.

Owns the result files, the comparison with the results released before, and the gradebook. What
answers are worth is left to `grading`; every file here can be made again from the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.gradebook import write_csv
from autograder.course.journal import Journal
from autograder.course.marks import Marks, has_marks
from autograder.course.out_folder import explaining_errors
from autograder.course.policies import Policies
from autograder.grading.atomic import write_atomically, writing
from autograder.grading.result import Result, about_file
from autograder.intake.entry import SubmissionFile
from autograder.intake.roster import Student
from autograder.text import localized, use_language


@dataclass(frozen=True)
class Change:
    """A student whose score differs from the one last released."""

    student_id: str
    name: str
    before: float | None
    after: float | None


class Release:
    """The results that one run releases.

    Parameters
    ----------
    results : Path
        Folder of the result files; ``grades.csv`` is written next to it.
    journal : Journal
        Has the result last released to each student.
    policies : Policies
        The course's rules for scores.
    dry_run : bool, default False
        Compare, but release nothing.

    Attributes
    ----------
    marks : Marks or None
        The marks for written answers; matched with the students before results are released.
    changes : list of Change
        Scores that differ from those last released.
    ungraded : int
        Students without a score.
    """

    def __init__(
        self, results: Path, journal: Journal, policies: Policies, dry_run: bool = False
    ) -> None:
        self.results = results
        self.journal = journal
        self.policies = policies
        self.dry_run = dry_run
        self.marks: Marks | None = None
        self.changes: list[Change] = []
        self.ungraded = 0
        self._marks_dropped: list[str] = []

    def publish(self, student_id: str, attempts: Sequence[tuple[SubmissionFile, Result]]) -> None:
        """Publish a student's result: the best of the attempts.

        Raises
        ------
        ChalkgradError
            The result file cannot be written.
        """
        before = self.journal.released(student_id)
        results = []
        for file, graded in attempts:
            with use_language(graded.language):
                result = as_handed_in(file, graded)
                result = self.marks.add(result) if self.marks else result
                results.append(self.policies.apply(result, file, before))
        result = _best(results)
        self.ungraded += result.status == "ungraded"
        if self.marks is None and before is not None and has_marks(before):
            self._marks_dropped.append(student_id)
        if before is not None and _score(before) != _score(result):
            name = result.student["name"]
            self.changes.append(Change(student_id, name, _score(before), _score(result)))
        if self.dry_run:
            return
        path = self.results / f"{student_id}.json"
        text = result.to_json() + "\n"
        with explaining_errors(path):
            if not _holds(path, text):
                write_atomically(path, text)
        if before != result:
            self.journal.release(student_id, result)

    def write_gradebook(
        self, questions: Sequence[str], results: Iterable[Result], missing: Iterable[Student]
    ) -> None:
        """Write ``grades.csv``; see `gradebook.write_csv`.

        Raises
        ------
        ChalkgradError
            The file cannot be written.
        """
        path = self.results.parent / "grades.csv"
        written = [each.id for each in self.marks.questions] if self.marks else []
        # Excel needs the byte order mark to read Korean names as UTF-8.
        with explaining_errors(path), writing(path, encoding="utf-8-sig") as stream:
            write_csv(stream, questions, results, missing, written)

    def notes_on_marks(self, results: Iterable[Result]) -> list[str]:
        """Return remarks on the marks for written answers, one line each."""
        if self._marks_dropped:
            students = ", ".join(self._marks_dropped)
            return [f"marks for written answers dropped: {students}; pass --written again"]
        return self.marks.waiting(results) if self.marks else []


def as_handed_in(file: SubmissionFile, result: Result) -> Result:
    """Return the result of a file's bytes as that of the student who handed them in."""
    # An incident may begin with the file's name, and another file may have had the same bytes.
    graded_as = about_file(result.submission["file"], "")
    incidents = [
        about_file(file.path.name, line.removeprefix(graded_as))
        if line.startswith(graded_as)
        else line
        for line in result.incidents
    ]
    return replace(
        result,
        student={"id": file.student_id, "name": file.name},
        submission={**result.submission, "file": file.file or file.path.name},
        incidents=incidents,
    )


def _best(results: Sequence[Result]) -> Result:
    """Return the best of a student's attempts, the last one if several are equal."""
    if len(results) == 1:
        return results[0]
    # Of equal ones, `max` returns the first.
    best = max(reversed(results), key=lambda each: (each.status == "graded", each.score))
    with use_language(best.language):
        ungraded = localized("ungraded", "채점되지 않음")
        scores = ", ".join(
            f"{each.submission['file']}: "
            + (f"{each.score:g}" if each.status == "graded" else ungraded)
            for each in results
        )
        counts = localized(
            f"The best of {len(results)} counts ({scores}).",
            f"제출물 {len(results)}개 가운데 가장 높은 점수로 합니다 ({scores}).",
        )
    return replace(best, incidents=[*best.incidents, counts])


def _score(result: Result | None) -> float | None:
    return result.score if result is not None and result.status == "graded" else None


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8", errors="strict") == text
    except (OSError, UnicodeDecodeError):
        return False
