"""The files for marking a class by hand: a sheet for each student, and a file of marks.

Owns which files are written and where. No submission is run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.authoring.assignment import Assignment
from autograder.errors import not_written
from autograder.grading.atomic import write_atomically
from autograder.intake.entry import SubmissionFile
from autograder.submissions.submission import UnreadableSubmission
from autograder.written.answers import Answers, Part, Reader
from autograder.written.marks_file import write_marks
from autograder.written.sheet import answered, index, sheet

MARKS = "marks.csv"


@dataclass(frozen=True)
class Sheets:
    """What was written.

    Attributes
    ----------
    students, added, blank : int
        Numbers of students, of those added to the file of marks, and of those without an answer.
    unreadable : list of str
        A line for each submission that could not be read.
    """

    students: int
    added: int
    blank: int
    unreadable: list[str]


def write_sheets(assignment: Assignment, files: Sequence[SubmissionFile], out: Path) -> Sheets:
    """Write ``sheets.html``, ``sheets/<id>.html`` and ``marks.csv`` below `out`.

    Raises
    ------
    ChalkgradError
        A file cannot be written, or the existing marks cannot be read.
    """
    students = [(file.student_id, file.name) for file in files]
    # First, so that nothing is written if the existing marks cannot be read.
    added = write_marks(out / MARKS, assignment.written, students)
    reader = Reader(assignment)
    sheets: list[tuple[tuple[str, str], Answers | str]] = []
    unreadable = []
    folder = out / "sheets"
    try:
        folder.mkdir(exist_ok=True)
        for file, student in zip(files, students, strict=True):
            answers: Answers | str
            try:
                answers = reader.read(file.path)
            except UnreadableSubmission as error:
                answers = f"{file.path.name}: {error.reason}"
                unreadable.append(answers)
            write_atomically(folder / f"{student[0]}.html", sheet(assignment, student, answers))
            sheets.append((student, _without_contents(answers)))
        write_atomically(out / "sheets.html", index(assignment, sheets))
    except OSError as error:
        raise not_written(error, f"{folder}: cannot be written ({error.strerror})") from None
    blank = sum(not answered(answers) for _, answers in sheets)
    return Sheets(len(sheets), added, blank, unreadable)


def _without_contents(answers: Answers | str) -> Answers | str:
    """Return answers without texts and pictures, so that those of a class fit into memory."""
    if isinstance(answers, str):
        return answers
    empty = (Part(code=False, source="", pictures={}),)
    return replace(answers, parts={id_: parts and empty for id_, parts in answers.parts.items()})
