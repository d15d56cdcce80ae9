"""What docs/ tells people to do is done here, file by file and command by command."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.authoring.assignment import project_root

ROOT = project_root()
ENGLISH = ROOT / "docs" / "adding-a-question.md"
KOREAN = ROOT / "docs" / "adding-a-question.ko.md"
STEP = re.compile(r"^<!-- (\w+)(?: ([^\n]+?))? -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Where an author of an assignment writes; everything else of autograder/ stays as it is.
AUTHORS = (
    "assignments/hw3_steps/",
    "autograder/hidden_tests/hw3_steps/",
    "autograder/misconceptions/hw3_steps/",
)


def steps(page: Path) -> list[tuple[str, str, str]]:
    """Return what a page makes its reader do: verb, object, block."""
    return STEP.findall(page.read_text(encoding="utf-8"))


@pytest.fixture
def clone():
    """Yield the package alone, as in a clone in which there are no assignments yet."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # student code runs under a user id of its own
        ignored = shutil.ignore_patterns("__pycache__", "hw1_*", "hw2_*")
        shutil.copytree(ROOT / "autograder", folder / "autograder", ignore=ignored)
        shutil.copy(ROOT / "constraints.txt", folder)
        (folder / "assignments").mkdir()
        yield folder


def follow(page: Path, folder: Path) -> list[str]:
    """Do what a page says; return the files that its reader wrote."""
    written, said = [], ""
    for verb, what, block in steps(page):
        path = folder / what
        if verb == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
            written.append(what)
        elif verb == "insert":
            name, heading = what.split(" before ")
            text = (folder / name).read_text(encoding="utf-8")
            place = text.rindex("# %%", 0, text.index(heading))
            (folder / name).write_text(f"{text[:place]}{block}\n{text[place:]}", encoding="utf-8")
        elif verb == "change":
            text = path.read_text(encoding="utf-8")
            lines = block.splitlines(keepends=True)
            old, new = ("".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
            assert text.count(old) == 1
            path.write_text(text.replace(old, new), encoding="utf-8")
        elif verb == "run":
            said = run(block, folder)
        else:
            assert verb == "prints"
            for line in block.splitlines():
                assert line in said, f"{line!r} is not in:\n{said}"
    return written


def run(commands: str, folder: Path) -> str:
    """Run a block of shell commands as it stands; return what they print."""
    command = folder / ".bin" / "chalkgrad"
    if not command.exists():
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m autograder.cli "$@"\n')
        command.chmod(0o755)
    path = os.pathsep.join([str(command.parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PATH": path, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_an_assignment_is_made_from_nothing_as_the_page_says(clone):
    before = {path: path.read_bytes() for path in (clone / "autograder").rglob("*.py")}
    written = follow(ENGLISH, clone)
    assert all(path.startswith(AUTHORS) or path == "kim.py" for path in written)
    assert all(path.read_bytes() == data for path, data in before.items())
    assert run("chalkgrad build --check", clone).endswith("files are current\n")


def test_both_languages_make_the_same_assignment():
    assert [step[:2] for step in steps(KOREAN)] == [step[:2] for step in steps(ENGLISH)]
    assert steps(KOREAN) == steps(ENGLISH)


@pytest.mark.parametrize("page", [ENGLISH, KOREAN], ids=lambda page: page.name)
def test_a_reader_is_told_the_name_of_every_file(page):
    text = page.read_text(encoding="utf-8")
    for match in STEP.finditer(text):
        if match[1] in ("write", "insert", "change"):
            prose = text[: match.start()].rpartition("\n## ")[2]
            name = match[2].split(" before ")[0]
            assert f"`{name}`" in prose, f"{name} is not named before it"


def test_every_test_that_security_names_exists() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", text)
    assert len(named) > 30
    for file, test in named:
        code = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert re.search(rf"^def {test}\(", code, re.MULTILINE), f"{file}::{test}"


def test_every_promise_and_layer_names_its_test() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if re.match(r"\| (?!promise|layer|-)", line)]
    assert len(rows) > 20
    assert [row for row in rows if "::test_" not in row.rpartition(" | ")[2]] == []


def test_every_layer_names_modules_that_exist() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if line.count(" | ") == 4]
    modules = [name for row in rows for name in re.findall(r"`(\w+\.py)`", row[3])]
    assert len(modules) > 15
    for name in modules:
        assert (ROOT / "autograder" / "sandbox" / name).is_file(), name
