"""Published example of question 3: the shapes of a mini-batch."""

import numpy as np

from autograder.compare import as_array, assert_that
from autograder.text import Text


def test_shapes(env):
    """A mini-batch should have batch_size rows of x_train and of t_train (labels or one-hot rows).

    미니배치는 x_train의 행 batch_size개와 그만큼의 t_train(레이블 또는 원-핫)으로 이루어져야
    합니다.
    """
    x_train = np.random.default_rng(3).random((60, 4))
    labels = np.arange(60) % 3
    one_hot = np.eye(3)[labels]
    for t_train, kind, size in ((labels, "int", 10), (one_hot, "float", 10), (labels, "int", 1)):
        got = env["sample_minibatch"](x_train.copy(), t_train.copy(), size)
        assert_that(
            type(got) in (tuple, list) and len(got) == 2,
            Text(
                "sample_minibatch should return two arrays: `return x_batch, t_batch`",
                "sample_minibatch 함수는 배열 두 개를 돌려주어야 합니다: `return x_batch, t_batch`",
            ),
        )
        as_array(got[0], (size, 4), "x_batch")
        as_array(got[1], (size, *t_train.shape[1:]), "t_batch", kind)
