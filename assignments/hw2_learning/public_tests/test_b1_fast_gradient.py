"""First tests of the bonus: equal to a plain loop on a network that can be waited for."""

import numpy as np

from autograder.compare import SAME_DIFFERENCES, as_arrays, as_scalar, assert_array


def plain_loop(net, weights, x, t, h):
    """Move each parameter of a network by h and by -h, and put it back."""
    gradient = {key: np.zeros(array.shape) for key, array in weights.items()}
    for key, array in weights.items():
        for index in np.ndindex(array.shape):
            losses = []
            for shift in (h, -h):
                moved = array.copy()
                moved[index] += shift
                net.params[key] *= 0.0
                net.params[key] += moved
                losses.append(as_scalar(net.loss(x, t), "the loss"))
            gradient[key][index] = (losses[0] - losses[1]) / (2 * h)
        net.params[key] *= 0.0
        net.params[key] += array
    return gradient


def test_equals_the_plain_loop(env):
    """On a small network the gradient is that of a plain loop, with h = 1e-4 and with h = 0.1."""
    rng = np.random.default_rng(10)
    shapes = {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}
    weights = {key: rng.standard_normal(shape) for key, shape in shapes.items()}
    x = rng.random((5, 4)) * (rng.random((5, 4)) < 0.7)
    labels = np.array([0, 1, 1, 0, 1])
    net = env["TwoLayerNet"](4, 3, 2)
    as_arrays(net.params, shapes)
    for key, array in weights.items():
        net.params[key] *= 0.0
        net.params[key] += array
    for h, t in ((1e-4, labels), (0.1, np.eye(2)[labels])):
        step = {} if h == 1e-4 else {"h": h}
        got = as_arrays(env["fast_numerical_gradient"](net, x, t, **step), shapes, "the gradient")
        for key, expected in plain_loop(net, weights, x, t, h).items():
            what = f"the gradient in {key} with h = {h}"
            assert_array(got[key], expected, SAME_DIFFERENCES, what)
