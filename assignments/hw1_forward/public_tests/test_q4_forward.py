"""Published example of question 4: three layers with the weights of the notebook."""

import numpy as np

from autograder.compare import PUBLISHED, assert_array
from autograder.text import Text


def test_published_example(env):
    """For [1.0, 0.5], the network of the notebook should give the output that is printed there.

    본문의 신경망에 [1.0, 0.5]를 넣으면 책에 실린 출력이 나와야 합니다.
    """
    network = {
        "W1": np.array([[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]]),
        "b1": np.array([0.1, 0.2, 0.3]),
        "W2": np.array([[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]]),
        "b2": np.array([0.1, 0.2]),
        "W3": np.array([[0.1, 0.3], [0.2, 0.5]]),
        "b3": np.array([0.1, 0.2]),
    }
    got = env["forward"](network, np.array([1.0, 0.5]))
    expected = np.array([0.31682708, 0.77338016])
    assert_array(got, expected, PUBLISHED, Text("the output of the network", "신경망의 출력"))
