"""Which known mistake an answer makes: its recordings beside those of the wrong answers.

Owns the comparison and its rules: a hint is given where exactly one wrong answer, or one family of
them, does the same as the student's code; never a guess. The wrong answers and their hints stand in
`misconceptions`, what a recording is in `recording`.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any

from autograder.authoring.testcase import TestCase
from autograder.diagnosis.in_process import Outcome, run_in_process
from autograder.diagnosis.recording import Event, Recording, distance, same
from autograder.misconceptions import Bank, WrongAnswer, spliced
from autograder.text import current_language

# The same formula in another order; another tiny number in the logarithm (see LOG_EPSILON).
_TIGHT, _LOOSE = 1e-7, 2e-5
# Differences err by 1e-10 and more; what agrees better is the same formula.
_EXACT = 1e-12
# Of the spread of some thousand random numbers; the number from which on it is compared.
_ROUGH, _MANY = 0.1, 1000
# How much nearer to the wrong answer than to the right one.
_NEARER = 0.1
# Who makes a mistake with another h makes the same mistake.
_STEPS = ("1e-5", "1e-3", "1e-6")


@dataclass(frozen=True)
class Observed:
    """How a test of the student's code ended, and what it did.

    Attributes
    ----------
    status : str
        As in `attempts.Attempt`.
    message : str
        What the test said of it, without the student's values.
    """

    status: str
    message: str
    recording: Recording


@dataclass(frozen=True)
class Diagnosis:
    """A known mistake: the id of a wrong answer or of a family, and the hint it earns."""

    id: str
    hint: str


class Diagnoser:
    """Compares answers with a bank; what the wrong answers do is found out when first needed.

    Parameters
    ----------
    bank : Bank
        The wrong answers.
    reference : str
        Source of the reference solutions, into which they are put.
    """

    def __init__(self, bank: Bank, reference: str) -> None:
        self.bank = bank
        self.reference = reference
        self._codes: dict[tuple[str, str], CodeType] = {}
        self._outcomes: dict[tuple[str, str, str, str, str], Outcome] = {}

    def diagnose(
        self, question: str, tests: Sequence[TestCase], observed: Mapping[str, Observed]
    ) -> Diagnosis | None:
        """Return what is known of an answer.

        Parameters
        ----------
        question : str
            Id of the question.
        tests : sequence of TestCase
            Its tests.
        observed : mapping of str to Observed
            By the tests' names; those that were not run may be missing.
        """
        if any(each.status == "not_attempted" for each in observed.values()):
            return None
        every = [
            test for test in tests if test.name in observed and test.name not in self.bank.slow
        ]
        tests = [test for test in every if test.name not in self.bank.timed]
        failed = [test for test in tests if observed[test.name].status == "failed"]
        if not failed:
            return self._late(question, every, observed)
        passed = [test for test in tests if observed[test.name].status == "passed"]
        for step in ("", *_STEPS):
            answers = [
                answer
                for answer in self.bank.of(question)
                if not answer.late and (not step or "1e-4" in answer.source)
            ]
            matches = functools.partial(self._matches, step=step, observed=observed)
            found = self._agreed(answers, tests, failed, passed, matches)
            if found is not None:
                return found
        return None

    def remark(
        self, question: str, tests: Sequence[TestCase], observed: Mapping[str, Observed]
    ) -> str:
        """Return what the instructor should know of a right answer; usually nothing."""
        known = [each for each in self.bank.right if each.question == question and each.remark]
        skipped = self.bank.slow | self.bank.timed | self.bank.random
        tests = [test for test in tests if test.name not in skipped]
        if not known or any(observed[test.name].status != "passed" for test in tests):
            return ""
        for answer in known:
            code = compile(
                spliced(self.reference, answer.source), answer.id, "exec", dont_inherit=True
            )
            if all(
                self._alike(theirs, run_in_process(code, test).recording, _EXACT)
                for test in tests
                for theirs in [observed[test.name].recording]
            ):
                return str(answer.remark)
        return ""

    def _late(
        self, question: str, tests: Sequence[TestCase], observed: Mapping[str, Observed]
    ) -> Diagnosis | None:
        """Return what is known of an answer whose results are right but come too late."""
        answers = [answer for answer in self.bank.of(question) if answer.late]
        timed = [test for test in tests if test.name in self.bank.timed]
        if not answers or not timed or any(observed[t.name].status != "timeout" for t in timed):
            return None
        results = 0
        for test in tests:
            theirs = observed[test.name].recording.events
            if observed[test.name].status == "timeout":
                # What did not come.
                theirs = theirs[:-1]
            right = self._reference(test).events
            pairs = [(a, b) for a, b in zip(theirs, right, strict=False) if a.settled]
            if not all(self._same_event(a, b, _LOOSE) for a, b in pairs):
                return None
            results += sum(one.outcome[0] == "dict" for one, _ in pairs)
        return self._one(answers) if results else None

    def _agreed(
        self,
        answers: Sequence[WrongAnswer],
        tests: Sequence[TestCase],
        failed: Sequence[TestCase],
        passed: Sequence[TestCase],
        matches: functools.partial[bool],
    ) -> Diagnosis | None:
        # What does the same in all tests; then what does it in one that tells by a result.
        others = [test for test in tests if test not in failed]
        alike = [
            answer
            for answer in answers
            if all(matches(answer, test, tolerance=_LOOSE) for test in (*failed, *others))
        ]
        for tolerance in (_TIGHT, _LOOSE):
            closest = [
                answer
                for answer in alike
                if all(matches(answer, test, tolerance=tolerance) for test in failed)
            ]
            if closest:
                exact = [
                    answer
                    for answer in closest
                    if all(matches(answer, t, tolerance=tolerance, calls=True) for t in failed)
                ]
                return self._one(closest) or self._one(exact)
        # Nothing does the same in all tests: what has the same results in most that failed? Further
        # mistakes may hide it there, but who passes a test that it fails does not make it, and what
        # is only nearly the same may be something else.
        told = [test for test in failed if test.name not in self.bank.random]
        alike = [
            answer
            for answer in answers
            if 2 * sum(matches(answer, t, tolerance=_TIGHT, by_result=True) for t in told)
            >= max(len(failed), 1)
            and all(matches(answer, test, tolerance=_TIGHT) for test in passed)
        ]
        return self._one(alike)

    def _one(self, answers: Sequence[WrongAnswer]) -> Diagnosis | None:
        """Return what these answers have in common; None if they are several mistakes."""
        if len(answers) == 1:
            return Diagnosis(answers[0].id, str(answers[0].hint))
        families = {answer.family for answer in answers}
        family = families.pop() if len(families) == 1 else ""
        return Diagnosis(family, str(self.bank.families[family])) if family else None

    def _matches(
        self,
        answer: WrongAnswer,
        test: TestCase,
        *,
        step: str,
        observed: Mapping[str, Observed],
        tolerance: float,
        calls: bool = False,
        by_result: bool = False,
    ) -> bool:
        """Whether a wrong answer ends a test as the student's code did, and on the same way."""
        theirs = observed[test.name]
        ours = self._outcome(answer, test, step)
        if ours.status != theirs.status:
            return False
        if theirs.status != "failed":
            return True
        if by_result and _ends_in_error(theirs.recording):
            return False
        rough = test.name in self.bank.random
        if rough and ours.message != theirs.message:
            return False
        if not self._alike(theirs.recording, ours.recording, tolerance, rough=rough, calls=calls):
            return False
        return rough or self._nearer(theirs.recording, ours.recording, test)

    def _nearer(self, theirs: Recording, ours: Recording, test: TestCase) -> bool:
        """Whether the last result is much nearer to the wrong answer's than to the right one.

        Two mistakes that are both small agree with each other, and with the truth, to some digits.
        """
        right = self._reference(test)
        place = len(theirs.events) - 1
        if place < 0 or len(right.events) <= place or len(ours.events) <= place:
            return True
        # What was changed counts where the results are right.
        far, near = (
            max(distance(*self._comparable(one, other)), distance(one.after, other.after))
            for one, other in (
                (ours.events[place], right.events[place]),
                (theirs.events[place], ours.events[place]),
            )
        )
        return near <= _NEARER * far or far == 0.0

    def _alike(
        self,
        theirs: Recording,
        ours: Recording,
        tolerance: float,
        *,
        rough: bool = False,
        calls: bool = False,
    ) -> bool:
        mine, other = _told(theirs, rough), _told(ours, rough)
        return len(mine) == len(other) and all(
            self._same_event(a, b, tolerance, rough=rough, calls=calls)
            for a, b in zip(mine, other, strict=True)
        )

    def _same_event(
        self,
        one: Event,
        other: Event,
        tolerance: float,
        *,
        rough: bool = False,
        calls: bool = False,
    ) -> bool:
        if one.name != other.name:
            return False
        if rough:
            return same(_kind(one.outcome), _kind(other.outcome), _ROUGH)
        return (
            same(one.args, other.args, tolerance)
            and same(*self._comparable(one, other), tolerance)
            and same(one.after, other.after, tolerance)
            and (not calls or same(one.callbacks, other.callbacks, tolerance))
        )

    def _comparable(self, one: Event, other: Event) -> tuple[Any, Any]:
        """Return two results, or the first part of one where only that one has a history.

        Of functions that may return it; elsewhere the second part is the mistake.
        """
        if one.name in self.bank.histories:
            if _has_history(one.outcome) and not _has_history(other.outcome):
                return one.outcome[1][0], other.outcome
            if _has_history(other.outcome) and not _has_history(one.outcome):
                return one.outcome, other.outcome[1][0]
        return one.outcome, other.outcome

    def _reference(self, test: TestCase) -> Recording:
        key = ("", test.question, test.name, "", current_language())
        if key not in self._outcomes:
            self._outcomes[key] = run_in_process(
                compile(self.reference, "reference", "exec", dont_inherit=True), test
            )
        return self._outcomes[key].recording

    def _outcome(self, answer: WrongAnswer, test: TestCase, step: str) -> Outcome:
        # What a test says is compared too, and it says it in the student's language.
        key = (answer.id, test.question, test.name, step, current_language())
        if key not in self._outcomes:
            code = self._code(answer, step)
            outcome = run_in_process(code, test)
            if test.hidden:
                # Of hidden tests, the text of the student's error is never told either.
                outcome = replace(outcome, recording=_without_texts(outcome.recording))
            self._outcomes[key] = outcome
        return self._outcomes[key]

    def _code(self, answer: WrongAnswer, step: str) -> CodeType:
        if (answer.id, step) not in self._codes:
            source = answer.source.replace("1e-4", step) if step else answer.source
            tree = spliced(self.reference, source)
            self._codes[answer.id, step] = compile(tree, answer.id, "exec", dont_inherit=True)
        return self._codes[answer.id, step]


