"""What one submission reads is no message to the next: access times stay as they are."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from autograder.intake.files import find_submissions
from autograder.sandbox import access_times, session
from autograder.sandbox.fence import Fence
from autograder.sandbox.limits import Limits
from autograder.sandbox.snapshot import Snapshot
from tests.sandbox.arena import POINTS, Arena, leaks

DAY = 24 * 3600
# A hidden input, bit by bit, in which files have been read.
STORES = """
import os
import struct

import numpy as np


def double(x):
    data = int.from_bytes(struct.pack("<d", np.max(x)), "little")
    if np.max(x) > 1000:
        for bit in range(64):
            if data >> bit & 1:
                with open(f"@FOLDER@/{bit}") as file:
                    file.read()
    return np.asarray(x) * 2.0
"""
TELLS = """
import os
import struct

read = sum((os.stat(f"@FOLDER@/{bit}").st_atime > 0) << bit for bit in range(64))


def double(x):
    raise ValueError(struct.unpack("<d", read.to_bytes(8, "little"))[0])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return files whose next reading the kernel would record."""
    if os.statvfs(tmp_path).f_flag & os.ST_NOATIME:
        pytest.skip("no reading is recorded here")
    folder = tmp_path / "library"
    folder.mkdir()
    for bit in range(64):
        (folder / str(bit)).write_text("read me", encoding="utf-8")
        os.utime(folder / str(bit), (0, 0))
    for each in (*list(folder.parents)[:3], folder):
        if each != Path("/tmp") and os.access(each, os.W_OK):
            each.chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("without", "told"),
    [({"access_times"}, ["7351.25"]), (set(), [])],
    ids=["without the layer", "with it"],
)
def test_the_next_submission_reads_nothing_in_access_times(
    without: set[str],
    told: list[str],
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Without Landlock, this folder can be read as Python's own can.
    monkeypatch.setattr(session, "readable_paths", lambda secrets: [folder])
    monkeypatch.setattr(access_times, "_known", access_times.Freshness())
    arena = Arena(tmp_path / "arena")
    found = []
    fence = Fence(without=frozenset({"landlock", "uid", *without}), proven=False)
    with arena.grader(fence, Limits()) as grader:
        for name, text in (("kim", STORES), ("lee", TELLS)):
            path = tmp_path / f"{name}.py"
            path.write_text(text.replace("@FOLDER@", str(folder)), encoding="utf-8")
            found.append(grader.grade(find_submissions([path]).files[0]))
    kim, lee = found
    assert 0 < kim.score < POINTS
    assert leaks(lee) == told


def make_entries(folder: Path) -> list[Path]:
    inside = folder / "inside"
    inside.mkdir()
    (inside / "file").write_text("read me", encoding="utf-8")
    (inside / "link").symlink_to("file")
    entries = [inside / "file", inside / "link", inside]
    for path in entries:
        os.utime(path, (0, 0), follow_symlinks=False)
    return entries


def read(path: Path) -> None:
    if path.is_symlink():
        os.readlink(path)
    elif path.is_dir():
        os.listdir(path)
    else:
        path.read_text(encoding="utf-8")


def times(paths: list[Path]) -> list[int]:
    return [path.lstat().st_atime_ns for path in paths]


def test_reading_what_is_fresh_changes_nothing(folder: Path) -> None:
    entries = make_entries(folder)
    access_times.Freshness().look_at_all([folder])
    before = times(entries)
    assert 0 not in before
    for path in entries:
        read(path)
    assert times(entries) == before


def test_reading_what_is_stale_changes_its_access_time(folder: Path) -> None:
    # Without this, the test above would prove nothing.
    entries = make_entries(folder)
    for path in entries:
        read(path)
    assert 0 not in times(entries)


def test_what_becomes_a_day_old_in_a_long_run_is_read_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = folder / "0"
    # An hour is left; the times of writing are older than that.
    read_then = time.time() - DAY + 3600
    for path in (old, folder / "1"):
        os.utime(path, (read_then, read_then - 10))
    freshness = access_times.Freshness()
    monkeypatch.setattr(
        access_times, "_is_stale", lambda state, now: now - state.st_atime_ns >= DAY * 10**9
    )
    freshness.look_at_all([old])
    assert [path for _, path in freshness.due] == [str(old)]
    seen: list[str] = []
    monkeypatch.setattr(access_times, "_read", lambda path, state: seen.append(path))
    freshness.look_at_the_old()
    assert seen == []
    later = time.time_ns() + 3601 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    freshness.look_at_the_old()
    assert seen == [str(old)]


def test_all_is_looked_at_anew_after_some_hours(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_times, "_known", access_times.Freshness())
    looks: list[int] = []

    def paths() -> list[Path]:
        looks.append(time.time_ns())
        return [folder]

    for _ in range(2):
        access_times.keep_fresh(paths)
    assert len(looks) == 1
    later = time.time_ns() + 7 * 3600 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: later)
    access_times.keep_fresh(paths)
    assert len(looks) == 2


def test_a_mount_that_records_every_reading_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Strict:
        f_flag = 0

    monkeypatch.setattr(os, "statvfs", lambda path: Strict)
    monkeypatch.setattr(access_times, "_known", access_times.Freshness())
    access_times.keep_fresh(lambda: [folder])
    assert str(folder) in access_times.how(unrecorded=False)


def test_a_submission_does_not_pay_with_its_time_for_the_look_at_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, late = time.monotonic, [0.0]

    def take_an_hour(zygote: session.Zygote, limits: Limits) -> None:
        late[0] = 3600.0

    monkeypatch.setattr(time, "monotonic", lambda: clock() + late[0])
    monkeypatch.setattr(session.Zygote, "get_ready", take_an_hour)
    with session.Zygote() as zygote:
        snapshot = Snapshot(zygote, [(0, "1")], [], limits=Limits(wall_seconds=1800.0))
        outcomes = snapshot.run()
        snapshot.close()
    assert [outcome.status for outcome in outcomes] == ["ok"]
    assert snapshot.incidents == []
