"""Published examples of question 2: the cross entropy error."""

import numpy as np

from autograder.compare import LOG_EPSILON, assert_scalar


def test_published_examples(env):
    """The two examples of the text, a good answer and a bad one, have their published errors."""
    t = [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    good = [0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0]
    bad = [0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0]
    got = env["cross_entropy_error"](np.array(good), np.array(t))
    assert_scalar(got, 0.5108254571, LOG_EPSILON, "the error of the good answer")
    got = env["cross_entropy_error"](np.array(bad), np.array(t))
    assert_scalar(got, 2.3025840930, LOG_EPSILON, "the error of the bad answer")
