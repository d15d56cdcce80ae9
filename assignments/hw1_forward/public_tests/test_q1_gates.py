"""Published examples of question 1: the truth tables of AND and XOR."""

import numpy as np

from autograder.compare import assert_that
from autograder.text import Text

INPUTS = ((0, 0), (1, 0), (0, 1), (1, 1))


def is_bit(got, bit):
    """Whether a result is this 0 or 1: a number, True or False, but not a list or a string."""
    scalar = isinstance(got, (bool, int, float, np.bool_, np.integer, np.floating))
    zero_d = type(got) is np.ndarray and got.shape == () and got.dtype.kind in "biuf"
    return (scalar or zero_d) and bool(got == bit)


def test_published_examples(env):
    """AND and XOR should answer each of the four pairs as in the table.

    AND와 XOR는 네 쌍 모두에서 표와 같이 답해야 합니다.
    """
    tables = {"AND": (0, 0, 0, 1), "XOR": (0, 1, 1, 0)}
    answers = {gate: [env[gate](x1, x2) for x1, x2 in INPUTS] for gate in tables}
    for gate, column in tables.items():
        for pair, got, bit in zip(INPUTS, answers[gate], column, strict=True):
            message = Text(f"{gate}{pair} should be {bit}", f"{gate}{pair}: {bit}이어야 합니다")
            assert_that(is_bit(got, bit), message)
