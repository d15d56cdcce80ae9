"""The bank of hw2_learning: a module of wrong answers per question, the families, right answers."""

from autograder.misconceptions.hw2_learning import (
    b1,
    q1,
    q2,
    q3,
    q4,
    q5,
    q6,
    q7,
    q8,
    q9,
    right,
    variants,
)
from autograder.misconceptions.hw2_learning.exceptions import EQUIVALENT, KEPT
from autograder.misconceptions.hw2_learning.families import (
    FAMILIES,
    HISTORIES,
    RANDOM,
    SLOW,
    TIMED,
)

_MODULES = (q1, q2, q3, q4, q5, q6, q7, q8, q9, b1, variants)
WRONG = [answer for module in _MODULES for answer in module.WRONG]
RIGHT = [*right.RIGHT, *b1.RIGHT]

__all__ = [
    "EQUIVALENT",
    "FAMILIES",
    "HISTORIES",
    "KEPT",
    "RANDOM",
    "RIGHT",
    "SLOW",
    "TIMED",
    "WRONG",
]
