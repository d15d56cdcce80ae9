"""Hidden tests of question 8: the gradient of the network, against backpropagation."""

import numpy as np

from autograder.compare import (
    GRADIENT_CHECK,
    GRADIENT_CHECK_HIDDEN,
    as_arrays,
    assert_array,
    assert_unchanged,
    call_method,
)
from autograder.hidden_tests.hw2_learning import analytic
from autograder.text import Text


def case(seed):
    """Return weights, 6 inputs and their labels; no true class is very unlikely.

    The tolerances of the gradient check hold where no true class has a probability below 0.1.
    """
    rng = np.random.default_rng(seed)
    weights = analytic.draw_weights(rng, 3, 4, 2)
    x = rng.standard_normal((6, 3))
    y = analytic.predict(weights, x)
    labels = np.where(y.min(axis=1) > 0.1, np.arange(6) % 2, y.argmax(axis=1))
    return weights, x, labels


def gradient_by_student(env, weights, x, t):
    """Return what numerical_gradient of a network with these weights returns."""
    return call_method(analytic.network_with(env, weights), "numerical_gradient", x, t)


def check(got, expected, policy, keys):
    """Compare entries of a student's gradient with backpropagation."""
    arrays = as_arrays(
        got, {key: expected[key].shape for key in keys}, Text("the gradient", "기울기")
    )
    for key in keys:
        assert_array(
            arrays[key],
            expected[key],
            policy,
            Text(f"the gradient with respect to {key}", f"{key}에 대한 기울기"),
        )


def test_output_layer(env):
    """The gradient with respect to W2 and b2 should be as exact as central differences can be.

    W2와 b2에 대한 기울기가 손실의 기울기와, 중앙 차분만큼 정확하게 같아야 합니다.
    """
    weights, x, labels = case(80)
    expected = analytic.gradient(weights, x, labels)
    got = gradient_by_student(env, weights, x, labels)
    check(got, expected, GRADIENT_CHECK, ("W2", "b2"))


def test_hidden_layer(env):
    """The gradient with respect to W1 and b1 should be that of the loss.

    W1과 b1에 대한 기울기가 손실의 기울기와 같아야 합니다.
    """
    weights, x, labels = case(81)
    expected = analytic.gradient(weights, x, labels)
    got = gradient_by_student(env, weights, x, labels)
    check(got, expected, GRADIENT_CHECK_HIDDEN, ("W1", "b1"))


def test_one_hot_rows(env):
    """The gradient should be right for one-hot t, too.

    t가 원-핫일 때에도 기울기가 맞아야 합니다.
    """
    weights, x, labels = case(82)
    expected = analytic.gradient(weights, x, labels)
    got = gradient_by_student(env, weights, x, analytic.one_hot(labels, 2))
    # This is only about which forms of t are handled, so the looser policy is enough.
    check(got, expected, GRADIENT_CHECK_HIDDEN, ("W2", "b2"))


def test_another_batch(env):
    """A second call, with another batch, should give the gradient for that batch.

    다른 배치로 한 번 더 호출하면 그 배치의 기울기가 나와야 합니다.
    """
    weights, x, labels = case(84)
    expected = analytic.gradient(weights, x, labels)
    net = analytic.network_with(env, weights)
    call_method(net, "numerical_gradient", x[:2].copy(), labels[:2].copy())
    # Another test checks whether the first call has left params as they were.
    analytic.put_weights(net, weights)
    got = call_method(net, "numerical_gradient", x, labels)
    check(got, expected, GRADIENT_CHECK_HIDDEN, ("W2", "b2"))


def test_params_stay(env):
    """After the call, the network's params should be what they were.

    기울기를 구한 뒤에도 신경망의 params는 원래 값이어야 합니다.
    """
    weights, x, labels = case(83)
    net = analytic.network_with(env, weights)
    got = call_method(net, "numerical_gradient", x, labels)
    as_arrays(
        got, {key: value.shape for key, value in weights.items()}, Text("the gradient", "기울기")
    )
    for key, array in analytic.weights_of(net, weights).items():
        assert_unchanged(array, weights[key], f"params[{key!r}]")
