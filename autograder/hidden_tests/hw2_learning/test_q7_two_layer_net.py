"""Hidden tests of question 7: the two-layer network.

The bounds on random weights are so wide that a correct answer fails with a probability below 1e-14.
Of 3,000 normal numbers, the standard deviation is off by 12% once in 3e19 times, the mean is
further from 0 than 15% of the standard deviation once in 4e15 times, and fewer than 1% are beyond
1.9 standard deviations, where 5.7% are expected, once in 1e16 times.
"""

import numpy as np

from autograder.compare import (
    LOG_EPSILON,
    ROUNDING,
    assert_array,
    assert_scalar,
    assert_that,
    call_method,
    params_of,
)
from autograder.hidden_tests.hw2_learning import analytic
from autograder.text import Text

LARGE = (100, 60, 50)


def random_weights(net):
    """Return W1 (6,000 numbers) and W2 (3,000 numbers) of a network with the sizes LARGE."""
    arrays = params_of(net, analytic.shapes(*LARGE))
    return {key: arrays[key] for key in ("W1", "W2")}


def check_spread(weights, std):
    """Check that mean and standard deviation of each matrix are about 0 and std."""
    for key, array in weights.items():
        with np.errstate(all="ignore"):
            mean, spread = float(array.mean()), float(array.std())
        assert_that(
            abs(spread / std - 1) < 0.12,
            Text(
                f"params[{key!r}] should have the standard deviation weight_init_std",
                f"params[{key!r}]: 표준편차가 weight_init_std여야 합니다",
            ),
            Text(f"got {spread:.4g} instead of {std}", f"{std}이어야 하는데 받은 값 {spread:.4g}"),
        )
        assert_that(
            abs(mean) < 0.15 * std,
            Text(f"params[{key!r}] should have mean 0", f"params[{key!r}]: 평균이 0이어야 합니다"),
            Text(f"got {mean:.4g}", f"받은 값 {mean:.4g}"),
        )


def example(seed):
    """Return weights, 8 inputs and their labels; no true class has a probability below 0.05."""
    rng = np.random.default_rng(seed)
    weights = analytic.draw_weights(rng, 4, 5, 3)
    x = rng.standard_normal((8, 4))
    y = analytic.predict(weights, x)
    likely = [np.flatnonzero(row > 0.05) for row in y]
    labels = np.array([classes[n % len(classes)] for n, classes in enumerate(likely)])
    return weights, x, labels


def test_weight_init_std(env):
    """Both weight matrices should be scaled by weight_init_std, whatever its value.

    weight_init_std가 무엇이든 두 가중치 행렬 모두에 곱해져야 합니다.
    """
    check_spread(random_weights(env["TwoLayerNet"](*LARGE, 0.05)), 0.05)
    check_spread(random_weights(env["TwoLayerNet"](*LARGE, weight_init_std=0.6)), 0.6)


def test_default_weight_init_std(env):
    """Without weight_init_std, the weights should be scaled by 0.01.

    weight_init_std를 주지 않으면 가중치에 0.01이 곱해져야 합니다.
    """
    check_spread(random_weights(env["TwoLayerNet"](*LARGE)), 0.01)


def test_weights_are_normal(env):
    """The weights should be normally distributed: unlike uniform ones, some should be far out.

    가중치는 정규분포를 따라야 합니다. 균등분포와 달리 멀리 떨어진 값도 나와야 합니다.
    """
    for key, array in random_weights(env["TwoLayerNet"](*LARGE, 0.3)).items():
        with np.errstate(all="ignore"):
            far = float(np.mean(np.abs(array - array.mean()) > 1.9 * array.std()))
        assert_that(
            far > 0.01,
            Text(
                f"params[{key!r}] should be normally distributed",
                f"params[{key!r}]: 정규분포를 따라야 합니다",
            ),
            Text(
                f"{far:.2%} beyond 1.9 standard deviations, 5.7% expected",
                f"표준편차의 1.9배를 넘는 값 {far:.2%}, 기대한 값 5.7 %",
            ),
        )


