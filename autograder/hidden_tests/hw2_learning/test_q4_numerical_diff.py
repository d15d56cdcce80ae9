"""Hidden tests of question 4: numerical differentiation."""

import math

from autograder.compare import CENTRAL_DIFFERENCE, assert_scalar
from autograder.text import Text


def test_curved_functions(env):
    """The derivatives of functions that curve in different ways should be right to seven digits.

    굽은 모양이 서로 다른 함수들의 미분이 일곱 자리까지 맞아야 합니다.
    """
    cases = (
        (lambda x: x**3, 2.0, 12.0),
        (math.sin, 1.0, math.cos(1.0)),
        (math.exp, 0.7, math.exp(0.7)),
        (lambda x: 1.0 / x, 1.5, -1.0 / 1.5**2),
    )
    for function, x, expected in cases:
        got = env["numerical_diff"](function, x)
        assert_scalar(got, expected, CENTRAL_DIFFERENCE, Text("the derivative", "미분"))


def test_at_zero_and_below(env):
    """The derivative should also be right where x is zero or negative.

    x가 0이거나 음수일 때에도 미분이 맞아야 합니다.
    """

    def parabola(x):
        return 2.0 * x * x - 3.0 * x + 1.0

    for x in (0.0, -0.5, -2.0):
        got = env["numerical_diff"](parabola, x)
        assert_scalar(got, 4.0 * x - 3.0, CENTRAL_DIFFERENCE, Text("the derivative", "미분"))


def test_looks_to_both_sides(env):
    """The function should be evaluated on both sides of x, equally far away.

    x의 양쪽에서, 같은 거리만큼 떨어진 곳의 함숫값을 보아야 합니다.
    """
    # At a kink the central difference is the mean of the slopes on the left and on the right.
    for left, right in ((-1.0, 1.0), (0.5, 2.0)):

        def kink(x, left=left, right=right):
            return (left if x < 1.0 else right) * (x - 1.0)

        got = env["numerical_diff"](kink, 1.0)
        mean = (left + right) / 2
        assert_scalar(
            got,
            mean,
            CENTRAL_DIFFERENCE,
            Text("the central difference at a kink", "꺾인 점에서의 중앙 차분"),
        )
