"""No hidden test of the course calls an answer more, or less, often because of what it returned.

Otherwise an answer would know by the next call, or by its absence, whether it was right.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from autograder import compare
from autograder.authoring.assignment import available_assignments, load_assignment
from autograder.authoring.testcase import TestCase, load_tests

VALUE = "another value"
ANSWERS: dict[str, Callable[[Any], Any]] = {
    "None": lambda right: None,
    "a text": lambda right: "x",
    "NaN": lambda right: float("nan"),
    "an integer": lambda right: 3,
    "an array": lambda right: np.zeros((2, 7)),
    "a list": lambda right: [1.0],
    "a dict": lambda right: {},
    VALUE: lambda right: right * 1.5 + 1 if isinstance(right, float | np.ndarray) else (),
}


class Counted(Mapping[str, Any]):
    """The reference's functions, which answer wrongly from one call on; the calls are counted.

    What they call themselves is neither counted nor changed.
    """

    def __init__(self, names: Mapping[str, Any], wrong: Callable[[Any], Any], first: int) -> None:
        self.calls, self._depth = 0, 0
        self._wrong, self._first = wrong, first
        self._names = {name: self._wrapped(value) for name, value in names.items()}

    def _wrapped(self, value: Any) -> Any:
        if not isinstance(value, type):
            return self._counted(value)
        methods = {
            name: self._counted(method)
            for name, method in vars(value).items()
            if callable(method) and not name.startswith("__")
        }
        return type(value.__name__, (value,), methods)

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if self._depth:
                return function(*args, **kwargs)
            self.calls += 1
            this = self.calls
            self._depth += 1
            try:
                # Left out where it is not needed: training takes seconds.
                needed = this < self._first or self._wrong is ANSWERS[VALUE]
                right = function(*args, **kwargs) if needed else None
            finally:
                self._depth -= 1
            return self._wrong(right) if this >= self._first else right

        return call

    def __getitem__(self, name: str) -> Any:
        return self._names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def hidden_tests() -> Iterator[Any]:
    for name in available_assignments():
        assignment = load_assignment(name)
        names: dict[str, Any] = {}
        exec(assignment.reference(), names)
        asked = {each.partition(".")[0] for q in assignment.questions for each in q.names}
        known = {each: names[each] for each in asked}
        for question in assignment.questions:
            for test in load_tests(question):
                # A timed answer learns only that it was too slow, which it can measure itself.
                if test.hidden and not question.bonus:
                    yield pytest.param(known, test, id=f"{question.id}-{test.name}")


@pytest.mark.parametrize(("names", "test"), list(hidden_tests()))
def test_a_hidden_test_calls_as_often_whatever_it_gets(
    names: Mapping[str, Any], test: TestCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "check", lambda wrong: None)
    right = Counted(names, ANSWERS["None"], 1_000_000)
    test.run(right)
    trains = test.name == "test_learns_to_read_digits"  # for seconds, each time
    for answer, wrong in ANSWERS.items():
        if trains and answer == VALUE:
            continue
        for first in range(1, 2 if trains else min(right.calls, 2) + 1):
            env = Counted(names, wrong, first)
            with contextlib.suppress(Exception):
                test.run(env)
            assert env.calls == right.calls
