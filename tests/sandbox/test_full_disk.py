"""A submission that leaves no room on the disk is ungraded; the next one is graded."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading.grader import Grader
from autograder.grading.result import Result
from autograder.intake.files import find_submissions
from autograder.sandbox import session
from autograder.sandbox.enclosure import Enclosure
from autograder.sandbox.failures import SandboxError
from autograder.sandbox.fence import Fence
from autograder.sandbox.scratch import Scratch
from tests.sandbox.arena import HONEST, LIMITS, POINTS, Arena

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Arena:
    return Arena(tmp_path_factory.mktemp("arena"))


@pytest.fixture
def grader(arena: Arena, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Grader]:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    scratch.chmod(0o755)
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    with arena.grader() as grader:
        yield grader


def grade(grader: Grader, folder: Path) -> Result:
    path = folder / "kim.py"
    path.write_text(HONEST, encoding="utf-8")
    return grader.grade(find_submissions([path]).files[0])


def raise_full(*args: object) -> None:
    raise FULL


def test_no_room_for_the_copy_of_its_files_leaves_it_ungraded(
    grader: Grader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr(Scratch, "remember", raise_full)
        result = grade(grader, tmp_path)
    assert (result.status, result.score) == ("ungraded", 0.0)
    assert FULL.strerror in result.incidents[-1]
    # Nothing of it takes up room any more.
    assert list((tmp_path / "scratch").glob("chalkgrad-*")) == []
    assert grade(grader, tmp_path).score == POINTS


def test_no_room_for_the_files_of_a_folder_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "digits.npz").write_bytes(b"x")
    monkeypatch.setattr(shutil, "copy", raise_full)
    descriptors = len(os.listdir("/proc/self/fd"))
    with pytest.raises(OSError, match="No space left"):
        Enclosure(Fence(), [tmp_path / "digits.npz"], LIMITS)
    assert [path.name for path in tmp_path.iterdir()] == ["digits.npz"]
    assert len(os.listdir("/proc/self/fd")) == descriptors


def test_no_room_for_a_further_worker_is_not_the_machines_fault(
    grader: Grader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert grade(grader, tmp_path).score == POINTS

    class NoRoom(Enclosure):
        def __init__(self, *args: object) -> None:
            raise FULL

    with monkeypatch.context() as full:
        full.setattr(session, "Enclosure", NoRoom)
        with pytest.raises(SandboxError, match="no space is left"):
            grade(grader, tmp_path)
    assert grade(grader, tmp_path).score == POINTS
