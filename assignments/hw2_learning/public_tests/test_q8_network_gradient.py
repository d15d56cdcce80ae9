"""Published example of question 8: the shapes and a property of the network's gradient."""

import numpy as np

from autograder.compare import as_arrays, assert_that, call_method


def test_shapes_of_the_gradient(env):
    """numerical_gradient has an entry for each of the four params, of the same shape."""
    rng = np.random.default_rng(8)
    net = env["TwoLayerNet"](4, 3, 2)
    got = call_method(net, "numerical_gradient", rng.random((5, 4)), np.array([0, 1, 1, 0, 1]))
    as_arrays(got, {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}, "the gradient")


def test_gradient_in_b2(env):
    """The gradient in b2 is not 0 but sums to 0: equal shifts leave the softmax as it is."""
    net = env["TwoLayerNet"](4, 3, 2)
    x, t = np.random.default_rng(8).random((5, 4)), np.array([1, 1, 1, 1, 1])
    got = call_method(net, "numerical_gradient", x, t)
    b2 = as_arrays(got, {"b2": (2,)}, "the gradient")["b2"]
    assert_that(bool(np.abs(b2).max() > 0.1), "the gradient in b2 should not be 0", f"got {b2}")
    assert_that(abs(b2.sum()) < 1e-3, "the gradient in b2 should sum to 0", f"got {b2}")
