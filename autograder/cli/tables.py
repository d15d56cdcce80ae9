"""What the commands print: a class as a table on stdout, progress on stderr."""

from __future__ import annotations

import itertools
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from rich import markup
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from autograder.course.release import Change
from autograder.grading.result import Result
from autograder.text import escaped_json, printable

# A larger class is summed up: nobody reads a thousand lines.
_MOST_ROWS = 100

SIGNS = {
    "passed": "[green]✓[/]",
    "partial": "[yellow]{points:g}[/]",
    "failed": "[red]✗[/]",
    "not_attempted": "[dim]-[/]",
    "timeout": "[red]time[/]",
    "error": "[magenta]error[/]",
}


def progress(
    results: Iterable[Result], total: int, what: str, reused: Callable[[], int] = lambda: 0
) -> Iterator[Result]:
    """Yield results; show on stderr how many there are, how fast they come, and the time left.

    Parameters
    ----------
    results : iterable of Result
        As they are ready.
    total : int
        Number of results at the end.
    what : str
        Title of the progress bar.
    reused : callable, optional
        Returns the number of results from earlier runs, which do not count for the rate.
    """
    console = Console(stderr=True)
    started = time.monotonic()

    def pace(number: int) -> str:
        fresh = number - reused()
        seconds = time.monotonic() - started
        if fresh <= 0 or seconds <= 0:
            return "from an earlier run"
        left = (total - number) * seconds / fresh
        return f"{fresh / seconds * 60:.0f}/min, {_minutes(left)} left"

    if not console.is_terminal:
        # One line per result instead of a bar, for a log.
        for number, result in enumerate(results, start=1):
            console.print(
                f"{number}/{total} {escape(result.student['id'])}: {result.status}, "
                f"{result.score:g}/{result.max_score:g} ({pace(number)})",
                highlight=False,
                soft_wrap=True,
            )
            yield result
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TextColumn("{task.fields[pace]}"), console=console) as bar:
        task = bar.add_task(what, total=total, pace="")
        for number, result in enumerate(results, start=1):
            bar.update(task, completed=number, pace=pace(number))
            yield result


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def escape(text: str) -> str:
    """Return text from outside as Rich prints it unchanged, without what controls a terminal."""
    return markup.escape(printable(text))


def wide_console() -> Console:
    """Return a console of at least 100 columns."""
    console = Console(highlight=False)
    console.width = max(console.width, 100)
    return console


def print_as_json(data: object) -> None:
    """Print data as indented JSON."""
    print(escaped_json(json.dumps(data, ensure_ascii=False, indent=1)))


def print_json(results: Iterable[Result]) -> None:
    """Print the results as one JSON array, one at a time."""
    separator = "["
    for result in results:
        data = escaped_json(json.dumps(json.loads(result.to_json()), ensure_ascii=False))
        sys.stdout.write(f"{separator}{data}")
        separator = ",\n"
    sys.stdout.write("[]\n" if separator == "[" else "]\n")


def print_changes(changes: Sequence[Change], students: int) -> None:
    """Print the students whose mark differs from the one last released, and by how much."""
    console = Console(highlight=False, soft_wrap=True)
    if not changes:
        console.print(f"None of {students} marks differs from the one last released.")
        return
    table = Table(box=None, pad_edge=False)
    for heading in ("student", "name"):
        table.add_column(heading, overflow="fold")
    for heading in ("before", "after", "change"):
        table.add_column(heading, justify="right")
    ordered = sorted(changes, key=lambda change: (change.after or 0) - (change.before or 0))
    for change in ordered[:_MOST_ROWS]:
        both = change.before is not None and change.after is not None
        table.add_row(
            escape(change.student_id),
            escape(change.name),
            _score(change.before),
            _score(change.after),
            f"{(change.after or 0) - (change.before or 0):+g}" if both else "",
        )
    console.print(table)
    if len(changes) > _MOST_ROWS:
        console.print(f"and {len(changes) - _MOST_ROWS} more")
    console.print(f"{len(changes)} of {students} marks differ from those last released.")


def _score(score: float | None) -> str:
    return "ungraded" if score is None else f"{score:g}"


def print_class(released: Callable[[], Iterable[Result]]) -> None:
    """Print one line per student, with score and outcomes; for a large class, a summary.

    Parameters
    ----------
    released : callable
        Returns the results, from the start at each call: a large class is not kept in memory.
    """
    results = list(itertools.islice(released(), _MOST_ROWS + 1))
    if len(results) > _MOST_ROWS:
        _print_summary(released())
        return
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
            signs = [SIGNS[q.status].format(points=q.points) for q in result.questions]
            table.add_row(escape(result.student["id"]), f"{result.score:g}", *signs)
    console = Console()
    if not console.is_terminal:
        # Output to a file has no window width to keep to.
        console.width = 160
    console.print(table)
    console.print("[dim]✓ passed   ✗ failed   a number: points, partly right   - not attempted[/]")
    for result in results:
        if result.status == "ungraded":
            console.print(_ungraded_line(result), highlight=False, soft_wrap=True)


def _ungraded_line(result: Result) -> str:
    reason = "; ".join(result.incidents) or "the grader failed; see the result file"
    line = escape(f"{result.student['id']}: {reason}")
    return f"[magenta]Ungraded:[/] {line}"


def _print_summary(results: Iterable[Result]) -> None:
    """Print a summary of a large class; the gradebook has a line for each student."""
    scores: list[float] = []
    statuses: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    ungraded: list[str] = []
    most = 0.0
    for result in results:
        statuses[result.status] += 1
        if result.status == "ungraded":
            ungraded.append(_ungraded_line(result))
            continue
        most = result.max_score
        scores.append(result.score)
        for question in result.questions:
            passed[question.id] += question.status == "passed"
    console = Console(highlight=False, soft_wrap=True)
    counts = ", ".join(f"{count} {status}" for status, count in sorted(statuses.items()))
    console.print(f"{sum(statuses.values())} students: {counts}")
    if scores:
        console.print(
            f"scores of {most:g}: median {statistics.median(scores):g}, mean "
            f"{statistics.fmean(scores):.1f}, from {min(scores):g} to {max(scores):g}"
        )
        for question_id, count in passed.items():
            share = count / len(scores)
            console.print(f"{share:5.0%}  {'█' * round(share * 30):30}  {escape(question_id)}")
    for line in ungraded[:_MOST_ROWS]:
        console.print(line)
    if len(ungraded) > _MOST_ROWS:
        console.print(f"and {len(ungraded) - _MOST_ROWS} more that are ungraded")
