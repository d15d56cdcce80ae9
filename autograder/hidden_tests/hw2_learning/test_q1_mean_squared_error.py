"""Hidden tests of question 1: the sum of squared errors."""

import numpy as np

from autograder.compare import ROUNDING, assert_scalar
from autograder.text import Text


def test_every_class_counts(env):
    """A mistake in any one element of y should count, the first and the last included.

    y의 어느 한 자리가 틀려도 오차에 들어가야 합니다. 첫 자리와 마지막 자리도 마찬가지입니다.
    """
    t = np.eye(10)[4]
    for place in range(10):
        miss = 0.3 + 0.1 * place
        y = t.copy()
        y[place] += miss
        got = env["mean_squared_error"](y, t.copy())
        assert_scalar(
            got,
            0.5 * miss**2,
            ROUNDING,
            Text("the error of an answer with one mistake", "한 자리가 틀린 답의 오차"),
        )


def test_any_length_and_sign(env):
    """The error should be half the sum of squared differences, for any number of classes and any y.

    클래스가 몇 개이든, y에 어떤 수가 있든 오차는 제곱합의 절반이어야 합니다.
    """
    # The first and the last element are right: the other test checks whether they count.
    for n_classes, label in ((4, 1), (7, 4), (25, 3)):
        t = np.eye(n_classes)[label]
        y = t + np.random.default_rng(n_classes).uniform(-1.5, 1.5, n_classes)
        y[[0, -1]] = t[[0, -1]]
        expected = 0.5 * sum((a - b) * (a - b) for a, b in zip(y, t, strict=True))
        got = env["mean_squared_error"](y, t)
        assert_scalar(got, float(expected), ROUNDING, Text("the error", "오차"))
