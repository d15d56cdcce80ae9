"""The command: its output and its exit codes."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.assignment import project_root
from autograder.cli.main import main

ROOT = project_root()
LONG = "a" * 300 + ".ipynb"
LIGHT = """\
import numpy as np
def mean_squared_error(y, t):
    return 0.5 * np.sum((y - t) ** 2)
"""


@pytest.fixture
def light(tmp_path):
    """Return a submission that answers one question and is quick to grade."""
    path = tmp_path / "class" / "kim.py"
    path.parent.mkdir()
    path.write_text(LIGHT)
    return path


def grade(*arguments):
    return main(["grade", *map(str, arguments), "-a", "hw2_learning"])


def test_grade_writes_results_and_gradebook_and_prints_a_table(light, tmp_path, capsys):
    out = tmp_path / "out"
    assert grade(light.parent, "-o", out) == 0
    printed = capsys.readouterr()
    assert "kim" in printed.out
    assert "1/1" in printed.err
    rows = list(csv.DictReader((out / "grades.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["id"], row["score"], row["q1_mean_squared_error"]) for row in rows] == [
        ("kim", "8", "8")
    ]
    result = json.loads((out / "results" / "kim.json").read_text())
    assert (result["status"], result["score"]) == ("graded", 8.0)


def test_one_broken_file_ends_in_1_and_the_others_are_graded(light, tmp_path, capsys):
    (light.parent / "lee.ipynb").write_text("{")
    assert grade(light.parent, "-o", tmp_path / "out", "--json") == 1
    results = json.loads(capsys.readouterr().out)
    assert {r["student"]["id"]: r["status"] for r in results} == {
        "kim": "graded",
        "lee": "ungraded",
    }


def test_a_missing_path_is_named_and_the_others_are_graded(light, tmp_path, capsys):
    assert grade(light, tmp_path / "nobody.ipynb", "-o", tmp_path / "out") == 1
    assert "nobody.ipynb: no such file or folder" in capsys.readouterr().err
    assert (tmp_path / "out/results/kim.json").exists()


def test_a_link_to_a_classmates_file_is_refused_and_the_classmate_graded(light, tmp_path, capsys):
    (light.parent / "a_thief.py").symlink_to("kim.py")
    (light.parent / "thief").mkdir()
    (light.parent / "thief" / "hw2.py").symlink_to("../kim.py")
    os.mkfifo(light.parent / "pipe.py")
    out = tmp_path / "out"
    # As a folder, and as a shell gives it.
    assert grade(light.parent, *sorted(light.parent.glob("*.py")), "-o", out) == 1
    said = capsys.readouterr().err
    assert "a_thief.py: is a symbolic link; not read" in said
    assert "thief/hw2.py: is a symbolic link; not read" in said
    assert "pipe.py: is not a regular file; not read" in said
    assert [path.name for path in (out / "results").iterdir()] == ["kim.json"]
    assert json.loads((out / "results" / "kim.json").read_text())["score"] == 8.0


def test_two_files_of_one_student_are_both_graded_and_told(light, tmp_path, capsys):
    light.with_suffix(".ipynb").write_text('{"cells": [], "nbformat": 4, "metadata": {}}')
    assert grade(light.parent, "-o", tmp_path / "out") == 0
    assert "kim" in capsys.readouterr().err
    assert len(list((tmp_path / "out/results").iterdir())) == 2


def test_korean_names_and_formulas_are_safe_in_the_gradebook(light, tmp_path):
    light.rename(light.parent / "김서연.py")
    (light.parent / "=HYPERLINK(1).py").write_text("x = 1")
    assert grade(light.parent, "-o", tmp_path / "out") == 0
    text = (tmp_path / "out/grades.csv").read_text(encoding="utf-8-sig")
    assert "김서연" in text
    assert not any(line.startswith(("=", '"=')) for line in text.splitlines())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["grade", "x.ipynb", "-a", "hw9", "-o", "out"], "unknown assignment 'hw9'"),
        (["grade", "nothing_here", "-a", "hw2_learning", "-o", "out"], "no such file or folder"),
        (["grade", "empty", "-a", "hw2_learning", "-o", "out"], "nothing to grade"),
        (["grade", "kim.py", "-a", "hw2_learning", "-o", "a_file"], "a_file"),
        (["grade", LONG, "-a", "hw2_learning", "-o", "out"], "cannot be read (File name too long)"),
        (["check", LONG], "cannot be read (File name too long); give a notebook or a script"),
        (["check", "nobody.ipynb"], "no such file or folder; give a notebook or a script"),
        (["check", "empty"], "empty: is a folder; give a notebook or a script"),
        (["check", "link.py"], "link.py: is a symbolic link; not read; give a notebook"),
        (["check", "kim.py", "-q", "q99"], "no question 'q99'"),
        (["build", "hw9"], "unknown assignment 'hw9'"),
        (["build", f"{LONG}/x.py"], LONG),
        (["audit", f"{LONG}/x.py"], LONG),
        (["grade", "kim.py", "-a", f"{LONG}/x.py", "-o", "out"], LONG),
        (["report", LONG], LONG),
        (["export", LONG, "--format", "junit"], LONG),
        (["export", "out", "--format", "canvas", "--template", LONG], LONG),
    ],
)
def test_wrong_usage_is_one_clear_line_and_2(arguments, says, light, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    light.rename("kim.py")
    Path("empty").mkdir()
    Path("link.py").symlink_to("kim.py")
    Path("a_file").write_text("")
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert printed.err.startswith("chalkgrad: ")
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_jobs_must_be_a_number_above_0(capsys):
    with pytest.raises(SystemExit) as caught:
        grade("x", "-o", "out", "--jobs", "0")
    assert caught.value.code == 2
    assert "is not a number above 0" in capsys.readouterr().err


def test_check_runs_the_public_tests_of_one_question(light, capsys):
    assert main(["check", str(light), "-q", "q1_mean_squared_error"]) == 0
    printed = capsys.readouterr().out
    assert "passed" in printed
    assert "q2" not in printed
    light.write_text(LIGHT.replace("0.5", "1.0"))
    assert main(["check", str(light), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["questions"][0]["status"] == "failed"


def test_build_check_passes_on_a_current_tree(capsys):
    assert main(["build", "--check"]) == 0
    assert "hw2_learning" in capsys.readouterr().out


def test_output_into_a_closed_pipe_is_no_error(light, tmp_path):
    command = [sys.executable, "-m", "autograder.cli", "check", str(light)]
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(write)
    assert b"Traceback" not in done.stderr


def test_grade_hands_the_class_to_an_lms_in_the_same_command(light, tmp_path, capsys):
    (light.parent / "lee.ipynb").write_text("{")
    out = tmp_path / "out"
    assert grade(light.parent, "-o", out, "--json", "--export", "gradescope") == 1
    printed = capsys.readouterr()
    assert len(json.loads(printed.out)) == 2
    assert "gradescope: " in printed.err
    assert [path.name for path in (out / "export" / "gradescope").iterdir()] == ["kim.json"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--template", "g.csv"], "--template is for --export canvas or moodle"),
        (["--export", "canvas"], "canvas fills the gradebook that Canvas has exported; give it"),
        (["--export", "canvas", "--template", "no.csv"], "no.csv: cannot be read"),
        (["--export", "canvas", "--template", "g.csv"], "not a gradebook of Canvas"),
        (["--export", "moodle", "--template", "g.csv"], "not a grading worksheet of Moodle"),
        (["--export", "csv", "--template", "g.csv"], "--template is for canvas and moodle: csv"),
    ],
)
def test_a_template_that_will_not_do_is_told_before_grading(
    arguments, says, light, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    Path("g.csv").write_text("Name,Points\n")
    assert grade(light, "-o", "out", *arguments) == 2
    printed = capsys.readouterr()
    assert says in printed.err
    assert "--format" not in printed.err
    assert printed.err.count("\n") == 1
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("arguments", "place", "says"),
    [
        (["grade", "x.py", "-a", "hw2_learning", "-o", "out"], "autograder.cli.grade.run",
         "stopped; what is graded is written"),
        (["grade", "x.py", "-a", "hw2_learning", "-o", "out", "--dry-run"],
         "autograder.cli.grade.run", "stopped"),
        (["build"], "autograder.cli.build.build", "stopped"),
        (["doctor"], "autograder.cli.doctor.examine", "stopped"),
    ],
    ids=["grade", "dry run", "build", "doctor"],
)  # fmt: skip
def test_who_is_stopped_speaks_of_results_only_if_there_are_some(
    arguments, place, says, monkeypatch, capsys
):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(place, stop)
    assert main(arguments) == 130
    assert capsys.readouterr().err == f"chalkgrad: {says}\n"


@pytest.mark.parametrize("kind", [RuntimeError, ImportError, ValueError])
def test_what_an_import_makes_of_ctrl_c_is_ctrl_c(kind, monkeypatch, capsys):
    def stop(*_, **__):
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt as error:
            raise kind("Error calling __set_name__") from error

    monkeypatch.setattr("autograder.cli.doctor.examine", stop)
    assert main(["doctor"]) == 130
    assert capsys.readouterr().err == "chalkgrad: stopped\n"


PRESSES_CTRL_C = """\
import os, signal, sys

