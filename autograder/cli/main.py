"""The `chalkgrad` command: arguments in, lines and exit codes out.

Results go to stdout, progress to stderr. Exit code 0: done, whatever the marks; 1: something could
not be graded or is stale; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import autograder
from autograder.authoring.assignment import available_assignments, load_assignment, project_root
from autograder.cli import options as class_options
from autograder.errors import ChalkgradError
from autograder.export.formats import FORMATS
from autograder.text import LANGUAGES

if TYPE_CHECKING:
    from autograder.authoring.assignment import Assignment
    from autograder.export.form import Options
    from autograder.sandbox.fence import Fence

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
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG or error.filename is None:
            raise
        print(f"chalkgrad: {error.filename}: {error.strerror}; check the path", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        writes = options.run in (_grade, _demo) and not options.dry_run
        print(f"chalkgrad: stopped{'; what is graded is written' * writes}", file=sys.stderr)
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
    _add_unsandboxed(command)
    command.set_defaults(run=_demo, json=False, **class_options.DEFAULTS)

    command = commands.add_parser("report", help="make the class report of graded results")
    command.add_argument("out", type=Path, metavar="OUT", help="what `grade -o` wrote")
    command.add_argument("-o", "--to", type=Path, metavar="FILE", help="default: OUT/report.html")
    command.add_argument(
        "--similar",
        nargs="+",
        metavar="PATH",
        help="also look for unusually similar pairs among what was graded (needs copydetect)",
    )
    class_options.add_language(command, "of the page; default: en")
    command.set_defaults(run=_report)

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
    command.add_argument("--column", metavar="TITLE", help="which of its columns to fill")
    command.add_argument(
        "-o", "--to", type=Path, metavar="FILE", help="default: OUT/export/...; - prints it"
    )
    command.set_defaults(run=_export)

    command = commands.add_parser(
        "build", help="make solutions/, student_template/ and the zip for Otter and Gradescope"
    )
    command.add_argument("assignment", nargs="?", help="default: all")
    command.add_argument("--check", action="store_true", help="only say what is not current")
    command.set_defaults(run=_build)

    command = commands.add_parser("check", help="run the public tests on one submission")
    command.add_argument("file", type=Path)
    command.add_argument("-a", "--assignment", default=DEMO_ASSIGNMENT)
    command.add_argument("-q", "--question")
    class_options.add_language(command, "of what is said; default: the notebook's own")
    command.add_argument("--json", action="store_true")
    _add_unsandboxed(command)
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
    _add_unsandboxed(command)
    command.set_defaults(run=_grade)

    command = commands.add_parser("written", help="what is needed to mark the written answers")
    command.add_argument("paths", nargs="+", metavar="PATH")
    command.add_argument("-a", "--assignment", required=True)
    command.add_argument("-o", "--out", type=Path, required=True)
    command.add_argument("--roster", type=Path, metavar="CSV", help="as for grade")
    command.set_defaults(run=_written)

    command = commands.add_parser("bench", help="measure the speed figures of the README again")
    command.add_argument("names", nargs="*", metavar="NAME", help="figures; default: all")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_bench)

    command = commands.add_parser("doctor", help="what holds student code on this machine")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=_doctor)

    command = commands.add_parser("audit", help="try the graders on known wrong and right answers")
    command.add_argument("assignment", nargs="?", help="default: all")
    command.add_argument("--jobs", type=_count, default=_cores(), help="processes")
    command.add_argument("--json", action="store_true", help="a list, one object an assignment")
    command.set_defaults(run=_audit)
    return parser


def _add_unsandboxed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--unsandboxed",
        action="store_true",
        help="run student code with all your rights: only for submissions that you trust",
    )


def _fence(options: argparse.Namespace) -> Fence:
    """Return the fence that the options ask for, warning loudly where it is none."""
    from autograder.sandbox.fence import UNSANDBOXED, Fence

    if options.unsandboxed:
        print(f"chalkgrad: WARNING: {UNSANDBOXED}", file=sys.stderr)
    return Fence(sandboxed=not options.unsandboxed)


def _doctor(options: argparse.Namespace) -> int:
    from autograder.cli.doctor import examine, print_findings

    findings = examine()
    if options.json:
        print(json.dumps(findings.as_dict(), ensure_ascii=False, indent=1))
    else:
        print_findings(findings)
    return 0 if findings.holds else 1


def _count(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _build(options: argparse.Namespace) -> int:
    from autograder.building.build import build

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
            _build_archive(assignment)
    return 0


def _bench(options: argparse.Namespace) -> int:
    from autograder.bench.bench import bench

    return bench(options.names, as_json=options.json)


def _build_archive(assignment: Assignment) -> None:
    from autograder.building.archive import OtterMissingError, write_archive

    try:
        path = write_archive(assignment)
    except OtterMissingError as missing:
        # Who grades without Otter needs no zip.
        print(f"chalkgrad: {missing}", file=sys.stderr)
    else:
        print(f"{assignment.name}: {os.path.relpath(path)} for Otter and Gradescope")


def _check(options: argparse.Namespace) -> int:
    from autograder.cli.tables import print_check
    from autograder.grading.grader import Grader
    from autograder.intake.files import find_submissions, look_up

    assignment = load_assignment(options.assignment)
    if options.question is not None:
        assignment.question(options.question)
    problems: list[str] = []
    status = look_up(options.file, problems)
    if status is None or not stat.S_ISREG(status.st_mode):
        said = problems[0] if problems else f"{options.file}: no regular file"
        raise ChalkgradError(f"{said}; give a notebook or a script")
    file = find_submissions([options.file]).files[0]
    with Grader(assignment, fence=_fence(options), language=options.lang) as grader:
        result = grader.grade(
            file, public_only=True, only=[options.question] if options.question else ()
        )
    if options.json:
        print(result.to_json())
    else:
        print_check(result, options.question)
    return 1 if result.status == "ungraded" else 0


def _audit(options: argparse.Namespace) -> int:
    from autograder.audit.audit import audit, n_trials
    from autograder.cli.tables import print_audit

    reports = []
    for name in [options.assignment] if options.assignment else available_assignments():
        assignment = load_assignment(name)
        total = n_trials(assignment)
        report = None
        for number, verdict in enumerate(audit(assignment, options.jobs), start=1):
            report = verdict
            if number % 50 == 0 or number == total:
                print(f"{name}: {number}/{total} tried", file=sys.stderr)
        assert report is not None
        reports.append(report)
        if not options.json:
            print_audit(report)
    if options.json:
        found = [report.as_dict() for report in reports]
        print(json.dumps(found, ensure_ascii=False, indent=1))
    return 1 if any(report.failures for report in reports) else 0


def _grade(options: argparse.Namespace) -> int:
    from autograder.cli.grade import run
    from autograder.export.form import Options
    from autograder.export.formats import check_template

    if options.template and not options.export:
        raise ChalkgradError("--template is for --export canvas or moodle: name the format too")
    chosen = Options(options.template)
    if options.export:
        # Nobody waits for a class to be graded to hear of it.
        check_template(options.export, chosen)
    code = run(load_assignment(options.assignment), options, _fence(options))
    if options.export and not options.dry_run:
        # Results that a program reads keep stdout to themselves.
        stream = sys.stderr if options.json else sys.stdout
        code = max(code, _write_export(options.out, options.export, None, chosen, stream))
    return code


def _written(options: argparse.Namespace) -> int:
    from autograder.cli.written import run

    return run(load_assignment(options.assignment), options)


def _demo(options: argparse.Namespace) -> int:
    from autograder.building.build import build
    from autograder.cli.grade import run

    assignment = load_assignment(DEMO_ASSIGNMENT)
    done = build(assignment)
    print(
        f"Built {assignment.name}: {len(done.written)} files written, "
        f"{len(done.unchanged)} unchanged.",
        file=sys.stderr,
    )
    options.paths = [str(project_root() / "tests" / "submissions" / assignment.name)]
    run(assignment, options, _fence(options))
    # One of the sample files cannot be read, on purpose: that is no failure of the demo.
    return 0


def _report(options: argparse.Namespace) -> int:
    from autograder.report.class_report import write_report
    from autograder.report.similar import find_pairs

    found = find_pairs(options.out, options.similar) if options.similar else None
    for line in found.said if found else ():
        print(f"chalkgrad: {line}", file=sys.stderr)
    language = options.lang or LANGUAGES[0]
    pairs = found.pairs if found else None
    print(f"Report: {write_report(options.out, options.to, pairs, language)}")
    return 0 if found is None or found.complete else 1


def _export(options: argparse.Namespace) -> int:
    from autograder.export.form import Options

    chosen = Options(options.template, options.column)
    return _write_export(options.out, options.format, options.to, chosen, sys.stdout)


def _write_export(out: Path, format_: str, to: Path | None, chosen: Options, stream: TextIO) -> int:
    from autograder.export.formats import export

    done = export(out, format_, to, chosen)
    for note in [*done.left_out, *done.notes]:
        print(f"chalkgrad: {note}", file=sys.stderr)
    if str(done.path) != "-":
        files = "file" if done.files == 1 else "files"
        print(f"{format_}: {done.path} ({done.files} {files})", file=stream)
    return 1 if done.left_out else 0


if __name__ == "__main__":
    sys.exit(main())
