"""Tests whose verdict depends on what student code could do to the arguments that it was given.

In one process, as under Otter, student code can change the very arrays that a test holds. A test
that computes an expected value from them after a call can then be made to expect anything. So each
test is run once more while its arguments are overwritten after every call; its verdict must stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import CodeType

from autograder.authoring.testcase import TestCase
from autograder.diagnosis.in_process import run_in_process


def swayed(
    code: CodeType,
    tests: Iterable[TestCase],
    verdicts: Mapping[str, bool],
    max_lines: int | None = None,
) -> tuple[str, ...]:
    """Return the names of the tests that decide differently about an answer.

    Parameters
    ----------
    code : CodeType
        The whole answer.
    tests : iterable of TestCase
        The tests to run.
    verdicts : dict of str to bool
        By name, whether the answer has passed a test, as far as known. A difference counts only if
        two more runs in this process confirm it: tests that measure time may differ by themselves.
    max_lines : int, optional
        As in `run_in_process`.
    """
    found = []
    for test in tests:
        passed = run_in_process(code, test, max_lines, overwritten=True).status == "passed"
        if verdicts.get(test.name) is passed:
            continue
        again = [
            run_in_process(code, test, max_lines, overwritten=overwritten).status == "passed"
            for overwritten in (False, True)
        ]
        if again == [not passed, passed]:
            found.append(test.name)
    return tuple(found)
