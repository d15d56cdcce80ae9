"""Every submission of a class is graded once, even if runs are interrupted."""

from __future__ import annotations

import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from autograder.cli.main import main
from autograder.course import class_run as batch
from autograder.course.class_run import ClassRun
from autograder.course.local_pool import grade_in_pool, grade_in_this_process
from autograder.course.policies import Policies
from autograder.grading.grader import Grader
from autograder.grading.job import Job, Task, TaskSpec
from autograder.grading.result import Result
from autograder.intake.entry import SubmissionFile
from autograder.intake.files import find_submissions
from autograder.sandbox.failures import OutOfMemory
from autograder.text import one_line
from tests.course.whole_class import grade_class
from tests.intake.downloads import HALF, NOTHING, RIGHT, notebook, tiny, write_zip

ROOT = Path(__file__).parents[2]
SCORES = {"choi": 3.0, "kim": 5.0, "lee": 0.0, "박": 5.0}


@pytest.fixture
def assignment(tmp_path):
    return tiny(tmp_path / "project")


@pytest.fixture
def folder(tmp_path):
    """Return a class of four."""
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "choi.py").write_text(HALF)
    (folder / "kim.py").write_text(RIGHT)
    (folder / "lee.ipynb").write_bytes(notebook(NOTHING))
    (folder / "박.ipynb").write_bytes(notebook(RIGHT))
    return folder


def files(folder):
    return find_submissions([folder]).files


def scores(out):
    found = {}
    for path in sorted((out / "results").iterdir()):
        result = Result.from_json(path.read_text(encoding="utf-8"))
        assert path.name == f"{result.student['id']}.json"
        found[result.student["id"]] = result.score if result.status == "graded" else None
    return found


class CountingTask(Task):
    """A task that records which submissions are graded."""

    graded: ClassVar[list[str]] = []

    def grader(self):
        grader = super().grader()
        inner = grader.grade

        def grade(file, *args, **kwargs):
            self.graded.append(file.student_id)
            return inner(file, *args, **kwargs)

        grader.grade = grade
        return grader


@pytest.fixture
def run(assignment, tmp_path, monkeypatch):
    """Grade files in this process and finish; return the run and the ids that were graded."""
    monkeypatch.setattr(
        batch, "grade_in_pool", lambda task, jobs, count: batch.grade_in_this_process(task, jobs)
    )

    def run(submissions, policies=batch._NO_POLICIES, dry_run=False):
        task = CountingTask(assignment)
        CountingTask.graded = []
        with ClassRun(task, submissions, tmp_path / "out", policies, dry_run) as work:
            yielded = list(work.grade())
            work.finish()
            assert len(yielded) == len(submissions)
        return work, list(CountingTask.graded)

    return run


def test_a_second_run_grades_only_what_changed(run, folder, tmp_path):
    out = tmp_path / "out"
    assert sorted(run(files(folder))[1]) == ["choi", "kim", "lee", "박"]
    assert scores(out) == SCORES
    before = {
        path: path.read_bytes() for path in out.rglob("*.*") if path.suffix in (".json", ".csv")
    }
    times = {path: path.stat().st_mtime_ns for path in (out / "results").iterdir()}
    work, graded = run(files(folder))
    assert (graded, work.reused, work.release.changes) == ([], 4, [])
    assert before == {path: path.read_bytes() for path in before}
    assert times == {path: path.stat().st_mtime_ns for path in times}
    (folder / "lee.ipynb").write_bytes(notebook(HALF))
    work, graded = run(files(folder))
    assert graded == ["lee"]
    assert [(c.student_id, c.before, c.after) for c in work.release.changes] == [("lee", 0.0, 3.0)]
    assert scores(out) == {**SCORES, "lee": 3.0}
    # The earlier version of the file is in the journal too.
    (folder / "lee.ipynb").write_bytes(notebook(NOTHING))
    assert run(files(folder))[1] == []
    assert scores(out) == SCORES


