"""`chalkgrad audit`: the grader, tried on known wrong and right answers."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console
from rich.table import Table

from autograder.audit.audit import Audit, audit, n_trials
from autograder.cli.options import chosen_assignments
from autograder.cli.tables import print_as_json


def run(options: argparse.Namespace) -> int:
    """Run all trials and print their outcome; return the exit code."""
    reports = []
    for assignment in chosen_assignments(options):
        name, total = assignment.name, n_trials(assignment)
        report = None
        for number, verdict in enumerate(audit(assignment, options.jobs), start=1):
            report = verdict
            if number % 50 == 0 or number == total:
                print(f"{name}: {number}/{total} tried", file=sys.stderr)
        assert report is not None
        reports.append(report)
        if not options.json:
            _print_audit(report)
    if options.json:
        print_as_json([report.as_dict() for report in reports])
    return 1 if any(report.failures for report in reports) else 0


def _print_audit(audit: Audit) -> None:
    """Print one line per question, then surviving mutants and what falls short."""
    table = Table(box=None, pad_edge=False)
    for column in ("question", "wrong", "rejected", "named", "right", "mutants", "found", "alike"):
        table.add_column(column, justify="left" if column == "question" else "right")
    lines = []
    for each in audit.questions:
        judged = (each.wrong, each.rejected, each.named, each.right)
        table.add_row(each.id, *map(str, (*judged, each.mutants, each.killed, each.equivalent)))
        lines += [f"not named: {name}" for name in each.unnamed]
        lines += [f"survives: {change}" for change in each.survivors]
    kept = audit.overwritten - audit.swayed
    lines.append(
        f"arguments overwritten after each call: {kept} of {audit.overwritten} verdicts stay"
    )
    lines += [f"FAILS: {failure}" for failure in audit.failures]
    console = Console()
    console.print(table)
    for line in lines:
        console.print(line, markup=False, highlight=False)
    outcome = "falls short" if audit.failures else "all numbers reached"
    console.print(f"{audit.assignment}: {outcome}", highlight=False)
