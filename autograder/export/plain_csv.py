"""The gradebook that `grade` writes, for a class graded earlier."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.course.gradebook import as_csv
from autograder.export.form import Options, Table
from autograder.grading.result import Result


def convert_class(results: Iterable[Result], options: Options) -> Table:
    """Return the gradebook, with the byte order mark that Excel needs to read it as UTF-8."""
    return Table("\ufeff" + as_csv(results))
