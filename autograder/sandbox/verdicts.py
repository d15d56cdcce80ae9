"""What may be said of a system call, and on which condition it is allowed.

Owns the form of the table of `syscalls`.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import TypeAlias

# Which argument, which of its low 32 bits, and the ranges in which they must lie.
Test: TypeAlias = "tuple[int, int, tuple[tuple[int, int], ...]]"
# All tests of one alternative must be met.
Condition: TypeAlias = "tuple[tuple[Test, ...], ...]"

ALLOWED = -1
ANSWERED = 0  # success, without effect
DENIED = errno.EPERM
UNKNOWN = errno.ENOSYS
UNSUPPORTED = errno.EOPNOTSUPP
_ALL = 0xFFFFFFFF


@dataclass(frozen=True)
class Call:
    """One system call.

    Attributes
    ----------
    name : str
    x86_64, aarch64 : int or None
        Its number; None where it does not exist.
    verdict : int
        `ALLOWED`, or the number of the error that it is answered with; 0 is success.
    condition : tuple
        When it is allowed all the same.
    reason : str
    """

    name: str
    x86_64: int | None
    aarch64: int | None
    verdict: int
    condition: Condition
    reason: str

    def number(self, machine: str) -> int | None:
        """Return the number on a machine."""
        return self.x86_64 if machine == "x86_64" else self.aarch64


def one_of(argument: int, *values: int | tuple[int, int], mask: int = _ALL) -> Test:
    """Return the test whether an argument has one of some values, or lies in a range."""
    return argument, mask, tuple(v if isinstance(v, tuple) else (v, v) for v in values)


def all_of(*tests: Test) -> Condition:
    """Return the condition that all tests are met."""
    return (tests,)
