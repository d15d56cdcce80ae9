"""First test of the bonus: equal to a plain loop, on a network small enough for one."""

import numpy as np

from autograder.compare import SAME_DIFFERENCES, as_arrays, assert_array, params_of
from autograder.text import Text


def losses(weights, x, labels):
    """Return the loss with 1e-7 inside the logarithm and without it: both are accepted."""
    hidden = 1.0 / (1.0 + np.exp(-x.dot(weights["W1"]) - weights["b1"]))
    powers = np.exp(hidden.dot(weights["W2"]) + weights["b2"])
    truth = powers[np.arange(len(x)), labels] / powers.sum(axis=1)
    return np.array([-np.log(truth + 1e-7).mean(), -np.log(truth).mean()])


def plain_loop(weights, x, labels, h):
    """Move each parameter of the network by h and by -h, and put it back."""
    differences = {key: np.zeros((2, *array.shape)) for key, array in weights.items()}
    for key, array in weights.items():
        for index in np.ndindex(array.shape):
            kept = array[index]
            array[index] = kept + h
            plus = losses(weights, x, labels)
            array[index] = kept - h
            minus = losses(weights, x, labels)
            array[index] = kept
            differences[key][(slice(None), *index)] = (plus - minus) / (2 * h)
    return differences


def test_equals_the_plain_loop(env):
    """On a small network, the gradient should be that of a plain loop, with h = 1e-4 and with 0.1.

    작은 신경망에서 기울기가 단순한 반복문의 결과와 같아야 합니다. h = 1e-4일 때와 h = 0.1일 때
    모두 확인합니다.
    """
    rng = np.random.default_rng(10)
    shapes = {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}
    weights = {key: rng.standard_normal(shape) for key, shape in shapes.items()}
    x = rng.random((5, 4)) * (rng.random((5, 4)) < 0.7)
    labels = np.array([0, 1, 1, 0, 1])
    net = env["TwoLayerNet"](4, 3, 2)
    params_of(net, shapes)
    for key, array in weights.items():
        net.params[key] *= 0.0
        net.params[key] += array
    for h, t in ((1e-4, labels), (0.1, np.eye(2)[labels])):
        step = {} if h == 1e-4 else {"h": h}  # 1e-4 is the default
        expected = plain_loop(weights, x, labels, h)
        got = as_arrays(
            env["fast_numerical_gradient"](net, x.copy(), t.copy(), **step),
            shapes,
            Text("the gradient", "기울기"),
        )
        beside, alone = (max(np.abs(got[k] - expected[k][i]).max() for k in shapes) for i in (0, 1))
        for key in shapes:
            nearest = expected[key][0 if beside < alone else 1]
            what = Text(
                f"the gradient with respect to {key} at h = {h}",
                f"h = {h}일 때 {key}에 대한 기울기",
            )
            assert_array(got[key], nearest, SAME_DIFFERENCES, what)
