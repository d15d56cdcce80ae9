"""The graders on trial: wrong answers must lose marks, right ones keep them, mutants be found.

Owns what is tried and what it must come to. Wrong and right answers go through the real worker;
mutants, and the questions that a wrong answer has nothing to do with, are tried in this process.
The numbers are those of the project's promise to students; the command fails below them.
"""

from __future__ import annotations

import ast
import multiprocessing
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.assignment import Assignment, Question, load_assignment
from autograder.build import SOLUTIONS
from autograder.collecting import SubmissionFile
from autograder.errors import ChalkgradError
from autograder.grading import Grader
from autograder.misconceptions import Bank, load_bank, splice, spliced
from autograder.mutants import Mutant, mutants
from autograder.rehearsal import MAX_LINES, rehearse
from autograder.result import QuestionResult, Result
from autograder.sandbox.linux import die_with_parent
from autograder.testcase import TestCase, load_tests

LEAST_NAMED = 0.95
LEAST_KILLED = 0.98


@dataclass
class QuestionAudit:
    """What the trials of one question came to.

    Attributes
    ----------
    unnamed : list of str
        Wrong answers that were rejected without, or with another, hint.
    survivors : list of str
        Mutants that every test passes, as code, but for the equivalent ones.
    only_by : dict
        For each test, the wrong answers that it alone rejects.
    """

    id: str
    wrong: int = 0
    rejected: int = 0
    named: int = 0
    right: int = 0
    mutants: int = 0
    killed: int = 0
    equivalent: int = 0
    accepted_wrong: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    survivors: list[str] = field(default_factory=list)
    only_by: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Audit:
    """The trials of one assignment, and what falls short."""

    assignment: str
    questions: list[QuestionAudit]
    failures: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for ``--json``."""
        return {
            "assignment": self.assignment,
            "questions": [dict(vars(question)) for question in self.questions],
            "failures": self.failures,
        }


@dataclass(frozen=True)
class _Trial:
    """One thing to try: its kind and what identifies it."""

    kind: str
    id: str
    question: str = ""


@dataclass(frozen=True)
class _Verdict:
    """What a trial came to.

    Attributes
    ----------
    failed : tuple of str
        Tests of the trial's own question that reject it.
    elsewhere : tuple of str
        What went wrong in other questions, or with right answers.
    """

    trial: _Trial
    failed: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    named: str = ""


def audit(assignment: Assignment, jobs: int = 1) -> Iterator[Audit | None]:
    """Yield None after each of `n_trials` trials, and at last the audit.

    Parameters
    ----------
    assignment : Assignment
        Its banks are tried.
    jobs : int
        Number of processes.
    """
    bank = load_bank(assignment.name)
    if not bank.wrong:
        raise ChalkgradError(f"{assignment.name}: there is no bank of wrong answers to try")
    trials = _trials(assignment, bank)
    verdicts = []
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory(prefix="chalkgrad-audit-") as folder,
        ProcessPoolExecutor(jobs, context, _start, (str(assignment.master), folder)) as pool,
    ):
        for verdict in pool.map(_try, trials, chunksize=4 if jobs > 1 else 1):
            verdicts.append(verdict)
            yield None
    yield _summary(assignment, bank, verdicts)


def n_trials(assignment: Assignment) -> int:
    """Return how many verdicts `audit` will give."""
    return len(_trials(assignment, load_bank(assignment.name)))


def _trials(assignment: Assignment, bank: Bank) -> list[_Trial]:
    trials = [_Trial("stub", "stub")]
    # The long ones first: no processor waits for them at the end.
    trials += [_Trial("right", str(number)) for number in range(_n_mixes(bank))]
    trials += [_Trial("wrong", answer.id, answer.question) for answer in bank.wrong]
    trials += [
        _Trial("mutant", mutant.change, mutant.question)
        for mutant in mutants(assignment, _reference(assignment), bank.questions)
    ]
    return trials


def _n_mixes(bank: Bank) -> int:
    counts = [
        sum(answer.question == question for answer in bank.right)
        for question in {answer.question for answer in bank.right}
    ]
    # And one of the reference alone.
    return 1 + max(counts, default=0)


def _mix(bank: Bank, number: int) -> dict[str, str]:
    """Return the n-th right answer to every question, as far as they go together."""
    chosen: dict[str, str] = {}
    for question in sorted({answer.question for answer in bank.right}):
        answers = [each for each in bank.right if each.question == question]
        answer = answers[(number - 1) % len(answers)]
        # A method of another answer does not fit into a class that is an answer itself.
        if "class " not in "".join(chosen.values()) or "(self" not in answer.source:
            chosen[answer.id] = answer.source
    return chosen


def _reference(assignment: Assignment) -> str:
    root = assignment.folder.parent.parent
    return (root / SOLUTIONS / f"{assignment.name}.py").read_text(encoding="utf-8")


# -- in a process of the pool ----------------------------------------------------------------------


class _Court:
    """What one process needs for its trials."""

    def __init__(self, assignment: Assignment, folder: Path) -> None:
        self.assignment = assignment
        self.folder = folder
        self.bank = load_bank(assignment.name)
        self.reference = _reference(assignment)
        self.grader = Grader(assignment)
        # A second one without the tests that take seconds.
        self.quick = Grader(assignment)
        self.wrong = {answer.id: answer for answer in self.bank.wrong}
        self.mutants = {
            m.change: m for m in mutants(assignment, self.reference, self.bank.questions)
        }

    def try_stub(self, trial: _Trial) -> _Verdict:
        """Require the notebook as handed out to be not attempted, question by question."""
        name = self.assignment.name
        root = self.assignment.folder.parent.parent
        path = root / "student_template" / name / f"{name}.ipynb"
        result = self.grader.grade(SubmissionFile(path, "stub"))
        return _Verdict(
            trial,
            elsewhere=tuple(
                f"the stub of {question.id} is {question.status}"
                for question in result.questions
                if question.status != "not_attempted"
            ),
        )

    def try_right(self, trial: _Trial) -> _Verdict:
        """Grade the n-th right answers to all questions at once; the first is the reference."""
        number = int(trial.id)
        chosen = _mix(self.bank, number) if number else {}
        source = self.reference
        for code in chosen.values():
            source = splice(source, code)
        asked = [each.id for each in self.assignment.questions if self.bank.of(each.id)]
        result = self._grade(self.grader, f"right_{number}", source, asked)
        wrong = [each for each in result.questions if each.id in asked and each.status != "passed"]
        return _Verdict(
            trial,
            elsewhere=tuple(
                f"a right answer is {question.status} in {question.id}: {question.feedback} "
                f"(the answers: {', '.join(chosen) or 'the reference'})"
                for question in wrong
            ),
        )

    def try_wrong(self, trial: _Trial) -> _Verdict:
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
            if rehearse(code, test).status != "passed"
        ]
        if result.status != "graded":
            elsewhere.append(f"{answer.id} is {result.status}: {_details(own)}")
        return _Verdict(
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

    def try_mutant(self, trial: _Trial) -> _Verdict:
        """Run the tests of a mutant's question until one rejects it."""
        mutant: Mutant = self.mutants[trial.id]
        code = compile(mutant.tree, "mutant", "exec", dont_inherit=True)
        tests = self.grader.tests[mutant.question]
        # What survives the short tests is tried on the long ones, unless nothing is expected.
        for test in sorted(tests, key=lambda each: each.name in self.bank.slow):
            slow = test.name in self.bank.slow
            if slow and mutant.change in self.bank.equivalent:
                continue
            if rehearse(code, test, None if slow else MAX_LINES).status != "passed":
                return _Verdict(trial, (test.name,))
        return _Verdict(trial)

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


