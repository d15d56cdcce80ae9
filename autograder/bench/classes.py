"""The figures of a class: `chalkgrad grade` on a folder, compared with a loop over `otter run`.

Both are started as commands, start-up included, on copies of the light submission of `grading`
that differ by a comment. The submission's own computing is the same on both sides, and subtracted.
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
    """Return how many times as many submissions per minute `chalkgrad grade` grades as the loop."""
    own = grading.prepared().own_seconds
    # Otter runs before and after the class, so that a machine that slows down slows both.
    theirs = _otter_wall_seconds()
    ours = _class_wall_seconds()
    theirs = (theirs + _otter_wall_seconds()) / 2
    return (theirs - own) / (ours - own / JOBS)


def rate() -> float:
    """Return how many submissions per minute `chalkgrad grade` grades, all included."""
    return 60 / _class_wall_seconds()


def _otter_wall_seconds() -> float:
    started = time.monotonic()
    grading.run_otter()
    return time.monotonic() - started


def _class_wall_seconds() -> float:
    """Return the seconds of real time per submission of a class."""
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
    """Write copies of a submission that differ by a comment in a folder next to it."""
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
