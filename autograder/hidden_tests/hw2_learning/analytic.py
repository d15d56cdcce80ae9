"""The two-layer network by formulas: what the hidden tests compare a student's network with.

Owns the forward pass, the loss and its gradient by backpropagation, written independently of the
reference solution, and the weights that the tests put into a student's network. Nothing here is a
numerical derivative. Tolerances are left to `autograder.compare`.
"""

from __future__ import annotations

import numpy as np

from autograder.compare import params_of


def shapes(input_size, hidden_size, output_size):
    """Return the shape of each of the four arrays."""
    return {
        "W1": (input_size, hidden_size),
        "b1": (hidden_size,),
        "W2": (hidden_size, output_size),
        "b2": (output_size,),
    }


def draw_weights(rng, input_size, hidden_size, output_size):
    """Draw weights and biases of scale 1: with 0.01, most mistakes in a network do not show."""
    wanted = shapes(input_size, hidden_size, output_size)
    return {key: rng.standard_normal(shape) for key, shape in wanted.items()}


def network_with(env, weights):
    """Create a student's network and put these weights into its params."""
    net = env["TwoLayerNet"](*weights["W1"].shape, weights["b2"].size)
    put_weights(net, weights)
    return net


def put_weights(net, weights):
    """Copy these weights into a student's params, in place, as its arrays may be kept elsewhere."""
    weights_of(net, weights)
    for key, value in weights.items():
        net.params[key] *= 0.0
        net.params[key] += value


def weights_of(net, weights):
    """Return copies of a student's params, which must have the shapes of `weights`."""
    return params_of(net, {key: value.shape for key, value in weights.items()})


def one_hot(t, n_classes):
    """Return integer labels as rows of 0.0 and one 1.0."""
    return np.eye(n_classes)[t]


def predict(weights, x):
    """Return the probabilities, shape (n_samples, output_size)."""
    return _forward(weights, x)[1]


def loss(weights, x, t):
    """Return the mean cross-entropy error (natural logarithm); `t` are integer labels."""
    y = predict(weights, x)
    return float(-np.mean(np.log(y[np.arange(len(t)), t])))


def gradient(weights, x, t):
    """Return the gradient of `loss` with respect to the four arrays, by backpropagation."""
    z, y = _forward(weights, x)
    d_scores = (y - one_hot(t, y.shape[1])) / len(t)
    d_hidden = d_scores @ weights["W2"].T * z * (1.0 - z)
    return {
        "W1": x.T @ d_hidden,
        "b1": d_hidden.sum(axis=0),
        "W2": z.T @ d_scores,
        "b2": d_scores.sum(axis=0),
    }


def step(weights, x, t, learning_rate):
    """Return the weights after one step of gradient descent on this batch."""
    slope = gradient(weights, x, t)
    return {key: weights[key] - learning_rate * slope[key] for key in weights}


def _forward(weights, x):
    z = 1.0 / (1.0 + np.exp(-(x @ weights["W1"] + weights["b1"])))
    scores = z @ weights["W2"] + weights["b2"]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return z, powers / powers.sum(axis=1, keepdims=True)
