"""One run of one test against a snapshot: how it ends and how long it takes.

Owns the CPU cap of a test, which is relative to the reference's time for the same test, and the
distinction between a wrong answer, a stub, a timeout and a fault of the grader. Which tests are run
is left to `grader`, what their outcomes are worth to `scoring`. A test sees student code through a
`RecordedEnv` around the sandbox's `Env`.
"""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from autograder import compare
from autograder.authoring import reference
from autograder.authoring.assignment import Question
from autograder.authoring.testcase import TestCase
from autograder.diagnosis.recording import RecordedEnv, Recording
from autograder.errors import is_interrupt
from autograder.grading import feedback
from autograder.grading.stand_ins import AS_SUBMITTED, StandInSet
from autograder.sandbox.channel import Budget, Channel
from autograder.sandbox.failures import OutOfMemory, StudentFailure
from autograder.sandbox.limits import Limits
from autograder.sandbox.proxies import CapReached, TestProcess
from autograder.sandbox.snapshot import Snapshot

Check: TypeAlias = "Callable[[], compare.Mismatch | None]"


@dataclass(frozen=True)
class Attempt:
    """How one run of one test ended.

    Attributes
    ----------
    status : str
        ``"passed"``, ``"failed"``, ``"timeout"``, ``"not_attempted"`` or ``"error"`` (the grader's
        own fault).
    message : str
        For the student.
    without_line : str
        The same without the student's own line; shown beside a hint.
    detail : str
        For the instructor.
    cpu_seconds : float
        Of the student's process.
    leaderboard : dict of str to float
        Measurements of a test that passed.
    mismatch : str
        The test's own message about a wrong answer, without the student's values.
    recording : Recording
        What the test did.
    """

    status: str
    message: str = ""
    detail: str = ""
    cpu_seconds: float = 0.0
    leaderboard: dict[str, float] = field(default_factory=dict)
    mismatch: str = ""
    recording: Recording = field(default_factory=Recording)
    without_line: str = ""


class Run:
    """A run that has ended; whether its answers were right is looked at when that is asked.

    Parameters
    ----------
    ended : Attempt
        How it ended, if every answer was right.
    checks : sequence of tuple
        What is still to be checked, each with the number of events recorded by then.
    has_incident : bool
        Whether an incident of a hidden test was noted: it must not add to what a line, a sentence
        or a hint tells.
    unsaid : sequence of str
        For the instructor.
    """

    def __init__(
        self,
        ended: Attempt,
        checks: Sequence[tuple[Check, int]],
        *,
        has_incident: bool,
        unsaid: Sequence[str],
    ) -> None:
        self._ended, self._checks = ended, checks
        self._has_incident, self._unsaid = has_incident, unsaid

    @property
    def is_out_of_time(self) -> bool:
        """Whether the test was stopped at its cap, as its answer knows."""
        return self._ended.status == "timeout"

    @functools.cached_property
    def attempt(self) -> Attempt:
        """How it ended."""
        ended = self._ended
        try:
            found = _first_wrong(self._checks)
        except Exception as error:
            found = None
            detail = f"{type(error).__name__} in a check: {error}"[:500]
            message = str(feedback.GRADER_FAILED)
            ended = replace(ended, status="error", message=message, detail=detail)
        if found is not None:
            # Whatever came afterwards.
            first, known = found
            message, detail = feedback.of_mismatch(first, hidden=True, called="")
            recording = replace(ended.recording, events=ended.recording.events[:known])
            ended = replace(
                ended,
                status="failed",
                message=message,
                without_line=message,
                detail=detail,
                mismatch=first.message,
                recording=recording,
            )
        if self._has_incident and ended.status == "failed":
            stopped = str(feedback.STOPPED)
            ended = replace(ended, message=stopped, without_line=stopped, recording=Recording())
        return replace(
            ended,
            detail=" ".join(filter(None, [ended.detail, *self._unsaid])),
            leaderboard=ended.leaderboard if ended.status == "passed" else {},
        )


