"""The `chalkgrad` command: its arguments, and how it ends.

Results go to stdout, progress to stderr. Exit code 0: done, whatever the scores; 1: something could
not be graded or is out of date; 2: wrong usage; 130: Ctrl-C. Each command has a module of its own.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import autograder
from autograder.cli import machine
from autograder.cli import options as shared
from autograder.cli.interrupt import INTERRUPTED, ends_at_once
from autograder.errors import ChalkgradError, is_interrupt
from autograder.export.formats import FORMATS
from autograder.text import print_any_letter, printable

DEMO_ASSIGNMENT = "hw2_learning"
# Commands whose modules cannot have their names.
_MODULES = {"pytest": "pytest_command"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    # As in a worker. OpenBLAS would start a thread for each core, and end a process that may not.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with ends_at_once():
        # NumPy is imported with it.
        from autograder.sandbox.failures import SandboxError

    print_any_letter()
    # A relative entry would name whatever the current folder holds.
    sys.path[:] = filter(os.path.isabs, sys.path)
    parser = _parser()
    options, rest = parser.parse_known_args(arguments)
    if options.command == "pytest":
        options.pytest_options = rest
    elif rest:
        parser.error(f"unrecognized arguments: {printable(' '.join(rest))}")
    try:
        machine.check(options.command)
        module = _MODULES.get(options.command, options.command)
        with ends_at_once():
            command = importlib.import_module(f"autograder.cli.{module}")
        code: int = command.run(options)
    except ChalkgradError as error:
        shared.warn(str(error))
        return error.exit_code
    except BrokenPipeError:
        # The program that reads our output (`| head`) has ended.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except SandboxError as error:
        shared.warn(f"{error}; `chalkgrad doctor` says more")
        return 1
    except Exception as error:
        if is_interrupt(error):
            return _stopped(options)
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG and error.filename:
            shared.warn(f"{error.filename}: {error.strerror}; check the path")
            return 2
        if isinstance(error, (OSError, RuntimeError)) and (line := machine.lacking(error)):
            shared.warn(line)
            return 1
        raise
    except KeyboardInterrupt:
        return _stopped(options)
    return code


def _stopped(options: argparse.Namespace) -> int:
    """Say that Ctrl-C has ended the command; return the exit code."""
    writes = options.command in ("grade", "demo") and not options.dry_run
    shared.warn(f"stopped{'; what is graded is written' * writes}")
    return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="chalkgrad", description="Auto-graded homework on how a neural network learns."
    )
    parser.add_argument("--version", action="version", version=autograder.__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    command = commands.add_parser("demo", help="build, then grade the sample class")
    command.add_argument("-o", "--out", type=Path, default=Path("demo_results"))
    shared.add_jobs(command, "submissions at the same time")
    shared.add_unsandboxed(command)
    defaults = shared.policy_defaults() | {"roster": None, "json": False}
    command.set_defaults(assignment=DEMO_ASSIGNMENT, **defaults)

    command = commands.add_parser("report", help="make the class report from graded results")
    command.add_argument("out", type=Path, metavar="OUT", help="what `grade -o` wrote")
    command.add_argument("-o", "--to", type=Path, metavar="FILE", help="default: OUT/report.html")
    command.add_argument(
        "--similar",
        nargs="+",
        metavar="PATH",
        help="also look for unusually similar pairs among what was graded (needs copydetect)",
    )
    shared.add_language(command, "of the page; default: en")

    command = commands.add_parser("export", help="write graded results in an LMS's form")
    command.add_argument("out", type=Path, metavar="OUT", help="what `grade -o` wrote, or a result")
    command.add_argument(
        "--format", required=True, choices=FORMATS, metavar="NAME", help=", ".join(FORMATS)
    )
    command.add_argument(
        "--template",
        type=Path,
        metavar="GRADEBOOK.csv",
        help="the gradebook as the LMS exported it (canvas, moodle)",
    )
    command.add_argument("--column", metavar="TITLE", help="the column to fill")
    command.add_argument(
        "-o", "--to", type=Path, metavar="FILE", help="default: OUT/export/...; - prints it"
    )

    command = commands.add_parser(
        "build", help="make solutions/, student_template/ and the zip for Otter and Gradescope"
    )
    command.add_argument("assignment", nargs="?", help="default: all")
    command.add_argument("--check", action="store_true", help="only report what is out of date")

    command = commands.add_parser("check", help="run the public tests on one submission")
    command.add_argument("file", type=Path)
    command.add_argument("-a", "--assignment", default=DEMO_ASSIGNMENT)
    command.add_argument("-q", "--question")
    shared.add_language(command, "of the output; default: the notebook's own")
    command.add_argument("--json", action="store_true")
    shared.add_unsandboxed(command)

    command = commands.add_parser("grade", help="grade files, folders and LMS downloads")
    shared.add_class(command, "maps ids, and lists missing students")
    shared.add_jobs(command, "submissions at the same time")
    command.add_argument("--json", action="store_true", help="print the results, not a table")
    shared.add_policies(command)
    shared.add_unsandboxed(command)

    command = commands.add_parser("written", help="make sheets to mark the written answers by hand")
    shared.add_class(command, "as for grade")

    command = commands.add_parser(
        "pytest",
        help="run pytest on one submission, with pytest's own options",
        usage="chalkgrad pytest FILE -a ASSIGNMENT [pytest's options]",
        allow_abbrev=False,
    )
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("-a", "--assignment", required=True)

    command = commands.add_parser("bench", help="measure the speed figures of the README again")
    command.add_argument("names", nargs="*", metavar="NAME", help="figures; default: all")
    command.add_argument("--json", action="store_true")

    command = commands.add_parser("doctor", help="show what confines student code on this machine")
    command.add_argument("--json", action="store_true")

    command = commands.add_parser("audit", help="try the grader on known wrong and right answers")
    command.add_argument("assignment", nargs="?", help="default: all")
    shared.add_jobs(command, "processes")
    command.add_argument("--json", action="store_true", help="a list, one object per assignment")
    return parser
