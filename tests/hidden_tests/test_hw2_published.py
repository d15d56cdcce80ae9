"""The reference should give the figures printed in chapter 4 of the book.

Source of all: Koki Saitoh, *Deep Learning from Scratch* (밑바닥부터 시작하는 딥러닝), chapter 4.
Each test names the section.
"""

import runpy

import numpy as np
import pytest

from autograder.authoring.assignment import project_root

GOOD = np.array([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0])
BAD = np.array([0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0])
TWO = np.array([0, 0, 1, 0, 0, 0, 0, 0, 0, 0])


@pytest.fixture(scope="module")
def reference():
    return runpy.run_path(str(project_root() / "solutions" / "hw2_learning.py"))


def function_2(x):
    return np.sum(x**2)


@pytest.mark.parametrize(("y", "printed"), [(GOOD, 0.0975), (BAD, 0.5975)])
def test_sum_of_squares(reference, y, printed):
    """Section 4.2.1."""
    assert reference["mean_squared_error"](y, TWO) == pytest.approx(printed, abs=1e-9)


@pytest.mark.parametrize(("y", "printed"), [(GOOD, 0.510825457099338), (BAD, 2.302584092994546)])
def test_cross_entropy(reference, y, printed):
    """Section 4.2.2."""
    assert reference["cross_entropy_error"](y, TWO) == pytest.approx(printed, abs=1e-9)


@pytest.mark.parametrize(("x", "printed"), [(5, 0.1999999999990898), (10, 0.2999999999986347)])
def test_numerical_diff(reference, x, printed):
    """Section 4.3.2: 0.01 x^2 + 0.1 x."""
    got = reference["numerical_diff"](lambda x: 0.01 * x**2 + 0.1 * x, float(x))
    assert got == pytest.approx(printed, abs=1e-9)


def test_partial_derivatives(reference):
    """Section 4.3.3: x0^2 + x1^2 at (3, 4)."""
    diff = reference["numerical_diff"]
    assert diff(lambda x0: x0**2 + 4.0**2, 3.0) == pytest.approx(6.00000000000378, abs=1e-9)
    assert diff(lambda x1: 3.0**2 + x1**2, 4.0) == pytest.approx(7.999999999999119, abs=1e-9)


@pytest.mark.parametrize(
    ("place", "printed"), [((3, 4), (6, 8)), ((0, 2), (0, 4)), ((3, 0), (6, 0))]
)
def test_gradient(reference, place, printed):
    """Section 4.4."""
    got = reference["numerical_gradient"](function_2, np.array(place, dtype=float))
    np.testing.assert_allclose(got, printed, atol=1e-9)


@pytest.mark.parametrize(
    ("lr", "printed"),
    [(0.1, (-6.11110793e-10, 8.14814391e-10)), (1e-10, (-2.99999994, 3.99999992))],
)
def test_where_a_descent_ends(reference, lr, printed):
    """Section 4.4.1: from (-3, 4), 100 steps."""
    got = reference["gradient_descent"](function_2, np.array([-3.0, 4.0]), lr, 100)
    np.testing.assert_allclose(got, printed, rtol=1e-4)


def test_where_a_descent_diverges(reference):
    """Section 4.4.1 prints (-2.59e13, -1.30e12): rounding errors of the same size."""
    got = reference["gradient_descent"](function_2, np.array([-3.0, 4.0]), 10.0, 100)
    assert 1e11 < np.abs(got).max() < 1e15


def test_single_layer_network(reference):
    """Section 4.4.2: the loss and its gradient at the printed weights."""
    weights = np.array([[0.47355232, 0.9977393, 0.84668094], [0.85557411, 0.03563661, 0.69422093]])
    x, t = np.array([0.6, 0.9]), np.array([0, 0, 1])

    def loss(_):
        return reference["cross_entropy_error"](reference["softmax"](x @ weights), t)

    assert loss(weights) == pytest.approx(0.92806853663411326, abs=1e-6)
    printed = [[0.21924763, 0.14356247, -0.36281009], [0.32887144, 0.2153437, -0.54421514]]
    got = reference["numerical_gradient"](loss, weights)
    np.testing.assert_allclose(got, printed, atol=1e-6)


def test_single_layer_network_with_the_loss_1_5687(reference):
    """Section 4.4.2 as in Korean course notes: W is drawn without a seed, the loss is 1.5687.

    The copies of the notes that we know do not print W, so this test makes one with the same loss.
    The loss determines two properties for every W: the column of the true class in the gradient is
    (exp(-1.5687) - 1) x = [-0.4750, -0.7125], and the rows of the gradient sum to 0.
    """
    x, t = np.array([0.6, 0.9]), np.array([0, 0, 1])
    true = np.exp(-1.5687)
    scores = np.log([0.3 * (1 - true), 0.7 * (1 - true), true])
    weights = np.outer(x, scores) / (x @ x)

    def loss(_):
        return reference["cross_entropy_error"](reference["softmax"](x @ weights), t)

    assert loss(weights) == pytest.approx(1.5687, abs=1e-6)
    got = reference["numerical_gradient"](loss, weights)
    np.testing.assert_allclose(got[:, 2], [-0.4750, -0.7125], atol=5e-5)
    np.testing.assert_allclose(got.sum(axis=1), 0.0, atol=1e-9)
