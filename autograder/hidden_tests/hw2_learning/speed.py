"""How many times faster than the plain loop a student's gradient is.

Owns the plain loop that answers are timed against. It is the grader's own, so that nobody gains by
a slow loop, and it runs in a process like the student's: same interpreter, NumPy and threads. All
times are CPU times. A plain loop makes two forward passes for each parameter, all alike, so timing
some of them is enough.

Owns three rules too. A test that times an answer takes its stopwatch before it sends anything: for
the whole test, the stopwatch takes from the answer the means to start a process or a thread. All
that the timed work depends on, the weights too, is sent while the time runs, since a student's
`params` may compute as soon as it gets them; sending them takes a small part of the time. And no
answer is faster than one forward pass: the differences of all parameters take the sigmoids of
thousands of them, and the fastest that we know takes as long as 80. A time below that was not
measured on this work, so that the test fails and nothing goes on the leaderboard.
"""

from __future__ import annotations

import math
import time
from types import SimpleNamespace

from autograder.compare import as_arrays, assert_that
from autograder.hidden_tests.hw2_learning import analytic
from autograder.text import Text

# One thread computes. The clock of a whole process is coarse where its CPU time is limited.
PLAIN_LOOP = """
import time

import numpy as np


def loss(params, x, t):
    z1 = 1 / (1 + np.exp(-(x @ params["W1"] + params["b1"])))
    scores = z1 @ params["W2"] + params["b2"]
    powers = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    y = powers / np.sum(powers, axis=-1, keepdims=True)
    return -np.sum(np.log(y[np.arange(len(t)), t] + 1e-7)) / len(t)


def seconds_of_all(params, x, t, count):
    # The loop over the first `count` entries of W1; returned: CPU seconds for all parameters.
    h, array = 1e-4, params["W1"]
    gradient = np.zeros_like(array)
    entries = np.nditer(array, flags=["multi_index"], op_flags=["readwrite"])
    spent = []
    for _ in range(count):
        started = time.thread_time()
        index = entries.multi_index
        kept = array[index]
        array[index] = kept + h
        plus = loss(params, x, t)
        array[index] = kept - h
        minus = loss(params, x, t)
        array[index] = kept
        gradient[index] = (plus - minus) / (2 * h)
        entries.iternext()
        spent.append(time.thread_time() - started)
    # What interrupts the loop costs a few entries much.
    return sorted(spent)[count // 2] * sum(param.size for param in params.values())


def seconds_of_one(params, x, t, count):
    # The fastest of `count` forward passes.
    spent = []
    for _ in range(count):
        started = time.thread_time()
        loss(params, x, t)
        spent.append(time.thread_time() - started)
    return min(spent)
"""
_process_time = time.process_time
MOST_TIMES = 2000.0
_ENTRIES = 40
_PASSES = 20


def stopwatch(env):
    """Return what times this test's answer; to be taken before the test sends any input."""
    return _side(env).stopwatch()


def timed_gradient(env, watch, net, weights, x, t, h):
    """Return the arrays of a student's fast gradient; the time is then in `watch`.

    Weights go in and results come out while the time runs: an object of the student's may compute
    when it is given something, and when it is asked for something.
    """
    shapes = {key: array.shape for key, array in weights.items()}
    analytic.weights_of(net, weights)  # has the right form, or the test ends here
    params = net.params
    with watch:
        for key, array in weights.items():
            params[key] = array.copy()
        got = env["fast_numerical_gradient"](net, x, t, h)
        return as_arrays(got, shapes, Text("the gradient", "기울기"))


def times_as_fast(env, seconds, weights, x, labels):
    """Return how many times faster than the plain loop for one gradient of this network.

    Parameters
    ----------
    seconds : float
        The measured CPU seconds of the answer.
    """
    beside = _side(env).beside(PLAIN_LOOP)
    assert_possible(seconds, beside["seconds_of_one"](weights, x, labels, _PASSES))
    return beside["seconds_of_all"](weights, x, labels, _ENTRIES) / seconds


def assert_possible(seconds, one_pass):
    """Fail the test unless an answer took longer than one forward pass, as every answer must."""
    assert_that(
        math.isfinite(seconds) and seconds > max(one_pass, 0.0),
        Text(
            "the time of fast_numerical_gradient is shorter than that of one forward pass, so it "
            "was not measured on the whole gradient",
            "fast_numerical_gradient 함수의 시간이 순전파 한 번보다 짧으므로, 기울기 전체를 "
            "계산하는 시간을 잰 것이 아닙니다",
        ),
    )


def note(env, name, value):
    """Put a measured value on the leaderboard, with two digits: the third is noise.

    At `MOST_TIMES`, an answer takes ten milliseconds. Of those, one is its process's own, for what
    is sent, which a student's code could leave out: beyond that, it would decide.
    """
    _side(env).leaderboard(name, min(float(f"{value:.2g}"), MOST_TIMES))


def _side(env):
    """Return what the grader offers besides the names, also in one process, as under Otter."""
    if not isinstance(env, dict):
        return env
    return SimpleNamespace(
        stopwatch=_Stopwatch, beside=_run_here, leaderboard=lambda name, value: None
    )


class _Stopwatch:
    """The same in one process, which cannot be kept from starting others."""

    def __enter__(self):
        self._started = _process_time()
        return self

    def __exit__(self, *exc):
        self.seconds = _process_time() - self._started


def _run_here(source):
    namespace = {}
    exec(source, namespace)
    return namespace
