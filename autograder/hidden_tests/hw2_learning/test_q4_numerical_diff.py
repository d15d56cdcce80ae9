"""Hidden tests of question 4: numerical differentiation."""

import math

from autograder.compare import CENTRAL_DIFFERENCE, assert_scalar


def test_curved_functions(env):
    """The derivatives of functions that bend in different ways are right to seven digits."""
    cases = (
        (lambda x: x**3, 2.0, 12.0),
        (math.sin, 1.0, math.cos(1.0)),
        (math.exp, 0.7, math.exp(0.7)),
        (lambda x: 1.0 / x, 1.5, -1.0 / 1.5**2),
    )
    for function, x, expected in cases:
        got = env["numerical_diff"](function, x)
        assert_scalar(got, expected, CENTRAL_DIFFERENCE, "the derivative")


def test_at_zero_and_below(env):
    """The derivative is right also where x is zero or negative."""

    def parabola(x):
        return 2.0 * x * x - 3.0 * x + 1.0

    for x in (0.0, -0.5, -2.0):
        got = env["numerical_diff"](parabola, x)
        assert_scalar(got, 4.0 * x - 3.0, CENTRAL_DIFFERENCE, "the derivative")


def test_looks_to_both_sides(env):
    """The function is looked at on both sides of x, equally far away."""
    # At a kink the central difference is the mean of the slopes on the left and on the right.
    for left, right in ((-1.0, 1.0), (0.5, 2.0)):

        def kink(x, left=left, right=right):
            return (left if x < 1.0 else right) * (x - 1.0)

        got = env["numerical_diff"](kink, 1.0)
        mean = (left + right) / 2
        assert_scalar(got, mean, CENTRAL_DIFFERENCE, "the central difference at a kink")
