"""The audit: the banks, the mutants, and the summary of trials.

`chalkgrad audit` runs the trials in the worker, which take minutes.
"""

from __future__ import annotations

import ast
import functools
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.audit.audit import _summary, audit
from autograder.audit.mutants import mutants
from autograder.audit.trials import Trial, Verdict, mix, n_mixes, reaches
from autograder.authoring.assignment import available_assignments, load_assignment
from autograder.authoring.testcase import load_tests
from autograder.diagnosis.in_process import MAX_LINES, compiled, run_in_process
from autograder.errors import ChalkgradError
from autograder.misconceptions import load_bank, splice, spliced
from autograder.sandbox.processes import descendants

ROOT = Path(__file__).resolve().parents[2]
BANK = load_bank("hw2_learning")
BANKS = {name: load_bank(name) for name in available_assignments()}
ASKED = [(name, question) for name, bank in BANKS.items() for question in sorted(bank.questions)]


@pytest.fixture(scope="module")
def assignment():
    return load_assignment("hw2_learning")


@functools.cache
def reference(name):
    return (ROOT / "solutions" / f"{name}.py").read_text(encoding="utf-8")


REFERENCE = reference("hw2_learning")


@functools.cache
def short_tests(name):
    return {
        question.id: [
            test
            for test in load_tests(question)
            if test.name not in BANKS[name].slow | BANKS[name].timed
        ]
        for question in load_assignment(name).questions
    }


def survives(tree, tests, max_lines=None):
    code = compiled(tree, "tried")
    return all(run_in_process(code, test, max_lines).status == "passed" for test in tests)


# --- the banks, in this process ---


@pytest.mark.parametrize(("name", "question"), ASKED)
def test_every_wrong_answer_fails_a_test_of_its_question(name, question):
    accepted = [
        answer.id
        for answer in BANKS[name].of(question)
        # Fewer lines for answers that are slow, as they need not be run to the end.
        if survives(
            spliced(reference(name), answer.source),
            short_tests(name)[question],
            10_000 if answer.late else None,
        )
    ]
    assert accepted == []


@pytest.mark.parametrize("name", BANKS)
def test_every_right_answer_passes_all_tests_of_its_question(name):
    rejected = [
        answer.id
        for answer in BANKS[name].right
        if not survives(spliced(reference(name), answer.source), short_tests(name)[answer.question])
    ]
    assert rejected == []


def test_an_endless_loop_is_stopped():
    endless = "def gradient_descent(f, init_x, **k):\n    while True:\n        f(init_x)\n"
    code = compiled(splice(REFERENCE, endless), "endless")
    test = short_tests("hw2_learning")["q6_gradient_descent"][0]
    assert run_in_process(code, test).status == "timeout"


# --- splicing ---


def test_a_method_replaces_a_method_and_a_function_a_function():
    code = "def numerical_gradient(self, x, t):\n    return 1\ndef sigmoid(x):\n    return 2\n"
    tree = ast.parse(splice(REFERENCE, code))
    methods = {
        node.name: ast.unparse(node)
        for each in tree.body
        if isinstance(each, ast.ClassDef)
        for node in each.body
        if isinstance(node, ast.FunctionDef)
    }
    functions = {node.name: ast.unparse(node) for node in tree.body if hasattr(node, "name")}
    assert methods["numerical_gradient"].endswith("return 1")
    assert functions["sigmoid"].endswith("return 2")
    assert "return 1" not in functions["numerical_gradient"]
    assert splice(REFERENCE, "") == ast.unparse(ast.parse(REFERENCE)) + "\n"


@pytest.mark.parametrize(
    ("code", "reached"),
    [
        ("def numerical_diff(f, x):\n    return 0\n", False),
        ("def softmax(x):\n    return x\n", True),
        ("def predict(self, x):\n    return x\n", True),
        ("np.random.seed(0)\ndef numerical_diff(f, x):\n    return 0\n", True),
    ],
)
def test_functions_that_a_wrong_answer_can_affect(code, reached):
    tree = spliced(REFERENCE, code)
    assert reaches(tree, ["fast_numerical_gradient", "TwoLayerNet.predict"], code) == reached


