"""The figures of grading: one submission against `otter run`, a batch, a worker, its fence, a fork.

The submission is a notebook with one cell that has the reference's functions. On both sides, the
tests are those of hw2 without the training run and the hidden tests of the bonus. So the
submission's own computing is short; it is measured in plain Python and subtracted.
"""

from __future__ import annotations

import ast
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder.authoring.assignment import SOLUTIONS, Assignment, load_assignment, project_root
from autograder.authoring.testcase import load_tests
from autograder.bench.accounting import DESCRIPTOR, killed_processes
from autograder.building.build import build, otter_tests
from autograder.errors import ChalkgradError
from autograder.grading.grader import Grader
from autograder.intake.files import find_submissions
from autograder.sandbox import processes
from autograder.sandbox.fence import Fence
from autograder.sandbox.session import Zygote
from autograder.sandbox.snapshot import Snapshot

NAME = "hw2_learning"
BATCH = 5
_NO_TEST = '''def test_nothing(env):
    """Nothing: the hidden tests of the bonus measure speed themselves."""
'''
_open = ExitStack()


@dataclass(frozen=True)
class Bench:
    """An assignment without its long tests, and a light submission."""

    folder: Path
    assignment: Assignment
    submission: Path
    own_seconds: float


def cold_grade() -> float:
    """Return the CPU time of `otter run` over that of `chalkgrad grade`, without own computing."""
    bench = prepared()
    theirs = run_otter()
    ours = _grade_seconds(bench)
    return (theirs - bench.own_seconds) / (ours - bench.own_seconds)


def batch_overhead() -> float:
    """Return the CPU milliseconds per submission in a batch, without its own computing."""
    bench = prepared()
    file = find_submissions([bench.submission]).files[0]
    with killed_processes() as killed, Grader(bench.assignment) as grader:
        grader.grade(file)  # starts the shared processes
        before = time.process_time() + sum(killed.values()) + _zygotes_seconds()
        for _ in range(BATCH):
            grader.grade(file)
        spent = time.process_time() + sum(killed.values()) + _zygotes_seconds() - before
    return (spent / BATCH - bench.own_seconds) * 1000


def worker() -> float:
    """Return the CPU milliseconds of a fresh worker: its own, the zygote's and the grader's."""
    return _worker_milliseconds(_processes()[0])


def fence() -> float:
    """Return the CPU milliseconds that the fence adds to a fresh worker."""
    fenced = _worker_milliseconds(_processes()[0])
    return fenced - _worker_milliseconds(_unfenced())


def _worker_milliseconds(zygote: Zygote) -> float:
    before = time.process_time() + processes.own_cpu_seconds(zygote.pid)
    fresh = Snapshot(zygote, [(0, "pass")], [])
    try:
        fresh.run()
        spent = time.process_time() + processes.own_cpu_seconds(zygote.pid) - before
        keeper = processes.own_cpu_seconds(fresh.keeper_pid)
        return (spent + fresh.cpu_seconds + keeper) * 1000
    finally:
        fresh.close()


def fork() -> float:
    """Return the CPU milliseconds of a test's process: its own, its parent's and the grader's."""
    _, snapshot = _processes()
    pid = snapshot.pid
    before = time.process_time() + processes.own_cpu_seconds(pid)
    channel = snapshot.fork()
    spent = time.process_time() + processes.own_cpu_seconds(pid) - before
    own = processes.own_cpu_seconds(channel.pid)
    channel.close()
    return (spent + own) * 1000


def run_otter() -> float:
    """Return the CPU seconds of `otter run` on the light submission, including the tests."""
    _otter_zip()
    bench = prepared()
    return run(
        ["otter", "run", "-a", "otter.zip", "-o", "otter_out", bench.submission.name], bench.folder
    )


