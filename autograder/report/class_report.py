"""The class report: one self-contained HTML file made from the results alone.

Owns the order of reading and writing; figures are left to `summary`, the page to `page`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.course.saved_results import read_results
from autograder.errors import not_written
from autograder.report.page import render
from autograder.report.similar import Pair
from autograder.report.summary import summarise
from autograder.text import LANGUAGES, use_language


def write_report(
    out: Path,
    to: Path | None = None,
    pairs: Sequence[Pair] | None = None,
    language: str = LANGUAGES[0],
) -> Path:
    """Write the report of a graded class.

    Parameters
    ----------
    out : Path
        The folder that `chalkgrad grade` wrote.
    to : Path, optional
        The report; ``out/report.html`` by default.
    pairs : sequence of Pair, optional
        Unusually similar submissions; the report has no such section if they were not looked for.
    language : str
        The page's, one of `LANGUAGES`; feedback stays in the language of each student.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    ChalkgradError
        There are no results, or the file cannot be written.
    """
    path = to or out / "report.html"
    with use_language(language):
        summary = summarise(read_results(out))
        # The results are read a second time, so that memory does not grow with the class.
        try:
            render(path, summary, read_results(out), pairs)
        except OSError as error:
            raise not_written(
                error, f"{path}: cannot be written ({error.strerror}); the results are untouched"
            ) from None
    return path
