"""No hidden test of the course asks an answer more, less, or later because of what it returned.

Otherwise an answer would know by the next call, its absence or its time whether it was right.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pytest

from autograder import compare
from autograder.authoring.assignment import available_assignments, load_assignment
from autograder.authoring.testcase import TestCase, load_tests

# What is called between two calls of an answer, by how many functions it may differ: where the form
# is wrong, others see to it. A comparison, or its message, calls more.
SLACK = 12
# An array of losses is as right as a list, and looked at in another way.
TAKE_LISTS = ("test_losses_of_the_mini_batches", "test_loss_and_step_share_a_mini_batch")
VALUE = "another value"


def other(right: Any) -> Any:
    """Return another value of the same form."""
    if isinstance(right, list | tuple):
        return type(right)(map(other, right))
    if isinstance(right, dict):
        return {key: other(value) for key, value in right.items()}
    return right * 1.5 + 1 if isinstance(right, float | np.ndarray) else right


ANSWERS: dict[str, Callable[[Any], Any]] = {
    "None": lambda right: None,
    "a text": lambda right: "x",
    "NaN": lambda right: float("nan"),
    "an integer": lambda right: 3,
    "an array": lambda right: np.zeros((2, 7)),
    "a list": lambda right: [1.0],
    "a dict": lambda right: {},
    VALUE: other,
}


class Counted(Mapping[str, Any]):
    """The reference's functions, which answer wrongly from one call on.

    What they call themselves is neither counted nor changed. Reading an attribute is a call, too,
    but stays right: public tests look at the form of every attribute.

    Attributes
    ----------
    work : list of int
        How many functions were called by the test before each call of an answer, and at its end.
    """

    def __init__(self, names: Mapping[str, Any], wrong: Callable[[Any], Any], first: int) -> None:
        self.work: list[int] = []
        self._wrong, self._first = wrong, first
        self._depth, self._called = 0, 0
        self._names = {name: self._wrapped(value) for name, value in names.items()}

    def run(self, test: TestCase) -> None:
        """Run a test, which may fail in any way."""
        sys.setprofile(self._count)
        try:
            with contextlib.suppress(Exception):
                test.run(self)
        finally:
            sys.setprofile(None)
        self.work.append(self._called)

    def _count(self, frame: object, event: str, argument: object) -> None:
        self._called += event in ("call", "c_call")

    def _wrapped(self, value: Any) -> Any:
        if not isinstance(value, type):
            return self._counted(value)

        def read(thing: Any, name: str) -> Any:
            found = object.__getattribute__(thing, name)
            own = name in object.__getattribute__(thing, "__dict__")
            return self._answered(lambda: found, always=True) if own else found

        methods = {
            name: self._counted(method)
            for name, method in vars(value).items()
            if callable(method) and not name.startswith("__")
        }
        return type(value.__name__, (value,), {**methods, "__getattribute__": read})

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            return self._answered(lambda: function(*args, **kwargs))

        return call

    def _answered(self, function: Callable[[], Any], *, always: bool = False) -> Any:
        if self._depth:
            return function()
        sys.setprofile(None)
        self._depth += 1
        self.work.append(self._called)
        self._called = 0
        is_wrong = len(self.work) >= self._first and not always
        try:
            # Left out where it is not needed: training takes seconds.
            right = function() if not is_wrong or self._wrong is other else None
            return self._wrong(right) if is_wrong else right
        finally:
            self._depth -= 1
            sys.setprofile(self._count)

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
def test_a_hidden_test_asks_as_often_and_as_soon_whatever_it_gets(
    names: Mapping[str, Any], test: TestCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare, "check", lambda wrong: None)
    # One that trains for seconds is compared with what it does when nothing is trained.
    trains = test.name == "test_learns_to_read_digits"
    # The second time, nothing is loaded any more.
    for _ in range(2):
        right = Counted(names, ANSWERS["None"], 1 if trains else 1_000_000)
        right.run(test)
    calls = len(right.work)
    for answer, wrong in ANSWERS.items():
        if trains and answer == VALUE:
            continue
        for first in range(1, 2 if trains else min(calls, 2) + 1):
            env = Counted(names, wrong, first)
            env.run(test)
            assert len(env.work) == calls, answer
            if answer != "an array" or test.name not in TAKE_LISTS:
                assert np.abs(np.subtract(env.work, right.work)).max() <= SLACK, answer
