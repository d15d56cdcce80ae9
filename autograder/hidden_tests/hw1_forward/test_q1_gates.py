"""Hidden tests of question 1: the truth tables of NAND and OR.

Whether XOR is composed of the other gates is not tested: a test only sees what a gate returns.
"""

import numpy as np

from autograder.compare import assert_that
from autograder.text import Text

INPUTS = ((0, 0), (1, 0), (0, 1), (1, 1))


def is_bit(got, bit):
    """Whether a result is this 0 or 1: a number, True or False, but not a list or a string."""
    scalar = isinstance(got, (bool, int, float, np.bool_, np.integer, np.floating))
    zero_d = type(got) is np.ndarray and got.shape == () and got.dtype.kind in "biuf"
    return (scalar or zero_d) and bool(got == bit)


def test_nand(env):
    """NAND should give 0 for (1, 1) and 1 for the other three pairs.

    NAND는 (1, 1)에서 0, 나머지 세 쌍에서 1이어야 합니다.
    """
    answers = [env["NAND"](x1, x2) for x1, x2 in INPUTS]
    right = all(is_bit(got, bit) for got, bit in zip(answers, (1, 1, 1, 0), strict=True))
    assert_that(right, Text("NAND differs from its column of the table", "NAND: 표와 다릅니다"))


def test_or(env):
    """OR should give 0 for (0, 0) and 1 for the other three pairs.

    OR는 (0, 0)에서 0, 나머지 세 쌍에서 1이어야 합니다.
    """
    answers = [env["OR"](x1, x2) for x1, x2 in INPUTS]
    right = all(is_bit(got, bit) for got, bit in zip(answers, (0, 1, 1, 1), strict=True))
    assert_that(right, Text("OR differs from its column of the table", "OR: 표와 다릅니다"))
