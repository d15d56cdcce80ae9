"""The audit of the tests: they must fail wrong answers and mutants, and pass right answers.

Owns the summary of the trials and its limits: below them, the command fails. The trials themselves
are left to `trials`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from autograder.audit.trials import Verdict, mix, n_mixes, start, trials, try_one
from autograder.authoring.assignment import Assignment
from autograder.authoring.testcase import load_tests
from autograder.course.spawn import spawn_context
from autograder.errors import ChalkgradError
from autograder.misconceptions import Bank, load_bank

LEAST_NAMED = 0.95
LEAST_KILLED = 0.98


@dataclass
class QuestionAudit:
    """The results of the trials of one question.

    Attributes
    ----------
    unnamed : list of str
        Wrong answers that were rejected without a hint, or with a wrong one.
    survivors : list of str
        Mutants that pass every test, as code, without the equivalent ones.
    only_by : dict
        Maps each test to the wrong answers that no other test rejects.
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
    """The results of one assignment.

    Attributes
    ----------
    failures : list of str
        What must be corrected.
    overwritten, swayed : int
        Runs of a test on an answer while its arguments were overwritten after each call, and those
        that decided differently.
    """

    assignment: str
    questions: list[QuestionAudit]
    failures: list[str] = field(default_factory=list)
    overwritten: int = 0
    swayed: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain values, for ``--json``."""
        return {
            "assignment": self.assignment,
            "questions": [dict(vars(question)) for question in self.questions],
            "overwritten": self.overwritten,
            "swayed": self.swayed,
            "failures": self.failures,
        }


def audit(assignment: Assignment, jobs: int = 1) -> Iterator[Audit | None]:
    """Yield None after each of `n_trials` trials, and finally the audit.

    Parameters
    ----------
    assignment : Assignment
        The assignment whose bank and mutants are tried.
    jobs : int
        Number of processes.
    """
    bank = load_bank(assignment.name)
    if not bank.wrong:
        raise ChalkgradError(f"{assignment.name}: there is no bank of wrong answers to try")
    verdicts = []
    context = spawn_context()
    with (
        tempfile.TemporaryDirectory(prefix="chalkgrad-audit-") as folder,
        ProcessPoolExecutor(jobs, context, start, (str(assignment.master), folder)) as pool,
    ):
        for verdict in pool.map(try_one, trials(assignment, bank), chunksize=4 if jobs > 1 else 1):
            verdicts.append(verdict)
            yield None
    yield _summary(assignment, bank, verdicts)


def n_trials(assignment: Assignment) -> int:
    """Return the number of trials of an audit."""
    return len(trials(assignment, load_bank(assignment.name)))


def _summary(assignment: Assignment, bank: Bank, verdicts: Sequence[Verdict]) -> Audit:
    # A question without wrong answers in the bank is not tried.
    records = {q.id: QuestionAudit(q.id) for q in assignment.questions if bank.of(q.id)}
    result = Audit(assignment.name, list(records.values()))
    families = {answer.id: answer.family for answer in bank.wrong}
    tried = {id_ for number in range(1, n_mixes(bank)) for id_ in mix(bank, number)}
    for answer in bank.right:
        records[answer.question].right += 1
        if answer.id not in tried:
            result.failures.append(f"{answer.id} was not tried: no other right answer fits it")
    for verdict in verdicts:
        result.failures += verdict.elsewhere
        result.overwritten += verdict.overwritten
        result.swayed += len(verdict.swayed)
        result.failures += [
            f"{test} decides differently about {verdict.trial.id} when its arguments are "
            "overwritten after each call: compute expected values before it, or hand out copies"
            for test in verdict.swayed
        ]
        if verdict.trial.question:
            _count(records[verdict.trial.question], verdict, families, bank.equivalent)
    for record in records.values():
        result.failures += [f"{name} gets all points" for name in record.accepted_wrong]
    _judge(result, assignment, bank, {v.trial.id for v in verdicts if v.trial.kind == "mutant"})
    return result


def _count(
    record: QuestionAudit,
    verdict: Verdict,
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
        record.unnamed.append(f"{name} ({verdict.named or 'no hint'})")
    if len(verdict.failed) == 1:
        record.only_by.setdefault(verdict.failed[0], []).append(name)


def _judge(result: Audit, assignment: Assignment, bank: Bank, tried_mutants: set[str]) -> None:
    """Add a failure for each number below its limit, stale equivalent and superfluous test."""
    questions = result.questions
    named, wrong = sum(q.named for q in questions), sum(q.wrong for q in questions)
    killed = sum(q.killed for q in questions)
    mutants = sum(q.mutants - q.equivalent for q in questions)
    for found, of, what, least in (
        (named, wrong, "mistakes are named", LEAST_NAMED),
        (killed, mutants, "mutants are found", LEAST_KILLED),
    ):
        if found < least * of:
            result.failures.append(f"{found} of {of} {what}; {least:.0%} should be")
    stale = set(bank.equivalent) - tried_mutants
    result.failures += [f"listed as equivalent, but not a mutant: {change}" for change in stale]
    records = {record.id: record for record in questions}
    for question in assignment.questions:
        if question.id not in records:
            continue
        for name in (test.name for test in load_tests(question)):
            needed = records[question.id].only_by.get(name) or bank.kept.get((question.id, name))
            if not needed and name not in bank.slow:
                result.failures.append(
                    f"{question.id}: no wrong answer is caught only by {name}; add one, or add the "
                    "test to KEPT with the reason"
                )
