"""`chalkgrad export`: graded results in the form of an LMS."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TextIO

from autograder.cli.options import warn
from autograder.export.form import Options
from autograder.export.formats import export


def run(options: argparse.Namespace) -> int:
    """Write the form; return the exit code."""
    chosen = Options(options.template, options.column)
    return write_export(options.out, options.format, options.to, chosen, sys.stdout)


def write_export(out: Path, format_: str, to: Path | None, chosen: Options, stream: TextIO) -> int:
    """Write results in a form and print where they are; return 1 if a student was left out."""
    done = export(out, format_, to, chosen)
    for note in [*done.left_out, *done.notes]:
        warn(note)
    if str(done.path) != "-":
        files = "file" if done.files == 1 else "files"
        print(f"{format_}: {done.path} ({done.files} {files})", file=stream)
    return 1 if done.left_out else 0
