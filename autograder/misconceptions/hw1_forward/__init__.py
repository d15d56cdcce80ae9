"""The bank of hw1_forward: a module of wrong answers per question, the families, right answers."""

from autograder.misconceptions.hw1_forward import q1, q2, q3, q4, q5
from autograder.misconceptions.hw1_forward.exceptions import EQUIVALENT, KEPT
from autograder.misconceptions.hw1_forward.families import FAMILIES
from autograder.misconceptions.hw1_forward.right import RIGHT

_MODULES = (q1, q2, q3, q4, q5)
WRONG = [answer for module in _MODULES for answer in module.WRONG]

__all__ = ["EQUIVALENT", "FAMILIES", "KEPT", "RIGHT", "WRONG"]
