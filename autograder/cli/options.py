"""The options of `chalkgrad grade` that a whole class needs; what they do is in `class_command`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from autograder.export.formats import FORMATS
from autograder.text import LANGUAGES

# What holds where the options are not given; the demo has none of them.
DEFAULTS: dict[str, Any] = {
    "lang": None,
    "roster": None,
    "attempt": "last",
    "scheduler": None,
    "due": None,
    "late": None,
    "grace": None,
    "cap": None,
    "never_lower": False,
    "written": None,
    "export": None,
    "template": None,
    "dry_run": False,
}


def add_language(command: argparse.ArgumentParser, what: str) -> None:
    """Add the option that chooses a language."""
    command.add_argument("--lang", choices=LANGUAGES, help=what)


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of `grade` that a whole class needs."""
    add_language(command, "of feedback and report; default: each notebook's own")
    command.add_argument("--roster", type=Path, metavar="CSV", help="maps ids, says who is missing")
    command.add_argument(
        "--attempt",
        choices=("last", "best"),
        help="which of a student's files counts (default: last)",
    )
    command.add_argument("--scheduler", metavar="ADDRESS", help="grade on a Dask cluster")
    command.add_argument("--due", metavar="TIME", help="such as 2026-10-01T23:59, local time")
    command.add_argument("--late", metavar="PENALTY", help="lost when late, such as 10%%/day")
    command.add_argument("--grace", metavar="TIME", help="how late is not yet late, such as 15m")
    command.add_argument("--cap", metavar="POINTS", help="the most that counts, such as 80 or 80%%")
    command.add_argument(
        "--never-lower", action="store_true", help="a regrade takes no points away"
    )
    command.add_argument(
        "--written", type=Path, metavar="CSV", help="adds the marks of `written` to the results"
    )
    command.add_argument(
        "--export", choices=FORMATS, metavar="NAME", help="also write the LMS's form, see `export`"
    )
    command.add_argument(
        "--template", type=Path, metavar="GRADEBOOK.csv", help="what the LMS exported, to be filled"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="show whose mark would change, and write no result"
    )
    command.set_defaults(**DEFAULTS)
