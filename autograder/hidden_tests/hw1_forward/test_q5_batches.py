"""Hidden tests of question 5: predictions for a batch, and the accuracy for any batch size."""

import numpy as np

from autograder.compare import ROUNDING, assert_array, assert_scalar
from autograder.hidden_tests.hw1_forward import analytic, trained
from autograder.text import Text


def case(n_right, n, seed):
    """Return a network of 4 classes, n rows, and labels: n_right right ones after wrong ones."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(0.0, 0.5, (n, 4))
    t = rng.integers(0, 4, n)
    x[np.arange(n), t] += 0.5 + rng.uniform(0.0, 0.5, n)
    t[: n - n_right] = (t[: n - n_right] + 1) % 4
    return analytic.largest_input(4), x, t


def test_predict_batch(env):
    """For a batch, predict should give the probabilities for each row.

    배치를 넣으면 predict는 행마다 그 행의 확률을 반환해야 합니다.
    """
    for seed, n, sizes in ((51, 5, (3, 4, 6, 4)), (52, 3, (2, 3, 5, 3))):
        network = analytic.random_network(seed, *sizes)
        x = np.random.default_rng(seed + 100).standard_normal((n, sizes[0]))
        expected = analytic.all_probabilities(network, x)
        what = Text("the result of predict for a batch", "배치에 대한 확률")
        assert_array(env["predict"](network, x), expected, ROUNDING, what)


def test_last_shorter_batch(env):
    """The last rows should count like all others, even where they do not fill a batch.

    batch_size로 행의 수가 나누어떨어지지 않아도 마지막 행들을 나머지와 똑같이 세어야 합니다.
    """
    for n_right, n, batch_size in ((11, 16, 6), (9, 11, 4), (3, 4, 10)):
        network, x, t = case(n_right, n, 60 + n)
        got = env["accuracy_in_batches"](network, x, t, batch_size)
        what = Text("the accuracy with a shorter last batch", "마지막 배치가 짧을 때의 정확도")
        assert_scalar(got, n_right / n, ROUNDING, what)


def test_batches_of_one_row(env):
    """With batch_size 1, each row should be a batch of its own.

    batch_size가 1이면 행 하나하나가 배치여야 합니다.
    """
    network, x, t = case(4, 6, 70)
    got = env["accuracy_in_batches"](network, x, t, 1)
    what = Text("the accuracy with batches of one row", "배치에 행이 하나씩 있을 때의 정확도")
    assert_scalar(got, 4 / 6, ROUNDING, what)


def test_trained_network(env):
    """The trained network should read as many of the 500 digits as the notebook says.

    학습된 신경망은 숫자 500장 가운데 본문에 적힌 만큼 맞혀야 합니다.
    """
    got = env["accuracy_in_batches"](trained.network(), *trained.digits(), 100)
    what = Text("the accuracy of the trained network", "학습된 신경망의 정확도")
    assert_scalar(got, trained.STATED_ACCURACY, ROUNDING, what)
