"""`chalkgrad report`: the class report, made again from graded results."""

from __future__ import annotations

import argparse

from autograder.cli.options import warn
from autograder.report.class_report import write_report
from autograder.report.similar import find_pairs
from autograder.text import LANGUAGES


def run(options: argparse.Namespace) -> int:
    """Write the report; return the exit code."""
    found = find_pairs(options.out, options.similar) if options.similar else None
    for line in found.said if found else ():
        warn(line)
    pairs = found.pairs if found else None
    path = write_report(options.out, options.to, pairs, options.lang or LANGUAGES[0])
    print(f"Report: {path}")
    return 0 if found is None or found.complete else 1
