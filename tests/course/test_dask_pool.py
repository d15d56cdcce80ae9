"""A class graded with a real Dask scheduler on this machine, whose workers join and leave."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli.main import main
from autograder.course.class_run import ClassRun
from autograder.course.dask_pool import grade_sent
from autograder.errors import ChalkgradError
from autograder.grading.job import Task, TaskSpec
from autograder.intake.entry import SubmissionFile
from autograder.intake.files import find_submissions
from tests.intake.downloads import HALF, NOTHING, RIGHT, tiny

ROOT = Path(__file__).parents[2]


class Cluster:
    """A scheduler and its workers, each in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen] = []
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.scheduler = self.start("scheduler", *options, stderr=subprocess.PIPE)
        # The scheduler prints its address when it is ready; if it ends first, so does its output.
        said = (re.search(r"Scheduler at:\s*(\S+)", line) for line in self.scheduler.stderr)
        self.address = next(found[1] for found in said if found)

    def start(self, kind: str, *options: str, stderr: int | None = None) -> subprocess.Popen:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
        environment["DASK_DISTRIBUTED__WORKER__MEMORY__TERMINATE"] = "False"
        module = f"distributed.cli.dask_{kind}"
        with (self.folder / f"{kind}-{len(self.processes)}.log").open("w") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", module, *options],
                env=environment,
                cwd=self.folder,
                stdout=log,
                stderr=stderr or log,
                text=True,
            )
        self.processes.append(process)
        return process

    def worker(self) -> subprocess.Popen:
        return self.start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
        for process in self.processes:
            process.wait()
        self.scheduler.stderr.close()


@pytest.fixture
def cluster(tmp_path):
    pytest.importorskip("distributed")
    folder = tmp_path / "cluster"
    folder.mkdir()
    cluster = Cluster(folder)
    yield cluster
    cluster.close()


@pytest.fixture
def assignment(tmp_path):
    return tiny(tmp_path / "project")


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(10):
        source = f"# {number}\n" + (RIGHT, HALF, NOTHING)[number % 3]
        (folder / f"s{number:02}.py").write_text(source)
    (folder / "broken.ipynb").write_text("{")
    return find_submissions([folder]).files


def test_a_worker_that_dies_and_one_that_joins_cost_only_time(cluster, assignment, files, tmp_path):
    with ClassRun(Task(assignment), files, here := tmp_path / "here") as work:
        list(work.grade(jobs=1))
        work.finish()
    first, _ = cluster.worker(), cluster.worker()
    seen = []
    with ClassRun(Task(assignment), files, there := tmp_path / "there") as work:
        for result in work.grade(scheduler=cluster.address):
            seen.append(result.student["id"])
            if len(seen) == 2:
                first.kill()
                cluster.worker()
        work.finish()
    assert sorted(seen) == [file.student_id for file in files]
    assert (there / "grades.csv").read_bytes() == (here / "grades.csv").read_bytes()
    for path in (here / "results").iterdir():
        one, other = (
            json.loads((out / "results" / path.name).read_text()) for out in (here, there)
        )
        for result in (one, other):
            for measured in ("cpu_seconds", "wall_seconds"):
                del result[measured]
        assert one == other


def test_a_scheduler_that_goes_away_is_one_clear_line_and_keeps_what_is_done(
    cluster, assignment, files, tmp_path
):
    cluster.worker()
    out = tmp_path / "out"
    with ClassRun(Task(assignment), files, out) as work:
        graded = work.grade(scheduler=cluster.address)
        # Only one file is unreadable, so at least one of the first two is graded.
        next(graded)
        next(graded)
        cluster.scheduler.kill()
        with pytest.raises(
            ChalkgradError,
            match=r"the cluster is gone \(the scheduler ended\); what is graded is kept",
        ):
            list(graded)
    with ClassRun(Task(assignment), files, out) as work:
        list(work.grade(jobs=1))
        work.finish()
        assert work.reused >= 1
    assert len((out / "grades.csv").read_text().splitlines()) == 1 + len(files)


def test_no_scheduler_is_one_clear_line(assignment, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("autograder.course.dask_pool._CONNECT_SECONDS", 0.5)
    (tmp_path / "kim.py").write_text(RIGHT)
    options = ["-a", str(assignment.master), "-o", str(tmp_path / "out")]
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        command = ["grade", str(tmp_path / "kim.py"), *options, "--scheduler", address]
        assert main(command) == 2
        lines = [
            line for line in capsys.readouterr().err.splitlines() if line.startswith("chalkgrad")
        ]
        assert len(lines) == 1
        assert f"--scheduler {address}: no Dask scheduler answers there" in lines[0]


def test_a_missing_extra_is_one_clear_line(assignment, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    (tmp_path / "kim.py").write_text(RIGHT)
    options = ["-a", str(assignment.master), "-o", str(tmp_path / "out"), "--scheduler", "tcp://x"]
    assert main(["grade", str(tmp_path / "kim.py"), *options]) == 2
    err = capsys.readouterr().err
    assert err == "chalkgrad: --scheduler: needs Dask; install it with `pip install -e '.[dask]'`\n"


def test_a_worker_with_other_tests_refuses(assignment):
    file = SubmissionFile(Path("kim.py"), "kim")
    text, error, code = grade_sent(TaskSpec(str(assignment.master)), "other", file, b"x = 1")
    assert (text, code) == ("", 1)
    assert "has other tests of tiny, or other versions" in error