_court: _Court | None = None


def _start(master: str, folder: str) -> None:
    global _court
    # An audit that is killed leaves no processes behind.
    die_with_parent()
    _court = _Court(load_assignment(Path(master)), Path(folder))


def _try(trial: _Trial) -> _Verdict:
    assert _court is not None
    verdict: _Verdict = getattr(_court, f"try_{trial.kind}")(trial)
    return verdict


def _details(question: QuestionResult) -> str:
    return "; ".join(test.detail for test in question.tests if test.status == "error")


# -- what it comes to ------------------------------------------------------------------------------


def _summary(assignment: Assignment, bank: Bank, verdicts: Sequence[_Verdict]) -> Audit:
    # A question that the bank has nothing on is not tried.
    records = {q.id: QuestionAudit(q.id) for q in assignment.questions if bank.of(q.id)}
    result = Audit(assignment.name, list(records.values()))
    families = {answer.id: answer.family for answer in bank.wrong}
    tried = {id_ for number in range(1, _n_mixes(bank)) for id_ in _mix(bank, number)}
    for answer in bank.right:
        records[answer.question].right += 1
        if answer.id not in tried:
            result.failures.append(f"{answer.id} fits no other right answer and was not tried")
    for verdict in verdicts:
        result.failures += verdict.elsewhere
        if verdict.trial.question:
            _count(records[verdict.trial.question], verdict, families, bank.equivalent)
    for record in records.values():
        result.failures += [f"{name} keeps all its marks" for name in record.accepted_wrong]
    _judge(result, assignment, bank, {v.trial.id for v in verdicts if v.trial.kind == "mutant"})
    return result


def _count(
    record: QuestionAudit,
    verdict: _Verdict,
    families: Mapping[str, str],
    equivalent: Mapping[str, str],
) -> None:
    name = verdict.trial.id
    if verdict.trial.kind == "mutant":
        record.mutants += 1
        if verdict.failed:
            record.killed += 1
        elif name in equivalent:
            record.equivalent += 1
        else:
            record.survivors.append(name)
        return
    record.wrong += 1
    if not verdict.failed:
        record.accepted_wrong.append(name)
        return
    record.rejected += 1
    if verdict.named and verdict.named in (name, families[name]):
        record.named += 1
    else:
        record.unnamed.append(f"{name} ({verdict.named or 'nothing said'})")
    if len(verdict.failed) == 1:
        record.only_by.setdefault(verdict.failed[0], []).append(name)


def _judge(result: Audit, assignment: Assignment, bank: Bank, tried_mutants: set[str]) -> None:
    """Add to the failures what falls short of the numbers."""
    questions = result.questions
    wrong, named = sum(q.wrong for q in questions), sum(q.named for q in questions)
    if named < LEAST_NAMED * wrong:
        result.failures.append(
            f"{named} of {wrong} mistakes are named; {LEAST_NAMED:.0%} should be"
        )
    killed = sum(q.killed for q in questions)
    tried = sum(q.mutants - q.equivalent for q in questions)
    if killed < LEAST_KILLED * tried:
        result.failures.append(
            f"{killed} of {tried} mutants are found; {LEAST_KILLED:.0%} should be"
        )
    stale = set(bank.equivalent) - tried_mutants
    result.failures += [f"listed as equivalent, but no mutant: {change}" for change in stale]
    for question in assignment.questions:
        if not bank.of(question.id):
            continue
        record = next(each for each in questions if each.id == question.id)
        for name in (test.name for test in load_tests(question)):
            alone = record.only_by.get(name)
            reason = bank.kept.get((question.id, name))
            if not alone and not reason and name not in bank.slow:
                result.failures.append(
                    f"{question.id}: nothing is caught by {name} alone; add such a wrong answer, "
                    "or say why the test stays"
                )
