"""Hidden tests of question 5: the gradient.

Most functions here are sums over the elements, so that each test is about one property: where the
other elements do not matter, it does not matter either whether they have been put back.
"""

import math

import numpy as np

from autograder.compare import (
    CENTRAL_DIFFERENCE,
    as_array,
    assert_array,
    assert_that,
    assert_unchanged,
    current,
)
from autograder.text import Text


def test_elements_that_depend_on_each_other(env):
    """While one element is moved, all others should be at their old values, as f may mix them.

    원소들이 서로 섞이는 함수의 기울기를 확인합니다. 한 원소를 움직일 때 나머지는 제자리에 있어야
    합니다.
    """

    def mixed(x):
        return float(x[0] ** 2 * x[1] + 3.0 * x[0] * x[2] + math.sin(x[1] * x[2]))

    x0, x1, x2 = 1.2, -0.7, 0.5
    bend = math.cos(x1 * x2)
    expected = np.array([2 * x0 * x1 + 3 * x2, x0**2 + bend * x2, 3 * x0 + bend * x1])
    got = env["numerical_gradient"](mixed, np.array([x0, x1, x2]))
    assert_array(got, expected, CENTRAL_DIFFERENCE, Text("the gradient", "기울기"))


def test_matrix_given_as_a_whole(env):
    """For a matrix, f should always get the whole matrix, and the gradient should have its shape.

    행렬에서는 매번 f에 행렬 전체를 넘기고, 기울기의 형상이 행렬과 같아야 합니다.
    """
    rng = np.random.default_rng(5)
    # An axis of length 1 is an axis too.
    for shape in ((2, 3), (4, 2), (1, 3)):
        x, factors = rng.uniform(-2, 2, shape), rng.uniform(1, 3, shape)
        seen = set()

        def weighted(a, factors=factors, seen=seen):
            seen.add(np.shape(a) if isinstance(a, np.ndarray) else None)
            if np.shape(a) != factors.shape:
                return math.nan
            return float(np.sum(factors * np.sin(a)))

        expected = factors * np.cos(x)
        got = env["numerical_gradient"](weighted, x)
        assert_that(
            seen == {shape},
            Text(
                "f should always be called with the whole array, in its shape",
                "f에는 항상 배열 전체를 형상 그대로 넘겨야 합니다",
            ),
        )
        assert_array(got, expected, CENTRAL_DIFFERENCE, Text("the gradient", "기울기"))


def test_three_dimensions(env):
    """In three dimensions, the gradient should have the shape of x, each element in its place.

    3차원 배열에서도 기울기의 형상이 같고, 원소마다 제자리에 있어야 합니다.
    """
    # Some elements are equal: only their index tells them apart, not their value.
    x = np.random.default_rng(50).integers(-3, 4, (2, 3, 4)) * 0.7
    expected = 3.0 * x**2
    got = env["numerical_gradient"](lambda a: float(np.sum(a**3)), x)
    assert_array(got, expected, CENTRAL_DIFFERENCE, Text("the gradient", "기울기"))


def test_function_that_reads_x_itself(env):
    """The elements should be changed in x itself, which f may already know and read directly.

    x 자체의 원소를 바꾸어야 합니다. f가 이미 x를 알고 직접 읽을 수도 있기 때문입니다.
    """
    x = np.array([0.4, -1.1, 2.0, 0.9])
    expected = np.array([1.0, 2.0, 3.0, 4.0]) * np.cos(x)

    def reading_x(_):
        return float(np.sum(np.array([1.0, 2.0, 3.0, 4.0]) * np.sin(current(env, x))))

    got = env["numerical_gradient"](reading_x, x)
    assert_array(got, expected, CENTRAL_DIFFERENCE, Text("the gradient", "기울기"))


def test_x_is_put_back(env):
    """After the call, every element of x should be what it was.

    호출이 끝나면 x의 모든 원소가 원래 값이어야 합니다.
    """
    x = np.array([1.5, -0.25, 0.75, 2.5])
    before = x.copy()
    got = env["numerical_gradient"](lambda a: float(np.sum(a**2)), x)
    as_array(got, x.shape, Text("the gradient", "기울기"))
    assert_unchanged(current(env, x), before, "x")


def test_two_calls_in_a_row(env):
    """A second call, with another function, should give its own gradient and leave the first alone.

    다른 함수로 한 번 더 호출하면 그 함수의 기울기가 나오고, 앞의 결과는 그대로여야 합니다.
    """
    x = np.array([0.5, -1.0, 2.0])
    first = env["numerical_gradient"](lambda a: float(np.sum(a**2)), x.copy())
    second = env["numerical_gradient"](lambda a: float(np.sum(np.cos(a))), x.copy())
    assert_array(first, 2 * x, CENTRAL_DIFFERENCE, Text("the first gradient", "첫 번째 기울기"))
    assert_array(
        second, -np.sin(x), CENTRAL_DIFFERENCE, Text("the second gradient", "두 번째 기울기")
    )
