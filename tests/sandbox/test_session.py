"""Cells run once, each test runs in a fork of their process, and every cap holds."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import processes
from autograder.sandbox.channel import Budget, Channel
from autograder.sandbox.failures import StudentFailure
from autograder.sandbox.limits import Limits
from autograder.sandbox.pidfd import Pidfd
from autograder.sandbox.proxies import CapReached, TestProcess
from autograder.sandbox.scratch import Scratch
from autograder.sandbox.session import Zygote
from autograder.sandbox.snapshot import Snapshot

opened = []
# In its own function: Python may raise at the loop's jump back, outside a `try` around the loop.
SPIN = "def spin():\n    while True: pass\n"
LIMITS = Limits(cell_cpu_seconds=0.5, grace_cpu_seconds=0.3, idle_floor_seconds=1.0)


@pytest.fixture(scope="module")
def zygote():
    with Zygote() as running:
        yield running


@pytest.fixture
def snapshot_of(zygote):
    """Return a function that runs cells and returns their snapshot."""
    made = []

    def run(*cells, names=("f",), files=(), **limits):
        limits = replace(LIMITS, **limits)
        snapshot = Snapshot(zygote, list(enumerate(cells)), names, files, limits)
        made.append(snapshot)
        snapshot.run()
        return snapshot

    yield run
    while opened:
        opened.pop().close()
    for snapshot in made:
        snapshot.close()


def process_of(snapshot, *, cpu=1.0, idle=2.0, seed=1, show_text=True, callbacks=1000):
    channel = snapshot.fork()
    opened.append(channel)
    process = TestProcess(channel, Budget(cpu, idle, 0.3), callbacks)
    process.ask({"op": "test", "seed": seed, "show_text": show_text})
    return process


def env_of(snapshot, **options):
    return process_of(snapshot, **options).env()


def statuses(snapshot):
    return [outcome.status for outcome in snapshot.outcomes]


# -- cells ---------------------------------------------------------------------------------------


def test_a_cell_that_raises_does_not_stop_the_next(snapshot_of):
    snapshot = snapshot_of("1 / 0", "def f():\n    return 5.0")
    assert statuses(snapshot) == ["error", "ok"]
    assert snapshot.outcomes[0].type == "ZeroDivisionError"
    assert env_of(snapshot)["f"]() == 5.0


def test_cells_that_wait_share_one_time_for_it(snapshot_of, monkeypatch):
    waited = [0.0]
    run_cell = Snapshot._run_cell

    def run_for_25_seconds(*given):
        waited[0] += 25.0
        return run_cell(*given)

    monkeypatch.setattr(Snapshot, "_run_cell", run_for_25_seconds)
    monkeypatch.setattr(Channel, "idle_seconds", property(lambda channel: waited[0]))
    define = "def f():\n    return 1.0"
    snapshot = snapshot_of("x = 1", define, "x = 3", "x = 4", "x = 5", cells_idle_seconds=60.0)
    assert statuses(snapshot) == ["ok", "ok", "ok", "skipped", "skipped"]
    assert env_of(snapshot)["f"]() == 1.0


def test_cells_that_end_the_process_are_left_out_so_often_only(snapshot_of, zygote, monkeypatch):
    started = []
    spawn = zygote.spawn
    monkeypatch.setattr(zygote, "spawn", lambda *given: started.append(1) or spawn(*given))
    end = "import os\nos._exit(0)"
    define = "def f():\n    return 1.0"
    snapshot = snapshot_of(define, end, end, *[end] * 30, define, restarts=2)
    assert statuses(snapshot) == ["ok", "died", "died", *["skipped"] * 31]
    assert len(started) == 3
    assert snapshot.incidents == [
        "Stopped: cells ended the process 2 times, so the rest did not run."
    ]
    assert env_of(snapshot)["f"]() == 1.0


def test_a_syntax_error_costs_its_own_cell_only(snapshot_of):
    snapshot = snapshot_of("def f(:\n    pass", "def f():\n    return 1.0")
    assert (snapshot.outcomes[0].type, snapshot.outcomes[0].line) == ("SyntaxError", 1)
    assert env_of(snapshot)["f"]() == 1.0


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline",
        "%load_ext autoreload\n%autoreload 2",
        "!ls",
        "%%bash\nls",
        "import otter\ngrader = otter.Notebook('x.ipynb')\ngrader.check('q1')",
        "await __import__('asyncio').sleep(0)",
        "input()",
        "print('x' * 10_000_000)",
        "exit()",
        "import sys; sys.exit(3)",
        "f?",
    ],
)
def test_notebook_habits_do_not_cost_the_functions_after_them(snapshot_of, cell):
    snapshot = snapshot_of(cell, "def f():\n    return 2.0")
    assert env_of(snapshot)["f"]() == 2.0


@pytest.mark.parametrize("cell", ["while True: pass", "import time\ntime.sleep(1000)"])
def test_an_endless_cell_is_interrupted_and_keeps_what_it_defined(snapshot_of, cell):
    snapshot = snapshot_of(f"def f():\n    return 3.0\n{cell}", "after = 1")
    assert statuses(snapshot) == ["timeout", "ok"]
    assert env_of(snapshot)["f"]() == 3.0


def test_a_cell_that_catches_its_interrupt_is_left_out(snapshot_of):
    stubborn = f"{SPIN}while True:\n    try: spin()\n    except BaseException: pass"
    snapshot = snapshot_of("def f():\n    return 4.0", stubborn, "after = 1")
    assert statuses(snapshot) == ["ok", "timeout", "ok"]
    assert env_of(snapshot)["f"]() == 4.0


def test_a_cell_that_ends_the_process_is_left_out(snapshot_of):
    snapshot = snapshot_of("import os\nos._exit(0)", "def f():\n    return 6.0")
    assert statuses(snapshot) == ["died", "ok"]
    assert env_of(snapshot)["f"]() == 6.0


def test_cells_stop_when_their_common_time_is_used_up(zygote):
    limits = Limits(cell_cpu_seconds=0.3, cells_cpu_seconds=0.25)
    snapshot = Snapshot(zygote, [(0, "while True: pass"), (1, "x = 1")], ["x"], (), limits)
    try:
        snapshot.run()
        assert statuses(snapshot) == ["timeout", "skipped"]
    finally:
        snapshot.close()


def test_the_last_definition_wins(snapshot_of):
    snapshot = snapshot_of("def f():\n    return 1.0", "def f():\n    return 2.0")
    assert env_of(snapshot)["f"]() == 2.0


def test_a_function_overwritten_by_its_result_is_still_found(snapshot_of):
    snapshot = snapshot_of("def f():\n    return 1.0\nf = f()")
    assert env_of(snapshot)["f"]() == 1.0


def test_handed_out_files_lie_in_the_working_folder(snapshot_of, tmp_path):
    (tmp_path / "data.txt").write_text("12")
    snapshot = snapshot_of(
        "def f():\n    return float(open('data.txt').read())", files=[tmp_path / "data.txt"]
    )
    assert env_of(snapshot)["f"]() == 12.0


# -- calls ---------------------------------------------------------------------------------------


def test_tests_do_not_see_each_others_state(snapshot_of):
    snapshot = snapshot_of("n = 0\ndef f():\n    global n\n    n += 1\n    return n")
    assert [env_of(snapshot)["f"]() for _ in range(3)] == [1, 1, 1]


def test_a_change_in_place_shows_only_where_the_test_asks_for_it(snapshot_of):
    x = np.array([1.0, 2.0])
    env = env_of(snapshot_of("def f(x):\n    x += 1\n    return x"))
    returned = env["f"](x)
    np.testing.assert_array_equal(x, [1.0, 2.0])
    np.testing.assert_array_equal(env.current(x), [2.0, 3.0])
    # The result is that array: it has the student's values, too.
    np.testing.assert_array_equal(returned, [2.0, 3.0])
    # The next call is given the test's own array again.
    np.testing.assert_array_equal(env["f"](x), [2.0, 3.0])


def test_the_state_of_an_array_is_that_of_its_own_last_call(snapshot_of):
    x, y = np.array([1.0]), {"in a dict": np.array([5])}
    env = env_of(snapshot_of("def f(a, b=None):\n    a *= 3\n    b['in a dict'][0] = 7"))
    with pytest.raises(ValueError, match="not handed out"):
        env.current(x)
    env["f"](x, y)
    assert env.current(x) == 3.0
    assert env.current(y["in a dict"]) == 7
    assert y["in a dict"] == 5
    with pytest.raises(ValueError, match="not handed out"):
        env.current(x.copy())


def test_a_function_of_the_test_sees_the_array_as_student_code_has_it(snapshot_of):
    snapshot = snapshot_of("def f(g, x):\n    x[1] = 7\n    r = g(x)\n    x[1] = 0\n    return r")
    env, x = env_of(snapshot), np.array([1.0, 2.0])
    seen = []

    def g(given):
        seen.append((given is env.current(x), given.copy()))
        return float(given.sum())

    assert env["f"](g, x) == 8.0
    assert seen[0][0]
    np.testing.assert_array_equal(seen[0][1], [1.0, 7.0])
    np.testing.assert_array_equal(env.current(x), [1.0, 0.0])
    np.testing.assert_array_equal(x, [1.0, 2.0])


def test_a_function_of_the_test_never_gets_what_is_no_number(snapshot_of):
    refused = "('a' * 9, None, {}, [[1.0]], object(), np.zeros((0, 10**7)), [0.0] * 10**4)"
    snapshot = snapshot_of(
        "import numpy as np\n"
        "def f(g):\n"
        "    said = []\n"
        f"    for value in {refused}:\n"
        "        try:\n"
        "            g(value)\n"
        "        except Exception as error:\n"
        "            said.append(type(error).__name__)\n"
        "    return said"
    )
    seen = []
    assert env_of(snapshot)["f"](seen.append) == ["TypeError"] * 7
    assert seen == []


def test_student_code_that_keeps_the_grader_busy_is_ended(snapshot_of):
    busy = "def f(g):\n    while True:\n        g(1.0)"
    snapshot = snapshot_of(busy)

    def slow(x):
        # Fifty times as long as a call takes the student.
        return float(np.sort(np.random.default_rng(0).random(60_000))[0])

    with pytest.raises(StudentFailure) as failure:
        env_of(snapshot, cpu=0.1, callbacks=10**9)["f"](slow)
    assert failure.value.kind == "timeout"
    assert any("busy" in line for line in snapshot.incidents)


def test_a_cell_that_is_too_long_for_a_message_costs_only_itself(snapshot_of):
    snapshot = snapshot_of("y = 1", "x = '" + "a" * (3 << 19) + "'", "def f():\n    return y")
    assert statuses(snapshot) == ["ok", "oversized", "ok"]
    assert env_of(snapshot)["f"]() == 1
    # A worker that runs the cells again gets on, too.
    assert [each.status for each in snapshot.outcomes] == statuses(snapshot)


def test_one_array_passed_twice_is_one_array(snapshot_of):
    x = np.zeros(2)
    assert env_of(snapshot_of("def f(a, b):\n    return a is b"))["f"](x, x) is True


def test_an_exception_in_the_tests_function_surfaces_in_student_code(snapshot_of):
    snapshot = snapshot_of(
        "def f(g):\n    try:\n        g()\n    except IndexError:\n        return 'caught'"
    )

    def g():
        raise IndexError("of the test")

    assert env_of(snapshot)["f"](g) == "caught"


def test_an_object_stays_with_the_worker_and_its_arrays_can_be_written(snapshot_of):
    snapshot = snapshot_of(
        "import numpy as np\n"
        "class Net:\n"
        "    def __init__(self, n):\n"
        "        self.params = {'W': np.zeros(n)}\n"
        "        self.alias = self.params['W']\n"
        "    def total(self):\n"
        "        return float(self.alias.sum())\n"
        "def same(net, other):\n"
        "    return net is other\n",
        names=("Net", "same"),
    )
    env = env_of(snapshot)
    net = env["Net"](3)
    assert net.params.keys() == ["W"]
    assert "W" in net.params
    net.params["W"] += 2.0
    # In place: every reference to the array sees it.
    assert net.total() == 6.0
    assert env["same"](net, net) is True
    assert env["same"](net, env["Net"](3)) is False


def test_an_exception_is_told_by_its_built_in_type_and_the_students_line(snapshot_of):
    snapshot = snapshot_of("x = 1", "class Odd(KeyError): pass\ndef f():\n    raise Odd('text')")
    with pytest.raises(StudentFailure) as caught:
        env_of(snapshot)["f"]()
    failure = caught.value
    assert (failure.kind, failure.type, failure.cell, failure.line) == ("raised", "KeyError", 1, 3)
    assert "text" in failure.text


def test_hidden_tests_get_no_text_of_the_students(snapshot_of):
    snapshot = snapshot_of("def f(x):\n    raise ValueError(f'stolen {x}')")
    with pytest.raises(StudentFailure) as caught:
        env_of(snapshot, show_text=False)["f"](42)
    assert caught.value.text == ""


def test_random_numbers_are_the_same_at_every_grading_and_new_at_every_call(snapshot_of):
    snapshot = snapshot_of(
        "import random\nimport numpy as np\n"
        "def f():\n"
        "    return [random.random(), np.random.rand(), np.random.default_rng().random()]"
    )
    first, again = env_of(snapshot, seed=5), env_of(snapshot, seed=5)
    one, two = first["f"](), first["f"]()
    assert [one, two] == [again["f"](), again["f"]()]
    assert not set(one) & set(two)
    assert not set(one) & set(env_of(snapshot, seed=6)["f"]())


# -- caps ----------------------------------------------------------------------------------------


def test_an_endless_call_is_interrupted_and_what_it_left_can_be_used(snapshot_of):
    snapshot = snapshot_of(
        "def f(x):\n    x[0] = 9\n    while True: pass\ndef g():\n    return 1.0"
    )
    env = env_of(snapshot, cpu=0.3)
    with pytest.raises(CapReached):
        env["f"](np.zeros(1))
    assert env["g"]() == 1.0


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n        try: spin()\n        except BaseException: pass",
        "return sum(range(10**13))",
        "import signal\n    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 60))\n"
        "    while True: pass",
    ],
)
def test_a_call_that_cannot_be_interrupted_is_killed(snapshot_of, body):
    process = process_of(snapshot_of(f"{SPIN}def f():\n    {body}"), cpu=0.3)
    with pytest.raises(StudentFailure) as caught:
        process.env()["f"]()
    assert caught.value.kind == "timeout"
    assert gone(process.channel.pid)


def gone(pid):
    """Return whether a process has ended or been killed, even if the kernel still lists it."""
    try:
        with open(f"/proc/{pid}/status") as file:
            lines = dict(line.split(":", 1) for line in file)
    except OSError:
        return True
    pending = int(lines["SigPnd"], 16) | int(lines["ShdPnd"], 16)
    return lines["State"].split()[0] in "ZX" or bool(pending & (1 << 8))


def test_a_sleeper_is_ended(snapshot_of):
    with pytest.raises(CapReached):
        env_of(snapshot_of("import time\ndef f():\n    time.sleep(1e6)"), idle=0.3)["f"]()


def test_a_process_that_waits_for_a_processor_is_not_idle(snapshot_of, monkeypatch):
    # As during the wait, which the kernel adds only at its end.
    monkeypatch.setattr(processes, "busy_seconds", lambda pid: 0.0)
    busy = "import time\ndef f():\n    while time.process_time() < 0.8: pass\n    return 7"
    assert env_of(snapshot_of(busy), idle=0.1)["f"]() == 7
    with pytest.raises(CapReached):
        env_of(snapshot_of("import time\ndef f():\n    time.sleep(1e6)"), idle=0.1)["f"]()


def test_a_call_that_floods_the_test_with_callbacks_is_ended(snapshot_of):
    snapshot = snapshot_of("def f(g):\n    while True: g()")
    with pytest.raises(StudentFailure) as caught:
        env_of(snapshot, callbacks=50)["f"](lambda: None)
    assert caught.value.kind == "timeout"


# A child may keep the socket to the grader open.
ORPHAN = "os.fork() or __import__('time').sleep(1e6); os._exit(0)"


@pytest.mark.parametrize("ending", ["os._exit(0)", "os.kill(os.getpid(), 9)", "os.abort()", ORPHAN])
def test_a_call_that_ends_its_process_costs_that_test_only(snapshot_of, ending):
    snapshot = snapshot_of(f"import os\ndef f():\n    {ending}\ndef g():\n    return 1.0")
    with pytest.raises(StudentFailure) as caught:
        env_of(snapshot)["f"]()
    assert caught.value.kind == "died"
    assert env_of(snapshot)["g"]() == 1.0


def test_garbage_on_the_channel_is_a_protocol_failure(snapshot_of):
    snapshot = snapshot_of(
        "import os\n"
        "def f():\n"
        "    for fd in range(3, 64):\n"
        "        try: os.write(fd, b'garbage' * 9)\n"
        "        except OSError: pass\n"
    )
    with pytest.raises(StudentFailure) as caught:
        env_of(snapshot)["f"]()
    assert caught.value.kind == "protocol"


def test_more_than_the_cap_is_allowed_where_the_reference_needs_more(snapshot_of):
    snapshot = snapshot_of("def f(n):\n    while n: n -= 1\n    return 'done'")
    process = process_of(snapshot, cpu=0.05)
    asked = []

    def extend():
        asked.append(True)
        return 20.0

    process.budget.extend = extend
    assert process.env()["f"](6_000_000) == "done"
    assert asked == [True]


def test_a_killed_zygote_is_replaced(snapshot_of, zygote):
    zygote.spawn().close()
    zygote._process.kill()
    zygote._process.wait()
    assert env_of(snapshot_of("def f():\n    return 8.0"))["f"]() == 8.0


def test_which_functions_are_shadowed_is_known_before_the_tests(snapshot_of):
    """Cells that run again, in a fresh worker, may know hidden inputs."""
    defined = "def f(x): return x\ndef g(x): return x\n"
    snapshot = snapshot_of(f"{defined}f = 1\nimport os\npipe = os.pipe()", names=("f", "g"))
    assert snapshot.shadowed == ["f"]
    snapshot.cells = [(0, f"{defined}g = 1\n")]
    snapshot.fresh().close()
    assert snapshot.shadowed == ["f"]


@pytest.mark.parametrize(
    ("cell", "shared"),
    [
        ("file = open('log', 'w')", "a file that is open for writing"),
        (
            "from threading import Event, Thread\nThread(target=Event().wait, daemon=True).start()",
            "a thread that went on running",
        ),
    ],
)
def test_what_tests_could_share_costs_a_fresh_worker_each(snapshot_of, cell, shared):
    snapshot = snapshot_of(f"import os\n{cell}\ndef f():\n    return os.getppid()")
    first = snapshot.keeper_pid
    keepers = {process_of(snapshot).channel.enclosure.keeper_pid for _ in range(2)}
    assert len(keepers) == 2
    assert first not in keepers
    assert snapshot.incidents == [
        f"Tests could have shared {shared}, so each ran in a fresh process."
    ]


def test_a_snapshot_that_is_not_forked_any_more_has_ended(snapshot_of):
    # Nobody would measure what its processes do.
    snapshot = snapshot_of("import os\nends = os.pipe()\ndef f():\n    return 1.0")
    folder = snapshot._channel.enclosure.scratch.folder
    with Pidfd(snapshot.pid) as worker:
        assert env_of(snapshot)["f"]() == 1.0
        assert worker.wait(60.0)
    assert not folder.exists()


def test_what_tests_cannot_change_costs_nothing(snapshot_of, tmp_path):
    (tmp_path / "digits.txt").write_text("1 2")
    cell = "file = open('digits.txt')\ntext = file.read()\ndef f():\n    return text"
    snapshot = snapshot_of(cell, files=[tmp_path / "digits.txt"])
    for _ in range(3):
        process = process_of(snapshot)
        assert process.channel.enclosure.keeper_pid == snapshot.keeper_pid
        assert process.env()["f"]() == "1 2"
    assert snapshot.incidents == []


def test_the_snapshot_stands_still_while_a_test_runs(snapshot_of):
    snapshot = snapshot_of("def f():\n    return 1.0")
    env = env_of(snapshot)
    stat = Path(f"/proc/{snapshot.pid}/stat")
    assert stat.read_text().rpartition(")")[2].split()[0] == "T"
    assert env["f"]() == 1.0


def test_a_snapshot_that_has_run_while_its_folder_was_put_back_is_not_forked(
    snapshot_of, monkeypatch
):
    snapshot = snapshot_of("def f():\n    open('new', 'w').close()\n    return 1.0")
    assert env_of(snapshot)["f"]() == 1.0
    plain = Scratch.restore

    def restore(scratch):
        plain(scratch)
        os.kill(snapshot.pid, signal.SIGCONT)
        while Path(f"/proc/{snapshot.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T":
            pass

    monkeypatch.setattr(Scratch, "restore", restore)
    process = process_of(snapshot)
    assert process.channel.enclosure.keeper_pid != snapshot.keeper_pid
    assert process.env()["f"]() == 1.0
    assert snapshot.incidents == [
        "Tests could have shared a process that did not hold still, so each ran in a fresh process."
    ]


@pytest.mark.parametrize(
    "start", ["threading.Thread(target=int).start()", "os.fork() or os._exit(0)"]
)
def test_what_a_test_starts_shows_in_no_number_of_a_later_one(snapshot_of, start):
    snapshot = snapshot_of(f"import os, threading\ndef f():\n    {start}\n    return os.getpid()")
    first = process_of(snapshot)
    status = Path(f"/proc/{first.channel.pid}/status").read_text()
    if len(status.partition("NSpid:")[2].partition("\n")[0].split()) < 2:
        pytest.skip("this machine does not have pid namespaces")
    first.env()["f"]()
    first.close()
    assert [env_of(snapshot)["f"]() for _ in range(2)] == [1, 1]
    assert snapshot.incidents == [
        "Tests could have shared the numbers of processes, so each ran in a fresh process."
    ]


def test_nothing_is_left_behind(zygote, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    cell = "import os, time\nif os.fork() == 0:\n    time.sleep(1000)"
    snapshot = Snapshot(zygote, [(0, cell)], ["f"], ())
    snapshot.run()
    pid, keeper = snapshot._channel.pid, snapshot._channel.enclosure.keeper_pid
    folder = snapshot._channel.enclosure.scratch.folder
    # Processes that the cells leave running end before the first test, with an incident.
    assert [each for each in processes.descendants(keeper) if not gone(each)] == [pid]
    assert snapshot.incidents == ["Stopped: processes that were left running."]
    snapshot.close()
    assert os.listdir(tmp_path) == []
    assert not folder.exists()
    # The grader waits for the keeper's socket, which closes just before the keeper ends.
    deadline = time.monotonic() + 30
    while not all(gone(each) for each in [pid, keeper]):
        assert time.monotonic() < deadline