def _told(recording: Recording, rough: bool) -> list[Event]:
    """Leave out what a test reads before it has put something there: it may be random."""
    return [event for event in recording.events if event.settled or rough]


def _has_history(outcome: Any) -> bool:
    """Whether a result is `(x, x_history)`, which tests accept for `x`."""
    if not isinstance(outcome, tuple) or outcome[0] != "tuple" or len(outcome[1]) != 2:
        return False
    x, history = outcome[1]
    return x[0] == "array" and history[0] in ("array", "list")


def _kind(outcome: Any) -> Any:
    """Return what a result is whatever was drawn; of a large array, how it is distributed."""
    if not isinstance(outcome, tuple):
        return None
    if outcome[0] == "array":
        _, kind, shape, numbers = outcome
        if math.prod(shape) < _MANY:
            return kind, shape
        # Mean and tail are told apart by sign and by tenths: in sizes of the spread.
        mean, spread, far, _ = numbers
        centre = round(float(mean / spread)) if spread else 0
        return kind, shape, float(spread), centre, bool(far > 0.02)
    if outcome[0] in ("list", "tuple"):
        return outcome[0], [_kind(each) for each in outcome[1]]
    if outcome[0] == "dict":
        return {key: _kind(value) for key, value in outcome[1].items()}
    return outcome if outcome[0] == "raised" else outcome[0]


def _ends_in_error(recording: Recording) -> bool:
    last = recording.events[-1].outcome if recording.events else ("raised",)
    return isinstance(last, tuple) and last[0] == "raised"


def _without_texts(recording: Recording) -> Recording:
    for event in recording.events:
        if isinstance(event.outcome, tuple) and event.outcome[0] == "raised":
            event.outcome = (*event.outcome[:2], "")
    return recording