@cache
def prepared() -> Bench:
    """Return the assignment and the submission, made once."""
    folder = Path(_open.enter_context(tempfile.TemporaryDirectory(prefix="chalkgrad-bench-")))
    root = folder / "root"
    for part in (f"assignments/{NAME}", f"autograder/hidden_tests/{NAME}"):
        shutil.copytree(project_root() / part, root / part)
    hidden = root / "autograder" / "hidden_tests" / NAME
    leave_out(hidden / "test_q9_training.py", "test_learns_to_read_digits")
    (hidden / "test_b1_fast_gradient.py").write_text(_NO_TEST, encoding="utf-8")
    assignment = load_assignment(root / "assignments" / NAME, root)
    build(assignment, root)
    submission = folder / f"{NAME}.ipynb"
    notebook = json.loads((root / SOLUTIONS / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    source = assignment.reference()
    cell = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    notebook["cells"] = [{**cell, "source": source, "outputs": [], "execution_count": None}]
    submission.write_text(json.dumps(notebook), encoding="utf-8")
    return Bench(folder, assignment, submission, _own_seconds(assignment, source))


def leave_out(path: Path, name: str) -> None:
    """Remove a function from a Python file."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for node in reversed(ast.parse("\n".join(lines)).body):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            del lines[node.lineno - 1 : node.end_lineno]
    path.write_text("\n".join(lines), encoding="utf-8")


def _own_seconds(assignment: Assignment, source: str) -> float:
    """Return the CPU seconds of the submission's code in all tests, in this process."""
    tests = [test for question in assignment.questions for test in load_tests(question)]
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        names: dict[str, object] = {}
        exec(source, names)
        for test in tests:
            test.run(names)
        best = min(best, time.process_time() - started)
    return best


@cache
def _otter_zip() -> None:
    """Let Otter make its own zip of the same tests."""
    bench = prepared()
    otter_tests(bench.assignment, bench.folder / "tests")
    generate = ["generate", "-t", "tests", "-o", "otter.zip", "--no-environment"]
    run(["otter", *generate], bench.folder)
    (bench.folder / "otter_out").mkdir()


def _grade_seconds(bench: Bench) -> float:
    """Return all CPU seconds of `chalkgrad grade`, from its start to its end."""
    reader, writer = os.pipe()
    out = Path(tempfile.mkdtemp(dir=bench.folder))
    try:
        run(
            [
                *("autograder.bench.accounting", "autograder.cli", "grade"),
                *(str(bench.submission), "-a", str(bench.assignment.master), "-o", str(out)),
            ],
            bench.folder,
            writer,
        )
    finally:
        os.close(writer)
    with open(reader, encoding="ascii") as pipe:
        return float(pipe.read())


def run(arguments: Sequence[str], folder: Path, descriptor: int | None = None) -> float:
    """Run ``python -m ARGUMENT...``; return its CPU seconds, including children it waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        pass_fds=() if descriptor is None else (descriptor,),
        env={
            **os.environ,
            "PYTHONPATH": str(project_root()),
            "OPENBLAS_NUM_THREADS": "1",
            DESCRIPTOR: str(descriptor),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        reason = (done.stderr or done.stdout).strip().rpartition("\n")[2]
        if "No module named otter" in reason:
            reason += "; install it with `pip install -e .[test]`"
        raise ChalkgradError(f"{' '.join(arguments[:2])} failed: {reason}", exit_code=1)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@cache
def _processes() -> tuple[Zygote, Snapshot]:
    """Return a zygote and the snapshot of the light submission."""
    bench = prepared()
    source = load_assignment(NAME).reference()
    zygote = _open.enter_context(Zygote())
    snapshot = Snapshot(zygote, [(0, source)], bench.assignment.questions[0].names)
    _open.callback(snapshot.close)
    snapshot.run()
    return zygote, snapshot


@cache
def _unfenced() -> Zygote:
    """Return a zygote whose workers have no fence, after its first worker."""
    zygote = _open.enter_context(Zygote((), Fence(sandboxed=False)))
    _worker_milliseconds(zygote)
    return zygote


def _zygotes_seconds() -> float:
    """Return the CPU seconds of the zygotes themselves."""
    with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as children:
        return sum(processes.own_cpu_seconds(int(pid)) for pid in children.read().split())


def close() -> None:
    """End the processes and remove the files of the benchmark."""
    _open.close()
    for cached in (prepared, _otter_zip, _processes, _unfenced):
        cached.cache_clear()
