"""Hidden tests of question 6: gradient descent on quadratic bowls, whose paths are known."""

import numpy as np

from autograder.compare import (
    CENTRAL_DIFFERENCE,
    Mismatch,
    as_array,
    as_scalars,
    assert_array,
    assert_that,
    assert_unchanged,
    current,
)
from autograder.text import Text


def bowl(*curvatures):
    """Return f(x) = the sum of c * x**2 / 2, whose gradient is c * x."""
    return lambda x: float(np.sum(np.array(curvatures) * x**2) / 2)


def final_x(got):
    """Return the final x of `x` or `(x, x_history)`."""
    return got[0] if type(got) is tuple and len(got) == 2 else got


def places(history):
    """Return the positions of a history as an array, one row each."""
    if type(history) is np.ndarray and history.ndim == 2:
        return as_array(history, (len(history), 2), "x_history")
    if type(history) not in (list, tuple):
        raise Mismatch(
            Text(
                "x_history should be an array or a list of the positions on the way",
                "x_history는 지나온 자리를 담은 배열이나 리스트여야 합니다",
            )
        )
    rows = [
        as_scalars(row, 2, Text("a position in x_history", "x_history에 든 자리"))
        for row in history
    ]
    return np.array(rows).reshape(-1, 2)


def test_number_of_steps(env):
    """After 1, 3 and 7 steps, x should be right: each step uses the gradient at the current x.

    1걸음, 3걸음, 7걸음 뒤의 x가 맞아야 합니다. 걸음마다 그 자리의 기울기를 씁니다.
    """
    slopes = np.array([[2.0, 1.0], [1.0, 5.0]])
    start = np.array([1.5, -2.0])
    expected, steps = start.copy(), 0
    for step_num in (1, 3, 7):
        while steps < step_num:
            expected, steps = expected - 0.1 * (slopes @ expected), steps + 1
        got = env["gradient_descent"](
            lambda x: float(x @ slopes @ x) / 2, start.copy(), lr=0.1, step_num=step_num
        )
        assert_array(final_x(got), expected, CENTRAL_DIFFERENCE, Text("the final x", "마지막 x"))


def test_defaults(env):
    """Without lr and step_num, there should be 100 steps with a learning rate of 0.01.

    lr과 step_num을 주지 않으면 학습률 0.01로 100걸음을 가야 합니다.
    """
    curvatures, start = np.array([1.0, 9.0]), np.array([2.0, -1.5])
    got = env["gradient_descent"](bowl(*curvatures), start.copy())
    expected = start * (1 - 0.01 * curvatures) ** 100
    assert_array(final_x(got), expected, CENTRAL_DIFFERENCE, Text("the final x", "마지막 x"))


def test_arguments_by_position(env):
    """The arguments should also work by position: f, init_x, lr, step_num.

    인수를 f, init_x, lr, step_num 순서의 위치로 줄 수 있어야 합니다.
    """
    curvatures, start = np.array([1.0, 3.0]), np.array([2.5, 1.5])
    got = env["gradient_descent"](bowl(*curvatures), start.copy(), 0.2, 5)
    expected = start * (1 - 0.2 * curvatures) ** 5
    assert_array(final_x(got), expected, CENTRAL_DIFFERENCE, Text("the final x", "마지막 x"))


def test_init_x_stays(env):
    """The array init_x should be what it was when the descent is over.

    경사 하강이 끝난 뒤에도 배열 init_x는 원래 값이어야 합니다.
    """
    init_x = np.array([1.0, -2.0])
    before = init_x.copy()
    got = env["gradient_descent"](bowl(1.0, 2.0), init_x, lr=0.1, step_num=4)
    x = as_array(final_x(got), (2,), Text("the final x", "마지막 x"))
    assert_that(
        not np.array_equal(x, before),
        Text("the final x should differ from init_x", "마지막 x는 init_x와 달라야 합니다"),
    )
    assert_unchanged(current(env, init_x), before, "init_x")


def test_result_is_x_or_x_and_history(env):
    """The result should be the final x, alone or with a history of the positions on the way.

    결과는 마지막 x이거나, 마지막 x와 지나온 자리의 기록이어야 합니다.
    """
    curvatures, start = np.array([1.0, 4.0]), np.array([-1.0, 2.0])
    got = env["gradient_descent"](bowl(*curvatures), start.copy(), lr=0.1, step_num=6)
    path = np.array([start * (1 - 0.1 * curvatures) ** step for step in range(7)])
    assert_array(final_x(got), path[-1], CENTRAL_DIFFERENCE, Text("the final x", "마지막 x"))
    if type(got) is not tuple:
        return
    history = places(got[1])
    # The book notes each position before its step; noting it afterwards, or all, is as good.
    ways = [way for way in (path[:-1], path[1:], path) if len(way) == len(history)]
    if not ways:
        raise Mismatch(
            Text(
                "x_history should hold one position for each step",
                "x_history에는 걸음마다 자리가 하나씩 있어야 합니다",
            ),
            Text(f"got {len(history)}", f"받은 개수 {len(history)}"),
        )
    nearest = min(ways, key=lambda way: float(np.abs(way - history).max()))
    assert_array(history, nearest, CENTRAL_DIFFERENCE, "x_history")
