"""Hidden tests of question 2: arrays of any shape, the step at 0, the sigmoid at 1000."""

import numpy as np

from autograder.compare import EXACT, ROUNDING, assert_array
from autograder.text import Text

# None of them is 0: another test checks what happens there.
SIGNED = np.array([[-2.5, 0.5, 3.0], [1.5, -0.25, -4.0]])


def as_floats(got):
    """Return an array of whole numbers or of True and False as floats; leave anything else."""
    whole = type(got) is np.ndarray and got.dtype.kind in "biu"
    return got.astype(np.float64) if whole else got


def test_step_at_zero(env):
    """The step function should give 0 at exactly 0, and 1 for everything above it.

    계단 함수는 정확히 0에서 0, 0보다 큰 모든 수에서 1이어야 합니다.
    """
    got = as_floats(env["step_function"](np.array([0.0, 0.25, -0.25, 1e-9, 0.0])))
    expected = np.array([0.0, 1.0, 0.0, 1.0, 0.0])
    assert_array(got, expected, EXACT, Text("the step function at 0", "0에서의 계단 함수"))


def test_step_of_any_shape(env):
    """The step function should keep the shape of a matrix and of an array with three dimensions.

    계단 함수는 행렬과 3차원 배열의 형상을 그대로 유지해야 합니다.
    """
    expected = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0]])
    for shape in ((2, 3), (3, 1, 2)):
        got = as_floats(env["step_function"](SIGNED.reshape(shape).copy()))
        what = Text(f"the step function for shape {shape}", f"형상이 {shape}인 계단 함수의 결과")
        assert_array(got, expected.reshape(shape), EXACT, what)


def test_sigmoid_of_any_shape(env):
    """The sigmoid should keep the shape of a matrix and of an array with three dimensions.

    시그모이드는 행렬과 3차원 배열의 형상을 그대로 유지해야 합니다.
    """
    # The sigmoid of ln(p / (1 - p)) is p.
    p = np.array([[0.5, 0.75, 0.1], [0.9, 0.01, 0.6]])
    for shape in ((2, 3), (3, 1, 2)):
        got = env["sigmoid"](np.log(p / (1 - p)).reshape(shape))
        what = Text(f"the sigmoid for shape {shape}", f"형상이 {shape}인 시그모이드의 결과")
        assert_array(got, p.reshape(shape), ROUNDING, what)


def test_sigmoid_of_large_numbers(env):
    """The sigmoid should be 1 at 1000 and 0 at -1000, and finite everywhere.

    시그모이드는 1000에서 1, -1000에서 0이고, 언제나 유한한 수여야 합니다.
    """
    got = env["sigmoid"](np.array([1000.0, -1000.0, 0.0]))
    expected = np.array([1.0, 0.0, 0.5])
    what = Text("the sigmoid of large numbers", "큰 수에서의 시그모이드")
    assert_array(got, expected, ROUNDING, what)


def test_relu_of_any_shape(env):
    """ReLU should keep the shape of a matrix and of an array with three dimensions.

    ReLU는 행렬과 3차원 배열의 형상을 그대로 유지해야 합니다.
    """
    expected = np.array([[0.0, 0.5, 3.0], [1.5, 0.0, 0.0]])
    for shape in ((2, 3), (3, 1, 2)):
        got = env["relu"](SIGNED.reshape(shape).copy())
        what = Text(f"ReLU for shape {shape}", f"형상이 {shape}인 ReLU의 결과")
        assert_array(got, expected.reshape(shape), EXACT, what)
