"""The graders on trial: wrong answers must lose marks, right ones keep them, mutants be found.

Owns what the trials must come to: the numbers are those of the project's promise to students, and
the command fails below them. What is tried, and how, is left to `trials`.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from autograder.audit.trials import Verdict, mix, n_mixes, start, trials, try_one
from autograder.authoring.assignment import Assignment
from autograder.authoring.testcase import load_tests
from autograder.errors import ChalkgradError
from autograder.misconceptions import Bank, load_bank

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
    verdicts = []
    context = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory(prefix="chalkgrad-audit-") as folder,
        ProcessPoolExecutor(jobs, context, start, (str(assignment.master), folder)) as pool,
    ):
        for verdict in pool.map(try_one, trials(assignment, bank), chunksize=4 if jobs > 1 else 1):
            verdicts.append(verdict)
            yield None
    yield _summary(assignment, bank, verdicts)


def n_trials(assignment: Assignment) -> int:
    """Return how many verdicts `audit` will give."""
    return len(trials(assignment, load_bank(assignment.name)))


def _summary(assignment: Assignment, bank: Bank, verdicts: Sequence[Verdict]) -> Audit:
    # A question that the bank has nothing on is not tried.
    records = {q.id: QuestionAudit(q.id) for q in assignment.questions if bank.of(q.id)}
    result = Audit(assignment.name, list(records.values()))
    families = {answer.id: answer.family for answer in bank.wrong}
    tried = {id_ for number in range(1, n_mixes(bank)) for id_ in mix(bank, number)}
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
