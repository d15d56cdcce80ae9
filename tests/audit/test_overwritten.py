"""Tests are run again while their arguments are overwritten: which decide differently."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.audit.audit import _summary
from autograder.audit.overwritten import swayed
from autograder.audit.trials import Trial, Verdict
from autograder.authoring.assignment import available_assignments, load_assignment
from autograder.authoring.testcase import TestCase, load_tests
from autograder.compare import EXACT, assert_array, assert_unchanged, current
from autograder.diagnosis.in_process import compiled, run_in_process
from autograder.misconceptions import load_bank
from autograder.text import Text

DOUBLE = compiled(
    "def double(x):\n    return 2 * x\ndef call(f, x):\n    return f(x)\ndef look(x): pass",
    "double",
)
CONSTANT = np.array([1.0, 2.0])


def as_test(function):
    return TestCase("q1", function.__name__, True, 1.0, Text("", ""), function)


def after_the_call(env):
    x = np.array([1.0, 2.0])
    got = env["double"](x)
    assert_array(got, 2 * x, EXACT, "double")


def before_the_call(env):
    x = np.array([1.0, 2.0])
    expected = 2 * x
    assert_array(env["double"](x), expected, EXACT, "double")


def asks(env):
    x = np.array([1.0, 2.0])
    before = x.copy()
    env["double"](x)
    assert_unchanged(current(env, x), before, "x")


def reads_without_asking(env):
    x = np.array([1.0, 2.0])
    env["double"](x)
    assert_unchanged(x, np.array([1.0, 2.0]), "x")


def reads_during_the_call(env):
    x = np.array([1.0, 2.0])
    got = env["call"](lambda _: 2 * current(env, x), x)
    assert_array(got, np.array([2.0, 4.0]), EXACT, "f(x)")


def hands_out_a_constant_in_a_dict(env):
    env["look"]({"W": CONSTANT[:1]})
    assert_array(env["double"](CONSTANT), np.array([2.0, 4.0]), EXACT, "double")


@pytest.mark.parametrize(
    "function", [after_the_call, reads_without_asking, hands_out_a_constant_in_a_dict]
)
def test_a_test_that_reads_its_argument_after_the_call_is_named(function):
    assert swayed(DOUBLE, [as_test(function)], {function.__name__: True}) == (function.__name__,)
    # Its constants are as before, so that the next test is judged alone.
    np.testing.assert_array_equal(CONSTANT, [1.0, 2.0])


@pytest.mark.parametrize("function", [before_the_call, asks, reads_during_the_call])
def test_a_test_that_knows_what_it_expects_is_not_named(function):
    assert run_in_process(DOUBLE, as_test(function)).status == "passed"
    assert swayed(DOUBLE, [as_test(function)], {}) == ()


def test_the_audit_fails_and_names_the_test():
    assignment, bank = load_assignment("hw1_forward"), load_bank("hw1_forward")
    kept = Verdict(Trial("right", "0"), overwritten=3)
    other = Verdict(Trial("right", "1"), overwritten=3, swayed=("q1_gates.test_or",))
    result = _summary(assignment, bank, [kept, other])
    assert (result.overwritten, result.swayed) == (6, 1)
    assert any("q1_gates.test_or decides differently about 1" in line for line in result.failures)
    assert not any("decides" in line for line in _summary(assignment, bank, [kept]).failures)


@pytest.mark.parametrize("name", available_assignments())
def test_no_test_of_the_course_is_swayed_about_the_reference(name):
    assignment, bank = load_assignment(name), load_bank(name)
    code = compiled(assignment.reference(), "reference")
    tests = [
        test
        for question in assignment.questions
        for test in load_tests(question)
        if test.name not in bank.slow | bank.timed
    ]
    assert len(tests) > 20
    assert swayed(code, tests, {test.name: True for test in tests}) == ()