class Press:
    def find_spec(self, name, path=None, target=None):
        if name == WHEN:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

WHEN = sys.argv.pop(1)
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Press())
from autograder.cli.entry import main

sys.exit(main())
"""


@pytest.mark.parametrize(
    "when",
    [
        "autograder.cli.main",
        "autograder.cli.options",
        "autograder.sandbox.channel",
        "numpy",
        "numpy._core.multiarray",
        "autograder.cli.check",
        "autograder.authoring.assignment",
        "autograder.misconceptions.hw2_learning",
    ],
)
def test_ctrl_c_ends_the_command_in_one_line_whenever_it_comes(when, light):
    done = subprocess.run(
        [sys.executable, "-c", PRESSES_CTRL_C, when, "check", str(light), "-q",
         "q1_mean_squared_error"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, "chalkgrad: stopped\n")


def test_an_ignored_ctrl_c_stays_ignored():
    script = PRESSES_CTRL_C.replace("signal.default_int_handler", "signal.SIG_IGN")
    done = subprocess.run(
        [sys.executable, "-c", script, "autograder.cli.options", "--version"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_command_that_is_stopped_while_it_starts_says_so(monkeypatch, capsys):
    def stop(name):
        raise KeyboardInterrupt

    monkeypatch.setattr("importlib.import_module", stop)
    assert main(["doctor"]) == 130
    assert capsys.readouterr().err == "chalkgrad: stopped\n"
