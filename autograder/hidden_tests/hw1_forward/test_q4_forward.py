"""Hidden tests of question 4: batches, and networks with other weights and sizes."""

import numpy as np

from autograder.compare import ROUNDING, assert_array
from autograder.hidden_tests.hw1_forward import analytic
from autograder.text import Text


def test_batch(env):
    """A batch of shape (N, 2) should give the output for each of its rows.

    형상이 (N, 2)인 배치에서는 행마다 그 행의 출력이 나와야 합니다.
    """
    network = analytic.published()
    x = np.array([[1.0, 0.5], [-2.0, 3.0], [0.25, -1.5], [4.0, 0.0]])
    expected = analytic.all_scores(network, x)
    what = Text("the output for a batch", "배치에 대한 출력")
    assert_array(env["forward"](network, x), expected, ROUNDING, what)


def test_batch_of_one_row(env):
    """A batch of a single row should give a batch of a single row.

    행이 하나뿐인 배치를 넣으면 행이 하나뿐인 배치가 나와야 합니다.
    """
    network = analytic.published()
    x = np.array([[0.5, 2.0]])
    expected = analytic.all_scores(network, x)
    what = Text("the output for a batch of one row", "행이 하나인 배치에 대한 출력")
    assert_array(env["forward"](network, x), expected, ROUNDING, what)


def test_other_weights(env):
    """Other weights, biases and sizes should be used as they are in the dictionary.

    가중치, 편향, 크기가 다른 신경망이면 딕셔너리에 있는 값을 그대로 써야 합니다.
    """
    for seed, sizes in ((41, (2, 3, 2, 2)), (42, (2, 2, 2, 2)), (43, (5, 4, 3, 6))):
        network = analytic.random_network(seed, *sizes)
        x = np.random.default_rng(seed + 100).standard_normal(sizes[0])
        expected = np.array(analytic.scores(network, x))
        what = Text("the output of a network with other weights", "가중치가 다른 신경망의 출력")
        assert_array(env["forward"](network, x), expected, ROUNDING, what)
