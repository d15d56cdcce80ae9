"""Published examples of question 3: softmax of three scores."""

import numpy as np

from autograder.compare import PUBLISHED, assert_array
from autograder.text import Text


def test_published_examples(env):
    """The two examples of the notebook should give the probabilities that are printed there.

    본문의 두 예제에서 책에 실린 확률이 나와야 합니다.
    """
    got = env["softmax"](np.array([0.3, 2.9, 4.0]))
    expected = np.array([0.01821127, 0.24519181, 0.73659691])
    what = Text("softmax of [0.3, 2.9, 4.0]", "[0.3, 2.9, 4.0]의 소프트맥스")
    assert_array(got, expected, PUBLISHED, what)
    got = env["softmax"](np.array([0.5, 3.0, 5.0]))
    expected = np.array([0.00968996, 0.11804785, 0.87226219])
    what = Text("softmax of [0.5, 3.0, 5.0]", "[0.5, 3.0, 5.0]의 소프트맥스")
    assert_array(got, expected, PUBLISHED, what)
