"""Hidden tests of question 2: the cross entropy error."""

import numpy as np

from autograder.compare import LOG_EPSILON, as_scalar, assert_scalar, assert_that


def probabilities(seed, n, n_classes):
    """Draw rows that sum to 1, with no entry below 0.05 for up to 5 classes (see LOG_EPSILON)."""
    y = np.random.default_rng(seed).uniform(1.0, 4.0, (n, n_classes))
    return y / y.sum(axis=1, keepdims=True)


def mean_surprise(y, labels):
    """Return the mean of -ln of the probability that each row gives to its true class."""
    return float(np.mean([-np.log(row[label]) for row, label in zip(y, labels, strict=True)]))


def test_batch_of_one_hot_rows(env):
    """For a batch with one-hot t, the error is the mean over the rows of the batch."""
    for n, n_classes, labels in ((3, 5, [4, 0, 1]), (7, 3, [0, 1, 2, 2, 1, 2, 0])):
        y = probabilities(n, n, n_classes)
        got = env["cross_entropy_error"](y.copy(), np.eye(n_classes)[labels])
        expected = mean_surprise(y, labels)
        assert_scalar(got, expected, LOG_EPSILON, "the error of a batch with one-hot t")


def test_batch_of_labels(env):
    """For a batch with integer labels, the error is the mean over the rows of the batch."""
    for n, n_classes, labels in ((3, 5, [3, 0, 1]), (7, 3, [0, 1, 2, 2, 1, 2, 0])):
        y = probabilities(10 + n, n, n_classes)
        got = env["cross_entropy_error"](y.copy(), np.array(labels))
        expected = mean_surprise(y, labels)
        assert_scalar(got, expected, LOG_EPSILON, "the error of a batch with labels")


def test_as_many_rows_as_classes(env):
    """Labels and one-hot rows are told apart also where the batch has as many rows as classes."""
    for labels in ([1, 0], [2, 0, 3, 3]):
        n = len(labels)
        y = probabilities(20 + n, n, n)
        expected = mean_surprise(y, labels)
        got = env["cross_entropy_error"](y.copy(), np.array(labels))
        assert_scalar(got, expected, LOG_EPSILON, "the error of a square batch with labels")
        got = env["cross_entropy_error"](y.copy(), np.eye(n)[labels])
        assert_scalar(got, expected, LOG_EPSILON, "the error of a square batch with one-hot t")


def test_batch_of_one_row(env):
    """A batch may consist of a single row, with a one-hot row or with one label."""
    y = probabilities(30, 1, 4)
    expected = mean_surprise(y, [2])
    got = env["cross_entropy_error"](y.copy(), np.array([2]))
    assert_scalar(got, expected, LOG_EPSILON, "the error of one row with its label")
    got = env["cross_entropy_error"](y.copy(), np.eye(4)[[2]])
    assert_scalar(got, expected, LOG_EPSILON, "the error of one row with one-hot t")


def test_probability_zero(env):
    """Where the true class has probability 0 the error is large but finite, in all three forms."""
    y = np.array([[0.0, 0.3, 0.7], [0.5, 0.5, 0.0], [0.2, 0.0, 0.8]])
    labels = np.array([0, 1, 2])
    forms = ((y[0], np.eye(3)[0], 1), (y, np.eye(3)[labels], 3), (y, labels, 3))
    for y_form, t, n in forms:
        got = env["cross_entropy_error"](y_form.copy(), t)
        total = n * as_scalar(got, "the error at probability 0")
        # -ln(1e-7) is 16.1; -ln of the smallest float is 744.
        assert_that(
            13.0 < total < 800.0,
            "at probability 0 the error should be that of a probability of about 1e-7",
            f"got {total} in sum",
        )
