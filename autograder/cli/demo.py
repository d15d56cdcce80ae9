"""`chalkgrad demo`: the homework built, and a sample class graded."""

from __future__ import annotations

import argparse
import sys

from autograder.authoring.assignment import load_assignment
from autograder.building.build import build
from autograder.cli.grade import grade_class
from autograder.cli.options import fence


def run(options: argparse.Namespace) -> int:
    """Build and grade; return the exit code."""
    assignment = load_assignment(options.assignment)
    done = build(assignment)
    print(
        f"Built {assignment.name}: {len(done.written)} files written, "
        f"{len(done.unchanged)} unchanged.",
        file=sys.stderr,
    )
    options.paths = [str(assignment.root / "tests" / "submissions" / assignment.name)]
    grade_class(assignment, options, fence(options))
    # One of the sample files is unreadable on purpose: the demo has not failed.
    return 0
