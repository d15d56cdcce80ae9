"""The bonus of hw2: its tests distinguish fast central differences from similar methods."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.authoring.assignment import load_assignment
from autograder.authoring.testcase import load_tests
from autograder.grading.grader import Grader
from autograder.hidden_tests.hw2_learning import analytic, differences, speed
from autograder.hidden_tests.hw2_learning import test_b1_fast_gradient as hidden
from autograder.intake.entry import SubmissionFile
from autograder.misconceptions import RightAnswer, WrongAnswer, load_bank
from autograder.sandbox.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "solutions" / "hw2_learning.py").read_text(encoding="utf-8")
HW2 = load_assignment("hw2_learning")
BONUS = HW2.question("b1_fast_gradient")
TESTS = load_tests(BONUS)
BANK = load_bank("hw2_learning")
RIGHT = [answer for answer in BANK.right if answer.question == BONUS.id]
WRONG = {answer.id: answer for answer in BANK.of(BONUS.id)}
# The plain loop, whole or in part: right, but too slow to be run to the end.
SLOW = [each for each in WRONG.values() if each.late or each.id == "fast-own-method"]
PLAIN_LOOP = WRONG["fast-plain-loop"].source
BACKPROPAGATION = WRONG["fast-backpropagation"].source


def namespace(code: str) -> dict[str, object]:
    """Run reference and answer in one process, like Otter."""
    names: dict[str, object] = {}
    exec(REFERENCE + code, names)
    return names


def passed(code: str) -> list[str]:
    """Return the names of the tests that an answer passes in one process."""
    done = []
    for test in TESTS:
        try:
            test.run(namespace(code))
        except (AssertionError, IndexError, ValueError):
            continue
        done.append(test.name)
    return done


@pytest.fixture
def bonus_grader() -> Iterator[Grader]:
    """A grader of the bonus only, with short time limits."""
    alone = dataclasses.replace(BONUS, cpu_seconds=0.5, requires=())
    limits = Limits(test_cpu_seconds=0.5, after_timeout_cpu_seconds=0.1, grace_cpu_seconds=0.2)
    with Grader(dataclasses.replace(HW2, questions=(alone,)), limits) as grader:
        yield grader


def grade(grader: Grader, code: str, tmp_path: Path):
    path = tmp_path / "answer.py"
    path.write_text(REFERENCE + code, encoding="utf-8")
    return grader.grade(SubmissionFile(path, "answer"))


@pytest.mark.parametrize("answer", RIGHT, ids=lambda answer: answer.id)
def test_right_answers_get_all_points(answer: RightAnswer) -> None:
    assert passed(answer.source) == [test.name for test in TESTS]


# Mistakes that change the result of some calls only cannot fail every test.
PASSED = {
    "fast-other-default": {test.name for test in TESTS if test.hidden},
    "fast-stale-hidden": {
        "test_equals_the_plain_loop",
        "test_full_network_one_hot",
        "test_speed",
    },
    "fast-labels-only": {"test_small_networks", "test_full_network", "test_speed"},
    "fast-one-hot-only": {"test_full_network_one_hot"},
    "fast-bright-pixels-only": {test.name for test in TESTS} - {"test_small_networks"},
    "fast-part-of-batch": {"test_equals_the_plain_loop"},
}


@pytest.mark.parametrize(
    "answer", [each for each in WRONG.values() if each not in SLOW], ids=lambda answer: answer.id
)
def test_wrong_answers_get_no_points(answer: WrongAnswer) -> None:
    assert set(passed(answer.source)) <= PASSED.get(answer.id, set())


@pytest.mark.parametrize("answer", SLOW, ids=lambda answer: answer.id)
def test_slow_answers_are_stopped(
    answer: WrongAnswer, bonus_grader: Grader, tmp_path: Path
) -> None:
    result = grade(bonus_grader, answer.source, tmp_path)
    assert result.questions[0].misconception == answer.family
    assert {test.name for test in result.questions[0].tests if test.status == "passed"} <= {
        "test_equals_the_plain_loop"
    }
    assert result.leaderboard == {}


def test_bonus_adds_points_and_its_speed_is_on_the_leaderboard(
    bonus_grader: Grader, tmp_path: Path
) -> None:
    result = grade(bonus_grader, "", tmp_path)
    assert (result.score, result.max_score) == (10.0, 100.0)
    assert result.questions[0].bonus
    assert result.questions[0].max_points == 10.0
    [(name, times)] = result.leaderboard.items()
    assert "fast gradient" in name
    # Far below the measured value (900), as other programs may run: only an absurd value fails.
    assert 50 < times < 20_000


def test_an_answer_that_is_wrong_elsewhere_is_not_on_the_leaderboard(
    bonus_grader: Grader, tmp_path: Path
) -> None:
    wrong_for_few_pixels = """