# --- mutants ---


@pytest.mark.parametrize("name", BANKS)
def test_mutants_are_many_different_and_found(name):
    bank = BANKS[name]
    found = mutants(load_assignment(name), reference(name), bank.questions)
    assert len({mutant.change for mutant in found}) == len(found) > 150
    assert {mutant.question for mutant in found} == bank.questions
    original = ast.unparse(ast.parse(reference(name)))
    assert all(ast.unparse(mutant.tree) != original for mutant in found)
    alive = [
        mutant.change
        for mutant in found
        if mutant.change not in bank.equivalent
        # Question 9 takes seconds; only the command tries it.
        and mutant.question != "q9_training"
        and survives(mutant.tree, short_tests(name)[mutant.question], MAX_LINES)
    ]
    assert alive == []
    assert bank.equivalent.keys() <= {mutant.change for mutant in found}


# --- the summary ---


def verdicts(*, rejected=True, named=True):
    for answer in BANK.wrong:
        name = (answer.family or answer.id) if named else "another-one"
        failed = ("test_published_examples",) if rejected else ()
        yield Verdict(Trial("wrong", answer.id, answer.question), failed, (), name)


def test_an_accepted_wrong_answer_fails_the_audit(assignment):
    report = _summary(assignment, BANK, list(verdicts(rejected=False)))
    assert "mse-mean gets all points" in report.failures


def test_a_wrong_hint_counts_as_none(assignment):
    report = _summary(assignment, BANK, list(verdicts(named=False)))
    assert sum(question.named for question in report.questions) == 0
    assert any("mistakes are named" in failure for failure in report.failures)
    report = _summary(assignment, BANK, list(verdicts()))
    assert sum(question.named for question in report.questions) == len(BANK.wrong)
    assert not any("mistakes are named" in failure for failure in report.failures)


def test_a_survivor_is_printed_as_code_and_an_equivalent_one_is_not(assignment):
    equivalent = next(iter(BANK.equivalent))
    lost = "numerical_diff: return 1 -> return 2"
    report = _summary(
        assignment,
        BANK,
        [Verdict(Trial("mutant", change, "q4_numerical_diff")) for change in (equivalent, lost)],
    )
    q4 = next(each for each in report.questions if each.id == "q4_numerical_diff")
    assert (q4.mutants, q4.killed, q4.equivalent, q4.survivors) == (2, 0, 1, [lost])
    assert any("mutants are found" in failure for failure in report.failures)


def test_a_test_that_no_mistake_needs_must_have_a_reason(assignment):
    report = _summary(assignment, BANK, list(verdicts()))
    found = [failure for failure in report.failures if "is caught only by" in failure]
    assert any("test_at_zero_and_below" in failure for failure in found)
    assert not any("q1_mean" in failure and "test_published" in failure for failure in found)


def test_every_right_answer_is_tried(assignment):
    tried = {id_ for number in range(1, n_mixes(BANK)) for id_ in mix(BANK, number)}
    assert tried == {answer.id for answer in BANK.right}


def test_an_assignment_without_a_bank_is_reported(assignment, monkeypatch):
    monkeypatch.setattr("autograder.audit.audit.load_bank", lambda name: load_bank("no_such_bank"))
    with pytest.raises(ChalkgradError, match="no bank of wrong answers"):
        next(audit(assignment))


AUDIT_UNTIL_KILLED = """
import sys
from autograder.authoring.assignment import load_assignment
from autograder.audit.audit import audit

if __name__ == "__main__":
    trials = audit(load_assignment("hw1_forward"))
    next(trials)
    print("tried one", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux")
def test_a_killed_audit_leaves_no_processes(tmp_path):
    script = tmp_path / "until_killed.py"
    script.write_text(AUDIT_UNTIL_KILLED, encoding="utf-8")
    command = [sys.executable, str(script)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, **pipes) as running:
        assert running.stdout.readline() == b"tried one\n"
        watched = [os.pidfd_open(pid) for pid in descendants(running.pid)]
        running.kill()
    assert len(watched) > 1
    for watch in watched:
        ended, _, _ = select.select([watch], [], [], 60)
        os.close(watch)
        assert ended
