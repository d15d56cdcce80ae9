"""What each layer of the fence prevents and allows, and what `doctor` reports."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.authoring.assignment import load_assignment, project_root
from autograder.cli.doctor import examine
from autograder.cli.main import main
from autograder.grading.grader import Grader
from autograder.grading.result import Result
from autograder.intake.files import find_submissions
from autograder.sandbox import proof, seccomp
from autograder.sandbox.enclosure import Enclosure
from autograder.sandbox.fence import (
    LAYERS,
    UNSANDBOXED,
    Fence,
    FenceError,
    hidden_places,
    readable_paths,
)
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Zygote
from autograder.sandbox.snapshot import Snapshot
from tests.sandbox.arena import (
    ATTACKS,
    HONEST,
    LIMITS,
    POINTS,
    Arena,
    leaks,
    read_attack,
    student_text,
)


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Arena:
    return Arena(tmp_path_factory.mktemp("arena"))


@pytest.fixture(scope="module")
def layers() -> list[str]:
    with Zygote() as zygote:
        zygote.spawn().close()
        return zygote.layers


def hand_in(arena: Arena, grader: Grader, name: str, folder: Path) -> Result:
    attack = read_attack(next(ATTACKS.glob(f"{name}.*")))
    return grader.grade(find_submissions([attack.hand_in(arena, folder)]).files[0])


def grade_text(grader: Grader, text: str, folder: Path) -> Result:
    path = folder / "kim.py"
    path.write_text(text, encoding="utf-8")
    return grader.grade(find_submissions([path]).files[0])


# The layers to remove (without the proof, which would refuse), the attack that then succeeds, and
# the layers that prevent it. If one of two removed layers is left, the attack fails.
SUCCEEDS_WITHOUT = [
    # (Without Landlock, a user id of its own could not read a Python below /root either.)
    ({"uid", "landlock"}, "read_hidden_tests", {"landlock"}),
    ({"uid", "landlock"}, "read_other_submission", {"landlock"}),
    ({"uid", "landlock", "namespaces"}, "read_proc_environ", {"landlock", "namespaces"}),
    ({"seccomp"}, "unix_sockets", {"seccomp"}),
    ({"seccomp"}, "outlive_grader", {"seccomp"}),
    ({"seccomp"}, "kernel_doors", {"seccomp"}),
    ({"seccomp"}, "watch_inotify", {"seccomp"}),
    ({"seccomp"}, "watch_fanotify", {"seccomp"}),
    ({"seccomp"}, "watch_dnotify", {"seccomp"}),
    ({"seccomp"}, "ask_for_pages", {"seccomp"}),
    ({"seccomp"}, "ask_for_names", {"seccomp"}),
    ({"seccomp"}, "peer_handle", {"seccomp"}),
    ({"seccomp"}, "open_for_nothing", {"seccomp"}),
    ({"seccomp"}, "mark_a_device", {"seccomp"}),
    ({"seccomp"}, "lock_library", {"seccomp"}),
    ({"seccomp"}, "lock_device", {"seccomp"}),
    ({"seccomp"}, "renice_group", {"seccomp"}),
    ({"seccomp"}, "socket_families", {"seccomp"}),
    ({"seccomp"}, "descriptors_in_flight", {"seccomp"}),
    ({"seccomp"}, "memory_unmapped", {"seccomp"}),
    ({"seccomp"}, "futex_of_a_library", {"seccomp"}),
    ({"seccomp"}, "timers_while_stopped", {"seccomp"}),
    ({"seccomp"}, "signals_while_stopped", {"seccomp"}),
    ({"seccomp"}, "clone_sharing", {"seccomp"}),
    ({"seccomp"}, "clocks_of_others", {"seccomp"}),
    ({"seccomp"}, "adopt_processes", {"seccomp"}),
    ({"seccomp"}, "metadata_new_calls", {"seccomp"}),
    ({"limits"}, "count_processes", {"limits"}),
    ({"uid"}, "rights_of_root", {"uid"}),
    ({"seccomp", "namespaces"}, "send_udp", {"namespaces"}),
]


# The attack must have enough time to succeed, on a busy machine too.
PATIENT = replace(
    LIMITS, wall_seconds=60.0, cell_cpu_seconds=9.0, cells_cpu_seconds=9.0, test_cpu_seconds=9.0
)

# What forks of a snapshot can share if it is not watched, and what a filter alone prevents.
SHARED_WITHOUT = [
    ({"stillness"}, "share_pipe_in_fork"),
    ({"stillness"}, "share_eventfd_in_fork"),
    ({"stillness"}, "share_position"),
    ({"stillness"}, "share_flags"),
    ({"stillness"}, "share_open_file"),
    ({"stillness"}, "share_private_mapping"),
    ({"stillness"}, "share_signal"),
    ({"stillness"}, "share_thread"),
    ({"stillness"}, "share_exit_code"),
    ({"stillness"}, "share_snapshot_at_work"),
    ({"stillness", "sealing"}, "share_memory_in_fork"),
    ({"stillness", "sealing"}, "share_file_in_fork"),
]


@pytest.mark.parametrize(
    ("removed", "attack"), SHARED_WITHOUT, ids=lambda v: v if isinstance(v, str) else ""
)
def test_forks_share_state_without_the_layers(
    removed: set[str], attack: str, arena: Arena, tmp_path: Path
) -> None:
    for layer in removed if len(removed) > 1 else ():
        # Either of two is enough.
        with arena.grader(Fence(without=frozenset({layer}))) as grader:
            assert leaks(hand_in(arena, grader, attack, tmp_path)) == []
    fence = Fence(without=frozenset(removed))
    with arena.grader(fence, PATIENT) as grader:
        assert leaks(hand_in(arena, grader, attack, tmp_path)) == ["ESCAPED"]


# The kernel counts an ordinary user's processes together. If one test starts hundreds, another
# would take them for the grader's own and raise its limit.
ONE_AT_A_TIME = pytest.mark.xdist_group("an ordinary user's processes")


@ONE_AT_A_TIME
@pytest.mark.parametrize(
    ("removed", "attack", "shown"),
    SUCCEEDS_WITHOUT,
    ids=lambda v: "+".join(sorted(v)) if isinstance(v, set) else v,
)
def test_attack_succeeds_without_the_layer(
    removed: set[str],
    attack: str,
    shown: set[str],
    arena: Arena,
    layers: list[str],
    tmp_path: Path,
) -> None:
    if not shown <= set(layers):
        pytest.skip(f"this machine does not have {', '.join(shown)}")
    holding = removed - shown
    with arena.grader(Fence(without=frozenset(holding), proven=False)) as grader:
        assert leaks(hand_in(arena, grader, attack, tmp_path)) == []
    fence = Fence(without=frozenset(removed), proven=False)
    with arena.grader(fence, PATIENT) as grader:
        assert leaks(hand_in(arena, grader, attack, tmp_path)) != []


@ONE_AT_A_TIME
@pytest.mark.parametrize(
    "name",
    ["kill_everything", "starve_grader", "count_processes", "daemon", "fork_bomb", "send_udp"],
)
def test_attack_fails_without_namespaces(name: str, arena: Arena, tmp_path: Path) -> None:
    # As in a default container.
    attack = read_attack(next(ATTACKS.glob(f"{name}.*")))
    with arena.grader(Fence(without=frozenset({"namespaces"}))) as grader:
        result = hand_in(arena, grader, name, tmp_path)
        assert leaks(result) == []
        assert result.score <= attack.honest
        assert grade_text(grader, HONEST, tmp_path).score == POINTS


def test_a_user_whose_other_processes_end_is_held_to_the_whole_limit() -> None:
    # The limit includes 30 processes that have ended since it was set.
    text = """
