"""Published examples of question 2: the three activation functions at -1, 1 and 2."""

import numpy as np

from autograder.compare import EXACT, PUBLISHED, assert_array
from autograder.text import Text


def as_floats(got):
    """Return an array of whole numbers or of True and False as floats; leave anything else."""
    whole = type(got) is np.ndarray and got.dtype.kind in "biu"
    return got.astype(np.float64) if whole else got


def test_published_step(env):
    """The step function of [-1, 1, 2] should be [0, 1, 1].

    [-1, 1, 2]에 대한 계단 함수의 값은 [0, 1, 1]이어야 합니다.
    """
    got = as_floats(env["step_function"](np.array([-1.0, 1.0, 2.0])))
    what = Text("the result of step_function", "step_function의 결과")
    assert_array(got, np.array([0.0, 1.0, 1.0]), EXACT, what)


def test_published_sigmoid(env):
    """The sigmoid of [-1, 1, 2] should have the values that are printed in the notebook.

    [-1, 1, 2]에 대한 시그모이드의 값은 책에 실린 값이어야 합니다.
    """
    got = env["sigmoid"](np.array([-1.0, 1.0, 2.0]))
    expected = np.array([0.26894142, 0.73105858, 0.88079708])
    assert_array(got, expected, PUBLISHED, Text("the result of sigmoid", "sigmoid의 결과"))


def test_published_relu(env):
    """ReLU of [-1, 1, 2] should be [0, 1, 2].

    [-1, 1, 2]에 대한 ReLU의 값은 [0, 1, 2]여야 합니다.
    """
    got = env["relu"](np.array([-1.0, 1.0, 2.0]))
    expected = np.array([0.0, 1.0, 2.0])
    assert_array(got, expected, EXACT, Text("the result of relu", "relu의 결과"))
