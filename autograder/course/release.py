"""What the students of a class are given: a result each, changed by marks and policies.

Owns the result files, the comparison with what was given before, and the gradebook. What answers
are worth is left to `grading`; every file here can be made again from the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.course.gradebook import write_csv
from autograder.course.journal import Journal
from autograder.course.marks import Marks, has_marks
from autograder.course.out_folder import cannot_write
from autograder.course.policies import Policies
from autograder.grading.files import writing
from autograder.grading.result import Result
from autograder.intake.naming import SubmissionFile
from autograder.intake.roster import Student
from autograder.text import localized, use_language


@dataclass(frozen=True)
class Change:
    """A student whose score differs from the one last given."""

    student_id: str
    name: str
    before: float | None
    after: float | None


class Release:
    """The results that one run gives to students.

    Parameters
    ----------
    results : Path
        Folder of the result files; ``grades.csv`` goes beside it.
    journal : Journal
        Remembers what each student was last given.
    policies : Policies
        What the course makes of a score.
    dry_run : bool, default False
        Compare, but give nobody a result.

    Attributes
    ----------
    marks : Marks or None
        What was given for written answers; matched with the students before results are made.
    changes : list of Change
        Scores that differ from those last given.
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

    def give(self, student_id: str, attempts: Sequence[tuple[SubmissionFile, Result]]) -> None:
        """Make a student's result of what the attempts came to.

        Raises
        ------
        ChalkgradError
            The result file cannot be written.
        """
        before = self.journal.given(student_id)
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
        try:
            if not _holds(path, text):
                with writing(path) as stream:
                    stream.write(text)
        except OSError as error:
            raise cannot_write(path, error) from None
        if before != result:
            self.journal.give(student_id, result)

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
        try:
            # The byte order mark that Excel needs to read Korean names as UTF-8.
            with writing(path, encoding="utf-8-sig") as stream:
                write_csv(stream, questions, results, missing, written)
        except OSError as error:
            raise cannot_write(path, error) from None

    def notes_on_marks(self, results: Iterable[Result]) -> list[str]:
        """Return what to say of the marks for written answers, a line each."""
        if self._marks_dropped:
            said = ", ".join(self._marks_dropped)
            return [f"without the earlier marks for written answers: {said}; give --written again"]
        return self.marks.waiting(results) if self.marks else []


def as_handed_in(file: SubmissionFile, result: Result) -> Result:
    """Return the result of a file's bytes as that of the student who handed them in."""
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


def _score(result: Result | None) -> float | None:
    return result.score if result is not None and result.status == "graded" else None


def _holds(path: Path, text: str) -> bool:
    try:
        return path.read_text(encoding="utf-8", errors="strict") == text
    except (OSError, UnicodeDecodeError):
        return False
