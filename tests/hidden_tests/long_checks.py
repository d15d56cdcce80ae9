"""Checks that take minutes, run by hand: `python tests/hidden_tests/long_checks.py CHECK [NUMBER]`.

`seeds` trains the reference's network as in question 9, once per seed, and reports the smallest
margin above the required accuracy. It uses backpropagation, which agrees with the numerical
gradient to 1e-9 and is a hundred times faster. `steady` grades one borderline submission many
times, a fifth of them next to eight busy loops, and requires the same result each time. `owners`
grades mistakes with which a network still learns, and requires that they cost all points of their
own question and none of any other. `planted` grades every wrong answer of the bank that another
question builds on, and requires that it costs nothing there.
"""

from __future__ import annotations

import difflib
import os
import runpy
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np

from autograder.authoring.assignment import load_assignment
from autograder.grading.grader import Grader
from autograder.grading.result import Result
from autograder.hidden_tests.hw2_learning import analytic
from autograder.hidden_tests.hw2_learning.digits import graded_run
from autograder.intake.entry import SubmissionFile
from autograder.misconceptions import load_bank, splice

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "solutions" / "hw2_learning.py").read_text(encoding="utf-8")
BUSY_LOOPS = 8
# Right, but it computes its accuracy so often that the training takes most of its time limit.
# The submission also has two mistakes in other questions.
BORDERLINE = """
def train(network, x_train, t_train, iters_num, batch_size, learning_rate):
    losses = []
    for _ in range(iters_num):
        x_batch, t_batch = sample_minibatch(x_train, t_train, batch_size)
        gradients = network.numerical_gradient(x_batch, t_batch)
        for key in network.params:
            network.params[key] -= learning_rate * gradients[key]
        losses.append(network.loss(x_batch, t_batch))
        for _ in range(20):
            network.accuracy(x_train, t_train)
    return losses
"""
# With each of these, the network of question 9 still learns to read digits: the tests of the
# mistake's own question must find it.
UNSEEN = (
    "net-relu",
    "grad-four-h",
    "grad-forward",
    "netgrad-half",
    "netgrad-forward",
    "netgrad-no-biases",
    "netgrad-zero-biases",
    "netgrad-zero-b1",
)


def seeds(number: int) -> bool:
    """Train the reference with `number` seeds; print the smallest margin."""
    x_train, t_train, x_test, t_test = graded_run()
    q9 = runpy.run_path(str(ROOT / "autograder/hidden_tests/hw2_learning/test_q9_training.py"))
    accuracies = []
    for seed in range(number):
        rng = np.random.RandomState(seed)
        weights = {
            "W1": 0.1 * rng.randn(25, 10),
            "b1": np.zeros(10),
            "W2": 0.1 * rng.randn(10, 10),
            "b2": np.zeros(10),
        }
        for _ in range(q9["ITERS_NUM"]):
            rows = rng.choice(len(x_train), q9["BATCH_SIZE"])
            weights = analytic.step(weights, x_train[rows], t_train[rows], q9["LEARNING_RATE"])
        answers = analytic.predict(weights, x_test).argmax(axis=1)
        accuracies.append(float(np.mean(answers == t_test)))
    margin = min(accuracies) - q9["ENOUGH"]
    print(
        f"{number} seeds: mean {np.mean(accuracies):.3f}, smallest {min(accuracies):.3f}, "
        f"margin {margin:+.3f}, failures {sum(a < q9['ENOUGH'] for a in accuracies)}"
    )
    return margin >= 0


def steady(number: int) -> bool:
    """Grade one submission `number` times, a fifth of them next to busy loops.

    The results must be the same, except for measured times.
    """
    bank = {answer.id: answer for answer in load_bank("hw2_learning").wrong}
    source = splice(REFERENCE, BORDERLINE)
    for name in ("diff-h-10e-4", "grad-restore-too-late"):
        source = splice(source, bank[name].source)
    folder = Path(tempfile.mkdtemp())
    path = folder / "borderline.py"
    path.write_text(source, encoding="utf-8")
    results: dict[str, Result] = {}
    with Grader(load_assignment("hw2_learning")) as grader:
        for turn in range(number):
            loops = []
            if turn % 5 == 4:
                # In separate sessions, as the kernel schedules a session as one group.
                loop = [sys.executable, "-c", "while True: pass"]
                loops = [subprocess.Popen(loop, start_new_session=True) for _ in range(BUSY_LOOPS)]
            try:
                result = grader.grade(SubmissionFile(path, "borderline"))
            finally:
                for busy in loops:
                    busy.kill()
                    busy.wait()
            same = replace(result, cpu_seconds=0.0, wall_seconds=0.0, leaderboard={})
            results.setdefault(same.to_json(), same)
            print(
                f"{turn + 1}/{number}{' (busy)' if loops else ''}: {result.score:g} in "
                f"{result.cpu_seconds:.1f} CPU s, {result.wall_seconds:.1f} s",
                flush=True,
            )
    print(f"{len(results)} different results of {number}")
    first, *others = results.values()
    for other in others:
        print(
            *difflib.unified_diff(first.to_json().split("\n"), other.to_json().split("\n")),
            sep="\n",
        )
    return len(results) == 1


def owners(number: int) -> bool:
    """Grade the first `number` of `UNSEEN`: they should cost points in their own question only."""
    bank = {answer.id: answer for answer in load_bank("hw2_learning").wrong}
    folder = Path(tempfile.mkdtemp())
    lost = []
    with Grader(load_assignment("hw2_learning")) as grader:
        for name in UNSEEN[:number]:
            path = folder / f"{name}.py"
            path.write_text(splice(REFERENCE, bank[name].source), encoding="utf-8")
            result = grader.grade(SubmissionFile(path, name))
            [own] = [each for each in result.questions if each.id == bank[name].question]
            passed = [test.name for test in own.tests if test.status == "passed"]
            others = [q.id for q in result.questions if q is not own and q.status != "passed"]
            print(
                f"{name}: {own.points:g} of {own.max_points:g} in {own.id}"
                f"{', passed: ' + ', '.join(passed) if passed else ''}"
                f"{'; LOST ELSEWHERE: ' + ', '.join(others) if others else ''}",
                flush=True,
            )
            lost.append(own.points == 0 and not others)
    return all(lost)


def planted(number: int) -> bool:
    """Grade the later questions of right solutions with one of the first `number` mistakes."""
    path = Path(tempfile.mkdtemp()) / "planted.py"
    assignment = load_assignment("hw2_learning")
    lost = []
    with Grader(assignment) as grader:
        for answer in load_bank("hw2_learning").wrong[:number]:
            later = [
                question.id
                for question in assignment.questions
                # The training is left out: `owners` has it.
                if question.id != "q9_training"
                and answer.question in {each.id for each in assignment.required(question)}
            ]
            if not later:
                continue
            path.write_text(splice(REFERENCE, answer.source), encoding="utf-8")
            result = grader.grade(SubmissionFile(path, answer.id), only=later)
            graded = [each for each in result.questions if each.id in later]
            missing = [each.id for each in graded if each.points < each.max_points]
            lost += [f"{answer.id}: {each}" for each in missing]
            print(f"{answer.id}: {'LOST in ' + ', '.join(missing) if missing else 'nothing lost'}")
    return not lost


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    checks = {
        "seeds": (seeds, 50),
        "steady": (steady, 20),
        "owners": (owners, len(UNSEEN)),
        "planted": (planted, 1000),
    }
    check, usual = checks[sys.argv[1]]
    sys.exit(not check(int(sys.argv[2]) if len(sys.argv) > 2 else usual))
