"""The trials of an audit, each of which is carried out in a process of its pool.

Wrong and right answers are run in the real worker. Mutants are run in this process, and so are the
tests of questions that do not depend on a wrong answer. The summary is left to `audit`.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.audit.mutants import Mutant, mutants
from autograder.audit.overwritten import swayed
from autograder.authoring.assignment import Assignment, Question, load_assignment
from autograder.authoring.testcase import TestCase
from autograder.diagnosis.in_process import MAX_LINES, compiled, run_in_process
from autograder.grading.grader import Grader
from autograder.grading.result import QuestionResult, Result
from autograder.intake.entry import SubmissionFile
from autograder.misconceptions import Bank, load_bank, splice, spliced
from autograder.sandbox.linux import die_with_parent


@dataclass(frozen=True)
class Trial:
    """One trial: its kind ("stub", "right", "wrong" or "mutant") and an id."""

    kind: str
    id: str
    question: str = ""


@dataclass(frozen=True)
class Verdict:
    """The result of a trial.

    Attributes
    ----------
    failed : tuple of str
        Tests of the trial's own question that reject it.
    elsewhere : tuple of str
        Errors in other questions, or of right answers.
    overwritten : int
        How many tests were run again while their arguments were overwritten.
    swayed : tuple of str
        Those of them that then decided differently, as ``question.test``.
    """

    trial: Trial
    failed: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    named: str = ""
    overwritten: int = 0
    swayed: tuple[str, ...] = ()


def trials(assignment: Assignment, bank: Bank) -> list[Trial]:
    """Return all trials, the longest first, so that no processor is idle at the end."""
    found = [Trial("stub", "stub")]
    found += [Trial("right", str(number)) for number in range(n_mixes(bank))]
    found += [Trial("wrong", answer.id, answer.question) for answer in bank.wrong]
    found += [
        Trial("mutant", mutant.change, mutant.question)
        for mutant in mutants(assignment, assignment.reference(), bank.questions)
    ]
    return found


def n_mixes(bank: Bank) -> int:
    """Return the number of mixes that contain every right answer; the first is the reference."""
    counts = Counter(answer.question for answer in bank.right)
    return 1 + max(counts.values(), default=0)


def mix(bank: Bank, number: int) -> dict[str, str]:
    """Return the n-th right answer to every question, as far as they can be combined."""
    chosen: dict[str, str] = {}
    for question in sorted({answer.question for answer in bank.right}):
        answers = [each for each in bank.right if each.question == question]
        answer = answers[(number - 1) % len(answers)]
        # A method cannot be put in a class that is itself an answer.
        if "class " not in "".join(chosen.values()) or "(self" not in answer.source:
            chosen[answer.id] = answer.source
    return chosen


class _TrialRunner:
    """Carries out the trials of one process."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.assignment = assignment
        self.folder = folder
        self.bank = load_bank(assignment.name)
        self.reference = assignment.reference()
        self.grader = Grader(assignment, trusting=True)
        # This one runs only some tests, none of those that take seconds.
        self.quick = Grader(assignment, trusting=True)
        self.wrong = {answer.id: answer for answer in self.bank.wrong}
        self.mutants = {
            m.change: m for m in mutants(assignment, self.reference, self.bank.questions)
        }

    def try_stub(self, trial: Trial) -> Verdict:
        """Require that every question of the student's notebook counts as not attempted."""
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
        """Grade the n-th right answers to all questions at once; number 0 is the reference."""
        number = int(trial.id)
        chosen = mix(self.bank, number) if number else {}
        source = self.reference
        for code in chosen.values():
            source = splice(source, code)
        asked = [each.id for each in self.assignment.questions if self.bank.of(each.id)]
        result = self._grade(self.grader, f"right_{number}", source, asked)
        wrong = [each for each in result.questions if each.id in asked and each.status != "passed"]
        count, changed = self._overwrite(
            source, result, asked, self.bank.slow if number else frozenset()
        )
        return Verdict(
            trial,
            overwritten=count,
            swayed=changed,
            elsewhere=tuple(
                f"a right answer is {question.status} in {question.id}: {question.feedback} "
                f"(the answers: {', '.join(chosen) or 'the reference'})"
                for question in wrong
            ),
        )

    def try_wrong(self, trial: Trial) -> Verdict:
        """Grade the reference with a wrong answer, and the other questions that it may affect."""
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
            f"{answer.id} loses points in {other.id}: {other.feedback}"
            for other in result.questions
            if other.id in touched and other is not own and other.status != "passed"
        ]
        tree = spliced(self.reference, answer.source)
        code = compiled(tree, answer.id)
        elsewhere += [
            f"{answer.id} loses points in {question.id}, which does not require {trial.question}"
            for question in self.assignment.questions
            if question.id not in touched and self.bank.of(question.id)
            # The other questions do not call it.
            if reaches(tree, self._names(question), answer.source)
            for test in self.quick.tests[question.id]
            if run_in_process(code, test).status != "passed"
        ]
        if result.status != "graded":
            elsewhere.append(f"{answer.id} is {result.status}: {_details(own)}")
        # Those that take seconds are run on right answers only.
        long = self.bank.slow | self.bank.timed
        count, changed = self._overwrite(tree, result, [trial.question], long, MAX_LINES)
        return Verdict(
            trial,
            tuple(test.name for test in own.tests if test.status != "passed"),
            tuple(elsewhere),
            own.misconception or "",
            count,
            changed,
        )

    def _overwrite(
        self,
        source: str | ast.Module,
        result: Result,
        questions: Sequence[str],
        without: Collection[str],
        max_lines: int | None = None,
    ) -> tuple[int, tuple[str, ...]]:
        """Run the tests of questions again, on overwritten arguments; return how many, and which.

        They are compared with the verdicts in `result`.
        """
        code, count = compiled(source, "overwritten"), 0
        changed: list[str] = []
        for id_ in questions:
            record = next(each for each in result.questions if each.id == id_)
            tests = [test for test in self.grader.tests[id_] if test.name not in without]
            verdicts = {test.name: test.status == "passed" for test in record.tests}
            found = swayed(code, tests, verdicts, max_lines)
            count, changed = count + len(tests), changed + [f"{id_}.{name}" for name in found]
        return count, tuple(changed)

    def _names(self, question: Question) -> list[str]:
        """Return the names that a question's tests may use of a submission."""
        required = [self.assignment.question(id_) for id_ in question.requires]
        return [name for each in (question, *required) for name in each.names]

    def _is_tried(self, test: TestCase, question: str) -> bool:
        """Whether a test is run on wrong answers to a question."""
        if test.name in self.bank.timed:
            return test.question == question
        return test.name not in self.bank.slow

    def _dependents(self, question: str) -> list[str]:
        """Return the tried questions that require a question, directly or through others."""
        found = [question]
        for each in self.assignment.questions:
            if any(required in found for required in each.requires):
                found.append(each.id)
        return [each for each in found[1:] if each in self.bank.questions]

    def try_mutant(self, trial: Trial) -> Verdict:
        """Run the tests of a mutant's question until one rejects it."""
        mutant: Mutant = self.mutants[trial.id]
        code = compiled(mutant.tree, "mutant")
        tests = self.grader.tests[mutant.question]
        # The long tests come last, and are not run on mutants that are known to be equivalent.
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
    """Whether functions, or the functions they call, are among those that some source defines.

    Source with other statements than definitions may affect every function.
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
    # If the audit is killed, its processes end too.
    die_with_parent()
    _runner = _TrialRunner(load_assignment(Path(master)), Path(folder))


def try_one(trial: Trial) -> Verdict:
    """Carry out one trial; `start` must have been called in this process."""
    assert _runner is not None
    verdict: Verdict = getattr(_runner, f"try_{trial.kind}")(trial)
    return verdict


def _details(question: QuestionResult) -> str:
    return "; ".join(test.detail for test in question.tests if test.status == "error")