class TestRunner:
    """Runs tests on snapshots of submissions.

    Parameters
    ----------
    names : sequence of str
        Names of everything that the assignment's questions ask for.
    source : str
        Source of the reference solutions.
    make_snapshot : callable
        Returns a snapshot of trusted code: of the reference, when a test first reaches its cap, and
        of code whose time a test compares with the student's.
    limits : Limits
        The caps.
    trusting : bool, default False
        Whether hidden tests end at the first wrong value.
    """

    __test__ = False  # not a test class, although pytest would take the name for one

    def __init__(
        self,
        names: Sequence[str],
        source: str,
        make_snapshot: Callable[[str], Snapshot],
        limits: Limits,
        *,
        trusting: bool = False,
    ) -> None:
        self.names = names
        self.trusting = trusting
        self.reference = source
        self.limits = limits
        self._make_snapshot = make_snapshot
        self._snapshots: dict[str, Snapshot] = {}
        self._reference_cpu: dict[tuple[str, str], float] = {}
        self._calibrating = 0.0

    def close(self) -> None:
        """End the processes that run trusted code."""
        for snapshot in self._snapshots.values():
            snapshot.close()
        self._snapshots.clear()

    def run(
        self,
        snapshot: Snapshot,
        question: Question,
        test: TestCase,
        places: feedback.Places,
        *,
        stand_ins: StandInSet = AS_SUBMITTED,
        short: bool = False,
    ) -> Run:
        """Run a test, once, in a process of its own.

        Parameters
        ----------
        stand_ins : StandInSet
            Functions to replace with the reference's.
        short : bool
            Whether the question has used up its time: the cap is then one second.
        """
        if snapshot.sums.used_up():
            not_run = Attempt("timeout", str(feedback.NOT_RUN))
            return Run(not_run, (), has_incident=False, unsaid=())
        own, calibrating = time.thread_time(), self._calibrating
        channel, unsaid = _forked(snapshot)
        snapshot.has_seen_hidden |= test.hidden
        idle = channel.idle_seconds
        before = channel.cpu_seconds
        incidents = len(snapshot.incidents)
        budget = self._budget(channel, question, test, short)
        process = TestProcess(channel, budget, self.limits.callbacks, self._trusted_process)
        status, message, detail, sentence, without_line = "passed", "", "", "", ""
        env = RecordedEnv(process.env())
        checks: list[tuple[Check, int]] = []
        holds = test.hidden and not self.trusting
        going_on = _going_on(env, checks) if holds else contextlib.nullcontext()
        try:
            # What runs with stand-ins may raise their source, and has seen earlier hidden tests.
            show_text = not test.hidden and not stand_ins.names
            process.ask({"op": "test", "seed": test.seed, "show_text": show_text})
            if stand_ins.names:
                # Questions are in order: neither this answer nor a later one may be taken from it.
                later = self.names[self.names.index(question.names[0]) :]
                source = reference.without(self.reference, tuple(later))
                asked = {each for name in self.names for each in (name, f"{name}.__init__")}
                process.ask(
                    {
                        "op": "replace",
                        "source": source,
                        "names": list(stand_ins.names),
                        # A starter function is not wrapped: it is known to the student.
                        "wrapped": [name for name in stand_ins.names if name in asked],
                        "own_calls": stand_ins.own_calls,
                    }
                )
            with going_on:
                test.run(env)
        except CapReached:
            status, message = "timeout", str(feedback.OUT_OF_TIME)
        except StudentFailure as failure:
            tell = functools.partial(
                feedback.of_failure,
                failure,
                hidden=test.hidden,
                names=question.names,
                asked=self.names,
                places=places,
                outcomes=snapshot.outcomes,
            )
            status, message = tell()
            without_line = tell(with_line=False)[1]
            detail = f"{failure.kind} {failure.type}".strip()
        except AssertionError as mismatch:
            status = "failed"
            sentence = mismatch.message if isinstance(mismatch, compare.Mismatch) else ""
            called = "" if test.hidden else env.recording.shown
            message, detail = feedback.of_mismatch(mismatch, hidden=test.hidden, called=called)
        except OutOfMemory:
            process.close()
            raise
        except Exception as error:
            if is_interrupt(error):
                raise KeyboardInterrupt from error
            status, message = "error", str(feedback.GRADER_FAILED)
            detail = f"{type(error).__name__} in the grader: {error}"[:500]
        used = channel.cpu_seconds - before
        snapshot.sums.idle += max(channel.idle_seconds - idle, 0.0)
        process.close()
        # What the grader computes about the reference is not the student's.
        snapshot.sums.own_cpu += time.thread_time() - own - (self._calibrating - calibrating)
        snapshot.sums.used_up()
        noted = snapshot.incidents[incidents:]
        if test.hidden:
            snapshot.incidents[incidents:] = sorted(noted)
        elif noted and stand_ins.names:
            # The code has seen hidden tests, and could choose which incidents, and in which order.
            stopped = str(feedback.STOPPED)
            known = snapshot.incidents[:incidents]
            snapshot.incidents[incidents:] = [] if stopped in known else [stopped]
        ended = Attempt(
            status,
            message,
            detail,
            max(used, 0.0),
            # The digits after the second are noise, which code could choose.
            {name: float(f"{value:.2g}") for name, value in process.leaderboard.items()},
            sentence,
            env.recording,
            without_line or message,
        )
        return Run(
            ended,
            checks,
            has_incident=test.hidden and bool(noted),
            unsaid=unsaid if test.hidden else (),
        )

    def _budget(self, channel: Channel, question: Question, test: TestCase, short: bool) -> Budget:
        limits = self.limits
        cpu = max(question.cpu_seconds, limits.test_cpu_seconds)
        budget = Budget(0.0, 0.0, limits.grace_cpu_seconds)
        if short:
            cpu = min(cpu, limits.after_timeout_cpu_seconds)
        else:
            start = channel.cpu_seconds
            budget.extend = lambda: start + self._calibrated(question, test)
        channel.rearm(budget, cpu, limits.idle_seconds(cpu))
        return budget

    def _calibrated(self, question: Question, test: TestCase) -> float:
        """Return the cap in CPU seconds: a multiple of the reference's time for this test."""
        key = (question.id, test.name)
        if key not in self._reference_cpu:
            own = time.thread_time()
            process = self._trusted_process(self.reference)
            process.ask({"op": "test", "seed": test.seed, "show_text": False})
            test.run(process.env())
            self._reference_cpu[key] = process.channel.cpu_seconds
            process.close()
            self._calibrating += time.thread_time() - own
        return self.limits.reference_factor * self._reference_cpu[key]

    def _trusted_process(self, source: str) -> TestProcess:
        """Return a process that has run trusted code, without caps."""
        if source not in self._snapshots:
            self._snapshots[source] = self._make_snapshot(source)
        endless = Budget(float("inf"), float("inf"), 0.0)
        channel = self._snapshots[source].fork()
        return TestProcess(channel, endless, self.limits.callbacks, self._trusted_process)


