"""The results of a class, read back from the folder that grading wrote.

Owns which files are results. Reads them one at a time, so that a class of ten thousand needs no
more memory than one of ten.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.errors import ChalkgradError
from autograder.grading.result import Result


def result_files(out: Path) -> list[Path]:
    """Return the result files of a graded class in the order of names; for one file, that file.

    Raises
    ------
    ChalkgradError
        There are none.
    """
    if out.is_file():
        return [out]
    files = sorted(
        path for path in (out / "results").glob("*.json") if not path.name.startswith(".")
    )
    if not files:
        raise ChalkgradError(
            f"{out}: no results/*.json here; give the folder that `chalkgrad grade -o` wrote"
        )
    return files


def read_results(out: Path) -> Iterator[Result]:
    """Yield the results in the files of `result_files`, all of one assignment.

    Raises
    ------
    ChalkgradError
        A file is not a result, or the results belong to two assignments.
    """
    assignment: str | None = None
    for path in result_files(out):
        try:
            result = Result.from_json(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ChalkgradError(
                f"{path}: not a result file ({error}); remove it or grade again", exit_code=1
            ) from None
        if assignment not in (None, result.assignment):
            raise ChalkgradError(
                f"{path}: a result of {result.assignment} among those of {assignment}; "
                "use one -o folder for each assignment"
            )
        assignment = result.assignment
        yield result
