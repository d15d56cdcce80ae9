"""A class at a time: every submission graded, whatever happens to one of them.

Owns where the files of a class go and how many graders work on it; one submission is left to
`grading`, the gradebook's form to `gradebook`.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from autograder.assignment import Assignment, load_assignment
from autograder.collecting import SubmissionFile
from autograder.errors import ChalkgradError
from autograder.gradebook import as_csv
from autograder.grading import Grader
from autograder.result import Result, write_atomically
from autograder.sandbox.fence import Fence

_grader: Grader | None = None


def grade_class(
    assignment: Assignment,
    files: Sequence[SubmissionFile],
    out: Path,
    jobs: int = 1,
    fence: Fence | None = None,
) -> Iterator[Result]:
    """Grade submissions and write their results; yield each result as it is ready.

    Parameters
    ----------
    assignment : Assignment
        What is graded.
    files : sequence of SubmissionFile
        Their ids name the result files.
    out : Path
        Receives ``results/<id>.json``.
    jobs : int
        Number of submissions graded at the same time.
    fence : Fence, optional
        What holds student code: everything that the machine has.

    Raises
    ------
    ChalkgradError
        If `out` cannot be written.
    """
    results = results_folder(out)
    if jobs <= 1 or len(files) <= 1:
        with Grader(assignment, fence=fence) as grader:
            for file in files:
                yield _grade(grader, file, results)
        return
    left = dict.fromkeys(files)
    # Spawned, not forked: a grader starts as clean as in a run of its own.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(
        min(jobs, len(files)), context, _start, (str(assignment.master), fence)
    ) as pool:
        futures: dict[Future[Result], SubmissionFile] = {
            pool.submit(_grade_in_pool, file, results): file for file in files
        }
        try:
            for future in as_completed(futures):
                result = future.result()
                del left[futures[future]]
                yield result
            return
        except BrokenProcessPool:
            # A grader was killed (out of memory, by hand): what it had not finished is graded here.
            pass
    yield from grade_class(assignment, list(left), out, fence=fence)


def write_gradebook(results: Sequence[Result], out: Path) -> Path:
    """Write ``grades.csv``, in the order of ids; return where it is."""
    path = out / "grades.csv"
    ordered = sorted(results, key=lambda result: result.student["id"])
    # The mark that Excel needs to read Korean names as UTF-8.
    write_atomically(path, "\ufeff" + as_csv(ordered))
    return path


def results_folder(out: Path) -> Path:
    """Return ``out/results``, made if need be."""
    folder = out / "results"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ChalkgradError(
            f"{folder}: cannot be made ({error.strerror}); choose another -o"
        ) from None
    if not os.access(folder, os.W_OK):
        raise ChalkgradError(f"{folder}: cannot be written; choose another -o")
    return folder


def _start(master: str, fence: Fence | None) -> None:
    global _grader
    _grader = Grader(load_assignment(Path(master)), fence=fence)


def _grade_in_pool(file: SubmissionFile, results: Path) -> Result:
    assert _grader is not None
    return _grade(_grader, file, results)


def _grade(grader: Grader, file: SubmissionFile, results: Path) -> Result:
    path = results / f"{file.student_id}.json"
    return grader.grade(file, lambda result: result.write(path))