@contextlib.contextmanager
def _going_on(env: RecordedEnv, checks: list[tuple[Check, int]]) -> Iterator[None]:
    """Keep a test's checks for its end, each with the number of events recorded by then.

    Called again, an answer would know that it was right before, and not called, that it was wrong:
    in the next test of its question it could try another. The time of a check would tell, too.
    """
    inner = compare.check
    compare.check = lambda wrong: checks.append((wrong, len(env.recording.events)))
    try:
        yield
    finally:
        compare.check = inner


def _first_wrong(checks: Sequence[tuple[Check, int]]) -> tuple[compare.Mismatch, int] | None:
    """Return the first mismatch, and how many events had been recorded by then."""
    for wrong, known in checks:
        mismatch = wrong()
        if mismatch is not None:
            return mismatch, known
    return None


def _forked(snapshot: Snapshot) -> tuple[Channel, list[str]]:
    """Return a fork, and the incidents that no student may read.

    What is noted on the way to a fork can be the work of the test before it. Of a hidden one, it
    would be told in addition to the line at which it failed; so only the details of hidden tests
    have it, which are for the instructor.
    """
    before = len(snapshot.incidents)
    channel = snapshot.fork()
    unsaid: list[str] = []
    if snapshot.has_seen_hidden:
        unsaid, snapshot.incidents[before:] = snapshot.incidents[before:], []
    return channel, unsaid
