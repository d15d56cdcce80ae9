"""Hidden tests of question 3: batches, large scores, and an x that is left as it was.

The scores are logarithms of probabilities, each row shifted by some number: softmax should give the
probabilities back. Every test has probabilities of its own, so that the little that a failed test
may tell about its input adds up to nothing with what another tells.
"""

import numpy as np

from autograder.compare import ROUNDING, assert_array, assert_unchanged, current
from autograder.text import Text


def test_rows_of_a_batch(env):
    """In a batch, each row should have its own probabilities, and they should sum to 1.

    배치에서는 행마다 확률을 따로 계산하고, 각 행의 합은 1이어야 합니다.
    """
    p = np.array([[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [0.25, 0.05, 0.5, 0.2]])
    scores = np.log(p) + np.array([[0.5], [-1.0], [2.0]])
    what = Text("softmax of a batch", "배치의 소프트맥스")
    assert_array(env["softmax"](scores), p, ROUNDING, what)


def test_batch_of_one_row(env):
    """A batch of a single row should stay a batch.

    행이 하나뿐인 배치도 그대로 배치여야 합니다.
    """
    p = np.array([[0.15, 0.45, 0.05, 0.35]])
    what = Text("softmax of a batch of one row", "행이 하나인 배치의 소프트맥스")
    assert_array(env["softmax"](np.log(p) + 1.0), p, ROUNDING, what)


def test_large_scores(env):
    """Scores around 1000 and around -1000 should give finite and correct probabilities.

    1000 근처와 -1000 근처의 점수에서도 유한하고 올바른 확률이 나와야 합니다.
    """
    p = np.array([0.5, 0.05, 0.3, 0.15])
    for shift in (1000.0, -1000.0):
        what = Text("softmax of large scores", "큰 점수의 소프트맥스")
        assert_array(env["softmax"](np.log(p) + shift), p, ROUNDING, what)
    got = env["softmax"](np.array([-1000.0, 1000.0, 0.0]))
    what = Text("softmax of scores far apart", "차이가 큰 점수의 소프트맥스")
    assert_array(got, np.array([0.0, 1.0, 0.0]), ROUNDING, what)


def test_rows_of_different_size(env):
    """Rows near 1000, 0 and -1000 in the same batch should all get the right probabilities.

    한 배치에 1000 근처, 0 근처, -1000 근처의 행이 함께 있어도 모두 올바른 값이 나와야 합니다.
    """
    p = np.array([[0.4, 0.25, 0.2, 0.15], [0.05, 0.1, 0.25, 0.6], [0.1, 0.35, 0.2, 0.35]])
    scores = np.log(p) + np.array([[1000.0], [0.0], [-1000.0]])
    what = Text("softmax of rows of different size", "크기가 다른 행들의 소프트맥스")
    assert_array(env["softmax"](scores), p, ROUNDING, what)


def test_x_stays_as_it_was(env):
    """The scores should be the same after the call, for one sample and for a batch.

    데이터 하나이든 배치이든, 호출한 뒤에도 점수는 그대로여야 합니다.
    """
    p = np.array([[0.2, 0.15, 0.6, 0.05], [0.3, 0.4, 0.1, 0.2], [0.55, 0.15, 0.1, 0.2]])
    for scores in (np.log(p[0]) + 3.0, np.log(p) + 3.0):
        x = scores.copy()
        env["softmax"](x)
        assert_unchanged(current(env, x), scores, "x")