right = fast_numerical_gradient
def fast_numerical_gradient(network, x, t, h=1e-4):
    grads = right(network, x, t, h)
    return grads if x.shape[1] > 100 else {key: 2 * grad for key, grad in grads.items()}
"""
    result = grade(bonus_grader, wrong_for_few_pixels, tmp_path)
    status = {test.name: test.status for test in result.questions[0].tests}
    assert (status["test_speed"], status["test_small_networks"]) == ("passed", "failed")
    assert result.leaderboard == {}


def test_a_slow_loop_of_the_students_own_makes_nothing_faster(
    bonus_grader: Grader, tmp_path: Path
) -> None:
    # Not even if the student's code keeps the functions it needs and then slows down NumPy.
    slow = """
kept = np.exp
def waste(*args, **kwargs):
    for _ in range(20):
        kept(np.ones(1000))
    return kept(*args, **kwargs)
def loss(self, x, t):
    np.exp = waste
    try:
        return cross_entropy_error(self.predict(x), t)
    finally:
        np.exp = kept
TwoLayerNet.loss = loss
"""
    honest = grade(bonus_grader, "", tmp_path).leaderboard
    slowed = grade(bonus_grader, slow, tmp_path).leaderboard
    assert honest.keys() == slowed.keys()
    for name, times in slowed.items():
        assert times < 3 * honest[name]


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan"), float("inf"), 0.0009, 0.001])
def test_a_time_that_no_answer_can_have_fails(seconds: float) -> None:
    with pytest.raises(AssertionError, match="shorter than that of one forward pass"):
        speed.assert_possible(seconds, one_pass=0.001)


def test_the_fastest_answer_takes_far_longer_than_one_forward_pass() -> None:
    # One thread, as for students: on a busy machine, those of NumPy wait for each other.
    script = """
from autograder.hidden_tests.hw2_learning import differences, speed
from tests.hidden_tests.test_b1_fast_gradient import namespace

weights, x, labels = differences.full_size(3)
names = namespace("")
env = {"fast_numerical_gradient": names["fast_numerical_gradient"]}
watch = speed.stopwatch(env)
speed.timed_gradient(env, watch, names["TwoLayerNet"](784, 50, 10), weights, x, labels, 1e-4)
beside = {}
exec(speed.PLAIN_LOOP, beside)
print(watch.seconds / beside["seconds_of_one"](weights, x, labels, 20))
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    # About 80 times: no fluctuation of a busy machine brings an honest answer below 1.
    assert float(done.stdout) > 10


def test_what_a_result_computes_when_it_is_read_is_timed_too() -> None:
    weights = {"W1": np.ones((2, 3)), "b1": np.ones(3)}

    class Later:
        def keys(self) -> list[str]:
            return list(weights)

        def __getitem__(self, key: str) -> object:
            end = time.process_time() + 0.05
            while time.process_time() < end:
                pass
            return np.zeros_like(weights[key])

    env = {"fast_numerical_gradient": lambda *args: Later()}
    watch = speed.stopwatch(env)
    net = SimpleNamespace(params=dict(weights))
    got = speed.timed_gradient(env, watch, net, weights, None, None, 1e-4)
    assert got.keys() == weights.keys()
    assert watch.seconds >= 0.1


