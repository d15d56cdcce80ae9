"""The `chalkgrad` command: arguments in, lines and exit codes out.

Results go to stdout, progress to stderr. Exit code 0: done, whatever the marks; 1: something could
not be graded or is stale; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import autograder
from autograder import class_options
from autograder.assignment import available_assignments, load_assignment, project_root
from autograder.errors import ChalkgradError

DEMO_ASSIGNMENT = "hw2_learning"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        code: int = options.run(options)
    except ChalkgradError as error:
        print(f"chalkgrad: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output (`| head`) has left; nobody is there to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except KeyboardInterrupt:
        print("chalkgrad: stopped; what is graded is written", file=sys.stderr)
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="chalkgrad",
        description="Auto-graded homework on how a neural network learns.",
    )
    parser.add_argument("--version", action="version", version=autograder.__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    command = commands.add_parser("demo", help="build, then grade the sample class")
    command.add_argument("-o", "--out", type=Path, default=Path("demo_results"))
    command.add_argument("--jobs", type=_count, default=_cores())
    command.set_defaults(run=_demo, json=False, **class_options.DEFAULTS)

    command = commands.add_parser("build", help="make solutions/ and student_template/")
    command.add_argument("assignment", nargs="?", help="default: all")
    command.add_argument("--check", action="store_true", help="only say what is not current")
    command.set_defaults(run=_build)

    command = commands.add_parser("check", help="run the public tests on one submission")
    command.add_argument("file", type=Path)
    command.add_argument("-a", "--assignment", default=DEMO_ASSIGNMENT)
    command.add_argument("-q", "--question")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_check)

    command = commands.add_parser("grade", help="grade files, folders and LMS downloads")
    command.add_argument("paths", nargs="+", metavar="PATH")
    command.add_argument("-a", "--assignment", required=True)
    command.add_argument("-o", "--out", type=Path, required=True)
    command.add_argument(
        "--jobs", type=_count, default=_cores(), help="submissions at the same time"
    )
    command.add_argument("--json", action="store_true", help="print the results, not a table")
    class_options.add_options(command)
    command.set_defaults(run=_grade)
    return parser


def _count(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _build(options: argparse.Namespace) -> int:
    from autograder.build import build

    names = [options.assignment] if options.assignment else available_assignments()
    for name in names:
        assignment = load_assignment(name)
        done = build(assignment, check=options.check)
        if options.check:
            print(f"{assignment.name}: {len(done.unchanged)} generated files are current")
        else:
            print(
                f"{assignment.name}: {len(done.written)} files written, "
                f"{len(done.removed)} removed, {len(done.unchanged)} unchanged"
            )
    return 0


def _check(options: argparse.Namespace) -> int:
    from autograder.collecting import find_submissions
    from autograder.grading import Grader
    from autograder.tables import print_check

    assignment = load_assignment(options.assignment)
    if options.question is not None:
        assignment.question(options.question)
    if not options.file.is_file():
        raise ChalkgradError(f"{options.file}: no such file; give a notebook or a script")
    file = find_submissions([options.file]).files[0]
    with Grader(assignment) as grader:
        result = grader.grade(file, public_only=True, only=options.question)
    if options.json:
        print(result.to_json())
    else:
        print_check(result, options.question)
    return 1 if result.status == "ungraded" else 0


def _grade(options: argparse.Namespace) -> int:
    from autograder.class_command import run

    return run(load_assignment(options.assignment), options)


def _demo(options: argparse.Namespace) -> int:
    from autograder.build import build
    from autograder.class_command import run

    assignment = load_assignment(DEMO_ASSIGNMENT)
    done = build(assignment)
    print(
        f"Built {assignment.name}: {len(done.written)} files written, "
        f"{len(done.unchanged)} unchanged.",
        file=sys.stderr,
    )
    options.paths = [str(project_root() / "tests" / "submissions" / assignment.name)]
    run(assignment, options)
    # One of the sample files cannot be read, on purpose: that is no failure of the demo.
    return 0


if __name__ == "__main__":
    sys.exit(main())
