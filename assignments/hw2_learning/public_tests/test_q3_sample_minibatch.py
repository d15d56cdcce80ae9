"""Published example of question 3: the shapes of a mini-batch."""

import numpy as np

from autograder.compare import as_array, assert_that


def test_shapes(env):
    """A mini-batch has batch_size rows of x_train and as many of t_train, labels or one-hot."""
    x_train = np.random.default_rng(3).random((60, 4))
    labels = np.arange(60) % 3
    one_hot = np.eye(3)[labels]
    for t_train, kind, size in ((labels, "int", 10), (one_hot, "float", 10), (labels, "int", 1)):
        got = env["sample_minibatch"](x_train.copy(), t_train.copy(), size)
        assert_that(
            type(got) in (tuple, list) and len(got) == 2,
            "sample_minibatch should return two arrays: `return x_batch, t_batch`",
        )
        as_array(got[0], (size, 4), "x_batch")
        as_array(got[1], (size, *t_train.shape[1:]), "t_batch", kind)
