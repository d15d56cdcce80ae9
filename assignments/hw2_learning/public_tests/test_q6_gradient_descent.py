"""Published examples of question 6: gradient descent on x0^2 + x1^2."""

import numpy as np

from autograder.compare import PUBLISHED, assert_array, assert_that
from autograder.text import Text


def function_2(x):
    """Return the sum of the squares."""
    return float(np.sum(x**2))


def place_reached(got):
    """Return the final x of `x` or `(x, x_history)`."""
    return got[0] if type(got) is tuple and len(got) == 2 else got


def test_reaches_the_minimum(env):
    """From (-3, 4), 100 steps with lr=0.1 should end very near the minimum at (0, 0).

    (-3, 4)에서 lr=0.1로 100걸음을 가면 최솟값 (0, 0)에 아주 가까워야 합니다.
    """
    got = env["gradient_descent"](function_2, init_x=np.array([-3.0, 4.0]), lr=0.1, step_num=100)
    assert_array(place_reached(got), np.zeros(2), PUBLISHED, Text("the final x", "마지막 x"))


def test_learning_rate_too_small(env):
    """With lr=1e-10, 100 steps should hardly leave the start.

    lr=1e-10이면 100걸음을 가도 출발점에서 거의 벗어나지 않아야 합니다.
    """
    got = env["gradient_descent"](function_2, init_x=np.array([-3.0, 4.0]), lr=1e-10, step_num=100)
    expected = np.array([-2.99999994, 3.99999992])
    assert_array(place_reached(got), expected, PUBLISHED, Text("the final x", "마지막 x"))


def test_learning_rate_too_large(env):
    """With lr=10, 100 steps should end very far away, because the descent diverges.

    lr=10이면 100걸음 뒤에 아주 먼 곳에 있어야 합니다. 경사 하강법이 발산하기 때문입니다.
    """
    got = env["gradient_descent"](function_2, init_x=np.array([-3.0, 4.0]), lr=10.0, step_num=100)
    x = place_reached(got)
    is_array = type(x) is np.ndarray and x.shape == (2,) and x.dtype.kind == "f"
    assert_that(
        is_array,
        Text(
            "the final x should be an array of floats with the shape of init_x",
            "마지막 x는 init_x와 형상이 같은 실수 배열이어야 합니다",
        ),
    )
    far = not np.isfinite(x).all() or bool(np.abs(x).max() > 1e6)
    assert_that(
        far,
        Text(
            "with lr=10 every step overshoots: the final x should be far away",
            "lr=10이면 걸음마다 지나치므로 마지막 x는 아주 먼 곳에 있어야 합니다",
        ),
        Text(f"got {x}", f"받은 값 {x}"),
    )
