"""What is tried on the graders, and one trial of it, in a process of the audit's pool.

Wrong and right answers go through the real worker; mutants, and the questions that a wrong answer
has nothing to do with, are tried in this process. What the verdicts come to is left to `audit`.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.audit.mutants import Mutant, mutants
from autograder.authoring.assignment import Assignment, Question, load_assignment
from autograder.authoring.testcase import TestCase
from autograder.diagnosis.in_process import MAX_LINES, run_in_process
from autograder.grading.grader import Grader
from autograder.grading.result import QuestionResult, Result
from autograder.intake.naming import SubmissionFile
from autograder.misconceptions import Bank, load_bank, splice, spliced
from autograder.sandbox.linux import die_with_parent


@dataclass(frozen=True)
class Trial:
    """One thing to try: its kind and what identifies it."""

    kind: str
    id: str
    question: str = ""


@dataclass(frozen=True)
class Verdict:
    """What a trial came to.

    Attributes
    ----------
    failed : tuple of str
        Tests of the trial's own question that reject it.
    elsewhere : tuple of str
        What went wrong in other questions, or with right answers.
    """

    trial: Trial
    failed: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    named: str = ""


def trials(assignment: Assignment, bank: Bank) -> list[Trial]:
    """Return everything that is tried, the longest first."""
    found = [Trial("stub", "stub")]
    # No processor waits for the long ones at the end.
    found += [Trial("right", str(number)) for number in range(n_mixes(bank))]
    found += [Trial("wrong", answer.id, answer.question) for answer in bank.wrong]
    found += [
        Trial("mutant", mutant.change, mutant.question)
        for mutant in mutants(assignment, assignment.reference(), bank.questions)
    ]
    return found


def n_mixes(bank: Bank) -> int:
    """Return how many mixes of right answers hold them all, with one of the reference alone."""
    counts = [
        sum(answer.question == question for answer in bank.right)
        for question in {answer.question for answer in bank.right}
    ]
    return 1 + max(counts, default=0)


def mix(bank: Bank, number: int) -> dict[str, str]:
    """Return the n-th right answer to every question, as far as they go together."""
    chosen: dict[str, str] = {}
    for question in sorted({answer.question for answer in bank.right}):
        answers = [each for each in bank.right if each.question == question]
        answer = answers[(number - 1) % len(answers)]
        # A method of another answer does not fit into a class that is an answer itself.
        if "class " not in "".join(chosen.values()) or "(self" not in answer.source:
            chosen[answer.id] = answer.source
    return chosen


class _TrialRunner:
    """What one process needs for its trials."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.assignment = assignment
        self.folder = folder
        self.bank = load_bank(assignment.name)
        self.reference = assignment.reference()
        self.grader = Grader(assignment)
        # A second one without the tests that take seconds.
        self.quick = Grader(assignment)
        self.wrong = {answer.id: answer for answer in self.bank.wrong}
        self.mutants = {
            m.change: m for m in mutants(assignment, self.reference, self.bank.questions)
        }

    def try_stub(self, trial: Trial) -> Verdict:
        """Require the notebook as handed out to be not attempted, question by question."""
        name = self.assignment.name
        path = self.assignment.root / "student_template" / name / f"{name}.ipynb"
        result = self.grader.grade(SubmissionFile(path, "stub"))
        return Verdict(
            trial,
            elsewhere=tuple(
                f"the stub of {question.id} is {question.status}"
                for question in result.questions
                if question.status != "not_attempted"
            ),
        )

    def try_right(self, trial: Trial) -> Verdict:
        """Grade the n-th right answers to all questions at once; the first is the reference."""
        number = int(trial.id)
        chosen = mix(self.bank, number) if number else {}
        source = self.reference
        for code in chosen.values():
            source = splice(source, code)
        asked = [each.id for each in self.assignment.questions if self.bank.of(each.id)]
        result = self._grade(self.grader, f"right_{number}", source, asked)
        wrong = [each for each in result.questions if each.id in asked and each.status != "passed"]
        return Verdict(
            trial,
            elsewhere=tuple(
                f"a right answer is {question.status} in {question.id}: {question.feedback} "
                f"(the answers: {', '.join(chosen) or 'the reference'})"
                for question in wrong
            ),
        )

    def try_wrong(self, trial: Trial) -> Verdict:
        """Grade a wrong answer over the reference; look at everything else it could touch."""
        answer = self.wrong[trial.id]
        self.quick.tests = {
            question: [test for test in tests if self._is_tried(test, trial.question)]
            for question, tests in self.grader.tests.items()
        }
        source = splice(self.reference, answer.source)
        touched = [trial.question, *self._dependents(trial.question)]
        result = self._grade(self.quick, answer.id, source, touched)
        own = next(each for each in result.questions if each.id == trial.question)
        elsewhere = [
            f"{answer.id} loses marks in {other.id}: {other.feedback}"
            for other in result.questions
            if other.id in touched and other is not own and other.status != "passed"
        ]
        tree = spliced(self.reference, answer.source)
        code = compile(tree, answer.id, "exec", dont_inherit=True)
        elsewhere += [
            f"{answer.id} loses marks in {question.id}, which does not require {trial.question}"
            for question in self.assignment.questions
            if question.id not in touched and self.bank.of(question.id)
            # The rest could not even call it.
            if reaches(tree, self._names(question), answer.source)
            for test in self.quick.tests[question.id]
            if run_in_process(code, test).status != "passed"
        ]
        if result.status != "graded":
            elsewhere.append(f"{answer.id} is {result.status}: {_details(own)}")
        return Verdict(
            trial,
            tuple(test.name for test in own.tests if test.status != "passed"),
            tuple(elsewhere),
            own.misconception or "",
        )

    def _names(self, question: Question) -> list[str]:
        """Return what a question's tests may take from a submission."""
        required = [self.assignment.question(id_) for id_ in question.requires]
        return [name for each in (question, *required) for name in each.names]

    def _is_tried(self, test: TestCase, question: str) -> bool:
        """Whether a test is run on the wrong answers to a question."""
        if test.name in self.bank.timed:
            return test.question == question
        return test.name not in self.bank.slow

    def _dependents(self, question: str) -> list[str]:
        found = [question]
        for each in self.assignment.questions:
            if any(required in found for required in each.requires):
                found.append(each.id)
        return [each for each in found[1:] if each in self.bank.questions]

    def try_mutant(self, trial: Trial) -> Verdict:
        """Run the tests of a mutant's question until one rejects it."""
        mutant: Mutant = self.mutants[trial.id]
        code = compile(mutant.tree, "mutant", "exec", dont_inherit=True)
        tests = self.grader.tests[mutant.question]
        # What survives the short tests is tried on the long ones, unless nothing is expected.
        for test in sorted(tests, key=lambda each: each.name in self.bank.slow):
            slow = test.name in self.bank.slow
            if slow and mutant.change in self.bank.equivalent:
                continue
            if run_in_process(code, test, None if slow else MAX_LINES).status != "passed":
                return Verdict(trial, (test.name,))
        return Verdict(trial)

    def _grade(self, grader: Grader, name: str, source: str, only: Sequence[str] = ()) -> Result:
        path = self.folder / f"{name}.py"
        path.write_text(source, encoding="utf-8")
        result = grader.grade(SubmissionFile(path, name), only=only)
        path.unlink()
        return result


