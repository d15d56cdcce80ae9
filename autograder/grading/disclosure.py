"""How much a student is told about a hidden test: at most 16 bits.

An answer that fails on purpose can choose what is told about it, and so reveal a part of a hidden
input. Owns the limits that keep this small: the exception types that are named, and the longest
source of which lines are shown. `feedback` words what is told within them.
"""

from __future__ import annotations

import builtins

MAX_BITS = 16
"""Of what can be read about one hidden test, in one submission."""

MAX_LINES = 2000
"""The lines of a submission's code, at most, if hidden tests may point to one of them."""

TYPES = (
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "EOFError",
    "Exception",
    "FloatingPointError",
    "ImportError",
    "IndexError",
    "KeyError",
    "LookupError",
    "MemoryError",
    "ModuleNotFoundError",
    "NameError",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "RecursionError",
    "RuntimeError",
    "StopIteration",
    "SyntaxError",
    "TypeError",
    "UnboundLocalError",
    "ValueError",
    "ZeroDivisionError",
)
"""The exception types that are named; any other is told as its nearest base among them."""


def told_type(name: str) -> str:
    """Return what is told of a built-in exception type."""
    kind = getattr(builtins, name, Exception)
    return next((base.__name__ for base in kind.__mro__ if base.__name__ in TYPES), "Exception")
