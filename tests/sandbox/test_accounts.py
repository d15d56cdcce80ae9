"""What a worker uses is counted by a control group or by its tree, and pids are not trusted."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox import accounts, cgroup, linux, pidfd, processes
from autograder.sandbox.pidfd import Pidfd
from autograder.sandbox.session import Zygote
from autograder.sandbox.snapshot import Snapshot

SPIN = """
import os, time
def spin(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
if os.fork() == 0:
    spin(0.2)
    os._exit(0)
os.wait()
"""


@pytest.fixture
def children() -> Iterator[list[int]]:
    """Pids of children that are ended after the test."""
    pids: list[int] = []
    yield pids
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass


def sleeper(children: list[int]) -> int:
    pid = os.fork()
    if pid == 0:
        signal.pause()
        os._exit(0)
    children.append(pid)
    return pid


# -- handles ---------------------------------------------------------------------------------------


def test_a_handle_outlives_its_process_and_signals_no_other(children: list[int]) -> None:
    pid = sleeper(children)
    with Pidfd(pid) as handle:
        assert not handle.has_ended
        handle.kill()
        assert handle.wait(60.0)
        os.waitpid(pid, 0)
        # The pid is free now; the handle still is that of the process that has ended.
        handle.send(signal.SIGTERM)
        assert handle.has_ended
    with pytest.raises(OSError, match="No such process"):
        Pidfd(pid)


def refuse(number: int, *args: object) -> int:
    raise OSError(errno.ENOSYS, "syscall")


@pytest.mark.parametrize("system", ["another", "an old kernel"])
def test_a_handle_signals_where_there_are_no_pidfds(
    system: str, children: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pidfd.are_available()
    if system == "another":
        monkeypatch.setattr(linux, "IS_LINUX", False)
    else:
        monkeypatch.setattr(linux, "syscall", refuse)
    assert not pidfd.are_available()
    pid = sleeper(children)
    with Pidfd(pid) as handle:
        assert not handle.has_ended
        handle.kill()
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def test_only_a_descendant_is_opened(children: list[int]) -> None:
    one, other = sleeper(children), sleeper(children)
    with Pidfd(os.getpid()) as this, Pidfd(one) as handle:
        found = processes.opened_below(other, this)
        assert found is not None
        assert found.pid == other
        found.close()
        assert processes.opened_below(other, handle) is None
        assert processes.opened_below(os.getpid(), this) is None


def test_a_process_that_has_taken_over_a_pid_is_not_killed(
    children: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if the pid of a child of `gone` had been given to `innocent` since the list was made.
    gone, innocent = sleeper(children), sleeper(children)
    monkeypatch.setattr(processes, "descendants", lambda pid: [innocent])
    with Pidfd(gone) as root, Pidfd(innocent) as handle:
        processes.kill_tree(root)
        assert root.wait(60.0)
        assert not handle.has_ended
        assert processes.is_alive(innocent)


HELD = 32 << 20
WITHOUT_MAIN_THREAD = """
import ctypes, os, signal, sys, threading
held = bytearray(b"x") * int(sys.argv[1])

def go_on():
    while open("/proc/self/stat").read().rpartition(")")[2].split()[0] != "Z":
        pass
    print("ended", flush=True)
    signal.pause()

threading.Thread(target=go_on).start()
ctypes.CDLL(None).syscall(60 if os.uname().machine == "x86_64" else 93, 0)
"""


@pytest.fixture
def headless() -> Iterator[int]:
    """A process whose main thread has ended, while another goes on."""
    command = [sys.executable, "-c", WITHOUT_MAIN_THREAD, str(HELD)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"ended\n"
            yield process.pid
        finally:
            process.kill()


def test_a_process_without_its_main_thread_is_ended_like_any_other(headless: int) -> None:
    assert processes.is_alive(headless)
    with Pidfd(os.getpid()) as this, Pidfd(headless) as handle:
        others = set(processes.descendants(this.pid)) - {headless}
        assert processes.kill_all_below(this, others) == {headless}
        assert handle.wait(60.0)
    assert not processes.is_alive(headless)


def test_a_process_without_its_main_thread_is_stopped_once(headless: int) -> None:
    with Pidfd(headless) as handle, processes.stopped(handle):
        # As by another block around it.
        with processes.stopped(handle):
            pass
        status = Path(f"/proc/{headless}/status").read_text()
        assert b"T" in processes._states(headless)
        assert "ShdPnd:\t0000000000000000" in status


def test_the_memory_of_a_process_without_its_main_thread_counts(headless: int) -> None:
    assert processes.memory_bytes([headless]) > HELD
    assert processes.proportional_memory_bytes([headless]) > HELD


SHARED_UNDER_ANY_NAME = """
import ctypes, mmap, signal, sys

held = mmap.mmap(-1, int(sys.argv[1]))
held.write(b"x" * len(held))
ctypes.CDLL(None).prctl(15, b"\\xff", 0, 0, 0)
print("named", flush=True)
signal.pause()
"""


def test_shared_memory_counts_under_a_name_that_is_no_text() -> None:
    command = [sys.executable, "-c", SHARED_UNDER_ANY_NAME, str(HELD)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == b"named\n"
            assert processes.memory_bytes([process.pid]) > HELD
        finally:
            process.kill()


# -- control groups --------------------------------------------------------------------------------

V2 = "31 23 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate"
V1 = "33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct"
MEMORY = "34 31 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory"
HYBRID = "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw"
CONTAINER = "50 31 0:30 /docker/ab /sys/fs/cgroup/cpuacct ro - cgroup cgroup rw,cpuacct"
SPACED = "31 23 0:28 / /mnt/c\\040g rw - cgroup2 none rw"


@pytest.mark.parametrize(
    ("mounts", "groups", "expected"),
    [
        ([V2], "0::/user.slice/a.scope", ["/sys/fs/cgroup/user.slice/a.scope"]),
        ([V2], "0::/", ["/sys/fs/cgroup"]),
        ([V1, MEMORY], "4:memory:/m\n2:cpu,cpuacct:/x", ["/sys/fs/cgroup/cpu,cpuacct/x"]),
        (
            [V1, HYBRID],
            "2:cpu,cpuacct:/x\n1:name=systemd:/y\n0::/z",
            ["/sys/fs/cgroup/unified/z", "/sys/fs/cgroup/cpu,cpuacct/x"],
        ),
        ([CONTAINER], "2:cpuacct:/docker/ab", ["/sys/fs/cgroup/cpuacct"]),
        ([CONTAINER], "2:cpuacct:/docker/ab/c", ["/sys/fs/cgroup/cpuacct/c"]),
        # Another container's group is mounted here.
        ([CONTAINER], "2:cpuacct:/docker/abc", []),
        ([MEMORY], "4:memory:/m", []),
        ([SPACED], "0::/a", ["/mnt/c g/a"]),
        ([], "0::/", []),
    ],
)
def test_the_own_group_is_found_in_every_layout(
    mounts: list[str], groups: str, expected: list[str]
) -> None:
    assert cgroup.folders("\n".join(mounts), groups) == [Path(path) for path in expected]


def groups_of_this_process() -> list[Path]:
    place = cgroup.place()
    return [] if place is None else list(place.glob(f"chalkgrad-{os.getpid()}-*"))


@pytest.mark.parametrize("by_group", [True, False])
def test_what_an_ended_child_of_the_cells_has_used_is_counted(
    by_group: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if by_group and cgroup.place() is None:
        pytest.skip("no control group can be made here")
    if not by_group:
        monkeypatch.setattr(cgroup, "create", lambda: None)
    with Zygote() as zygote:
        snapshot = Snapshot(zygote, [(0, SPIN)], [])
        snapshot.run()
        enclosure = snapshot._channel.enclosure
        assert (enclosure.account.group is not None) == by_group
        # Without a group, the kernel rounds the time of an ended child down to a tick.
        assert snapshot.cpu_seconds >= (0.2 if by_group else 0.18)
        snapshot.close()
    assert groups_of_this_process() == []


@pytest.mark.parametrize(
    "failing", ["mkdir", "join"], ids=["it cannot be made", "it takes no process"]
)
def test_without_a_control_group_time_is_counted_by_the_tree(
    failing: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "cgroup.procs").mkdir()  # in which nobody can write a pid
    monkeypatch.setattr(cgroup, "place", lambda: tmp_path / "absent")
    if failing == "join":
        monkeypatch.setattr(cgroup, "create", lambda: cgroup.Cgroup(tmp_path))
    with Zygote() as zygote:
        snapshot = Snapshot(zygote, [(0, SPIN)], [])
        snapshot.run()
        assert snapshot._channel.enclosure.account.group is None
        assert snapshot.cpu_seconds >= 0.18
        snapshot.close()


def test_time_that_was_seen_stays_booked_when_its_process_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cgroup, "create", lambda: None)
    # Each drop is read twice.
    readings = iter([1.0, 3.0, 1.5, 1.5, 1.6, 1.9, 1.2, 1.9, 2.0])
    monkeypatch.setattr(processes, "cpu_seconds", lambda pid: next(readings))
    account = accounts.Account()
    account.opened_for(os.getpid())
    assert [account.cpu_seconds() for _ in range(6)] == pytest.approx(
        [1.0, 3.0, 3.0, 3.1, 3.4, 3.4]
    )
