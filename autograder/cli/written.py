"""`chalkgrad written`: what is needed to mark the written answers of a class by hand."""

from __future__ import annotations

import argparse
import os

from autograder.authoring.assignment import load_assignment
from autograder.cli.options import read_class, warn
from autograder.errors import ChalkgradError
from autograder.written.sheets import MARKS, write_sheets


def run(options: argparse.Namespace) -> int:
    """Write the sheets and the file of marks; return the exit code."""
    assignment = load_assignment(options.assignment)
    if not assignment.written:
        raise ChalkgradError(f"{assignment.name}: has no written questions")
    out = options.out
    with read_class(assignment, options) as intake:
        done = write_sheets(assignment, intake.files, out)
    for line in done.unreadable:
        warn(line)
    print(f"Sheets: {out / 'sheets.html'}, and {out / 'sheets'}{os.sep}<id>.html for each student")
    print(
        f"Marks:  {out / MARKS}, to be filled in ({done.added} of {done.students} students added)"
    )
    print(f"{done.students} students, {done.blank} without a written answer")
    print(f"Then:   chalkgrad grade ... -a {assignment.name} -o ... --written {out / MARKS}")
    return 1 if done.unreadable or intake.incomplete else 0
