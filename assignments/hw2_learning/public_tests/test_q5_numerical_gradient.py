"""Published examples of question 5: the gradient."""

import numpy as np

from autograder.compare import CENTRAL_DIFFERENCE, assert_array, current
from autograder.text import Text


def test_published_examples(env):
    """The gradient of x0^2 + x1^2 should be [6, 8] at (3, 4), [0, 4] at (0, 2), [6, 0] at (3, 0).

    x0^2 + x1^2의 기울기는 (3, 4)에서 [6, 8], (0, 2)에서 [0, 4], (3, 0)에서 [6, 0]이어야 합니다.
    """

    def function_2(x):
        return float(np.sum(x**2))

    for place in ([3.0, 4.0], [0.0, 2.0], [3.0, 0.0]):
        got = env["numerical_gradient"](function_2, np.array(place))
        expected = 2 * np.array(place)
        assert_array(
            got,
            expected,
            CENTRAL_DIFFERENCE,
            Text(f"the gradient at {place}", f"{place}에서의 기울기"),
        )


def test_single_layer_network(env):
    """The gradient of the 2 by 3 network, whose loss reads its weights directly, should be right.

    손실이 자기 가중치를 직접 읽는 본문의 2×3 신경망에서도 기울기가 맞아야 합니다.
    """
    weights = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
    x = np.array([0.6, 0.9])
    t = np.array([0.0, 0.0, 1.0])

    def loss_of_the_network(_):
        scores = x @ current(env, weights)
        y = np.exp(scores) / np.sum(np.exp(scores))
        return float(-np.sum(t * np.log(y)))

    expected = np.array(
        [[0.21924763, 0.14356247, -0.36281009], [0.32887144, 0.2153437, -0.54421514]]
    )
    got = env["numerical_gradient"](loss_of_the_network, weights)
    assert_array(
        got, expected, CENTRAL_DIFFERENCE, Text("the gradient of the network", "신경망의 기울기")
    )
