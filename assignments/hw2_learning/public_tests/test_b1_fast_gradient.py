"""First tests of the bonus: equal to a plain loop on a network that can be waited for."""

import numpy as np

from autograder.compare import SAME_DIFFERENCES, as_arrays, as_scalar, assert_array


def plain_loop(net, shapes, x, t, h):
    """Move each parameter of a network by h and by -h, and put it back."""
    differences = {key: np.zeros(shape) for key, shape in shapes.items()}
    for key, shape in shapes.items():
        for index in np.ndindex(shape):
            step = np.zeros(shape)
            step[index] = h
            net.params[key] += step
            plus = as_scalar(net.loss(x, t), "the loss")
            net.params[key] -= 2 * step
            minus = as_scalar(net.loss(x, t), "the loss")
            net.params[key] += step
            differences[key][index] = (plus - minus) / (2 * h)
    return differences


def test_equals_the_plain_loop(env):
    """On a small network the gradient is that of a plain loop, with h = 1e-4 and with h = 0.1."""
    rng = np.random.default_rng(10)
    shapes = {"W1": (3, 2), "b1": (2,), "W2": (2, 2), "b2": (2,)}
    x, labels = np.array([[0.5, 0.0, 1.0], [0.0, 0.2, 0.7], [0.9, 0.4, 0.0]]), np.array([0, 1, 1])
    net = env["TwoLayerNet"](3, 2, 2)
    as_arrays(net.params, shapes)
    for key, shape in shapes.items():
        net.params[key] *= 0.0
        net.params[key] += rng.standard_normal(shape)
    for h, t in ((1e-4, labels), (0.1, np.eye(2)[labels])):
        step = {} if h == 1e-4 else {"h": h}  # 1e-4 is what h is by default
        got = as_arrays(env["fast_numerical_gradient"](net, x, t, **step), shapes, "the gradient")
        for key, expected in plain_loop(net, shapes, x, t, h).items():
            what = f"the gradient in {key} with h = {h}"
            assert_array(got[key], expected, SAME_DIFFERENCES, what)
