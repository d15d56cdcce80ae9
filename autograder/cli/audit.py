"""`chalkgrad audit`: the graders on trial."""

from __future__ import annotations

import argparse
import json
import sys

from rich.console import Console
from rich.table import Table

from autograder.audit.audit import Audit, audit, n_trials
from autograder.authoring.assignment import available_assignments, load_assignment


def run(options: argparse.Namespace) -> int:
    """Try everything and print what it comes to; return the exit code."""
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
            _print_audit(report)
    if options.json:
        found = [report.as_dict() for report in reports]
        print(json.dumps(found, ensure_ascii=False, indent=1))
    return 1 if any(report.failures for report in reports) else 0


def _print_audit(audit: Audit) -> None:
    """Print one line a question, then survivors and what falls short."""
    table = Table(box=None, pad_edge=False)
    for column in ("question", "wrong", "rejected", "named", "right", "mutants", "found", "alike"):
        table.add_column(column, justify="left" if column == "question" else "right")
    for each in audit.questions:
        numbers = (
            each.wrong,
            each.rejected,
            each.named,
            each.right,
            each.mutants,
            each.killed,
            each.equivalent,
        )
        table.add_row(each.id, *map(str, numbers))
    console = Console()
    console.print(table)
    for each in audit.questions:
        for name in each.unnamed:
            console.print(f"not named: {name}", markup=False, highlight=False)
        for change in each.survivors:
            console.print(f"survives: {change}", markup=False, highlight=False)
    for failure in audit.failures:
        console.print(f"FAILS: {failure}", markup=False, highlight=False)
    said = "falls short" if audit.failures else "all numbers reached"
    console.print(f"{audit.assignment}: {said}", highlight=False)