def test_lost_and_changed_result_files_are_made_again(run, folder, tmp_path):
    run(files(folder))
    out = tmp_path / "out"
    kept = (out / "grades.csv").read_bytes()
    (out / "results" / "kim.json").unlink()
    (out / "results" / "choi.json").write_text("{}")
    (out / "grades.csv").write_text("")
    assert run(files(folder))[1] == []
    assert scores(out) == SCORES
    assert (out / "grades.csv").read_bytes() == kept


def test_one_file_of_two_students_is_graded_once(run, folder, tmp_path):
    path = folder / "kim.py"
    group = [SubmissionFile(path, name, name.upper()) for name in ("a", "b")]
    assert run(group)[1] == ["a"]
    assert scores(tmp_path / "out") == {"a": 5.0, "b": 5.0}
    gradebook = (tmp_path / "out" / "grades.csv").read_text(encoding="utf-8-sig")
    assert "a,A,kim.py,graded,5,5,3,2," in gradebook
    assert "b,B,kim.py,graded,5,5,3,2," in gradebook


def test_the_same_broken_file_of_two_is_each_ones_own(run, folder, tmp_path):
    for name in ("x.ipynb", "y.ipynb"):
        (folder / name).write_text("{")
    run([SubmissionFile(folder / name, name[0]) for name in ("x.ipynb", "y.ipynb")])
    for name in ("x", "y"):
        result = Result.from_json((tmp_path / f"out/results/{name}.json").read_text())
        assert result.status == "ungraded"
        assert result.incidents[0].startswith(f"{name}.ipynb: is damaged")


@pytest.mark.parametrize(
    "first", ["kim  minho", "kim\tminho", "kim\x1b]0;x", "kim\u202eohnim", "\x1b[31m", "kim: is"]
)
@pytest.mark.parametrize("content", ["", "%PDF", RIGHT])
def test_nothing_of_a_classmate_is_in_the_result_of_the_same_bytes(
    run, tmp_path, first, content, monkeypatch
):
    if content == RIGHT:
        monkeypatch.setattr(Grader, "_grade", fail)
    folder = tmp_path / "same"
    for name in (f"{first}.py", "lee.py"):
        (folder / name[0]).mkdir(parents=True, exist_ok=True)
        (folder / name[0] / name).write_text(content)
    run(
        [
            SubmissionFile(folder / first[0] / f"{first}.py", "0", "Kim"),
            SubmissionFile(folder / "l" / "lee.py", "1", "Lee"),
        ]
    )
    incidents = {}
    for number in ("0", "1"):
        result = Result.from_json((tmp_path / f"out/results/{number}.json").read_text())
        assert result.status == "ungraded"
        (incidents[number],) = result.incidents
    reason = incidents["1"].removeprefix("lee.py: ")
    assert reason != incidents["1"]
    # The name is shown as it can be printed, in one line, and only to its own student.
    assert incidents["0"] == one_line(f"{one_line(first + '.py')}: {reason}")
    assert "kim" not in (tmp_path / "out/results/1.json").read_text().lower()


def fail(*_args, **_options):
    raise ValueError("no")


def test_the_best_of_several_attempts_counts(run, folder, tmp_path):
    attempts = [SubmissionFile(folder / name, "kim") for name in ("choi.py", "kim.py", "lee.ipynb")]
    assert len(run(attempts)[1]) == 3
    result = Result.from_json((tmp_path / "out/results/kim.json").read_text())
    assert (result.score, result.submission["file"]) == (5.0, "kim.py")
    assert "The best of 3 counts" in result.incidents[-1]


def test_a_dry_run_shows_who_changes_and_writes_no_result(run, folder, tmp_path):
    run(files(folder))
    out = tmp_path / "out"
    before = {
        path: path.read_bytes() for path in out.rglob("*") if path.suffix in (".json", ".csv")
    }
    (folder / "choi.py").write_text(RIGHT)
    (folder / "kim.py").write_text(HALF)
    work, _ = run(files(folder), dry_run=True)
    changes = [("choi", 3.0, 5.0), ("kim", 5.0, 3.0)]
    assert sorted((c.student_id, c.before, c.after) for c in work.release.changes) == changes
    assert before == {path: path.read_bytes() for path in before}
    # The real run finds everything graded.
    work, graded = run(files(folder), Policies(never_lower=True))
    assert graded == []
    assert [(c.student_id, c.before, c.after) for c in work.release.changes] == [changes[0]]
    assert scores(out) == {**SCORES, "choi": 5.0}