import os, resource, sys
from autograder.sandbox import privileges, proof
if os.getuid() == 0:
    os.setresuid(*3 * [2_140_000_000])
limit = privileges.processes_of_user() + 8 + 30
resource.setrlimit(resource.RLIMIT_NPROC, (limit, limit))
try:
    proof._start_threads(8)
except RuntimeError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True)
    assert done.stdout == "can't start new thread\n"


# Processes that find each other could signal between two submissions.
WATCH = """
import os

try:
    os.kill({pid}, 0)
except PermissionError:
    seen = "ESCAPED"
except ProcessLookupError:
    seen = "nobody"


def double(x):
    raise ValueError(seen)
"""


def test_other_processes_are_seen_without_namespaces(
    arena: Arena, layers: list[str], tmp_path: Path
) -> None:
    if "namespaces" not in layers:
        pytest.skip("this machine does not have namespaces")
    text = WATCH.format(pid=os.getpid())
    with arena.grader() as grader:
        assert "nobody" in student_text(grade_text(grader, text, tmp_path))
    with arena.grader(Fence(without=frozenset({"namespaces"}))) as grader:
        assert leaks(grade_text(grader, text, tmp_path)) == ["ESCAPED"]


LOOK = """
import os

seen = "ESCAPED" if os.path.exists("/proc/{pid}") else "nobody"


def double(x):
    raise ValueError(seen)
"""


