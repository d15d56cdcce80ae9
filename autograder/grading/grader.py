"""Submission to Result: every test in a fork of the submission, public ones first.

Owns the order of events: all public tests as submitted, then question by question what it is graded
with, and its hidden tests, each of them once. How student code is confined is left to `sandbox`,
one run of a test to `attempts`, what replaces failed functions to `stand_ins` and `choice`, what
outcomes are worth to `scoring`, many submissions to `course`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import autograder
from autograder.authoring.assignment import Assignment, Question
from autograder.authoring.starter_functions import StarterFunctions
from autograder.authoring.testcase import TestCase, load_tests, tests_sha256
from autograder.diagnosis.diagnoser import Diagnoser
from autograder.grading import feedback
from autograder.grading.attempts import Attempt, Run, TestRunner
from autograder.grading.choice import choose
from autograder.grading.result import QuestionResult, Result, TestResult, about_file
from autograder.grading.scoring import score_question
from autograder.grading.stand_ins import AS_SUBMITTED, StandIns, StandInSet
from autograder.intake.entry import SubmissionFile
from autograder.misconceptions import load_bank
from autograder.sandbox.fence import UNSANDBOXED, Fence
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Zygote
from autograder.sandbox.snapshot import Snapshot
from autograder.submissions.submission import Submission, UnreadableSubmission, read_submission
from autograder.text import current_language, localized, one_line, shortened, use_language

# With one set of stand-ins, and with all of them.
_TIMEOUTS_PER_SET, _TIMEOUTS_PER_QUESTION = 2, 4


@dataclass
class _Progress:
    """What is known about one submission while it is graded.

    Attributes
    ----------
    attempts : dict of (str, str) to Attempt
        How each test ended that counts, by question id and test name.
    unjudged : dict of (str, str) to Run
        The tests that have run, and of which nobody knows yet how they ended.
    chosen : dict of str to StandInSet
        What each question is graded with.
    timeouts : Counter
        By question id and set of stand-ins.
    """

    result: Result
    snapshot: Snapshot
    places: feedback.Places
    before_hidden: Callable[[], None]
    attempts: dict[tuple[str, str], Attempt] = field(default_factory=dict)
    unjudged: dict[tuple[str, str], Run] = field(default_factory=dict)
    chosen: dict[str, StandInSet] = field(default_factory=dict)
    timeouts: Counter[tuple[str, StandInSet]] = field(default_factory=Counter)
    changed_starters: list[str] = field(default_factory=list)
    rerun_seconds: float = 0.0


class Grader:
    """Grades submissions of one assignment, one after another.

    Parameters
    ----------
    assignment : Assignment
        What is graded.
    limits : Limits, optional
        The caps on student code.
    fence : Fence, optional
        What confines student code; by default every layer that the machine offers.
    language : str, optional
        Language of the results; by default that of the notebook, for a script the current one.
    trusting : bool, default False
        Whether hidden tests end at the first wrong value, as is faster, since no answer here would
        use what it learns by that.
    """

    def __init__(
        self,
        assignment: Assignment,
        limits: Limits | None = None,
        fence: Fence | None = None,
        language: str | None = None,
        *,
        trusting: bool = False,
    ) -> None:
        self.assignment = assignment
        self.fence = (fence or Fence()).hiding(assignment.secrets)
        self.limits = limits or Limits()
        self.language = language
        self.tests = {question.id: load_tests(question) for question in assignment.questions}
        self.tests_sha256 = tests_sha256(assignment)
        self._files = assignment.files
        reference = assignment.reference()
        self._diagnoser = Diagnoser(load_bank(assignment.name), reference)
        self._starters = StarterFunctions(reference, assignment.questions)
        self._stand_ins = StandIns(assignment, self._starters)
        self._zygotes: dict[tuple[str, ...], Zygote] = {}
        self._runner = TestRunner(
            self._names(), reference, self._own_snapshot, self.limits, trusting=trusting
        )

    def close(self) -> None:
        """End every process of this grader."""
        self._runner.close()
        for zygote in self._zygotes.values():
            zygote.close()
        self._zygotes.clear()

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def grade(
        self,
        file: SubmissionFile,
        write: Callable[[Result], None] = lambda result: None,
        *,
        name: str = "",
        public_only: bool = False,
        only: Collection[str] = (),
        before_hidden: Callable[[], None] = lambda: None,
    ) -> Result:
        """Grade one submission.

        Parameters
        ----------
        file : SubmissionFile
            What the student handed in.
        write : callable, optional
            Called with the result before any student code runs, after the public tests, and at the
            end.
        name : str, optional
            The student's name.
        public_only : bool, default False
            Run no hidden tests, as in `chalkgrad check`.
        only : collection of str, optional
            Ids of the questions to grade; all by default. The questions that they require run too,
            without points, so that a question has the same result in every selection.
        before_hidden : callable, optional
            Called before each run that shows student code an input of a hidden test, or a reference
            solution.

        Returns
        -------
        Result
            With status ``"ungraded"`` if the file cannot be read or the grader fails.
        """
        started = time.monotonic()
        language = self.language or current_language()
        result = empty_result(self.assignment, file, name, language, self.tests_sha256, self.tests)
        write(result)
        try:
            submission = read_submission(file.path, self.language)
        except UnreadableSubmission as error:
            result.status = "ungraded"
            result.language = error.language
            result.incidents.append(about_file(file.path.name, error.reason))
            write(result)
            return result
        result.submission["sha256"] = submission.sha256
        result.language = submission.language
        with use_language(submission.language):
            try:
                self._grade(
                    result, submission, write, before_hidden, public_only=public_only, only=only
                )
            except OSError as error:
                # A full disk, for instance, that this submission's files may have filled.
                result.status = "ungraded"
                why = localized(
                    f"The grader failed ({error.strerror}).",
                    f"채점기 자체에 문제가 생겼습니다 ({error.strerror}).",
                )
                result.incidents.append(one_line(why))
                for question in result.questions:
                    if question.status == "not_attempted":
                        question.status = "error"
        result.wall_seconds = round(time.monotonic() - started, 3)
        result.cpu_seconds = round(result.cpu_seconds, 3)
        write(result)
        return result

    def _grade(
        self,
        result: Result,
        submission: Submission,
        write: Callable[[Result], None],
        before_hidden: Callable[[], None],
        *,
        public_only: bool,
        only: Collection[str],
    ) -> None:
        """Grade a submission that has been read, in the current language."""
        if not self.fence.sandboxed:
            result.incidents.append(str(UNSANDBOXED))
        result.incidents += map(one_line, submission.notes)
        snapshot = self._snapshot(submission)
        try:
            places = feedback.Places(submission.code_cells)
            progress = _Progress(result, snapshot, places, before_hidden)
            sources = (cell.source for cell in submission.code_cells)
            progress.changed_starters = self._starters.changed_in(sources)
            self._run_cells(progress)
            graded = [each for each in self.assignment.questions if not only or each.id in only]
            needed = {each.id for each in graded}
            if not public_only:
                for question in graded:
                    needed |= {each.id for each in self.assignment.required(question)}
            questions = [each for each in self.assignment.questions if each.id in needed]
            # Before the first hidden input exists.
            for question in questions:
                self._run_tests(progress, question, AS_SUBMITTED, hidden=False)
                self._judge(progress, question)
                if question in graded:
                    self._score(progress, question, None)
            write(result)
            for question in questions if not public_only else ():
                self._choose(progress, question)
                self._run_tests(progress, question, progress.chosen[question.id], hidden=True)
            # All that is not needed before comes at the end: by the time that it takes, a question
            # would know whether an earlier one has failed.
            for question in questions:
                self._judge(progress, question)
                if question in graded:
                    remark = self._score(progress, question, self._diagnoser)
                    result.incidents += [remark] if remark else []
            result.cpu_seconds = snapshot.cpu_seconds + progress.rerun_seconds
            result.cpu_seconds += sum(each.cpu_seconds for each in progress.attempts.values())
        finally:
            snapshot.close()
            result.incidents += snapshot.incidents
        failed = any(question.status == "error" for question in result.questions)
        result.status = "ungraded" if failed else "graded"

    def _snapshot(self, submission: Submission) -> Snapshot:
        cells = [(cell.index, cell.source) for cell in submission.code_cells]
        # Imported once for all submissions that plot; the others do not need it.
        plots = any("matplotlib" in source or "figures" in source for _, source in cells)
        return Snapshot(
            self._zygote(("matplotlib.pyplot",) if plots else ()),
            cells,
            self._names(),
            self._files,
            self.limits,
        )

    def _zygote(self, preload: tuple[str, ...]) -> Zygote:
        if preload not in self._zygotes:
            self._zygotes[preload] = Zygote(preload, self.fence)
        return self._zygotes[preload]

    def _own_snapshot(self, source: str) -> Snapshot:
        """Return a snapshot of trusted code, without anything of a student's."""
        # It is kept as long as the grader, so the time limit of a submission does not apply. Nobody
        # asks for its sums.
        limits = Limits(wall_seconds=float("inf"))
        snapshot = Snapshot(self._zygote(()), [(0, source)], self._names(), self._files, limits)
        snapshot.run()
        return snapshot

    def _names(self) -> list[str]:
        return [name for question in self.assignment.questions for name in question.names]

    def _run_cells(self, progress: _Progress) -> None:
        incidents = []
        for outcome in progress.snapshot.run():
            reason = progress.places.outcome(outcome)
            if outcome.status != "ok" and reason:
                incidents.append(
                    localized(
                        f"A cell did not run to its end: {reason}.",
                        f"끝까지 실행되지 않은 셀이 있습니다: {reason}.",
                    )
                )
        progress.result.incidents += shortened(incidents)

    def _run_tests(
        self, progress: _Progress, question: Question, stand_ins: StandInSet, *, hidden: bool
    ) -> None:
        """Run the public or the hidden tests of a question, whose outcomes count."""
        for test in self.tests[question.id]:
            if test.hidden == hidden:
                run = self._run_test(progress, question, test, stand_ins)
                progress.unjudged[question.id, test.name] = run

    def _judge(self, progress: _Progress, question: Question) -> bool:
        """Judge the tests of a question that have run; return whether all of them pass."""
        for key in [each for each in progress.unjudged if each[0] == question.id]:
            progress.attempts[key] = progress.unjudged.pop(key).attempt
        ended = progress.attempts.items()
        return all(attempt.status == "passed" for key, attempt in ended if key[0] == question.id)

    def _run_test(
        self, progress: _Progress, question: Question, test: TestCase, stand_ins: StandInSet
    ) -> Run:
        here = progress.timeouts[question.id, stand_ins]
        everywhere = sum(n for key, n in progress.timeouts.items() if key[0] == question.id)
        if test.hidden or stand_ins.names:
            progress.before_hidden()
        run = self._runner.run(
            progress.snapshot,
            question,
            test,
            progress.places,
            stand_ins=stand_ins,
            # An endless function must not use its full cap in each of its tests.
            short=here >= _TIMEOUTS_PER_SET or everywhere >= _TIMEOUTS_PER_QUESTION,
        )
        progress.timeouts[question.id, stand_ins] += run.is_out_of_time
        return run

    def _choose(self, progress: _Progress, question: Question) -> None:
        """Choose what a question is graded with, before its first hidden test."""
        public = [test for test in self.tests[question.id] if not test.hidden]
        required = self.assignment.required(question)
        failed = [each.id for each in required if not self._judge(progress, each)]
        choice = choose(
            self._stand_ins.choices(question, failed, progress.changed_starters),
            public,
            {test.name: progress.attempts[question.id, test.name] for test in public},
            lambda stand_ins: {
                test.name: self._run_test(progress, question, test, stand_ins).attempt
                for test in public
            },
        )
        progress.chosen[question.id] = choice.stand_ins
        progress.rerun_seconds += choice.cpu_seconds
        for name, attempt in choice.attempts.items():
            progress.attempts[question.id, name] = attempt

    def _score(self, progress: _Progress, question: Question, diagnoser: Diagnoser | None) -> str:
        """Turn a question's attempts into its result; return a remark, usually none."""
        result = progress.result
        record = next(each for each in result.questions if each.id == question.id)
        record.carried_forward = list(progress.chosen.get(question.id, AS_SUBMITTED).names)
        ended = progress.attempts.items()
        attempts = {key[1]: attempt for key, attempt in ended if key[0] == question.id}
        remark = score_question(
            record,
            question,
            self.tests[question.id],
            attempts,
            diagnoser,
            starters=self._starters.owners,
            shadowed=progress.snapshot.shadowed,
        )
        for attempt in attempts.values() if record.status == "passed" else ():
            result.leaderboard.update(attempt.leaderboard)
        result.score = result.total()
        return remark


def grade_file(assignment: Assignment, path: Path) -> Result:
    """Grade one file with a grader of its own; the student's id is the file's stem."""
    with Grader(assignment) as grader:
        return grader.grade(SubmissionFile(path, path.stem))


def empty_result(
    assignment: Assignment,
    file: SubmissionFile,
    name: str,
    language: str,
    tests_hash: str,
    tests: Mapping[str, Sequence[TestCase]],
) -> Result:
    """Return the result of a submission before anything is graded."""
    return Result(
        assignment=assignment.name,
        submission={"file": file.path.name, "sha256": ""},
        student={"id": file.student_id, "name": one_line(name)},
        grader={"version": autograder.__version__, "tests_sha256": tests_hash},
        max_score=assignment.points,
        language=language,
        questions=[
            QuestionResult(
                question.id,
                0.0,
                question.points,
                tests=[
                    TestResult(test.name, test.hidden, 0.0, test.points)
                    for test in tests.get(question.id, ())
                ],
                bonus=question.bonus,
            )
            for question in assignment.questions
        ],
    )
