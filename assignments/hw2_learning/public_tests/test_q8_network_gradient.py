"""Published examples of question 8: shapes and numbers of the network's gradient."""

import numpy as np

from autograder.compare import (
    GRADIENT_CHECK,
    GRADIENT_CHECK_HIDDEN,
    as_arrays,
    assert_array,
    call_method,
    params_of,
)
from autograder.text import Text


def test_shapes_of_the_gradient(env):
    """numerical_gradient should return one array for each of the four params, of the same shape.

    numerical_gradient의 결과에는 네 매개변수마다 같은 형상의 항목이 하나씩 있어야 합니다.
    """
    rng = np.random.default_rng(8)
    net = env["TwoLayerNet"](4, 3, 2)
    got = call_method(net, "numerical_gradient", rng.random((5, 4)), np.array([0, 1, 1, 0, 1]))
    shapes = {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}
    as_arrays(got, shapes, Text("the gradient", "기울기"), exactly=True)


def test_published_network(env):
    """For the network, x and t of the notebook, the gradient should be the one in the table.

    본문의 신경망에 x = [[1.0, 0.5]], t = [1]을 넣었을 때의 기울기는 표와 같아야 합니다.
    """
    weights = {
        "W1": np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]),
        "b1": np.array([0.1, 0.2, 0.3]),
        "W2": np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]),
        "b2": np.array([0.1, 0.2]),
    }
    expected = {
        "W1": np.array(
            [[-0.02436897, -0.02210158, -0.01867808], [-0.01218448, -0.01105079, -0.00933904]]
        ),
        "b1": np.array([-0.02436897, -0.02210158, -0.01867808]),
        "W2": np.array(
            [[0.1908788, -0.1908788], [0.22202896, -0.22202896], [0.24930039, -0.24930039]]
        ),
        "b2": np.array([0.33228528, -0.33228528]),
    }
    shapes = {key: value.shape for key, value in weights.items()}
    net = env["TwoLayerNet"](2, 3, 2)
    params_of(net, shapes)
    for key, value in weights.items():
        net.params[key] *= 0.0
        net.params[key] += value
    got = call_method(net, "numerical_gradient", np.array([[1.0, 0.5]]), np.array([1]))
    gradient = as_arrays(got, shapes, Text("the gradient", "기울기"))
    for key in expected:
        assert_array(
            gradient[key],
            expected[key],
            GRADIENT_CHECK if key in ("W2", "b2") else GRADIENT_CHECK_HIDDEN,
            Text(f"the gradient with respect to {key}", f"{key}에 대한 기울기"),
        )
