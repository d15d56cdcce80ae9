"""Published examples of question 7: shapes in a two-layer network."""

import numpy as np

from autograder.compare import ROUNDING, as_array, assert_array, assert_that, call_method, params_of
from autograder.text import Text


def test_shapes_of_params(env):
    """TwoLayerNet(784, 100, 10) has the four arrays W1, b1, W2, b2 in params, as float64.

    TwoLayerNet(784, 100, 10)의 params에는 float64 배열 W1, b1, W2, b2 네 개가 있어야 합니다.
    """
    net = env["TwoLayerNet"](input_size=784, hidden_size=100, output_size=10)
    shapes = {"W1": (784, 100), "b1": (100,), "W2": (100, 10), "b2": (10,)}
    for key, array in params_of(net, shapes).items():
        assert_that(
            array.dtype == np.float64,
            Text(
                f"params[{key!r}] should be float64, NumPy's own choice: h is lost in fewer digits",
                f"params[{key!r}]: NumPy의 기본값인 float64여야 합니다. "
                "자릿수가 더 적으면 h가 사라집니다",
            ),
        )


def test_predict_returns_probabilities(env):
    """The prediction for 100 rows is 100 rows of 10 probabilities, each row summing to 1.

    행 100개에 대한 예측은 확률 10개로 된 행 100개이고, 각 행의 합은 1이어야 합니다.
    """
    x = np.random.default_rng(7).random((100, 784))
    net = env["TwoLayerNet"](784, 100, 10)
    y = as_array(call_method(net, "predict", x), (100, 10), "predict(x)")
    assert_that(
        bool((y >= 0).all()),
        Text("a probability should not be negative", "확률은 음수일 수 없습니다"),
        Text(f"got {y.min()}", f"받은 값 {y.min()}"),
    )
    assert_array(
        y.sum(axis=1),
        np.ones(100),
        ROUNDING,
        Text("the sums of the rows of predict(x)", "predict(x)의 행마다 더한 값"),
    )
