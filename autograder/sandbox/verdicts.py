"""What may be said of a system call, and on which condition it is allowed.

Owns the form of the table of `syscalls`.
"""

from __future__ import annotations

import errno
import os
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


def opened_plainly(argument: int) -> Test:
    """Return the test whether flags open a file to read or write it, and empty it only to write.

    A third way (O_ACCMODE) gives a descriptor that can neither read nor write.
    """
    emptied, read, write, both = os.O_TRUNC, os.O_RDONLY, os.O_WRONLY, os.O_RDWR
    ways = (read, both), (emptied | write, emptied | both)
    return one_of(argument, *ways, mask=emptied | os.O_ACCMODE)


# Either a fork, which shares nothing with its parent and whose end the parent can ignore (the exit
# signal is SIGCHLD), or a thread, which shares everything. What is between them (memory or
# descriptors shared with another process, a table of descriptors of its own for a thread, another
# parent, a new namespace) is never needed.
_SHARED = 0x00000F00  # CLONE_VM, CLONE_FS, CLONE_FILES, CLONE_SIGHAND
_THREAD = 0x00010000
_SYSVSEM = 0x00040000
# CLONE_PIDFD, CLONE_PTRACE, CLONE_VFORK, CLONE_PARENT, CLONE_IO and every CLONE_NEW....
_NEVER = 0x1000 | 0x2000 | 0x4000 | 0x8000 | 0x80000000 | 0x7E020000
FORK_OR_THREAD: Condition = (
    (one_of(0, 17, mask=_NEVER | _SHARED | _THREAD | _SYSVSEM | 0xFF),),
    (one_of(0, _SHARED | _THREAD, mask=_NEVER | _SHARED | _THREAD),),
)
