"""A timed answer gets no help, and what it uses is counted, whoever uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.grading.grader import Grader
from autograder.grading.result import Result
from autograder.intake.files import find_submissions
from autograder.sandbox import cgroup, processes, proxies
from autograder.sandbox.channel import Budget, Channel
from autograder.sandbox.failures import StudentFailure
from autograder.sandbox.fence import Fence
from autograder.sandbox.limits import Limits
from autograder.sandbox.pidfd import Pidfd
from autograder.sandbox.proxies import Env, TestProcess
from autograder.sandbox.session import Zygote
from autograder.sandbox.snapshot import Snapshot
from autograder.sandbox.stopwatch import Stopwatch
from tests.sandbox.arena import ATTACKS, LIMITS, Arena, read_attack

FAST = """
def pairs(values):
    return {"sum": sum(values) ** 2}
"""
# Nothing else of the arena is answered: the race alone earns points.
RACE_POINTS = 2.0


class OneProcess:
    """A stopwatch that looks at the time of one process and forbids nothing."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def __enter__(self) -> OneProcess:
        self._before = self._now()
        return self

    def __exit__(self, *exc: object) -> None:
        # As an honest clock would: never nothing.
        self.seconds = max(self._now() - self._before, 1e-9)

    def _now(self) -> float:
        return processes.own_cpu_seconds(self._channel.pid)


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Arena:
    return Arena(tmp_path_factory.mktemp("arena"))


@pytest.fixture
def grader(arena: Arena) -> Iterator[Grader]:
    # Long enough for a trick to succeed, on a busy machine too.
    patient = replace(LIMITS, wall_seconds=120.0, idle_floor_seconds=30.0)
    with arena.grader(limits=patient) as grader:
        yield grader


def hand_in(arena: Arena, grader: Grader, name: str, folder: Path) -> Result:
    attack = read_attack(ATTACKS / f"{name}.py")
    return grader.grade(find_submissions([attack.hand_in(arena, folder)]).files[0])


def test_a_fast_answer_wins_the_race(arena: Arena, grader: Grader, tmp_path: Path) -> None:
    path = tmp_path / "fast.py"
    path.write_text(FAST, encoding="utf-8")
    result = grader.grade(find_submissions([path]).files[0])
    assert result.score == RACE_POINTS
    assert list(result.leaderboard) == ["times as fast"]


@pytest.mark.parametrize(
    "name",
    [
        "time_child_unwaited",
        "time_double_fork",
        "time_session_of_its_own",
        "time_subreaper",
        "time_raised_limit",
        "time_promise_not_kept",
        "time_by_the_snapshot",
    ],
)
def test_help_goes_unseen_where_one_process_is_timed(
    name: str, arena: Arena, grader: Grader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proxies.Env, "stopwatch", lambda env: OneProcess(env._process.channel))
    result = hand_in(arena, grader, name, tmp_path)
    assert (result.score, list(result.leaderboard)) == (RACE_POINTS, ["times as fast"])


@pytest.mark.parametrize("name", ["answer_by_orphan", "answer_by_child", "time_child_answers"])
def test_a_child_answers_where_nobody_looks_who_writes(
    name: str, arena: Arena, grader: Grader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proxies.Env, "stopwatch", lambda env: OneProcess(env._process.channel))
    caught = hand_in(arena, grader, name, tmp_path)
    monkeypatch.setattr(Channel, "_check_writer", lambda channel, writer: None)
    # Nor whether the process that was asked is still there.
    monkeypatch.setattr(Pidfd, "has_ended", property(lambda process: False))
    missed = hand_in(arena, grader, name, tmp_path)
    assert caught.leaderboard == {}
    assert missed.score > caught.score


# -- what a timed process may do -------------------------------------------------------------------

