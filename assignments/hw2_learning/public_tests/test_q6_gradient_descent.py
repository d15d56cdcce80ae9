"""Published examples of question 6: gradient descent on x0^2 + x1^2."""

import numpy as np

from autograder.compare import PUBLISHED, assert_array, assert_that


def function_2(x):
    """Return the sum of the squares."""
    return float(np.sum(x**2))


def place_reached(got):
    """Return the final x of `x` or `(x, x_history)`."""
    return got[0] if type(got) is tuple and len(got) == 2 else got


def test_reaches_the_minimum(env):
    """From (-3, 4), 100 steps with lr=0.1 end very near the minimum (0, 0)."""
    got = env["gradient_descent"](function_2, init_x=np.array([-3.0, 4.0]), lr=0.1, step_num=100)
    assert_array(place_reached(got), np.zeros(2), PUBLISHED, "the final x")


def test_learning_rate_too_small(env):
    """With lr=1e-10, 100 steps hardly leave the start."""
    got = env["gradient_descent"](function_2, init_x=np.array([-3.0, 4.0]), lr=1e-10, step_num=100)
    expected = np.array([-2.99999994, 3.99999992])
    assert_array(place_reached(got), expected, PUBLISHED, "the final x")


def test_learning_rate_too_large(env):
    """With lr=10, 100 steps end far away from everything: the descent diverges."""
    got = env["gradient_descent"](function_2, init_x=np.array([-3.0, 4.0]), lr=10.0, step_num=100)
    x = place_reached(got)
    is_array = type(x) is np.ndarray and x.shape == (2,) and x.dtype.kind == "f"
    assert_that(is_array, "the final x should be an array of floats of the shape of init_x")
    far = not np.isfinite(x).all() or bool(np.abs(x).max() > 1e6)
    assert_that(far, "with lr=10 every step overshoots: the final x should be far away", f"got {x}")
