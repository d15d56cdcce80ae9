"""A worker's folder: whatever happens in it meanwhile, nothing outside is read or changed."""

from __future__ import annotations

import contextlib
import itertools
import mmap
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from autograder.sandbox import tree
from autograder.sandbox.scratch import Scratch, wipe

NAMES = [f"d{i}" for i in range(4)]


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    (tmp_path / "shared").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "shared"))
    made = Scratch()
    yield made
    made.remove()
    assert list((tmp_path / "shared").iterdir()) == []


@pytest.fixture
def victim(tmp_path):
    """Return a folder of somebody else's, and check at the end that it is as it was."""
    folder = tmp_path / "victim"
    (folder / "sub").mkdir(parents=True)
    (folder / "secret.txt").write_text("secret")
    (folder / "sub" / "deep.txt").write_text("secret")
    for path in (folder / "secret.txt", folder / "sub", folder):
        path.chmod(0o555)

    def states():
        return {
            path: (s.st_mode, s.st_uid, s.st_ino, s.st_mtime_ns, s.st_ctime_ns)
            for path in (folder, *folder.rglob("*"))
            for s in [path.lstat()]
        }

    before = states()
    yield folder
    assert states() == before
    for path in (folder / "sub", folder):
        path.chmod(0o755)


def contents(folder):
    """Return what is in a tree: the text of files, the targets of links, None for folders."""
    return {
        str(path.relative_to(folder)): os.readlink(path)
        if path.is_symlink()
        else path.read_text()
        if path.is_file()
        else None
        for path in folder.rglob("*")
    }


def fill(folder):
    for name in NAMES:
        (folder / name / "sub").mkdir(parents=True)
        (folder / name / "secret.txt").write_text("own")
        (folder / name / "sub" / "deep.txt").write_text("own")


@pytest.mark.parametrize("moment", range(1, 12))
@pytest.mark.parametrize("act", ["usage", "remember", "changed", "restore", "remove", "wipe"])
def test_a_folder_that_becomes_a_link_at_any_moment_leads_nowhere(
    scratch, victim, monkeypatch, act, moment
):
    fill(scratch.folder)
    if act in ("changed", "restore"):
        scratch.remember()
        (scratch.folder / "new").touch()
    plain, listed = os.scandir, [0]

    def scandir(folder):
        # As by a process that runs on another processor: after something has been listed.
        entries = plain(folder)
        listed[0] += 1
        if listed[0] == moment:
            for name in NAMES:
                with contextlib.suppress(OSError):
                    os.rename(scratch.folder / name, scratch.folder / f"was-{name}")
                    (scratch.folder / name).symlink_to(victim)
        return entries

    monkeypatch.setattr(os, "scandir", scandir)
    if act == "wipe":
        wipe(scratch.folder)
    elif act == "changed":
        assert scratch.changed
    else:
        getattr(scratch, act)()
    monkeypatch.undo()
    home = scratch.folder.parent
    assert "secret" not in contents(home).values()


def test_what_is_put_back_is_what_was_there(scratch):
    folder = scratch.folder
    fill(folder)
    (folder / "link").symlink_to("d0")
    (folder / "broken").symlink_to("/nowhere")
    (folder / "program").write_text("x")
    (folder / "program").chmod(0o751)
    deep = folder
    for _ in range(31):
        deep = deep / "x"
        deep.mkdir()
    (deep / "file").write_text("deep")
    scratch.remember()
    before = contents(folder)
    assert not scratch.changed
    (folder / "program").unlink()
    (folder / "d0" / "secret.txt").write_text("changed")
    (folder / "link").unlink()
    os.mkfifo(folder / "link")
    assert scratch.changed
    scratch.restore()
    assert contents(folder) == before
    assert stat.S_IMODE((folder / "program").stat().st_mode) == 0o751
    assert not scratch.changed


def test_entries_that_move_to_where_the_walk_comes_next_are_not_counted_for_ever(
    scratch, monkeypatch
):
    (scratch.folder / "file").touch()
    plain = tree.walk
    monkeypatch.setattr(tree, "walk", lambda folder: itertools.repeat(next(plain(folder))))
    assert scratch.usage()[1] > 100_000


def test_everything_can_be_removed(scratch):
    folder = scratch.folder
    os.mkfifo(folder / "fifo")
    (folder / "closed" / "inner" / "more").mkdir(parents=True)
    (folder / "closed" / "inner" / "file").touch()
    (folder / "closed" / "inner").chmod(0)
    (folder / "closed").chmod(0)
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1500):
        # Far longer than a path can be.
        os.mkdir("deeper", dir_fd=here)
        inner = os.open("deeper", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)
    assert scratch.usage()[1] > 1 << 30
    wipe(folder)
    assert not folder.parent.exists()


