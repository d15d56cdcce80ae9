"""Hidden tests of the bonus: the differences of the plain loop, at least 20 times as fast.

Backpropagation shows where h is large: the differences then have an error of the order of h
squared, 1e-4 at h = 0.01, while an answer has to be right to 1e-8.
"""

import numpy as np

from autograder.compare import assert_that, assert_unchanged, current
from autograder.hidden_tests.hw2_learning import analytic, differences
from autograder.hidden_tests.hw2_learning.speed import (
    note,
    stopwatch,
    timed_gradient,
    times_as_fast,
)
from autograder.text import Text

FASTER = 20
TRIES = 3
ENTRIES = 10  # of each array, as each element costs two passes of the full network
LEADERBOARD = "fast gradient: times as fast as the plain loop"


def small(seed, *sizes):
    """Return weights and biases of scale 1, inputs of which some are 0, and labels."""
    rng = np.random.default_rng(seed)
    input_size, hidden_size, output_size, n_samples = sizes
    weights = analytic.draw_weights(rng, input_size, hidden_size, output_size)
    x = rng.standard_normal((n_samples, input_size))
    x *= rng.random(x.shape) < 0.6
    return weights, x, rng.integers(0, output_size, n_samples)


def check_full_size(env, watch, seed, h, one_hot=False):
    """Check values and speed on the full network; return the speed-up of the first try.

    Not that of the best: an answer could fail every try that it does not like.
    """
    speeds = []
    for attempt in range(TRIES):
        # Another batch and other weights each time: keeping earlier results does not help. Both are
        # new to the student's code when the time starts.
        weights, x, labels = differences.full_size(seed + attempt)
        net = env["TwoLayerNet"](*weights["W1"].shape, weights["b2"].size)
        x_before, t_before = x.copy(), analytic.one_hot(labels, 10) if one_hot else labels
        t = t_before.copy()
        got = timed_gradient(env, watch, net, weights, x, t, h)
        differences.check(got, weights, x_before, labels, h, ENTRIES)
        for key, array in analytic.weights_of(net, weights).items():
            assert_unchanged(array, weights[key], f"params[{key!r}]")
        assert_unchanged(current(env, x), x_before, "x")
        assert_unchanged(current(env, t), t_before, "t")
        speeds.append(times_as_fast(env, watch.seconds, weights, x_before, labels))
        # Only answers that seem too slow are timed again: another program may have been running.
        if speeds[-1] >= FASTER:
            break
    best = max(speeds)
    assert_that(
        best >= FASTER,
        Text(
            f"fast_numerical_gradient should be at least {FASTER} times as fast as the plain loop",
            f"fast_numerical_gradient 함수는 단순한 반복문보다 {FASTER}배 이상 빨라야 합니다",
        ),
        Text(f"measured: {best:.3g} times as fast", f"측정값 {best:.3g}배"),
    )
    return speeds[0]


def test_small_networks(env):
    """The differences should be right for any shapes, biases and h, and fast on the full network.

    형상, 편향, h가 무엇이든 차분이 맞아야 하고, 전체 크기의 신경망에서도 빨라야 합니다.
    """
    watch = stopwatch(env)
    cases = (
        (100, (5, 4, 3, 7), 1e-4),
        (101, (3, 6, 2, 1), 0.1),
        (102, (9, 2, 5, 12), 0.02),
        (105, (4, 1, 3, 6), 0.1),
    )
    for seed, sizes, h in cases:
        weights, x, labels = small(seed, *sizes)
        net = analytic.network_with(env, weights)
        got = env["fast_numerical_gradient"](net, x.copy(), labels.copy(), h=h)
        differences.check(got, weights, x, labels, h)
        # It must keep nothing: other weights in the same network, another batch of that size.
        weights, x, labels = small(seed + 50, *sizes)
        analytic.put_weights(net, weights)
        got = env["fast_numerical_gradient"](net, x.copy(), labels.copy(), h=h)
        differences.check(got, weights, x, labels, h)
    # A large h, large weights, and a hidden unit that is 1 to the last digit: this shows a series
    # that was cut off too early, and a division by the change of a unit.
    weights, x, labels = small(104, 6, 5, 4, 8)
    weights["W2"] *= 2
    weights["b1"][0] = 60
    net = analytic.network_with(env, weights)
    got = env["fast_numerical_gradient"](net, 2 * x, labels.copy(), h=0.5)
    differences.check(got, weights, 2 * x, labels, 0.5)
    # A plain loop gets this far; from here on, slow answers get no points.
    check_full_size(env, watch, 103, 0.02)


def test_full_network(env):
    """On the full network, it should be right and at least 20 times as fast as the plain loop.

    784-50-10 신경망과 숫자 100개에서 결과가 맞고, 단순한 반복문보다 20배 이상 빨라야 합니다.
    """
    watch = stopwatch(env)
    check_full_size(env, watch, 106, 1e-4)
    check_full_size(env, watch, 109, 0.002)


def test_full_network_one_hot(env):
    """The gradient should also be right and fast with one-hot t and another h.

    t가 원-핫이고 h가 다를 때에도 그래야 합니다.
    """
    check_full_size(env, stopwatch(env), 112, 0.005, one_hot=True)


def test_speed(env):
    """The gradient should also be right and fast with h = 0.01; its speed goes on the leaderboard.

    h = 0.01일 때에도 그래야 합니다. 몇 배 빠른지는 순위표에 오릅니다.
    """
    note(env, LEADERBOARD, check_full_size(env, stopwatch(env), 115, 0.01))
