"""The bonus of hw2: its tests distinguish fast central differences from similar methods."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.assignment import load_assignment
from autograder.authoring.testcase import load_tests
from autograder.grading.grader import Grader
from autograder.hidden_tests.hw2_learning import analytic, differences, speed
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
    weights, x, labels = differences.full_size(3)
    names = namespace("")
    net = names["TwoLayerNet"](784, 50, 10)
    net.params = weights
    env = {"fast_numerical_gradient": names["fast_numerical_gradient"]}
    watch = speed.stopwatch(env)
    shapes = {key: array.shape for key, array in weights.items()}
    speed.timed_gradient(env, watch, net, x, labels, 1e-4, shapes)
    beside: dict[str, object] = {}
    exec(speed.PLAIN_LOOP, beside)
    # About 80 times: no fluctuation of a busy machine brings an honest answer below 1.
    assert watch.seconds > 10 * beside["seconds_of_one"](weights, x, labels, 20)


def test_what_a_result_computes_when_it_is_read_is_timed_too() -> None:
    shapes = {"W1": (2, 3), "b1": (3,)}

    class Later:
        def keys(self) -> list[str]:
            return list(shapes)

        def __getitem__(self, key: str) -> object:
            end = time.process_time() + 0.05
            while time.process_time() < end:
                pass
            return np.zeros(shapes[key])

    env = {"fast_numerical_gradient": lambda *args: Later()}
    watch = speed.stopwatch(env)
    got = speed.timed_gradient(env, watch, None, None, None, 1e-4, shapes)
    assert got.keys() == shapes.keys()
    assert watch.seconds >= 0.1


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
