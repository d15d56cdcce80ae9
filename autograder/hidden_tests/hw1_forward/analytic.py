"""Three-layer networks computed by hand: what the hidden tests compare a student's results with.

Owns the forward pass in plain Python, number by number, independent of NumPy's products and of the
reference solution; the weights of the tests; and a network whose answers are known without
computing.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

KEYS = ("W1", "b1", "W2", "b2", "W3", "b3")


def published():
    """Return the network of the notebook: that of section 3.4 of the book, except for one weight.

    Its `W3[1, 1]` is 0.5, as in the course notes; the book has 0.4.
    """
    return {
        "W1": np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]),
        "b1": np.array([0.1, 0.2, 0.3]),
        "W2": np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]),
        "b2": np.array([0.1, 0.2]),
        "W3": np.array([[0.1, 0.3], [0.2, 0.5]]),
        "b3": np.array([0.1, 0.2]),
    }


def random_network(seed, *sizes):
    """Draw weights and biases of scale 1: small ones hide mistakes."""
    rng = np.random.default_rng(seed)
    shapes = []
    for n_in, n_out in pairwise(sizes):
        shapes += [(n_in, n_out), (n_out,)]
    return {key: rng.standard_normal(shape) for key, shape in zip(KEYS, shapes, strict=True)}


def largest_input(n_classes):
    """Return a network whose output for each class grows with the input, for all classes alike.

    Its answer is the index of the largest input.
    """
    eye = np.eye(n_classes)
    zeros = np.zeros(n_classes)
    return dict(zip(KEYS, (eye, zeros, 4 * eye, zeros - 2, 8 * eye, zeros), strict=True))


def scores(network, x):
    """Return the output of the network for one sample, as a list."""
    z = [float(number) for number in x]
    for layer in (1, 2, 3):
        weights, biases = network[f"W{layer}"].tolist(), network[f"b{layer}"].tolist()
        a = [
            sum(z[i] * weights[i][j] for i in range(len(z))) + bias for j, bias in enumerate(biases)
        ]
        z = a if layer == 3 else [1 / (1 + math.exp(-each)) for each in a]
    return z


def all_scores(network, x):
    """Return the outputs for each row of x as an array."""
    return np.array([scores(network, row) for row in x])


def all_probabilities(network, x):
    """Return the probabilities for each row of x as an array."""
    rows = []
    for row in x:
        powers = [math.exp(score) for score in scores(network, row)]
        rows.append([power / sum(powers) for power in powers])
    return np.array(rows)
