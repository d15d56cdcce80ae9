"""Published examples of question 7: shapes and numbers of a two-layer network."""

import numpy as np

from autograder.compare import ROUNDING, as_array, assert_array, assert_that, call_method, params_of
from autograder.text import Text


def test_shapes_of_params(env):
    """The params of TwoLayerNet(784, 100, 10) should be just the float64 arrays W1, b1, W2, b2.

    TwoLayerNet(784, 100, 10)의 params에는 float64 배열 W1, b1, W2, b2 네 개만 있어야 합니다.
    """
    net = env["TwoLayerNet"](input_size=784, hidden_size=100, output_size=10)
    shapes = {"W1": (784, 100), "b1": (100,), "W2": (100, 10), "b2": (10,)}
    for key, array in params_of(net, shapes, exactly=True).items():
        assert_that(
            array.dtype == np.float64,
            Text(
                f"params[{key!r}] should be float64, NumPy's default: with fewer digits, h is lost",
                f"params[{key!r}]: NumPy의 기본값인 float64여야 합니다. "
                "자릿수가 더 적으면 h가 사라집니다",
            ),
        )


def test_predict_returns_probabilities(env):
    """The prediction for 100 rows should be 100 rows of 10 probabilities, each row summing to 1.

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
        Text("the sum of each row of predict(x)", "predict(x)의 행마다 더한 값"),
    )


def test_published_network(env):
    """With the weights of the notebook, predict should give the probabilities printed there.

    본문의 가중치를 넣으면 predict의 결과가 본문에 적힌 확률과 같아야 합니다.
    """
    weights = {
        "W1": np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]),
        "b1": np.array([0.1, 0.2, 0.3]),
        "W2": np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]),
        "b2": np.array([0.1, 0.2]),
    }
    net = env["TwoLayerNet"](2, 3, 2)
    params_of(net, {key: value.shape for key, value in weights.items()})
    for key, value in weights.items():
        net.params[key] *= 0.0
        net.params[key] += value
    assert_array(
        call_method(net, "predict", np.array([[1.0, 0.5], [-3.0, 0.5]])),
        np.array([[0.33228528, 0.66771472], [0.39114934, 0.60885066]]),
        ROUNDING,
        Text("the prediction with the weights of the notebook", "본문의 가중치로 한 예측"),
    )
