"""`chalkgrad written`: what a marker needs, a sheet for each student and a file for the marks.

Owns what is written where and what is said. Nothing of a submission is run.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from autograder.authoring.assignment import Assignment
from autograder.course.marks import write_marks
from autograder.course.out_folder import locked
from autograder.errors import ChalkgradError
from autograder.grading.files import write_atomically
from autograder.intake.intake import take_in
from autograder.intake.roster import read_roster
from autograder.submissions.submission import UnreadableSubmission
from autograder.written.answers import Answers, Part, Reader
from autograder.written.sheet import found, index, sheet

MARKS = "marks.csv"


def run(assignment: Assignment, options: argparse.Namespace) -> int:
    """Write sheets and marks as the options say; return the exit code."""
    if not assignment.written:
        raise ChalkgradError(f"{assignment.name}: has no written questions")
    roster = read_roster(options.roster) if options.roster is not None else None
    out: Path = options.out
    reader = Reader(assignment)
    # Of a large class, without the pictures.
    sheets: list[tuple[tuple[str, str], Answers | str]] = []
    unreadable = 0
    with locked(out) as scratch:
        intake = take_in(
            options.paths,
            assignment.name,
            scratch,
            handed_out=assignment.handed_out,
            roster=roster,
        )
        for line in [*intake.notes, *intake.problems]:
            print(f"chalkgrad: {line}", file=sys.stderr)
        students = [(file.student_id, file.name) for file in intake.files]
        # Before anything is written: marks that cannot be read must be looked at first.
        added = write_marks(out / MARKS, assignment.written, students)
        folder = out / "sheets"
        try:
            folder.mkdir(exist_ok=True)
            for file, student in zip(intake.files, students, strict=True):
                answers: Answers | str
                try:
                    answers = reader.read(file.path)
                except UnreadableSubmission as error:
                    answers = f"{file.path.name}: {error.reason}"
                    print(f"chalkgrad: {answers}", file=sys.stderr)
                    unreadable += 1
                write_atomically(folder / f"{student[0]}.html", sheet(assignment, student, answers))
                sheets.append((student, _light(answers)))
            write_atomically(out / "sheets.html", index(assignment, sheets))
        except OSError as error:
            raise ChalkgradError(f"{folder}: cannot be written ({error.strerror})") from None
    blank = sum(not found(answers) for _, answers in sheets)
    print(f"Sheets: {out / 'sheets.html'}, and {folder}{os.sep}<id>.html for each student")
    print(f"Marks:  {out / MARKS}, to be filled in ({added} of {len(sheets)} students added)")
    print(f"{len(sheets)} students, {blank} without a written answer")
    print(f"Then:   chalkgrad grade ... -a {assignment.name} -o ... --written {out / MARKS}")
    return 1 if unreadable or intake.absent else 0


def _light(answers: Answers | str) -> Answers | str:
    """Return answers without what was written: a class of them fits into memory."""
    if isinstance(answers, str):
        return answers
    empty = (Part(code=False, source="", pictures={}),)
    return replace(answers, parts={id_: parts and empty for id_, parts in answers.parts.items()})