def test_an_earlier_result_stays_until_the_new_one_is_whole(run, folder, tmp_path, monkeypatch):
    run(files(folder))
    (folder / "kim.py").write_text(f"# Again\n{HALF}")
    path = tmp_path / "out/results/kim.json"
    seen = []
    monkeypatch.setattr(
        CountingTask,
        "grader",
        lambda self: seen.append(path.read_text()) or Task.grader(self),
    )
    before = path.read_text()
    run(files(folder))
    assert seen == [before]
    assert json.loads(path.read_text())["score"] == 3.0


def test_a_fault_of_the_grader_costs_one_submission_and_is_tried_again(
    assignment, folder, tmp_path, monkeypatch
):
    from autograder.grading.grader import Grader

    inner = Grader.grade

    def grade(self, file, *args, **kwargs):
        if file.student_id == "kim":
            raise RuntimeError("no space for a worker")
        return inner(self, file, *args, **kwargs)

    monkeypatch.setattr(Grader, "grade", grade)
    out = tmp_path / "out"
    monkeypatch.setattr(
        batch, "grade_in_pool", lambda task, jobs, count: batch.grade_in_this_process(task, jobs)
    )
    list(grade_class(assignment, files(folder), out))
    assert scores(out) == {**SCORES, "kim": None}
    result = Result.from_json((out / "results/kim.json").read_text())
    assert "RuntimeError: no space for a worker" in result.incidents[0]
    monkeypatch.setattr(Grader, "grade", inner)
    list(grade_class(assignment, files(folder), out))
    assert scores(out) == SCORES


@dataclass(frozen=True)
class DeadlySpec(TaskSpec):
    """A task specification with which one student's submission kills the grading process."""

    student_id: str = ""
    deaths: str = ""

    def task(self):
        return DeadlyTask(super().task().assignment, student_id=self.student_id, deaths=self.deaths)


@dataclass(frozen=True)
class DeadlyTask(Task):
    student_id: str = ""
    deaths: str = ""

    def spec(self):
        return DeadlySpec(
            str(self.assignment.master), student_id=self.student_id, deaths=self.deaths
        )

    def grader(self):
        grader = super().grader()
        inner = grader.grade

        def grade(file, *args, **kwargs):
            marks = sorted(Path(self.deaths).iterdir())
            if file.student_id == self.student_id and marks:
                marks[0].unlink()
                os.kill(os.getpid(), signal.SIGKILL)
            return inner(file, *args, **kwargs)

        grader.grade = grade
        return grader


@pytest.mark.parametrize(("deaths", "score"), [(1, 0.0), (2, None)])
def test_a_grader_that_is_killed_is_replaced(assignment, folder, tmp_path, deaths, score):
    """The kernel may kill a grader for memory; after two times, the submission is ungraded."""
    marks = tmp_path / "deaths"
    marks.mkdir()
    for number in range(deaths):
        (marks / str(number)).touch()
    out = tmp_path / "out"
    task = DeadlyTask(assignment, student_id="lee", deaths=str(marks))
    with ClassRun(task, files(folder), out) as work:
        assert len(list(work.grade(jobs=2))) == 4
        work.finish()
        assert work.release.ungraded == (score is None)
    assert not list(marks.iterdir())
    assert scores(out) == {**SCORES, "lee": score}
    if score is None:
        result = Result.from_json((out / "results/lee.json").read_text())
        assert "2 graders were killed while grading it" in result.incidents[0]


