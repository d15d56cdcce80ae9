"""The filters of system calls, made from the table of `syscalls`.

Owns the BPF programs for x86-64 and arm64, as a binary search over ranges of numbers, and applying
them. The first is raised with the fence. The second is applied when the cells have run: it denies
memory that forks would share. A process on the student's side applies it, so it is only one of two:
what forks share is also looked up from outside (`stillness`). arm64 has never been run; a test
interprets its program.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from autograder.sandbox import linux, syscalls
from autograder.sandbox.verdicts import ALLOWED, DENIED, UNKNOWN, Condition

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32_BIT = 0x40000000

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_AND = 0x54  # BPF_ALU | BPF_AND | BPF_K
_JUMP = 0x05  # BPF_JMP | BPF_JA
_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_ABOVE = 0x25  # BPF_JMP | BPF_JGT | BPF_K
_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_RETURN = 0x06
_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_ERROR = 0x00050000
# Where `struct seccomp_data` has the number, the architecture and the low half of an argument.
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_FURTHEST = 255  # a conditional jump has 8 bits

_Step: TypeAlias = "tuple[int, int, int, int]"
_Steps: TypeAlias = "list[_Step]"


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


@lru_cache
def program(machine: str = linux.MACHINE) -> bytes:
    """Return the BPF program of the whole table for a machine.

    Raises
    ------
    OSError
        If there is none for this machine.
    """
    _check(machine)
    found = {}
    for call in syscalls.CALLS.values():
        number = call.number(machine)
        if number is not None:
            found[number] = _steps_of(call.verdict, call.condition)
    return _assembled(machine, found, _ERROR | UNKNOWN)


@lru_cache
def program_after_cells(machine: str = linux.MACHINE) -> bytes:
    """Return the BPF program that is added when the cells have run.

    Raises
    ------
    OSError
        If there is none for this machine.
    """
    _check(machine)
    found = {
        syscalls.CALLS[name].number(machine): _steps_of(DENIED, condition)
        for name, condition in syscalls.AFTER_CELLS.items()
    }
    known = {number: steps for number, steps in found.items() if number is not None}
    return _assembled(machine, known, _ALLOW)


def install(text: bytes | None = None) -> None:
    """Apply a filter to this process and all its children; needs no_new_privs."""
    text = text or program()
    buffer = ctypes.create_string_buffer(text, len(text))
    wanted = _Program(len(text) // 8, ctypes.addressof(buffer))
    linux.prctl(linux.PR_SET_SECCOMP, 2, ctypes.addressof(wanted), 0, 0)


def _check(machine: str) -> None:
    if machine not in _AUDIT_ARCH:
        raise OSError(errno.ENOSYS, f"no system call table for {machine}")


def _assembled(machine: str, found: Mapping[int, _Steps], otherwise: int) -> bytes:
    steps: _Steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        # The same calls under other numbers, for programs with 32-bit pointers.
        steps += [(_AT_LEAST, 0, 1, _X32_BIT), (_RETURN, 0, 0, _ERROR | DENIED)]
    steps += _search(_ranges(found, [(_RETURN, 0, 0, otherwise)]))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _ranges(found: Mapping[int, _Steps], otherwise: _Steps) -> list[tuple[int, _Steps]]:
    """Return the first number of each range of equal steps, and the steps."""
    ranges: list[tuple[int, _Steps]] = []
    for number in range(max(found) + 2):
        steps = found.get(number, otherwise)
        if not ranges or ranges[-1][1] != steps:
            ranges.append((number, steps))
    return ranges


def _search(ranges: list[tuple[int, _Steps]]) -> _Steps:
    """Return the steps of a binary search for the range in which the number lies."""
    if len(ranges) == 1:
        return ranges[0][1]
    middle = len(ranges) // 2
    below, above = _search(ranges[:middle]), _search(ranges[middle:])
    if len(below) <= _FURTHEST:
        return [(_AT_LEAST, len(below), 0, ranges[middle][0]), *below, *above]
    jump = [(_AT_LEAST, 0, 1, ranges[middle][0]), (_JUMP, 0, 0, len(below))]
    return [*jump, *below, *above]


def _steps_of(verdict: int, condition: Condition) -> _Steps:
    """Return the steps of one call: allowed if all tests of one alternative are met."""
    allow: _Step = (_RETURN, 0, 0, _ALLOW)
    if verdict == ALLOWED:
        return [allow]
    steps: _Steps = []
    for tests in condition:
        alternative: _Steps = [allow]
        for argument, mask, ranges in reversed(tests):
            compared: _Steps = []
            for low, high in reversed(ranges):
                # If no range is left, go on behind this alternative.
                met = len(compared)
                if low == high:
                    fails = 0 if compared else len(alternative)
                    compared = [(_EQUAL, met, fails, low), *compared]
                else:
                    out = 1 if compared else len(alternative) + 1
                    fails = 0 if compared else len(alternative)
                    compared = [(_AT_LEAST, 0, out, low), (_ABOVE, fails, met, high), *compared]
            load: _Steps = [(_LOAD, 0, 0, _ARGUMENTS + 8 * argument)]
            masked: _Steps = [(_AND, 0, 0, mask)] if mask != 0xFFFFFFFF else []
            alternative = [*load, *masked, *compared, *alternative]
        steps += alternative
    return [*steps, (_RETURN, 0, 0, _ERROR | verdict)]
