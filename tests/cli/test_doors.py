"""Every door starts clean: in a folder of hostile files, none of them is opened.

`otter run` and the container's entry have the same trial in `tests/runners`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.authoring.assignment import project_root
from tests.hostile_folder import fill, opened_in
from tests.sandbox.arena import HONEST, Arena

ROOT = project_root()
# As an installed command does: the folder of the script comes first, not the current one.
COMMAND = """\
import sys

if __name__ == "__main__":
    from autograder.cli.entry import main

    sys.exit(main())
"""
ON_A_CLUSTER = """\
import sys

if __name__ == "__main__":
    import distributed

    from autograder.cli.entry import main

    with distributed.LocalCluster(
        1, processes=False, threads_per_worker=1, dashboard_address=None, scheduler_port=0
    ) as cluster:
        sys.exit(main([*sys.argv[1:], "--scheduler", cluster.scheduler_address]))
"""


A_FIGURE = """\
from autograder.bench import gradient

print(gradient._run("print(json.dumps(len(loop)))"))
"""


@dataclass
class Place:
    """A hostile folder with a submission, in another hostile folder."""

    folder: Path
    tools: Path
    arena: Arena

    def run(self, *arguments: str | Path, script: str = COMMAND) -> str:
        """Run a command there; return what it printed."""
        path = self.tools / "command.py"
        path.write_text(script)
        given = [
            word.replace("ARENA", str(self.arena.assignment.master)) for word in map(str, arguments)
        ]
        done = self.python(path, *given)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def python(
        self, *arguments: str | Path, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Run Python there; nothing but the submissions may be opened."""
        with opened_in(self.folder, self.folder.parent) as opened:
            done = subprocess.run(
                [sys.executable, *map(str, arguments)],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(self.tools), **environment},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
        assert opened <= {"kim.py", "lee.py"}, done.stdout
        return done


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tmp_path_factory.mktemp("doors")
    fill(root / "outer")
    fill(root / "outer" / "inner")
    for name in ("kim.py", "lee.py"):
        (root / "outer" / "inner" / name).write_text(HONEST)
    (root / "tools").mkdir()
    return Place(root / "outer" / "inner", root / "tools", Arena(root / "arena"))


@pytest.fixture(scope="module")
def graded(place: Place) -> Path:
    """Return the folder of the results, graded by two processes."""
    out = place.tools / "out"
    said = place.run("grade", "kim.py", "lee.py", "-a", "ARENA", "-o", out, "--jobs", "2")
    assert "8" in said
    assert (out / "results" / "kim.json").is_file()
    return out


def test_the_folder_is_hostile(place: Place) -> None:
    with opened_in(place.folder) as opened:
        done = subprocess.run([sys.executable, "-c", "import json"], cwd=place.folder, check=False)
    assert done.returncode == 66
    assert opened == {"json.py"}


def test_grade_with_one_process(place: Place, tmp_path: Path) -> None:
    place.run("grade", "kim.py", "-a", "ARENA", "-o", tmp_path / "out", "--jobs", "1")
    assert (tmp_path / "out" / "results" / "kim.json").is_file()


def test_grade_with_more_processes(graded: Path) -> None:
    grades = (graded / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[4] for line in grades[1:]] == ["8", "8"]


def test_grade_on_a_cluster(place: Place, tmp_path: Path) -> None:
    place.run("grade", "kim.py", "-a", "ARENA", "-o", tmp_path / "out", script=ON_A_CLUSTER)
    assert (tmp_path / "out" / "results" / "kim.json").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "kim.py", "-a", "ARENA"),
        ("check", "kim.py", "-a", "ARENA", "--unsandboxed"),
        ("written", "kim.py", "-a", "hw2_learning", "-o", "{tmp}/sheets"),
        ("report", "{graded}", "-o", "{tmp}/report.html"),
        ("export", "{graded}", "--format", "gradescope", "-o", "{tmp}/exported"),
        ("doctor",),
        ("build", "hw1_forward", "--check"),
    ],
    ids=lambda arguments: " ".join(arguments[:1] + arguments[4:5]),
)
def test_other_commands(
    arguments: tuple[str, ...], place: Place, graded: Path, tmp_path: Path
) -> None:
    place.run(*(word.format(tmp=tmp_path, graded=graded) for word in arguments))


def test_the_process_of_a_figure(place: Place) -> None:
    assert int(place.run(script=A_FIGURE)) > 0


def test_pytest_reports_every_test_of_the_submission(place: Place, tmp_path: Path) -> None:
    bonus = "\n\ndef pairs(values):\n    return {'sum': float(np.sum(values)) ** 2}\n"
    (place.folder / "kim.py").write_text(HONEST + bonus)
    try:
        said = place.run("pytest", "kim.py", "-a", "ARENA", "-q", f"--junitxml={tmp_path}/out.xml")
    finally:
        (place.folder / "kim.py").write_text(HONEST)
    assert "10 passed" in said
    assert "10/8" in said


def test_pytest_ignores_what_the_environment_adds(place: Place) -> None:
    script = place.tools / "pytest_command.py"
    script.write_text(COMMAND)
    master = place.arena.assignment.master
    environment = {"PYTEST_ADDOPTS": "-p evil", "PYTEST_PLUGINS": "evil"}
    done = place.python(script, "pytest", "kim.py", "-a", master, "-q", **environment)
    assert "8 passed" in done.stdout


def test_plain_pytest_sends_a_submission_in_another_folder_to_the_command(tmp_path: Path) -> None:
    (tmp_path / "kim.py").write_text(HONEST)
    (tmp_path / "conftest.py").write_text("raise SystemExit('conftest')\n")
    plugin = ("-m", "pytest", "-p", "no:cacheprovider", "-p", "autograder.runners.pytest_plugin")
    done = subprocess.run(
        [sys.executable, *plugin, "--submission", "kim.py", "-a", "hw1_forward"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    (line,) = done.stdout.split("\n\n")[0].strip().splitlines()
    assert line.startswith("ERROR: --submission: use `chalkgrad pytest FILE -a ASSIGNMENT`")


def test_python_m_imports_nothing_but_the_package_by_name(place: Place, tmp_path: Path) -> None:
    # Python itself looks for the package in the current folder, before any of our code runs.
    folder = tmp_path / "folder"
    folder.mkdir()
    for path in place.folder.glob("*.py"):
        if path.stem not in ("autograder", "runpy", "pkgutil", "warnings"):
            (folder / path.name).write_bytes(path.read_bytes())
    with opened_in(folder) as opened:
        done = subprocess.run(
            [sys.executable, "-m", "autograder.cli", "check", "kim.py", "-a", "hw1_forward"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert opened == {"kim.py"}