def test_what_an_ordinary_user_may_not_open_is_counted_and_put_back(tmp_path):
    # Such a folder or file is made with its mode. Root may open everything.
    for each in (tmp_path, *list(tmp_path.parents)[:3]):
        if each not in (Path("/"), Path("/tmp")):
            each.chmod(0o755)
    tmp_path.chmod(0o777)
    text = """
import os, sys, tempfile
from autograder.sandbox.scratch import Scratch
if os.getuid() == 0:
    os.setresgid(*3 * [2_140_000_000])
    os.setresuid(*3 * [2_140_000_000])
tempfile.tempdir = sys.argv[1]
scratch = Scratch()
os.chdir(scratch.folder)

def write(name, text, mode):
    with os.fdopen(os.open(name, os.O_WRONLY | os.O_CREAT, mode), "w") as file:
        file.write(text)

os.mkdir("closed", 0o300)
write("closed/file", "as it was", 0o600)
write("mute", "as it was", 0o200)
scratch.remember()
write("closed/file", "changed ", 0o600)
write("closed/more", "x" * 70_000, 0o600)
write("mute", "changed ", 0o200)
write("own", "", 0o200)
print(scratch.usage()[0] >= 70_000, scratch.changed)
scratch.restore()
print(sorted(os.listdir(scratch.folder)), os.listdir(scratch.folder / "closed"))
print((scratch.folder / "closed/file").read_text(), "|", (scratch.folder / "mute").read_text())
scratch.remove()
"""
    done = subprocess.run(
        [sys.executable, "-c", text, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "True True",
        "['closed', 'mute'] ['file']",
        "as it was | as it was",
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="there is no file system in memory")
def test_a_hole_that_was_read_is_a_change(monkeypatch):
    with tempfile.TemporaryDirectory(dir="/dev/shm") as base:
        monkeypatch.setattr("tempfile.tempdir", base)
        scratch = Scratch()
        with open(scratch.folder / "hole", "wb") as file:
            file.truncate(1 << 20)
        scratch.remember()
        assert not scratch.changed
        with open(scratch.folder / "hole", "rb") as file:
            mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)[4096]
        assert scratch.changed
        scratch.remove()


@pytest.mark.skipif(os.geteuid() != 0, reason="a file of another user's can be made by root only")
def test_a_file_of_another_user_is_not_copied(tmp_path, monkeypatch):
    shared = tmp_path
    for each in (shared, *list(shared.parents)[:3]):
        if each not in (Path("/"), Path("/tmp")):
            each.chmod(0o755)
    monkeypatch.setattr("tempfile.tempdir", str(shared))
    secret = shared / "secret.txt"
    secret.write_text("secret")
    secret.chmod(0o600)
    scratch = Scratch(uid=1_900_000_777)
    os.link(secret, scratch.folder / "linked")
    own = scratch.folder / "own"
    own.write_text("own")
    os.chown(own, scratch.uid, scratch.uid)
    scratch.remember()
    (scratch.folder / "new").touch()
    scratch.restore()
    assert contents(scratch.folder) == {"own": "own"}
    assert own.stat().st_uid == scratch.uid
    assert secret.stat().st_uid == 0
    assert secret.read_text() == "secret"
    scratch.remove()


def test_what_others_put_beside_the_folder_is_never_used(scratch, victim):
    home = scratch.folder.parent
    # No one but the grader can make anything in it.
    assert home.stat().st_mode & 0o066 == 0
    assert home.stat().st_uid == os.geteuid()
    for beside in (home, scratch.folder):
        with contextlib.suppress(FileExistsError):
            home.with_name(f"{beside.name}-kept").symlink_to(victim)
    (scratch.folder / "own").write_text("own")
    scratch.remember()
    scratch.restore()
    wipe(scratch.folder)
    planted = [path for path in home.parent.iterdir() if path.is_symlink()]
    assert len(planted) == 2
    for path in planted:
        path.unlink()


def test_a_folder_that_is_a_link_is_not_wiped(scratch, victim):
    (scratch.folder.parent.parent / "planted").symlink_to(victim)
    wipe(scratch.folder.parent.parent / "planted" / "work")
    (scratch.folder.parent.parent / "planted").unlink()
