"""What the commands show on a terminal: tables on stdout, progress on stderr."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder.result import Result

if TYPE_CHECKING:
    from autograder.audit import Audit

_SIGNS = {
    "passed": "[green]✓[/]",
    "partial": "[yellow]{points:g}[/]",
    "failed": "[red]✗[/]",
    "not_attempted": "[dim]-[/]",
    "timeout": "[red]time[/]",
    "error": "[magenta]error[/]",
}


def progress(results: Iterable[Result], total: int, what: str) -> Iterator[Result]:
    """Yield results, showing on stderr how many have come."""
    console = Console(stderr=True)
    if not console.is_terminal:
        # No bar in a log: a line each.
        for number, result in enumerate(results, start=1):
            console.print(
                f"{number}/{total} {escape(result.student['id'])}: {result.status}, "
                f"{result.score:g}/{result.max_score:g}",
                highlight=False,
            )
            yield result
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console) as bar:
        yield from bar.track(results, total=total, description=what)


def print_audit(audit: Audit) -> None:
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


def print_class(results: Sequence[Result]) -> None:
    """Print one line a student: score, and each question's outcome."""
    if not results:
        return
    table = Table(box=None, pad_edge=False)
    table.add_column("student", overflow="fold")
    table.add_column("score", justify="right")
    for question in results[0].questions:
        table.add_column(question.id.partition("_")[0], justify="center")
    for result in results:
        if result.status == "ungraded":
            table.add_row(escape(result.student["id"]), "[magenta]ungraded[/]")
        else:
            signs = [_SIGNS[q.status].format(points=q.points) for q in result.questions]
            table.add_row(escape(result.student["id"]), f"{result.score:g}", *signs)
    console = Console()
    if not console.is_terminal:
        # Nobody's window is this narrow when the output goes to a file.
        console.width = 160
    console.print(table)
    console.print("[dim]✓ passed   ✗ failed   a number: points, partly right   - not attempted[/]")
    for result in results:
        if result.status == "ungraded":
            said = "; ".join(result.incidents) or "the grader failed; see the result file"
            console.print(f"[magenta]Ungraded:[/] {escape(said)}", highlight=False, soft_wrap=True)


def print_check(result: Result, only: str | None = None) -> None:
    """Print the public tests of one submission, question by question."""
    console = Console(highlight=False)
    console.width = max(console.width, 100)
    for line in result.incidents:
        console.print(f"[yellow]![/] {escape(line)}")
    if result.status == "ungraded":
        return
    for question in result.questions:
        if only in (None, question.id):
            sign = "[green]✓[/]" if question.status == "passed" else _SIGNS["failed"]
            if question.status == "not_attempted":
                sign = _SIGNS["not_attempted"]
            console.print(f"{sign} [bold]{question.id}[/]")
            for test in question.tests:
                if not test.hidden:
                    said = escape(test.message)
                    console.print(
                        f"    {'passed' if test.status == 'passed' else 'failed'}: {said}"
                    )
    console.print("[dim]Hidden tests remain: they are run when you submit.[/]")
