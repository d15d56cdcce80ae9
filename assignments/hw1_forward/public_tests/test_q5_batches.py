"""Published examples of question 5: a prediction, and an accuracy that you can count by hand."""

import numpy as np

from autograder.compare import PUBLISHED, ROUNDING, assert_array, assert_scalar
from autograder.text import Text


def test_predict_one_example(env):
    """For [1.0, 0.5], predict should give the softmax of what the network of question 4 gives.

    문제 4의 신경망에 [1.0, 0.5]를 넣으면 그 출력의 소프트맥스인 확률 두 개가 나와야 합니다.
    """
    network = {
        "W1": np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]),
        "b1": np.array([0.1, 0.2, 0.3]),
        "W2": np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]),
        "b2": np.array([0.1, 0.2]),
        "W3": np.array([[0.1, 0.3], [0.2, 0.5]]),
        "b3": np.array([0.1, 0.2]),
    }
    got = env["predict"](network, np.array([1.0, 0.5]))
    # The softmax of two scores is the sigmoid of their difference.
    first = 1 / (1 + np.exp(0.77338016 - 0.31682708))
    expected = np.array([first, 1 - first])
    assert_array(got, expected, PUBLISHED, Text("the result of predict", "predict의 결과"))


def test_accuracy_by_hand(env):
    """A network that picks its largest input should be right for 3 of 4 rows, in batches of 2.

    가장 큰 입력을 고르는 신경망은 네 행 가운데 세 행을 맞힙니다. 배치의 크기는 2입니다.
    """
    eye, zeros = np.eye(3), np.zeros(3)
    network = {"W1": eye, "b1": zeros, "W2": 4 * eye, "b2": zeros - 2, "W3": 8 * eye, "b3": zeros}
    x = np.array([[0.9, 0.1, 0.2], [0.3, 0.1, 0.8], [0.2, 0.7, 0.4], [0.6, 0.5, 0.1]])
    got = env["accuracy_in_batches"](network, x, np.array([0, 2, 1, 1]), 2)
    assert_scalar(got, 0.75, ROUNDING, Text("the accuracy", "정확도"))
