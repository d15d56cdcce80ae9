"""Published examples of question 1: the truth tables of AND and XOR."""

import numpy as np

from autograder.compare import assert_that
from autograder.text import Text

INPUTS = ((0, 0), (1, 0), (0, 1), (1, 1))


def is_bit(got, bit):
    """Whether a result is this 0 or 1: a number, or True or False, but no list and no text."""
    scalar = isinstance(got, (bool, int, float, np.bool_, np.integer, np.floating))
    zero_d = type(got) is np.ndarray and got.shape == () and got.dtype.kind in "biuf"
    return (scalar or zero_d) and bool(got == bit)


def test_and(env):
    """AND gives 1 for (1, 1) and 0 for the other three pairs.

    AND는 (1, 1)에서 1, 나머지 세 쌍에서 0이어야 합니다.
    """
    answers = [env["AND"](x1, x2) for x1, x2 in INPUTS]
    for pair, got, bit in zip(INPUTS, answers, (0, 0, 0, 1), strict=True):
        message = Text(f"AND{pair} should be {bit}", f"AND{pair}: {bit}이어야 합니다")
        assert_that(is_bit(got, bit), message)


def test_xor(env):
    """XOR gives 1 for (1, 0) and (0, 1) and 0 for (0, 0) and (1, 1).

    XOR는 (1, 0)과 (0, 1)에서 1, (0, 0)과 (1, 1)에서 0이어야 합니다.
    """
    answers = [env["XOR"](x1, x2) for x1, x2 in INPUTS]
    for pair, got, bit in zip(INPUTS, answers, (0, 1, 1, 0), strict=True):
        message = Text(f"XOR{pair} should be {bit}", f"XOR{pair}: {bit}이어야 합니다")
        assert_that(is_bit(got, bit), message)
