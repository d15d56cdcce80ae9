"""`chalkgrad build`: everything that is generated from the assignments."""

from __future__ import annotations

import argparse
import os

from autograder.building.archive import OtterMissingError, write_archive
from autograder.building.build import build
from autograder.cli.options import chosen_assignments, warn


def run(options: argparse.Namespace) -> int:
    """Build or check; return the exit code."""
    for assignment in chosen_assignments(options):
        done = build(assignment, check=options.check)
        if options.check:
            print(f"{assignment.name}: {len(done.unchanged)} generated files are current")
            continue
        print(
            f"{assignment.name}: {len(done.written)} files written, "
            f"{len(done.removed)} removed, {len(done.unchanged)} unchanged"
        )
        try:
            path = write_archive(assignment)
        except OtterMissingError as missing:
            # Grading without Otter needs no zip.
            warn(str(missing))
        else:
            print(f"{assignment.name}: {os.path.relpath(path)} for Otter and Gradescope")
    return 0