STARTS = """
import ctypes
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

libc = ctypes.CDLL(None)


def fork():
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def clone():
    number = 56 if os.uname().machine == "x86_64" else 220
    pid = libc.syscall(number, signal.SIGCHLD, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    if pid < 0:
        raise OSError
    os.wait()


def thread():
    started = threading.Thread(target=int)
    started.start()
    started.join()


def pool():
    with ThreadPoolExecutor(1) as executor:
        executor.submit(int).result()


def started():
    names = []
    for start in (fork, clone, thread, pool):
        try:
            start()
        except (OSError, RuntimeError):
            continue
        names.append(start.__name__)
    return names


def spin(seconds):
    import time
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def spin_in_orphan(seconds):
    here, there = os.pipe()
    if os.fork() == 0:
        if os.fork() == 0:
            spin(seconds)
            os.write(there, b"done")
            signal.pause()
        os._exit(0)
    os.wait()
    return os.read(here, 4) == b"done"


def spin_in_unwaited_child(seconds):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    here, there = os.pipe()
    if os.fork() == 0:
        spin(seconds)
        os._exit(0)
    os.close(there)
    return os.read(here, 1) == b""


def spin_in_snapshot(signum, frame):
    signal.signal(signum, signal.SIG_IGN)
    spin(0.2)
    open("spun", "w").close()


signal.signal(signal.SIGUSR1, spin_in_snapshot)


def ask_snapshot():
    import time
    while not os.path.exists("spun"):
        # Again and again: Python misses a signal that comes just before it begins to wait.
        os.kill(os.getppid(), signal.SIGUSR1)
        time.sleep(0.001)


def call(function):
    function()


def leave_child():
    child = os.fork()
    if child == 0:
        os._exit(0)
    # Without taking its place in the table of processes.
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)


def wait_for_child():
    os.wait()


def wake_snapshot():
    os.kill(os.getppid(), signal.SIGCONT)
    ask_snapshot()
"""


@pytest.fixture(scope="module")
def zygote() -> Iterator[Zygote]:
    with Zygote() as running:
        yield running


@pytest.fixture
def snapshot(zygote: Zygote) -> Iterator[Snapshot]:
    # One for each test: once a fork has started something, there are fresh workers only.
    made = Snapshot(zygote, [(0, STARTS)], [], (), Limits())
    made.run()
    yield made
    made.close()


@pytest.fixture
def open_process(snapshot: Snapshot) -> Iterator[Callable[[], TestProcess]]:
    opened: list[TestProcess] = []

    def fork() -> TestProcess:
        opened.append(TestProcess(snapshot.fork(), Budget(60, 60, 1), 10))
        opened[-1].ask({"op": "test", "seed": 1, "show_text": True})
        return opened[-1]

    yield fork
    for process in opened:
        process.close()


def test_a_timed_process_starts_nothing_and_any_other_may(
    open_process: Callable[[], TestProcess],
) -> None:
    env = open_process().env()
    assert env["started"]() == ["fork", "clone", "thread", "pool"]
    env.stopwatch()
    assert env["started"]() == []
    # Only that process gives up the right.
    assert open_process().env()["started"]() == ["fork", "clone", "thread", "pool"]


def test_a_timed_process_starts_nothing_without_namespaces() -> None:
    # As in most containers, where the kernel counts a user's processes on the whole machine.
    with Zygote((), Fence(without=frozenset({"namespaces"}))) as zygote:
        made = Snapshot(zygote, [(0, STARTS)], [], (), Limits())
        made.run()
        process = TestProcess(made.fork(), Budget(60, 60, 1), 10)
        assert process.env()["started"]() != []
        process.env().stopwatch()
        assert process.env()["started"]() == []
        process.close()
        made.close()


THREAD = """
import threading, time
go, done = threading.Event(), threading.Event()


def serve():
    go.wait()
    end = time.thread_time() + 0.2
    while time.thread_time() < end:
        pass
    done.set()


threading.Thread(target=serve, daemon=True).start()


def ask_thread():
    go.set()
    done.wait()
"""


def test_what_a_thread_of_the_cells_computes_in_a_fresh_worker_is_timed() -> None:
    with Zygote() as zygote:
        made = Snapshot(zygote, [(0, THREAD)], [], (), Limits())
        made.run()
        process = TestProcess(made.fresh(), Budget(60, 60, 1), 10)
        watch = process.env().stopwatch()
        with watch:
            process.env()["ask_thread"]()
        assert watch.seconds >= 0.2
        process.close()
        made.close()


