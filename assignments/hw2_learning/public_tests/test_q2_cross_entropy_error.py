"""Published examples of question 2: the cross-entropy error."""

import numpy as np

from autograder.compare import LOG_EPSILON, assert_scalar
from autograder.text import Text


def test_published_examples(env):
    """The good answer and the bad one of the notebook should have the errors printed there.

    본문의 두 예제(좋은 답과 나쁜 답)에서 책에 실린 오차가 나와야 합니다.
    """
    t = [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    good = [0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]
    bad = [0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0]
    got = env["cross_entropy_error"](np.array(good), np.array(t))
    assert_scalar(
        got, 0.5108254571, LOG_EPSILON, Text("the error of the good answer", "좋은 답의 오차")
    )
    got = env["cross_entropy_error"](np.array(bad), np.array(t))
    assert_scalar(
        got, 2.3025840930, LOG_EPSILON, Text("the error of the bad answer", "나쁜 답의 오차")
    )
