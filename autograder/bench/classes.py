"""The figures of a class: `chalkgrad grade` on a folder, beside a loop over `otter run`.

Both are started as an instructor would, start-up included, on the light submission of `grading`,
many times with another comment in it. What the submission itself computes is left out on either
side: it is the same.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path

from autograder.bench import grading
from autograder.errors import ChalkgradError
from autograder.grading.result import Result

SIZE = 100
JOBS = 2


def throughput() -> float:
    """Return how many times the submissions a minute of the loop `chalkgrad grade` gets through."""
    own = grading.prepared().own_seconds
    # One run of Otter on either side of the class: a machine that slows down slows both.
    theirs = _otter_wall_seconds()
    ours = _class_wall_seconds()
    theirs = (theirs + _otter_wall_seconds()) / 2
    return (theirs - own) / (ours - own / JOBS)


def rate() -> float:
    """Return the submissions that `chalkgrad grade` gets through in a minute, all included."""
    return 60 / _class_wall_seconds()


def _otter_wall_seconds() -> float:
    started = time.monotonic()
    grading.run_otter()
    return time.monotonic() - started


def _class_wall_seconds() -> float:
    """Return the seconds by the clock that one submission of a class takes."""
    bench = grading.prepared()
    folder = _class(bench.submission)
    out = Path(tempfile.mkdtemp(dir=bench.folder))
    started = time.monotonic()
    grading.run(
        [
            *("autograder.cli", "grade", str(folder), "-a", str(bench.assignment.master)),
            *("-o", str(out), "--jobs", str(JOBS)),
        ],
        bench.folder,
    )
    spent = time.monotonic() - started
    results = [
        Result.from_json(path.read_text(encoding="utf-8"))
        for path in (out / "results").glob("*.json")
    ]
    if len(results) != SIZE or any(result.score < result.max_score for result in results):
        raise ChalkgradError("bench class: not every submission got its points", exit_code=1)
    shutil.rmtree(out)
    return spent / SIZE


@cache
def _class(submission: Path) -> Path:
    """Write copies of a submission that differ by a comment, into a folder beside it."""
    folder = submission.parent / "class"
    folder.mkdir()
    notebook = json.loads(submission.read_text(encoding="utf-8"))
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    source = "".join(code["source"])
    for number in range(SIZE):
        code["source"] = f"# Student {number}\n{source}"
        path = folder / f"student_{number:03}.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return folder
