"""A class through `chalkgrad grade`, beside a loop over `otter run` on the same files.

Owns the measurement; what of it is claimed is left to the README. The submissions answer the first
questions of hw2 and compute for milliseconds: what is left is the graders' own work. Both sides are
measured one right after the other, as an instructor would start them, start-up included.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.assignment import Assignment, load_assignment, project_root
from autograder.build import SOLUTIONS
from autograder.errors import ChalkgradError
from autograder.otter_files import otter_tests
from autograder.result import Result
from autograder.testcase import load_tests

NAME = "hw2_learning"


def measure(submissions: int = 24, otter_runs: int = 3, jobs: int = 2) -> dict[str, float]:
    """Return the figures of a class.

    Parameters
    ----------
    submissions : int
        Size of the class.
    otter_runs : int
        How many of its files `otter run` is given; it takes the same time for each.
    jobs : int
        Graders at the same time; Otter's loop has one, as a loop has.

    Returns
    -------
    dict of str to float
        ``chalkgrad_per_minute`` and ``otter_per_minute``: submissions, by the clock;
        ``chalkgrad_cpu_ms`` and ``otter_cpu_ms``: CPU time of one submission in all;
        ``own_cpu_ms``: its own computing, code and tests in one bare process;
        ``overhead_ms``: what `chalkgrad` adds to that;
        ``throughput_ratio``: by the clock, own computing left out on both sides;
        ``cpu_ratio``: the same in CPU time.
    """
    assignment = load_assignment(NAME)
    with tempfile.TemporaryDirectory(prefix="chalkgrad-bench-") as name:
        folder = Path(name)
        files = _write_class(assignment, folder / "class", submissions)
        notebook = json.loads(files[0].read_text(encoding="utf-8"))
        own = _own_seconds(assignment, notebook["cells"][0]["source"])
        _prepare_otter(assignment, folder / "otter")
        otter_wall, otter_cpu = _otter(folder / "otter", files[:otter_runs])
        wall, cpu = _chalkgrad(assignment, folder, submissions, jobs)
    return {
        "chalkgrad_per_minute": 60 / wall,
        "otter_per_minute": 60 / otter_wall,
        "chalkgrad_cpu_ms": cpu * 1000,
        "otter_cpu_ms": otter_cpu * 1000,
        "own_cpu_ms": own * 1000,
        "overhead_ms": (cpu - own) * 1000,
        "throughput_ratio": (otter_wall - own) / (wall - own / jobs),
        "cpu_ratio": (otter_cpu - own) / (cpu - own),
    }


def _write_class(assignment: Assignment, folder: Path, count: int) -> list[Path]:
    """Write submissions that differ by a comment."""
    folder.mkdir()
    root = assignment.folder.parent.parent
    text = (root / SOLUTIONS / f"{NAME}.py").read_text(encoding="utf-8")
    # The functions before the network: their tests take milliseconds.
    text = text.partition("\nclass TwoLayerNet")[0]
    files = []
    for number in range(count):
        path = folder / f"student_{number:03}.ipynb"
        cell: dict[str, object] = {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
        }
        cell["source"] = f"# Student {number}\n{text}\n"
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        notebook = {"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 4}
        path.write_text(json.dumps(notebook), encoding="utf-8")
        files.append(path)
    return files


def _own_seconds(assignment: Assignment, source: str) -> float:
    """Return the CPU seconds of a submission's code under all tests, in one bare process."""
    tests = [test for question in assignment.questions for test in load_tests(question)]
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        names: dict[str, object] = {}
        exec(source, names)
        for test in tests:
            # What the later questions lack is found missing at once.
            with contextlib.suppress(Exception):
                test.run(names)
        best = min(best, time.process_time() - started)
    return best


def _prepare_otter(assignment: Assignment, folder: Path) -> None:
    """Let Otter make its own zip of the same tests."""
    otter_tests(assignment, folder / "tests")
    shutil.copytree(assignment.folder / "files", folder, dirs_exist_ok=True)
    names = [path.name for path in (assignment.folder / "files").iterdir() if path.is_file()]
    _run(
        ["-m", "otter", "generate", "-t", "tests", "-o", "otter.zip", "--no-environment", *names],
        folder,
    )


def _otter(folder: Path, files: list[Path]) -> tuple[float, float]:
    """Return wall and CPU seconds of `otter run` for one submission."""
    wall = cpu = 0.0
    for file in files:
        shutil.copy(file, folder / "submission.ipynb")
        spent = _run(
            ["-m", "otter", "run", "-a", "otter.zip", "-o", ".", "submission.ipynb"], folder
        )
        wall, cpu = wall + spent[0], cpu + spent[1]
        (folder / "submission.ipynb").unlink()
    return wall / len(files), cpu / len(files)


def _chalkgrad(assignment: Assignment, folder: Path, count: int, jobs: int) -> tuple[float, float]:
    """Return wall and CPU seconds of `chalkgrad grade` for one submission."""
    out = folder / "out"
    command = ["-m", "autograder.cli", "grade", str(folder / "class"), "-o", str(out)]
    wall, cpu = _run([*command, "-a", str(assignment.master), "--jobs", str(jobs)], folder)
    results = [
        Result.from_json(path.read_text(encoding="utf-8"))
        for path in (out / "results").glob("*.json")
    ]
    if len(results) != count or any(result.status != "graded" for result in results):
        raise ChalkgradError("bench class: not every submission was graded", exit_code=1)
    # Nobody waits for the students' processes: what they took is in the results.
    cpu += sum(result.cpu_seconds for result in results)
    return wall / count, cpu / count


def _run(arguments: list[str], folder: Path) -> tuple[float, float]:
    """Run Python; return wall and CPU seconds, with those of its children."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    paths = [str(project_root()), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    before, started = os.times(), time.monotonic()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    wall, after = time.monotonic() - started, os.times()
    if done.returncode:
        raise ChalkgradError(
            f"bench class: {' '.join(arguments[:4])} failed: {done.stderr.strip()[-300:]}",
            exit_code=1,
        )
    cpu = after.children_user + after.children_system
    return wall, cpu - before.children_user - before.children_system


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
