"""Published example of question 8: the shapes and a property of the network's gradient."""

import numpy as np

from autograder.compare import as_arrays, assert_that, call_method
from autograder.text import Text


def test_shapes_of_the_gradient(env):
    """numerical_gradient has an entry for each of the four params, of the same shape.

    numerical_gradient의 결과에는 네 매개변수마다 같은 형상의 항목이 있어야 합니다.
    """
    rng = np.random.default_rng(8)
    net = env["TwoLayerNet"](4, 3, 2)
    got = call_method(net, "numerical_gradient", rng.random((5, 4)), np.array([0, 1, 1, 0, 1]))
    as_arrays(
        got, {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}, Text("the gradient", "기울기")
    )


def test_gradient_in_b2(env):
    """The gradient in b2 is not 0 but sums to 0: equal shifts leave the softmax as it is.

    b2에 대한 기울기는 0이 아니지만 합은 0이어야 합니다. 모든 점수에 같은 값을 더해도 소프트맥스는
    그대로이기 때문입니다.
    """
    net = env["TwoLayerNet"](4, 3, 2)
    x, t = np.random.default_rng(8).random((5, 4)), np.array([1, 1, 1, 1, 1])
    got = call_method(net, "numerical_gradient", x, t)
    b2 = as_arrays(got, {"b2": (2,)}, Text("the gradient", "기울기"))["b2"]
    assert_that(
        bool(np.abs(b2).max() > 0.1),
        Text("the gradient in b2 should not be 0", "b2에 대한 기울기는 0이 아니어야 합니다"),
        Text(f"got {b2}", f"받은 값 {b2}"),
    )
    assert_that(
        abs(b2.sum()) < 1e-3,
        Text("the gradient in b2 should sum to 0", "b2에 대한 기울기의 합은 0이어야 합니다"),
        Text(f"got {b2}", f"받은 값 {b2}"),
    )