def test_a_stopwatch_shows_what_the_call_has_used(open_process: Callable[[], TestProcess]) -> None:
    env = open_process().env()
    watch = env.stopwatch()
    env["spin"](0.2)
    with watch:
        env["spin"](0.1)
    assert 0.1 <= watch.seconds < 0.2


def test_a_snapshot_that_runs_while_a_fork_is_timed_fails_the_test(
    open_process: Callable[[], TestProcess],
) -> None:
    process = open_process()
    watch = process.env().stopwatch()
    with pytest.raises(StudentFailure) as raised, watch:
        process.env()["wake_snapshot"]()
    assert raised.value.kind == "stopped"


def test_a_child_that_is_waited_for_while_the_time_runs_fails_the_test(
    open_process: Callable[[], TestProcess],
) -> None:
    # Its time is then counted anew, in ticks: less than before.
    process = open_process()
    process.env()["leave_child"]()
    watch = process.env().stopwatch()
    with watch:
        process.env()["started"]()
    with pytest.raises(StudentFailure) as raised, watch:
        process.env()["wait_for_child"]()
    assert raised.value.kind == "stopped"


def test_the_clock_is_read_when_the_process_has_stopped(
    open_process: Callable[[], TestProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Of a running one, the kernel has not counted what came after the last tick.
    states: list[bytes] = []
    inner = Stopwatch._readings

    def readings(watch: Stopwatch) -> tuple[float, float]:
        states.append(Path(f"/proc/{watch._channel.pid}/stat").read_bytes().split()[2])
        return inner(watch)

    monkeypatch.setattr(Stopwatch, "_readings", readings)
    with open_process().env().stopwatch():
        pass
    assert states[1:] == [b"T"]


def test_student_code_stands_still_while_the_graders_own_is_timed(snapshot: Snapshot) -> None:
    # Its timers would run otherwise, and slow down what it is compared with.
    own = TestProcess(snapshot.fork(), Budget(60, 60, 1), 10)
    student = TestProcess(snapshot.fork(), Budget(60, 60, 1), 10, lambda source: own)
    states: list[bool] = []

    def look() -> float:
        pids = (student.channel.pid, snapshot.pid)
        stats = [Path(f"/proc/{pid}/stat").read_text() for pid in pids]
        states.append(all(stat.rpartition(")")[2].split()[0] == "T" for stat in stats))
        return 0.0

    student.env().beside("")["call"](look)
    assert states == [True]
    # It goes on afterwards.
    assert student.env()["started"]() != []
    student.close()


def test_a_timed_test_does_not_disturb_the_snapshot(snapshot: Snapshot) -> None:
    for _ in range(2):
        process = TestProcess(snapshot.fork(), Budget(60, 60, 1), 10)
        with process.env().stopwatch():
            process.env()["started"]()
        process.close()
    assert snapshot.incidents == []


@pytest.mark.parametrize("name", ["spin_in_orphan", "spin_in_unwaited_child"])
def test_what_a_child_uses_is_booked_on_the_test(
    name: str, open_process: Callable[[], TestProcess]
) -> None:
    if name == "spin_in_unwaited_child" and cgroup.place() is None:
        pytest.skip("no control group can be made here")
    process = open_process()
    assert process.env()[name](0.2)
    assert process.channel.cpu_seconds >= 0.2


def test_what_the_snapshot_computes_for_a_fork_is_booked_on_the_test(
    open_process: Callable[[], TestProcess],
) -> None:
    process = open_process()
    # It stands still otherwise, and would never answer.
    process.env()["wake_snapshot"]()
    assert process.channel.cpu_seconds >= 0.2


def test_what_one_test_uses_is_not_booked_on_the_next(
    open_process: Callable[[], TestProcess],
) -> None:
    first = open_process()
    first.env()["spin"](0.5)
    assert first.channel.cpu_seconds >= 0.5
    first.close()
    assert open_process().channel.cpu_seconds < 0.2


def test_a_stopwatch_needs_a_process_that_has_kept_its_promise(
    open_process: Callable[[], TestProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    process = open_process()
    monkeypatch.setattr(process, "ask", lambda header: None)
    with pytest.raises(StudentFailure) as raised:
        Env(process).stopwatch()
    assert raised.value.kind == "stopped"
    assert process.channel.process.wait(60.0)