def reaches(tree: ast.Module, names: Sequence[str], source: str) -> bool:
    """Whether functions, or what they call, are among those that a piece of source defines.

    Source that does more than to define may reach everything.
    """
    changed = set()
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            return True
        is_method = isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args[:1]] == [
            "self"
        ]
        changed |= (
            {k.name for k in tree.body if isinstance(k, ast.ClassDef)} if is_method else {node.name}
        )
    defined = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    frontier, reached = [name.partition(".")[0] for name in names], set()
    while frontier:
        name = frontier.pop()
        if name in defined and name not in reached:
            reached.add(name)
            frontier += [n.id for n in ast.walk(defined[name]) if isinstance(n, ast.Name)]
    return bool(reached & changed)


_runner: _TrialRunner | None = None


def start(master: str, folder: str) -> None:
    """Set up this process for trials of one assignment."""
    global _runner
    # An audit that is killed leaves no processes behind.
    die_with_parent()
    _runner = _TrialRunner(load_assignment(Path(master)), Path(folder))


def try_one(trial: Trial) -> Verdict:
    """Carry out one trial; `start` must have been called in this process."""
    assert _runner is not None
    verdict: Verdict = getattr(_runner, f"try_{trial.kind}")(trial)
    return verdict


def _details(question: QuestionResult) -> str:
    return "; ".join(test.detail for test in question.tests if test.status == "error")