class ClockedEnv(Mapping[str, object]):
    """Runs in one process; notes which arrays the answer is given while no time is taken."""

    def __init__(self) -> None:
        names = namespace("")
        self.running = False
        self.seconds = 0.0
        self.untimed: list[bytes] = []
        self.timed: list[bytes] = []
        see = self.see

        class Params(dict):
            def __setitem__(self, key: str, value: np.ndarray) -> None:
                see(value)
                super().__setitem__(key, value)

        class Network(names["TwoLayerNet"]):
            def __init__(self, *sizes: int) -> None:
                super().__init__(*sizes)
                self.params = Params(self.params)

        self.names = {"TwoLayerNet": Network, "fast_numerical_gradient": self.gradient}
        self.answer = names["fast_numerical_gradient"]

    def see(self, *arrays: np.ndarray) -> None:
        (self.timed if self.running else self.untimed).extend(each.tobytes() for each in arrays)

    def gradient(self, net: Any, x: np.ndarray, t: np.ndarray, h: float) -> object:
        self.see(*net.params.values(), x, t)
        return self.answer(net, x, t, h)

    def stopwatch(self) -> ClockedEnv:
        return self

    def __enter__(self) -> None:
        self.running = True

    def __exit__(self, *exc: object) -> None:
        # So slow that every attempt is made.
        self.running, self.seconds = False, 1e6

    def beside(self, source: str) -> object:
        return {"seconds_of_one": lambda *args: 1.0, "seconds_of_all": lambda *args: 1.0}

    def current(self, array: np.ndarray) -> np.ndarray:
        return array

    def __getitem__(self, name: str) -> object:
        return self.names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def test_what_interrupts_the_plain_loop_now_and_then_does_not_slow_it_down() -> None:
    weights, x, labels = differences.full_size(106)
    loop: dict[str, Any] = {}
    exec(speed.PLAIN_LOOP, loop)
    # Of 40 entries, 15 take ten seconds each, by this clock.
    took = iter([0.001] * 25 + [10.0] * 15)
    now = [0.0, False]

    def thread_time() -> float:
        now[1] = not now[1]
        now[0] += 0.0 if now[1] else next(took)
        return now[0]

    loop["time"] = SimpleNamespace(thread_time=thread_time)
    count = sum(array.size for array in weights.values())
    seconds = loop["seconds_of_all"](weights, x, labels, 40)
    assert seconds == pytest.approx(0.001 * count)


def test_the_leaderboard_ends_where_milliseconds_of_sending_would_decide() -> None:
    shown: list[float] = []
    env = SimpleNamespace(leaderboard=lambda name, value: shown.append(value))
    for value in (1234.0, 1999.0, 2049.0, 7300.0):
        speed.note(env, "", value)
    assert shown == [1200.0, 2000.0, 2000.0, 2000.0]


def test_the_leaderboard_has_the_first_try(monkeypatch: pytest.MonkeyPatch) -> None:
    # An answer can be late on purpose, and would otherwise choose among its tries.
    speeds = iter([5.0, 900.0])
    monkeypatch.setattr(hidden, "times_as_fast", lambda *args: next(speeds))
    noted: list[float] = []
    monkeypatch.setattr(hidden, "note", lambda env, name, value: noted.append(value))
    hidden.test_speed(namespace(""))
    assert noted == [5.0]


@pytest.mark.parametrize("one_hot", [False, True])
def test_nothing_of_a_timed_answers_input_is_known_before_the_time_runs(one_hot: bool) -> None:
    env = ClockedEnv()
    with pytest.raises(AssertionError, match="20 times"):
        hidden.check_full_size(env, env.stopwatch(), 106, 1e-4, one_hot=one_hot)
    inputs = set()
    for attempt in range(hidden.TRIES):
        weights, x, labels = differences.full_size(106 + attempt)
        t = analytic.one_hot(labels, 10) if one_hot else labels
        inputs |= {array.tobytes() for array in (*weights.values(), x, t)}
    assert inputs <= set(env.timed)
    assert inputs.isdisjoint(env.untimed)


def test_inputs_and_checked_entries_depend_on_a_number_that_nobody_guesses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert differences._UNGUESSABLE.bit_length() == 64
    weights, x, labels = differences.full_size(106)
    places = differences._places(weights, x, 6)
    given = (weights, x)
    monkeypatch.setattr(differences, "_UNGUESSABLE", differences._UNGUESSABLE ^ 1)
    others, other_x, other_labels = differences.full_size(106)
    assert not any((weights[key] == others[key]).any() for key in weights)
    assert not np.array_equal(labels, other_labels)
    assert not (x == other_x).all(axis=1).any()
    others_places = differences._places(*given, 6)
    assert all(str(places[key]) != str(others_places[key]) for key in weights)


def test_the_last_bit_of_a_result_decides_which_entries_are_checked() -> None:
    # So what one submission learns about them does not help another, which returns something else.
    weights, x, _ = differences.full_size(106)
    places = differences._places(weights, x, 6)
    assert str(differences._places(weights, x, 6)) == str(places)
    weights["b2"][3] = np.nextafter(weights["b2"][3], 1)
    others = differences._places(weights, x, 6)
    assert all(str(places[key]) != str(others[key]) for key in weights)


