"""Options that several commands share or that `grade` needs for a class, and reading them."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.export.formats import FORMATS
from autograder.text import LANGUAGES, printable

if TYPE_CHECKING:
    from autograder.authoring.assignment import Assignment
    from autograder.intake.intake import Intake
    from autograder.sandbox.fence import Fence


def count(text: str) -> int:
    """Read a number above 0."""
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def add_jobs(command: argparse.ArgumentParser, what: str) -> None:
    """Add the option for the number of parallel jobs; by default one per core."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    command.add_argument("--jobs", type=count, default=cores or 1, help=what)


def add_language(command: argparse.ArgumentParser, what: str) -> None:
    """Add the option that chooses a language."""
    command.add_argument("--lang", choices=LANGUAGES, help=what)


def add_class(command: argparse.ArgumentParser, roster: str) -> None:
    """Add the options for submissions, assignment, output and roster."""
    command.add_argument("paths", nargs="+", metavar="PATH")
    command.add_argument("-a", "--assignment", required=True)
    command.add_argument("-o", "--out", type=Path, required=True)
    command.add_argument("--roster", type=Path, metavar="CSV", help=roster)


def add_policies(command: argparse.ArgumentParser) -> None:
    """Add the options of `grade` for a whole class."""
    add_language(command, "of feedback and report; default: each notebook's own")
    command.add_argument(
        "--attempt",
        choices=("last", "best"),
        default="last",
        help="which of a student's files counts (default: last)",
    )
    command.add_argument("--scheduler", metavar="ADDRESS", help="grade on a Dask cluster")
    command.add_argument("--due", metavar="TIME", help="such as 2026-10-01T23:59, local time")
    command.add_argument("--late", metavar="PENALTY", help="deducted when late, such as 10%%/day")
    command.add_argument("--grace", metavar="TIME", help="lateness without a penalty, such as 15m")
    command.add_argument("--cap", metavar="POINTS", help="maximum score, such as 80 or 80%%")
    command.add_argument("--never-lower", action="store_true", help="never lower a released score")
    command.add_argument(
        "--written", type=Path, metavar="CSV", help="add the marks of `written` to the results"
    )
    command.add_argument(
        "--export", choices=FORMATS, metavar="NAME", help="also write the LMS's form, see `export`"
    )
    command.add_argument(
        "--template", type=Path, metavar="GRADEBOOK.csv", help="gradebook exported from the LMS"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="show whose score would change; write no result"
    )


def policy_defaults() -> dict[str, Any]:
    """Return the defaults of these options, for the demo, which has none of them."""
    command = argparse.ArgumentParser()
    add_policies(command)
    return vars(command.parse_args([]))


def add_unsandboxed(command: argparse.ArgumentParser) -> None:
    """Add the option that turns the fence off."""
    command.add_argument(
        "--unsandboxed",
        action="store_true",
        help="run student code with all your rights: only for submissions that you trust",
    )


def chosen_assignments(options: argparse.Namespace) -> Iterator[Assignment]:
    """Yield the assignment that the options name, or all of them."""
    from autograder.authoring.assignment import available_assignments, load_assignment

    for name in [options.assignment] if options.assignment else available_assignments():
        yield load_assignment(name)


@contextlib.contextmanager
def read_class(
    assignment: Assignment, options: argparse.Namespace, best: bool = False
) -> Iterator[Intake]:
    """Lock the output folder and yield the submissions; print notes and problems on stderr."""
    from autograder.course.out_folder import locked
    from autograder.intake.intake import take_in
    from autograder.intake.roster import read_roster

    roster = read_roster(options.roster) if options.roster is not None else None
    with locked(options.out) as scratch:
        handed_out = assignment.handed_out
        intake = take_in(
            options.paths, assignment.name, scratch, handed_out=handed_out, roster=roster, best=best
        )
        for line in [*intake.notes, *intake.problems]:
            warn(line)
        yield intake


def fence(options: argparse.Namespace) -> Fence:
    """Return the fence that the options select; without one, warn on stderr."""
    from autograder.sandbox.fence import UNSANDBOXED, Fence

    if options.unsandboxed:
        warn(f"WARNING: {UNSANDBOXED}")
    return Fence(sandboxed=not options.unsandboxed)


def warn(line: str) -> None:
    """Print a line on stderr, with the command's name in front."""
    print(f"chalkgrad: {printable(line)}", file=sys.stderr)
