"""Published examples of question 4: numerical differentiation."""

from autograder.compare import CENTRAL_DIFFERENCE, assert_scalar
from autograder.text import Text


def test_published_examples(env):
    """The derivative of 0.01 x^2 + 0.1 x should be 0.2 at x = 5 and 0.3 at x = 10.

    0.01 x^2 + 0.1 x의 미분은 x = 5에서 0.2, x = 10에서 0.3이어야 합니다.
    """

    def function_1(x):
        return 0.01 * x**2 + 0.1 * x

    numerical_diff = env["numerical_diff"]
    assert_scalar(
        numerical_diff(function_1, 5.0),
        0.2,
        CENTRAL_DIFFERENCE,
        Text("the derivative at 5", "5에서의 미분"),
    )
    assert_scalar(
        numerical_diff(function_1, 10.0),
        0.3,
        CENTRAL_DIFFERENCE,
        Text("the derivative at 10", "10에서의 미분"),
    )


def test_partial_derivatives(env):
    """The partial derivatives of x0^2 + x1^2 at (3, 4) should be 6 and 8.

    (3, 4)에서 x0^2 + x1^2의 편미분은 6과 8이어야 합니다.
    """

    def along_x0(x0):
        return x0 * x0 + 4.0**2

    def along_x1(x1):
        return 3.0**2 + x1 * x1

    numerical_diff = env["numerical_diff"]
    assert_scalar(
        numerical_diff(along_x0, 3.0),
        6.0,
        CENTRAL_DIFFERENCE,
        Text("the partial derivative with respect to x0", "x0에 대한 편미분"),
    )
    assert_scalar(
        numerical_diff(along_x1, 4.0),
        8.0,
        CENTRAL_DIFFERENCE,
        Text("the partial derivative with respect to x1", "x1에 대한 편미분"),
    )
