"""Three hundred submissions in a row, a third of them attacks, leave nothing behind.

Runs only if CHALKGRAD_MODE is set, as by `run_modes.py`: it takes a minute.
"""

from __future__ import annotations

import fcntl
import gc
import os
import tempfile
from pathlib import Path

import pytest

from autograder.intake.files import find_submissions
from autograder.sandbox import processes, uids
from tests.sandbox.arena import HONEST, POINTS, Arena, all_attacks

COUNT = 300
# Quick ones of every kind; the slow ones run until they are stopped at a cap.
ATTACKS = [
    attack
    for attack in all_attacks()
    if attack.path.suffix == ".py"
    and attack.name.startswith(
        ("read_", "tell_", "exit_", "daemon", "frame_g", "value_n", "stash_")
    )
]
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident_bytes() -> int:
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


def is_left_behind(uid: int) -> bool:
    """Say whether a process has this id although no grader has its lock.

    Other graders use the same pool; while the lock is ours, none of them can begin to use the id.
    """
    folder = uids._folder()
    lock = os.open(str(uid), os.O_RDWR, dir_fd=folder)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return uid in {owner for _, owner in processes.with_owners()}
    finally:
        os.close(lock)
        os.close(folder)


@pytest.mark.skipif("CHALKGRAD_MODE" not in os.environ, reason="run by run_modes.py")
def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arena = Arena(tmp_path / "arena")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    scratch.chmod(0o755)
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    reserved: set[int] = set()
    reserve = uids.reserve

    def remember() -> uids.Reservation:
        reservation = reserve()
        reserved.add(reservation.uid)
        return reservation

    monkeypatch.setattr(uids, "reserve", remember)
    sizes: list[int] = []
    with arena.grader() as grader:
        for number in range(COUNT):
            folder = tmp_path / f"submission-{number}"
            folder.mkdir()
            if number % 3 == 0:
                attack = ATTACKS[number // 3 % len(ATTACKS)]
                path = attack.hand_in(arena, folder)
                assert grader.grade(find_submissions([path]).files[0]).score <= attack.honest
            else:
                path = folder / "honest.py"
                path.write_text(HONEST, encoding="utf-8")
                assert grader.grade(find_submissions([path]).files[0]).score == POINTS
            if number in (COUNT // 3, COUNT - 1):
                sizes.append(resident_bytes())
                descriptors = len(os.listdir("/proc/self/fd"))
    assert sizes[1] - sizes[0] < 4 << 20
    assert descriptors < 60
    assert processes.descendants(os.getpid()) == []
    assert list(scratch.iterdir()) == []
    # Other programs may mount something in the meantime.
    assert str(tmp_path) not in Path("/proc/self/mounts").read_text()
    assert [uid for uid in reserved if is_left_behind(uid)] == []