def test_timed_pictures_are_digits_that_nobody_has() -> None:
    images, digits = differences._digits()
    x, labels = differences.full_size(106)[1:]
    assert x.shape == (100, 784)
    assert x.min() == 0.0
    assert x.max() <= 1.0
    lit = images > 0
    for picture, label in zip(x, labels, strict=True):
        # Made from one of the same digit, of which a few pixels at most keep their brightness.
        shared = (lit & (picture > 0)).sum(axis=1)
        source = int(np.argmax(shared / np.sqrt(lit.sum(axis=1))))
        assert digits[source] == label
        assert shared[source] == np.count_nonzero(picture) < lit[source].sum()
        assert (picture * 255 == images[source])[picture > 0].mean() < 0.2
        # Black and equal pixels are what makes a fast answer fast.
        was, now = (np.unique(each[picture > 0]).size for each in (images[source], picture))
        assert was == now


def test_an_answer_that_starts_a_process_gets_no_points(
    bonus_grader: Grader, tmp_path: Path
) -> None:
    # Right and fast, but for a child that the grader could not see to the end.
    code = """
import os, signal
alone = fast_numerical_gradient
def fast_numerical_gradient(network, x, t, h=1e-4):
    if x.shape[1] > 100:
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if os.fork() == 0:
            os._exit(0)
    return alone(network, x, t, h)
"""
    result = grade(bonus_grader, code, tmp_path)
    passed_tests = {test.name for test in result.questions[0].tests if test.status == "passed"}
    assert passed_tests == {"test_equals_the_plain_loop"}
    assert result.leaderboard == {}


def test_a_stub_of_the_bonus_costs_no_points_elsewhere() -> None:
    assert HW2.points == 100
    assert sum(question.points for question in HW2.questions) == 110


@pytest.mark.parametrize("beside", [1e-7, 0.0])
@pytest.mark.parametrize("h", [1e-4, 0.05])
def test_oracle_is_the_plain_loop_and_near_the_derivative(beside: float, h: float) -> None:
    rng = np.random.default_rng(5)
    weights = analytic.draw_weights(rng, 4, 3, 2)
    x, labels = rng.standard_normal((5, 4)), np.array([0, 1, 1, 0, 1])
    places = {key: np.nonzero(np.ones(array.shape)) for key, array in weights.items()}
    both = differences.central_differences(weights, x, labels, h, places)
    names = namespace(PLAIN_LOOP)
    net = names["TwoLayerNet"](4, 3, 2)
    net.params = {key: array.copy() for key, array in weights.items()}
    names["cross_entropy_error"] = None
    net.loss = lambda x, t: -np.mean(np.log(net.predict(x)[np.arange(len(t)), t] + beside))
    expected = names["fast_numerical_gradient"](net, x, labels, h)
    slope = analytic.gradient(weights, x, labels)
    for key, array in expected.items():
        got = both[0 if beside else 1][key]
        np.testing.assert_allclose(got, array.ravel(), rtol=0, atol=1e-10 * np.abs(array).max())
        # The error of order h^2, which backpropagation does not have.
        off = np.abs(got - slope[key].ravel()).max() / np.abs(slope[key]).max()
        assert off < 3e-6 if h < 0.01 else off > 1e-5


@pytest.mark.parametrize("h", [1e-4, 1e-3, 0.01, 0.1, 0.5])
def test_reference_is_exact_at_any_step(h: float) -> None:
    names = namespace("")
    rng = np.random.default_rng(6)
    for sizes in ((5, 4, 3), (20, 6, 10), (1, 1, 2)):
        weights = analytic.draw_weights(rng, *sizes)
        x = 2 * rng.standard_normal((7, sizes[0])) * (rng.random((7, sizes[0])) < 0.5)
        labels = rng.integers(0, sizes[2], 7)
        net = names["TwoLayerNet"](*sizes)
        net.params = {key: array.copy() for key, array in weights.items()}
        got = names["fast_numerical_gradient"](net, x, labels, h)
        differences.check(got, weights, x, labels, h)


def test_backpropagation_passes_only_where_h_is_small() -> None:
    names = namespace(BACKPROPAGATION)
    weights, x, labels = differences.full_size(1)
    net = names["TwoLayerNet"](784, 50, 10)
    net.params = weights
    got = names["fast_numerical_gradient"](net, x, labels)
    differences.check(got, weights, x, labels, 1e-5, 2)
    with pytest.raises(AssertionError, match="wrong"):
        differences.check(got, weights, x, labels, 0.005, 2)
