"""The choice between a student's own earlier functions and stand-ins, on public tests alone.

A question's public tests run under one set of stand-ins after another until all of them pass; else
the set with the most points is chosen, among equals the preferred one. Its hidden tests have not
run by then, so that each of them runs only once. What is shown of a public test that runs again is
only whether it passes: the student's code may know inputs of earlier hidden tests by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.authoring.testcase import TestCase
from autograder.grading.attempts import Attempt
from autograder.grading.stand_ins import AS_SUBMITTED, StandInSet
from autograder.text import Text

_STILL_FAILS = Text(
    "It still fails with a correct version of what your answer builds on.",
    "앞의 문제의 함수를 모범 답안으로 바꾸어도 통과하지 못합니다.",
)
_FAILS_NOW = Text(
    "It fails with a correct version of what your answer builds on.",
    "앞의 문제의 함수를 모범 답안으로 바꾸면 통과하지 못합니다.",
)

Outcomes = Mapping[str, Attempt]
"""How the public tests of a question ended, by name."""


@dataclass(frozen=True)
class Choice:
    """What a question is graded with, and how its public tests ended with that.

    Attributes
    ----------
    cpu_seconds : float
        Of the runs that led to another choice.
    """

    stand_ins: StandInSet
    attempts: Outcomes
    cpu_seconds: float = 0.0


def choose(
    candidates: Iterable[StandInSet],
    tests: Sequence[TestCase],
    as_submitted: Outcomes,
    run: Callable[[StandInSet], Outcomes],
) -> Choice:
    """Choose what a question is graded with.

    Parameters
    ----------
    candidates : iterable of StandInSet
        The preferred one first.
    tests : sequence of TestCase
        The question's public tests.
    as_submitted : mapping of str to Attempt
        How they ended without stand-ins.
    run : callable
        Runs them with a set of stand-ins.
    """
    if all(as_submitted[test.name].status == "not_attempted" for test in tests):
        # A stub stays one with every set.
        return Choice(AS_SUBMITTED, as_submitted)
    found: list[tuple[StandInSet, Outcomes]] = []
    for candidate in candidates:
        found.append((candidate, as_submitted if candidate == AS_SUBMITTED else run(candidate)))
        if all(found[-1][1][test.name].status == "passed" for test in tests):
            break

    def points(entry: tuple[StandInSet, Outcomes]) -> float:
        return sum(test.points for test in tests if entry[1][test.name].status == "passed")

    best = max(found, key=points)  # the first of equals
    others = [outcomes for each, outcomes in found if each not in (best[0], AS_SUBMITTED)]
    spent = sum(attempt.cpu_seconds for outcomes in others for attempt in outcomes.values())
    if best[0] == AS_SUBMITTED:
        return Choice(*best, spent)
    told = {name: _told(as_submitted[name], again) for name, again in best[1].items()}
    return Choice(best[0], told, spent)


def _told(first: Attempt, again: Attempt) -> Attempt:
    """Return the run that counts, with nothing of it for the student but how it ended."""
    spent = first.cpu_seconds + again.cpu_seconds
    if again.status in ("timeout", "error"):
        # A wrong answer says more than a timeout, and a fault of the grader is not the student's.
        return replace(again if first.status == "passed" else first, cpu_seconds=spent)
    if again.status == "passed":
        return replace(again, message="", detail="", cpu_seconds=spent)
    if first.status == "passed":
        message = str(_FAILS_NOW)
    elif again.status == "not_attempted":
        message = again.message
    elif again.message == first.message:
        message = first.message  # such as a class that is not defined
    else:
        message = f"{first.message} {_STILL_FAILS}"
    return replace(again, message=message, detail=first.detail, cpu_seconds=spent)