def test_other_processes_are_not_even_seen_below_proc(
    arena: Arena, layers: list[str], tmp_path: Path
) -> None:
    if "namespaces" not in layers:
        pytest.skip("this machine does not have namespaces")
    text = LOOK.format(pid=os.getpid())
    with arena.grader() as grader:
        assert "nobody" in student_text(grade_text(grader, text, tmp_path))
    with arena.grader(Fence(without=frozenset({"namespaces"}))) as grader:
        assert leaks(grade_text(grader, text, tmp_path)) == ["ESCAPED"]


def test_no_layer_can_be_raised_without_no_new_privileges() -> None:
    with (
        Zygote((), Fence(without=frozenset({"no_new_privs"}), proven=False)) as zygote,
        pytest.raises(FenceError, match="a layer cannot be raised"),
    ):
        zygote.spawn()


@pytest.mark.parametrize(
    ("check", "attack"),
    [
        ("clear", "daemon"),
        ("excess", "disk_many_files"),
    ],
)
def test_the_incident_comes_from_the_check(
    check: str, attack: str, arena: Arena, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with arena.grader() as grader:
        incident = read_attack(next(ATTACKS.glob(f"{attack}.*"))).incident
        assert incident in str(hand_in(arena, grader, attack, tmp_path).incidents)
        monkeypatch.setattr(Enclosure, check, lambda self, *args: "")
        assert incident not in str(hand_in(arena, grader, attack, tmp_path).incidents)


@pytest.mark.parametrize("held", [0, 60 << 20])
def test_files_count_as_memory_which_they_may_be_in(
    held: int, arena: Arena, tmp_path: Path
) -> None:
    text = (
        f"{HONEST}\nheld = b'x' * {held}\nfor number in range(3):\n"
        "    with open(str(number), 'wb') as file:\n        file.write(bytes(7 << 20))\n"
        "import time\ntime.sleep(0.3)\n"
    )
    limits = replace(LIMITS, scratch_bytes=30 << 20)
    with arena.grader(limits=limits) as grader:
        result = grade_text(grader, text, tmp_path)
    assert ("used more than 120 MiB of memory" in str(result.incidents)) == bool(held)


def test_files_pass_from_test_to_test_unless_they_are_put_back(
    arena: Arena, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "import os\n\n\ndef double(x):\n    first = not os.path.exists('seen')\n"
        "    open('seen', 'w').close()\n    return x * (2.0 if first else 3.0)\n"
    )
    with arena.grader() as grader:
        assert grade_text(grader, text, tmp_path).score == 4.0
        monkeypatch.setattr(Enclosure, "restore", lambda self: None)
        assert grade_text(grader, text, tmp_path).score == 2.0  # zero is twice and thrice zero


@pytest.mark.parametrize(
    ("removed", "named"),
    [
        ({"landlock", "uid"}, proof.HIDDEN),
        # Without namespaces, the attempt to send a packet is the first to succeed.
        ({"seccomp"}, f"{proof.UNIX}|{proof.UDP}"),
        ({"limits"}, proof.COUNT),
    ],
)
def test_grading_is_refused_when_an_attempt_succeeds(
    removed: set[str], named: str, arena: Arena, tmp_path: Path
) -> None:
    with (
        arena.grader(Fence(without=frozenset(removed))) as grader,
        pytest.raises(FenceError, match=named) as raised,
    ):
        grade_text(grader, HONEST, tmp_path)
    assert raised.value.exit_code == 1


def test_doctor_says_what_student_code_finds() -> None:
    findings = examine()
    reported = {layer.name: layer.standing for layer in findings.layers}
    source = """
import ctypes, os, resource
libc = ctypes.CDLL(None)
try:
    os.listdir("/etc")
    landlock = 0
except PermissionError:
    landlock = 1
def found():
    return [os.getuid(), libc.prctl(39, 0, 0, 0, 0), libc.prctl(21, 0, 0, 0, 0), landlock,
            os.getppid(), resource.getrlimit(resource.RLIMIT_FSIZE)[0],
            int(not os.statvfs("/").f_flag & os.ST_NOATIME)]
"""
    from autograder.sandbox.channel import Budget
    from autograder.sandbox.proxies import TestProcess

    with Zygote() as zygote:
        snapshot = Snapshot(zygote, [(0, source)], ["found"])
        snapshot.run()
        channel = snapshot.fresh()
        process = TestProcess(channel, Budget(60, 60, 1), 10)
        found = process.env()["found"]()
        uid, no_new_privs, filtered, landlock, parent, file_bytes, recorded = found
        channel.close()
        snapshot.close()
    assert reported == {
        LAYERS["uid"]: uid != os.getuid(),
        LAYERS["no_new_privs"]: no_new_privs == 1,
        LAYERS["seccomp"]: filtered == 2,
        LAYERS["landlock"]: landlock == 1,
        LAYERS["namespaces"]: parent == 0,
        LAYERS["limits"]: file_bytes == Limits().file_bytes,
        LAYERS["access_times"]: recorded == 0,
    }
    assert findings.holds
    assert all(tried.stopped for tried in findings.proofs)
    assert {tried.attempt for tried in findings.proofs} >= {
        *(proof.HIDDEN, proof.UDP, proof.COUNT, proof.HELPED, proof.METADATA, proof.WATCH),
        *(proof.PRIORITY, proof.SOCKETS, proof.SHARE),
    }
    assert findings.machine["CPU time"].startswith("counted by ")
    mode = os.environ.get("CHALKGRAD_MODE", "")
    expected = {"root": True, "user": True, "user-no-namespaces": False, "no-sys-admin": False}.get(
        mode, reported[LAYERS["namespaces"]]
    )
    assert reported[LAYERS["namespaces"]] == expected


def test_doctor_says_when_nothing_holds(capsys: pytest.CaptureFixture[str]) -> None:
    findings = examine(Fence(without=frozenset({"seccomp"})))
    assert not findings.holds
    assert proof.UNIX in findings.problem or proof.UDP in findings.problem
    assert main(["doctor", "--json"]) == 0
    assert '"holds": true' in capsys.readouterr().out


def test_other_systems_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.sandbox.linux.IS_LINUX", False)
    with pytest.raises(FenceError, match="container"):
        Fence().check_machine()
    Fence(sandboxed=False).check_machine()


def test_a_kernel_without_handles_of_processes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.sandbox.pidfd.are_available", lambda: False)
    with pytest.raises(FenceError, match="pidfds"):
        Fence().check_machine()
    Fence(sandboxed=False).check_machine()


def test_unsandboxed_grading_says_so_in_every_result(arena: Arena, tmp_path: Path) -> None:
    with arena.grader(Fence(sandboxed=False)) as grader:
        result = grade_text(grader, HONEST, tmp_path)
    assert result.incidents == [str(UNSANDBOXED)]
    assert result.score == POINTS


LEGITIMATE = """
import multiprocessing
import sqlite3
import sys
import threading

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from concurrent.futures import ThreadPoolExecutor

figure, axes = plt.subplots()
axes.plot([1, 2], label="$x^2$")
axes.legend()
figure.savefig("plot.png")
figure.savefig("plot.pdf")
assert open("digits.txt").read().split() == ["1", "2", "3"]
print("x" * 3_000_000)
values, vectors = np.linalg.eigh(np.array([[2.0, 1.0], [1.0, 2.0]]))
np.linalg.svd(np.ones((50, 50)))
with ThreadPoolExecutor() as pool:
    assert list(pool.map(abs, [-1, -2])) == [1, 2]
database = sqlite3.connect("log.db")
database.execute("create table log (line)")
database.execute("insert into log values ('called')")
database.commit()
assert database.execute("select count(*) from log").fetchone() == (1,)
database.close()
np.savez("weights.npz", a=np.ones(3))
assert np.load("weights.npz")["a"].sum() == 3
sys.setrecursionlimit(20_000)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


assert depth(10_000) == 10_000


def double(x):
    assert depth(10_000) == 10_000
    sum(range(300_000))
    print("y" * 1_000_000)
    open("log.txt", "a").write("called")
    return np.linalg.solve(np.eye(len(x)), x * 2.0)
"""


def test_legitimate_code_survives(arena: Arena, tmp_path: Path) -> None:
    with arena.grader(limits=Limits(test_cpu_seconds=5.0)) as grader:
        result = grade_text(grader, LEGITIMATE, tmp_path)
    assert (result.score, result.incidents) == (4.0, []), student_text(result)


@pytest.fixture
def grader(arena: Arena) -> Iterator[Grader]:
    with arena.grader() as grader:
        yield grader


def test_a_submission_survives_the_death_of_the_zygote(
    arena: Arena, grader: Grader, tmp_path: Path
) -> None:
    assert grade_text(grader, HONEST, tmp_path).score == POINTS

    def kill_zygotes(result: Result) -> None:
        for zygote in grader._zygotes.values():
            assert zygote._process is not None
            zygote._process.kill()
            zygote._process.wait()

    path = tmp_path / "kim.py"
    file = find_submissions([path]).files[0]
    for _ in range(2):
        assert grader.grade(file, kill_zygotes).score == POINTS


def test_a_killed_grader_leaves_nothing_behind(arena: Arena, tmp_path: Path) -> None:
    # A cell starts two daemons, and the grader has no time to clean up.
    script = tmp_path / "grader.py"
    script.write_text(
        "import os, sys\n"
        "from autograder.sandbox.session import Zygote\n"
        "from autograder.sandbox.snapshot import Snapshot\n"
        "code = 'import os, time\\nfor _ in range(2):\\n    if os.fork() == 0:\\n"
        "        os.setsid()\\n        time.sleep(600)\\n'\n"
        "snapshot = Snapshot(Zygote(), [], [])\n"
        "snapshot.run()\n"
        "channel = snapshot._channel\n"
        "snapshot._forks.release()\n"
        "channel.send({'op': 'cell', 'index': 0, 'source': code})\n"
        "snapshot._ask(channel, {'op': 'settle', 'seal': False})\n"
        "account = channel.enclosure.account\n"
        "group = account.group.folder if account.group else ''\n"
        "print(channel.enclosure.keeper_pid, channel.enclosure.scratch.folder, group, flush=True)\n"
        "os.kill(os.getpid(), 9)\n",
        encoding="utf-8",
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    words = done.stdout.split()
    keeper, folder, group = int(words[0]), Path(words[1]), " ".join(words[2:])
    handle = ctypes.CDLL(None).syscall(434, keeper, 0)  # pidfd_open; -1 if it has ended
    if handle >= 0:
        import select

        assert select.select([handle], [], [], 20)[0]
        os.close(handle)
    assert not folder.parent.exists()
    assert not group or not Path(group).exists()


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_is_a_program_that_ends(machine: str) -> None:
    text = seccomp.program(machine)
    steps = [text[start : start + 8] for start in range(0, len(text), 8)]
    assert len(steps) < 4096
    for place, step in enumerate(steps):
        if step[0] & 7 == 5:
            assert place + 1 + max(step[2], step[3]) < len(steps)
    assert steps[-1][0] == 6


def test_a_secret_beside_python_packages_is_not_readable(tmp_path: Path) -> None:
    package = tmp_path / "site-packages"
    (package / "autograder" / "hidden_tests").mkdir(parents=True)
    (package / "numpy").mkdir()
    sys.path.append(str(package))
    try:
        found = readable_paths([package / "autograder"])
    finally:
        sys.path.remove(str(package))
    assert package / "numpy" in found
    assert not any(path in (package / "autograder").parents for path in found)
    assert package / "autograder" not in found


def test_python_can_be_used_where_its_own_folder_holds_something_hidden(
    arena: Arena, tmp_path: Path
) -> None:
    # As where chalkgrad is installed without an environment of its own.
    hidden = Path(os.__file__).parent / "pydoc_data"
    text = f"""
import rlcompleter


def double(x):
    try:
        open({str(hidden / "topics.py")!r})
    except PermissionError:
        return 2 * x
"""
    with arena.grader(Fence((hidden,))) as grader:
        result = grade_text(grader, text, tmp_path)
    assert result.score == POINTS / 2


def test_a_project_that_is_installed_in_place_is_not_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Its `.pth` file names the whole folder, which may hold submissions and marks.
    monkeypatch.syspath_prepend(str(tmp_path))
    found = readable_paths([])
    assert not any(tmp_path in (path, *path.parents) for path in found)


@pytest.mark.parametrize("name", ["autograder", "~utograder"])
def test_a_copy_in_the_python_below_is_hidden(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Some systems have the folder of packages in that of Python's own modules. An interrupted pip
    # leaves a copy under another name.
    own = tmp_path / "lib/python3.11"
    packages = own / "site-packages"
    (packages / name / "hidden_tests").mkdir(parents=True)
    (packages / "numpy").mkdir()
    (tmp_path / "course").mkdir()
    (packages / "course").symlink_to(tmp_path / "course")
    paths = {**sysconfig.get_paths(), "stdlib": str(own)}
    monkeypatch.setattr(sysconfig, "get_paths", lambda: paths)
    secrets = hidden_places()
    assert packages / name in secrets
    found = readable_paths(secrets)
    assert packages / "numpy" in found
    # A link leads out of the folder.
    assert [path for path in found if path.name in (name, "course")] == []
    assert not any(path in (packages / name).parents for path in found)


def test_of_libraries_beside_python_only_files_are_readable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lib/environment").mkdir(parents=True)
    (tmp_path / "lib/course.solutions").mkdir()
    (tmp_path / "lib/libm.so.6").touch()
    monkeypatch.setattr(sys, "base_prefix", str(tmp_path))
    found = [path for path in readable_paths([]) if tmp_path in path.parents]
    assert found == [tmp_path / "lib/libm.so.6"]


@pytest.mark.parametrize(
    "cell",
    [
        "exec(open('{root}/solutions/hw2_learning.py').read())",
        "import sys; sys.path.insert(0, '{root}'); from solutions.hw2_learning import *",
        "import numpy as np; labels = np.load('{root}/autograder/hidden_tests/hw2_learning/"
        "held_out_5x5.npz')['t_test']\ndef mean_squared_error(y, t): raise ValueError(labels)",
    ],
)
def test_hidden_files_of_a_real_assignment_cannot_be_read(cell: str, tmp_path: Path) -> None:
    path = tmp_path / "kim.py"
    path.write_text(cell.format(root=project_root()), encoding="utf-8")
    with Grader(load_assignment("hw2_learning")) as grader:
        result = grader.grade(find_submissions([path]).files[0], only="q1_mean_squared_error")
    assert result.score == 0.0
    assert "Error" in str(result.incidents)
    assert "raised ValueError" not in result.questions[0].feedback


def test_a_submission_whose_time_is_over_is_graded_as_far_as_it_came(
    arena: Arena, tmp_path: Path
) -> None:
    with arena.grader(limits=replace(LIMITS, wall_seconds=0.0)) as grader:
        result = grade_text(grader, HONEST, tmp_path)
    assert (result.status, result.score) == ("graded", 0.0)
    assert "Stopped: the submission took longer than its time on the clock." in result.incidents
    assert "CPU" not in str(result.incidents)