def test_two_networks_differ(env):
    """Two networks should have different weights, and each should keep its own.

    두 신경망의 가중치는 서로 다르고, 각자 자기 것을 가져야 합니다.
    """
    one = env["TwoLayerNet"](3, 3, 3)
    two = env["TwoLayerNet"](3, 3, 3)
    first, second = (params_of(net, analytic.shapes(3, 3, 3)) for net in (one, two))
    for key in ("W1", "W2"):
        differ = not np.allclose(first[key], second[key], rtol=1e-9, atol=0)
        assert_that(
            differ,
            Text(
                f"two networks should have different params[{key!r}]",
                f"params[{key!r}]: 두 신경망의 값이 서로 달라야 합니다",
            ),
        )


def test_biases_start_at_zero(env):
    """Both biases should be zero at first, and one should change without the other.

    두 편향은 처음에 0이고, 하나를 바꾸어도 다른 하나는 그대로여야 합니다.
    """
    net = env["TwoLayerNet"](4, 3, 3, 0.5)
    shapes = analytic.shapes(4, 3, 3)
    arrays = params_of(net, shapes)
    for key in ("b1", "b2"):
        assert_that(
            not arrays[key].any(),
            Text(
                f"params[{key!r}] should be zero at first",
                f"params[{key!r}]: 처음에는 0이어야 합니다",
            ),
        )
    net.params["b1"] += 1.0
    b2 = params_of(net, shapes)["b2"]
    assert_that(
        not b2.any(),
        Text(
            "b1 and b2 should be two separate arrays, but a change in one changes the other",
            "b1과 b2는 서로 다른 배열이어야 하는데, 하나를 바꾸면 다른 하나도 바뀝니다",
        ),
    )


def test_predict_with_given_weights(env):
    """The probabilities should be those of the weights and biases that params has at the time.

    확률은 호출하는 시점에 params에 든 가중치와 편향으로 계산해야 합니다.
    """
    weights, x, _ = example(70)
    net = env["TwoLayerNet"](4, 5, 3)
    expected = analytic.predict(weights, x)
    call_method(net, "predict", x.copy())
    analytic.put_weights(net, weights)
    assert_array(
        call_method(net, "predict", x),
        expected,
        ROUNDING,
        Text("what predict returns", "predict의 반환값"),
    )


def test_loss_with_one_hot_rows(env):
    """For one-hot t, the loss should be the cross-entropy error of the prediction.

    t가 원-핫일 때 손실은 예측의 교차 엔트로피 오차여야 합니다.
    """
    weights, x, labels = example(71)
    net = analytic.network_with(env, weights)
    expected = analytic.loss(weights, x, labels)
    got = call_method(net, "loss", x, analytic.one_hot(labels, 3))
    assert_scalar(got, expected, LOG_EPSILON, Text("the loss", "손실"))


def test_loss_with_labels(env):
    """For integer labels, the loss should be the cross-entropy error of the prediction.

    t가 정수 레이블일 때 손실은 예측의 교차 엔트로피 오차여야 합니다.
    """
    weights, x, labels = example(72)
    net = analytic.network_with(env, weights)
    expected = analytic.loss(weights, x, labels)
    got = call_method(net, "loss", x, labels)
    assert_scalar(got, expected, LOG_EPSILON, Text("the loss", "손실"))


def five_of_eight(seed):
    """Return weights, 8 inputs, and labels that the network gets right 5 times."""
    weights, x, _ = example(seed)
    labels = analytic.predict(weights, x).argmax(axis=1)
    labels[[1, 4, 6]] = (labels[[1, 4, 6]] + 1) % 3
    return weights, x, labels


def test_accuracy_with_one_hot_rows(env):
    """For one-hot t, the accuracy should be the fraction of right answers.

    t가 원-핫일 때 정확도는 맞힌 비율이어야 합니다.
    """
    weights, x, labels = five_of_eight(73)
    net = analytic.network_with(env, weights)
    got = call_method(net, "accuracy", x, analytic.one_hot(labels, 3))
    assert_scalar(got, 5 / 8, ROUNDING, Text("the accuracy", "정확도"))


def test_accuracy_with_labels(env):
    """For integer labels, the accuracy should be the fraction of right answers.

    t가 정수 레이블일 때 정확도는 맞힌 비율이어야 합니다.
    """
    weights, x, labels = five_of_eight(74)
    net = analytic.network_with(env, weights)
    got = call_method(net, "accuracy", x, labels)
    assert_scalar(got, 5 / 8, ROUNDING, Text("the accuracy", "정확도"))