class DeadlyLateSpec(DeadlySpec):
    def task(self):
        assignment = super().task().assignment
        return DeadlyLateTask(assignment, student_id=self.student_id, deaths=self.deaths)


class DeadlyLateTask(DeadlyTask):
    """A task in which one student's submission kills the grader during its hidden tests."""

    def spec(self):
        master = str(self.assignment.master)
        return DeadlyLateSpec(master, student_id=self.student_id, deaths=self.deaths)

    def grader(self):
        grader = Task.grader(self)
        inner = grader.grade

        def grade(file, *args, before_hidden, **kwargs):
            def die():
                before_hidden()
                if file.student_id == self.student_id:
                    marks = sorted(Path(self.deaths).iterdir())
                    marks[0].unlink()
                    os.kill(os.getpid(), signal.SIGKILL)

            return inner(file, *args, before_hidden=die, **kwargs)

        grader.grade = grade
        return grader


def test_what_has_seen_hidden_tests_is_not_graded_again_when_its_grader_is_killed(
    assignment, folder, tmp_path
):
    marks = tmp_path / "deaths"
    marks.mkdir()
    for number in range(2):
        (marks / str(number)).touch()
    task = DeadlyLateTask(assignment, student_id="lee", deaths=str(marks))
    chosen = [Job(file) for file in files(folder)]
    found = {job.file.student_id: result for job, result in grade_in_pool(task, chosen, 2)}
    # It has run once.
    assert len(list(marks.iterdir())) == 1
    assert found["lee"].status == "ungraded"
    assert found["lee"].incidents[0].endswith("each of them runs once; run the command again")
    others = {name: result.score for name, result in found.items() if name != "lee"}
    assert others == {name: value for name, value in SCORES.items() if name != "lee"}


class OutOfMemorySpec(DeadlySpec):
    def task(self):
        assignment = super().task().assignment
        return OutOfMemoryTask(assignment, student_id=self.student_id, deaths=self.deaths)


class OutOfMemoryTask(DeadlyTask):
    """A task in which the kernel kills a process of one student's submission."""

    def spec(self):
        master = str(self.assignment.master)
        return OutOfMemorySpec(master, student_id=self.student_id, deaths=self.deaths)

    def grader(self):
        grader = Task.grader(self)
        inner = grader.grade

        def grade(file, *args, **kwargs):
            marks = sorted(Path(self.deaths).iterdir())
            if file.student_id == self.student_id and marks:
                marks[0].unlink()
                raise OutOfMemory("memory ran out")
            return inner(file, *args, **kwargs)

        grader.grade = grade
        return grader


@pytest.mark.parametrize(("jobs", "deaths", "score"), [(1, 1, 0.0), (2, 2, 0.0), (2, 3, None)])
def test_what_is_killed_for_want_of_memory_is_graded_again(
    assignment, folder, tmp_path, jobs, deaths, score
):
    marks = tmp_path / "deaths"
    marks.mkdir()
    for number in range(deaths):
        (marks / str(number)).touch()
    task = OutOfMemoryTask(assignment, student_id="lee", deaths=str(marks))
    if jobs == 1:
        chosen = [Job(file) for file in files(folder)]
        found = {job.file.student_id: result for job, result in grade_in_this_process(task, chosen)}
    else:
        chosen = [Job(file) for file in files(folder)]
        found = {job.file.student_id: result for job, result in grade_in_pool(task, chosen, jobs)}
        # Alone, when the others are done.
        assert list(found)[-1] == "lee"
    assert not list(marks.iterdir())
    assert found["lee"].status == ("ungraded" if score is None else "graded")
    others = {name: result.score for name, result in found.items() if name != "lee"}
    assert others == {name: value for name, value in SCORES.items() if name != "lee"}
    if score is None:
        assert "memory ran out" in found["lee"].incidents[0]


def _children(pid):
    done = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True
    )
    return [(int(line.split()[0]), line) for line in done.stdout.splitlines() if line.strip()]


# -- the command -----------------------------------------------------------------------------------


