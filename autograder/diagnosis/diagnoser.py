"""The diagnosis of an answer: its recordings are compared with those of known wrong answers.

Owns the rules of the comparison: a hint is given only if exactly one wrong answer, or one family of
them, behaves like the student's code. The wrong answers and their hints are in `misconceptions`,
the recordings in `recording`.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import CodeType
from typing import Any

from autograder.authoring.testcase import TestCase
from autograder.diagnosis.in_process import Outcome, compiled, run_in_process
from autograder.diagnosis.recording import Event, Recording, distance, same
from autograder.misconceptions import Bank, WrongAnswer, spliced
from autograder.text import current_language

# The same formula in another order; another tiny number in the logarithm (see LOG_EPSILON).
_TIGHT, _LOOSE = 1e-7, 2e-5
# Numerical differentiation errs by 1e-10 and more; results that agree better have the same formula.
_EXACT = 1e-12
# The tolerance for the standard deviation of random numbers; the least number of them to compare.
_ROUGH, _MANY = 0.1, 1000
# The distance to the wrong answer's result, at most, as a part of that to the right one.
_NEARER = 0.1
# A mistake with another step size h is the same mistake.
_STEPS = ("1e-5", "1e-3", "1e-6")


@dataclass(frozen=True)
class Observed:
    """How a test of the student's code ended, with its recording.

    Attributes
    ----------
    status : str
        As in `attempts.Attempt`.
    message : str
        The test's message about it, without the student's values.
    """

    status: str
    message: str
    recording: Recording


@dataclass(frozen=True)
class Diagnosis:
    """A known mistake: the id of a wrong answer or of a family, and its hint."""

    id: str
    hint: str


class Diagnoser:
    """Compares answers with a bank, whose wrong answers are run when they are first needed.

    Parameters
    ----------
    bank : Bank
        The wrong answers.
    reference : str
        Source of the reference solutions, which the wrong answers are put into.
    """

    def __init__(self, bank: Bank, reference: str) -> None:
        self.bank = bank
        self.reference = reference
        self._codes: dict[tuple[str, str], CodeType] = {}
        self._outcomes: dict[tuple[str, str, str, str, str], Outcome] = {}

    def diagnose(
        self, question: str, tests: Sequence[TestCase], observed: Mapping[str, Observed]
    ) -> Diagnosis | None:
        """Return the known mistake in an answer; None if there is none.

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
        """Return what the instructor should know about a right answer; usually nothing."""
        known = [each for each in self.bank.right if each.question == question and each.remark]
        skipped = self.bank.slow | self.bank.timed | self.bank.random
        tests = [test for test in tests if test.name not in skipped]
        if not known or any(observed[test.name].status != "passed" for test in tests):
            return ""
        for answer in known:
            code = compiled(spliced(self.reference, answer.source), answer.id)
            if all(
                self._alike(
                    observed[test.name].recording, run_in_process(code, test).recording, _EXACT
                )
                for test in tests
            ):
                return str(answer.remark)
        return ""

    def _late(
        self, question: str, tests: Sequence[TestCase], observed: Mapping[str, Observed]
    ) -> Diagnosis | None:
        """Return the known mistake in an answer whose results are right but come too late."""
        answers = [answer for answer in self.bank.of(question) if answer.late]
        timed = [test for test in tests if test.name in self.bank.timed]
        if not answers or not timed or any(observed[t.name].status != "timeout" for t in timed):
            return None
        results = 0
        for test in tests:
            theirs = observed[test.name].recording.events
            if observed[test.name].status == "timeout":
                theirs = theirs[:-1]  # the last call did not return
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
        def matching(
            some: Sequence[WrongAnswer], in_tests: Sequence[TestCase], **options: Any
        ) -> list[WrongAnswer]:
            return [each for each in some if all(matches(each, t, **options) for t in in_tests)]

        # First the wrong answers that behave the same in all tests, by the closest results.
        others = [test for test in tests if test not in failed]
        alike = matching(answers, (*failed, *others), tolerance=_LOOSE)
        for tolerance in (_TIGHT, _LOOSE):
            if closest := matching(alike, failed, tolerance=tolerance):
                exact = matching(closest, failed, tolerance=tolerance, calls=True)
                return self._one(closest) or self._one(exact)
        # Otherwise those with the same results in most of the failed tests: further mistakes may
        # hide this one in the others. An answer that passes a test that this mistake fails does
        # not make it, and results that are only nearly the same may have another cause.
        with_results = [test for test in failed if test.name not in self.bank.random]
        alike = [
            answer
            for answer in answers
            if 2 * sum(matches(answer, t, tolerance=_TIGHT, by_result=True) for t in with_results)
            >= max(len(failed), 1)
            and all(matches(answer, test, tolerance=_TIGHT) for test in passed)
        ]
        return self._one(alike)

    def _one(self, answers: Sequence[WrongAnswer]) -> Diagnosis | None:
        """Return the mistake that these answers share; None if they make several."""
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
        """Whether a test makes the same calls to a wrong answer, and ends in the same way."""
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
        """Whether the student's last result is much nearer to the wrong one than that to the right.

        Two small mistakes agree with each other, and with the right result, to some digits.
        """
        right = self._reference(test)
        last = len(theirs.events) - 1
        if last < 0 or len(right.events) <= last or len(ours.events) <= last:
            return True
        # Arguments that were changed count too, as the result may be right.
        far, near = (
            max(distance(*self._comparable(one, other)), distance(one.after, other.after))
            for one, other in (
                (ours.events[last], right.events[last]),
                (theirs.events[last], ours.events[last]),
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
        # An item that the test reads before it has written it may be random.
        first, second = (
            [event for event in each.events if event.settled or rough] for each in (theirs, ours)
        )
        return len(first) == len(second) and all(
            self._same_event(a, b, tolerance, rough=rough, calls=calls)
            for a, b in zip(first, second, strict=True)
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
        """Return two results; of one that has a history and the other not, the first part.

        Only for functions that may return a history; in others the second part is the mistake.
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
            self._outcomes[key] = run_in_process(compiled(self.reference, "reference"), test)
        return self._outcomes[key].recording

    def _outcome(self, answer: WrongAnswer, test: TestCase, step: str) -> Outcome:
        # The language is part of the key, as the test's messages are compared too.
        key = (answer.id, test.question, test.name, step, current_language())
        if key not in self._outcomes:
            outcome = run_in_process(self._code(answer, step), test)
            if test.hidden:
                # In hidden tests, the text of the student's error is not recorded either.
                outcome = replace(outcome, recording=_without_texts(outcome.recording))
            self._outcomes[key] = outcome
        return self._outcomes[key]

    def _code(self, answer: WrongAnswer, step: str) -> CodeType:
        if (answer.id, step) not in self._codes:
            source = answer.source.replace("1e-4", step) if step else answer.source
            self._codes[answer.id, step] = compiled(spliced(self.reference, source), answer.id)
        return self._codes[answer.id, step]


def _has_history(outcome: Any) -> bool:
    """Whether a result is `(x, x_history)`, which tests accept as well as `x`."""
    if not isinstance(outcome, tuple) or outcome[0] != "tuple" or len(outcome[1]) != 2:
        return False
    x, history = outcome[1]
    return x[0] == "array" and history[0] in ("array", "list")


def _kind(outcome: Any) -> Any:
    """Return the kind of a random result; for a large array, also its distribution."""
    if not isinstance(outcome, tuple):
        return None
    if outcome[0] == "array":
        _, kind, shape, numbers = outcome
        if math.prod(shape) < _MANY or kind not in ("b", "i", "u", "f"):
            return kind, shape
        # The mean in whole standard deviations; the tail tells normal from uniform numbers.
        mean, deviation, tail = map(float, numbers[:3])
        centre = mean / deviation if deviation else 0.0
        if not math.isfinite(centre):
            return kind, shape, str(mean)
        return kind, shape, deviation, round(centre), tail > 0.02
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
