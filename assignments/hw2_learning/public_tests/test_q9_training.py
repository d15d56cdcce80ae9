"""A first look at question 9: a few iterations on a few rows."""

import numpy as np

from autograder.compare import as_scalars, assert_that, params_of
from autograder.text import Text


def test_a_few_iterations(env):
    """Three iterations should give three losses, and params should no longer be what it was.

    세 번 반복하면 손실이 세 개 나오고, params는 처음과 달라져 있어야 합니다.
    """
    rng = np.random.default_rng(9)
    x_train, t_train = rng.random((8, 3)), np.arange(8) % 2
    net = env["TwoLayerNet"](3, 4, 2, weight_init_std=1.0)
    shapes = {"W1": (3, 4), "b1": (4,), "W2": (4, 2), "b2": (2,)}
    before = params_of(net, shapes)
    losses = env["train"](net, x_train, t_train, iters_num=3, batch_size=4, learning_rate=0.5)
    as_scalars(losses, 3, Text("what train returns", "train의 반환값"))
    after = params_of(net, shapes)
    for key in shapes:
        assert_that(
            not np.array_equal(before[key], after[key]),
            Text(
                f"params[{key!r}] should have changed", f"params[{key!r}]: 값이 바뀌었어야 합니다"
            ),
        )
