"""What a question is graded with is decided by its public tests, and shows nothing else."""

from __future__ import annotations

import pytest

from autograder.authoring.testcase import TestCase
from autograder.grading.attempts import Attempt
from autograder.grading.choice import choose
from autograder.grading.stand_ins import AS_SUBMITTED, StandInSet
from autograder.text import Text

TESTS = [
    TestCase("q2", name, False, points, Text(name, name), lambda env: None)
    for name, points in (("small", 1.0), ("large", 3.0))
]
ALL, SOME = StandInSet(("f", "g")), StandInSet(("f",))


def ended(small: str, large: str) -> dict[str, Attempt]:
    statuses = {"small": small, "large": large}
    return {
        name: Attempt(status, f"{status} as it was", "detail", 1.0)
        for name, status in statuses.items()
    }


def chosen(outcomes, *candidates):
    ran = []

    def run(stand_ins):
        ran.append(stand_ins)
        return {
            name: Attempt(each.status, "told by code that knows hidden inputs", "so is this", 1.0)
            for name, each in outcomes[stand_ins].items()
        }

    return choose(candidates, TESTS, outcomes[AS_SUBMITTED], run), ran


def test_nothing_runs_again_where_there_is_nothing_to_choose():
    choice, ran = chosen({AS_SUBMITTED: ended("passed", "failed")}, AS_SUBMITTED)
    assert (choice.stand_ins, ran) == (AS_SUBMITTED, [])


def test_among_equals_the_first_is_chosen_and_the_rest_is_not_tried():
    outcomes = {AS_SUBMITTED: ended("passed", "passed"), ALL: ended("passed", "passed")}
    choice, ran = chosen(outcomes, ALL, SOME, AS_SUBMITTED)
    assert (choice.stand_ins, ran) == (ALL, [ALL])


@pytest.mark.parametrize(
    ("submitted", "best"),
    [
        (("passed", "failed"), SOME),
        (("failed", "passed"), AS_SUBMITTED),
        (("failed", "failed"), SOME),
    ],
)
def test_otherwise_the_one_with_the_most_points_is_chosen(submitted, best):
    outcomes = {
        AS_SUBMITTED: ended(*submitted),
        ALL: ended("failed", "failed"),
        SOME: ended("passed", "failed"),
    }
    choice, ran = chosen(outcomes, ALL, SOME, AS_SUBMITTED)
    assert ran == [ALL, SOME]
    assert choice.stand_ins == best


def test_of_another_run_only_the_status_is_shown():
    outcomes = {AS_SUBMITTED: ended("failed", "failed"), SOME: ended("passed", "failed")}
    choice, _ = chosen(outcomes, SOME, AS_SUBMITTED)
    assert [each.status for each in choice.attempts.values()] == ["passed", "failed"]
    shown = " ".join(each.message + each.detail for each in choice.attempts.values())
    assert "told by code" not in shown
    assert "so is this" not in shown
    assert "failed as it was It still fails with a correct version" in shown


def test_the_time_of_every_run_counts():
    outcomes = {
        AS_SUBMITTED: ended("failed", "failed"),
        ALL: ended("failed", "failed"),
        SOME: ended("passed", "passed"),
    }
    choice, _ = chosen(outcomes, ALL, SOME)
    spent = choice.cpu_seconds + sum(each.cpu_seconds for each in choice.attempts.values())
    assert spent == 6.0


def test_a_stub_is_not_tried_with_anything():
    choice, ran = chosen({AS_SUBMITTED: ended("not_attempted", "not_attempted")}, ALL)
    assert (choice.stand_ins, ran) == (AS_SUBMITTED, [])
