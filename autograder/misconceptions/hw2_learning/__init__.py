"""The banks of hw2_learning: a module of wrong answers per question, the families, right answers."""

from autograder.misconceptions.hw2_learning import q1, q2, q3, q4, q5, q6, q7, q8, q9, variants
from autograder.misconceptions.hw2_learning.exceptions import EQUIVALENT, KEPT
from autograder.misconceptions.hw2_learning.families import FAMILIES, RANDOM, SLOW
from autograder.misconceptions.hw2_learning.right import RIGHT

_MODULES = (q1, q2, q3, q4, q5, q6, q7, q8, q9, variants)
WRONG = [answer for module in _MODULES for answer in module.WRONG]

__all__ = ["EQUIVALENT", "FAMILIES", "KEPT", "RANDOM", "RIGHT", "SLOW", "WRONG"]