COMMAND = [
    sys.executable,
    "-c",
    "import sys; from autograder.cli.main import main; sys.exit(main(sys.argv[1:]))",
]


def command(assignment, folder, out, *options):
    return [*COMMAND, "grade", str(folder), "-a", str(assignment.master), "-o", str(out), *options]


def environment():
    return {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}


def test_kill_9_loses_nothing_and_the_rerun_gives_the_same_bytes(assignment, tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(8):
        source = f"# {number}\n" + (RIGHT, HALF, NOTHING)[number % 3]
        (folder / f"s{number:02}.py").write_text(source)
    whole = tmp_path / "whole"
    done = subprocess.run(
        command(assignment, folder, whole, "--jobs", "2"),
        env=environment(),
        capture_output=True,
        check=True,
    )
    assert b"8/8" in done.stderr
    expected = (whole / "grades.csv").read_bytes()
    out = tmp_path / "out"
    generator = random.Random(4)
    for _ in range(1):
        process = subprocess.Popen(
            command(assignment, folder, out, "--jobs", "2"),
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(generator.randint(2, 5)):
            process.stderr.readline()
        process.kill()
        process.stderr.close()
        process.wait()
        for path in (out / "results").glob("*.json"):
            Result.from_json(path.read_text())
    done = subprocess.run(
        command(assignment, folder, out, "--jobs", "2"),
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "from an earlier run" in done.stderr
    assert (out / "grades.csv").read_bytes() == expected
    names = {path.name for path in out.iterdir()}
    assert not {name for name in names if name.startswith((".unpacked", ".writing"))}
    assert {path.name for path in (out / "results").iterdir()} == {
        path.name for path in (whole / "results").iterdir()
    }


def test_ctrl_c_ends_cleanly_with_what_is_done(assignment, tmp_path):
    folder = tmp_path / "class"
    folder.mkdir()
    for number in range(30):
        # The others never end, so that the batch is still running when it is stopped.
        endless = "" if number < 5 else "while True:\n    pass\n"
        (folder / f"s{number:02}.py").write_text(f"# {number}\n{RIGHT}{endless}")
    out = tmp_path / "out"
    process = subprocess.Popen(
        command(assignment, folder, out, "--jobs", "2"),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            said = [process.stderr.readline() for _ in range(3)]
            children = _children(process.pid)
            graders = [pid for pid, line in children if "spawn_main" in line]
            assert len(graders) == 2, (said, children)
            # Like a terminal, to the whole foreground group.
            os.killpg(process.pid, signal.SIGINT)
            _, err = process.communicate(timeout=300)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert err.splitlines()[-1] == "chalkgrad: stopped; what is graded is written"
    rows = (out / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert 3 <= len(rows) - 1 <= 5
    assert all(",graded,5,5," in row for row in rows[1:])
    deadline = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in graders):
        assert time.monotonic() < deadline


def test_a_second_run_into_the_same_folder_waits_for_nobody(assignment, folder, tmp_path, capsys):
    from autograder.course.out_folder import locked

    out = tmp_path / "out"
    with locked(out):
        assert main(command(assignment, folder, out)[3:]) == 2
    assert "another chalkgrad is writing there" in capsys.readouterr().err


def test_a_full_disk_is_one_clear_line_and_the_rerun_goes_on(
    assignment, folder, tmp_path, capsys, monkeypatch
):
    out = tmp_path / "out"
    (folder / "lee.ipynb").write_bytes(notebook(HALF))
    assert main(command(assignment, folder, out)[3:]) == 0
    (folder / "lee.ipynb").write_bytes(notebook(NOTHING))
    earlier = (out / "results/lee.json").read_bytes()
    capsys.readouterr()
    inner = os.replace

    def full(source, target):
        if Path(target).name == "lee.json":
            raise OSError(28, os.strerror(28), str(target))
        return inner(source, target)

    monkeypatch.setattr(os, "replace", full)
    assert main(command(assignment, folder, out, "--jobs", "1")[3:]) == 1
    (line,) = [
        line for line in capsys.readouterr().err.splitlines() if line.startswith("chalkgrad: ")
    ]
    assert "lee.json: cannot be written (No space left on device); what is graded is kept" in line
    assert (out / "results/lee.json").read_bytes() == earlier
    monkeypatch.undo()
    assert main(command(assignment, folder, out, "--jobs", "1")[3:]) == 0
    assert scores(out) == SCORES


def test_a_result_that_cannot_be_written_leaves_a_gradebook_of_those_before_it(
    assignment, folder, tmp_path, capsys
):
    out = tmp_path / "out"
    (out / "results" / "lee.json").mkdir(parents=True)
    assert main(command(assignment, folder, out, "--jobs", "1")[3:]) == 1
    assert "lee.json: cannot be written" in capsys.readouterr().err
    with (out / "grades.csv").open(encoding="utf-8-sig") as gradebook:
        assert [row["id"] for row in csv.DictReader(gradebook)] == ["choi", "kim"]


def test_a_grader_that_is_told_to_leave_says_nothing_of_what_it_was_opening():
    text = """
import os, signal, socket
from autograder.course import local_pool

def open_sockets():
    pair = socket.socketpair()
    os.kill(os.getpid(), signal.SIGTERM)

signal.signal(signal.SIGTERM, local_pool._exit)
try:
    open_sockets()
finally:
    print("cleaned up")
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", text], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "cleaned up\n", "")


def test_a_folder_that_cannot_be_written_is_one_clear_line(assignment, folder, capsys):
    # /proc is read-only, even for root.
    assert main(command(assignment, folder, "/proc/self/out")[3:]) == 2
    err = capsys.readouterr().err
    assert err.startswith("chalkgrad: /proc/self/out/results: cannot be made")
    assert err.count("\n") == 1


def test_a_download_a_roster_and_late_work_in_one_command(assignment, tmp_path, capsys):
    archive = write_zip(
        tmp_path / "m.zip",
        {
            "Jane Doe_71_assignsubmission_file_/tiny.ipynb": notebook(RIGHT),
            "Kim Min_72_assignsubmission_file_/tiny.ipynb": notebook(HALF),
        },
    )
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name,moodle\nj,Jane Doe,71\nk,Kim Min,72\ng,Gone Girl,73\n")
    out = tmp_path / "out"
    options = ["--roster", str(roster), "--due", "2026-09-30T12:00", "--late", "10%/day"]
    assert main(command(assignment, archive, out, *options)[3:]) == 0
    printed = capsys.readouterr()
    assert "a download from Moodle, 2 students" in printed.err
    assert "times of submission: the zip's entry (2)" in printed.err
    assert "Missing:   1 of the roster: g (Gone Girl)" in printed.out
    rows = (out / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[1].startswith("j,Jane Doe,Jane Doe_71_assignsubmission_file_/tiny.ipynb,graded,4.5")
    assert rows[2].startswith("k,Kim Min,Kim Min_72_assignsubmission_file_/tiny.ipynb,graded,2.5")
    assert rows[3].startswith("g,Gone Girl,,missing,,")
    assert main(command(assignment, archive, out, "--roster", str(roster), "--dry-run")[3:]) == 0
    printed = capsys.readouterr()
    assert "2 of 2 marks differ" in printed.out
    assert "+0.5" in printed.out
    assert len((out / "grades.csv").read_text(encoding="utf-8-sig").splitlines()) == 4


def test_a_large_class_is_summed_up(capsys):
    from autograder.cli import tables
    from tests.course.test_journal import result

    def given():
        for number in range(101):
            each = result(float(number % 4), "ungraded" if number == 7 else "graded")
            each.student = {"id": f"s{number}", "name": ""}
            each.incidents = ["damaged"] if number == 7 else []
            yield each

    tables.print_class(given)
    printed = capsys.readouterr().out
    assert "101 students: 100 graded, 1 ungraded" in printed
    assert "from 0 to 3" in printed
    assert "s7: damaged" in printed
    assert "s8" not in printed
