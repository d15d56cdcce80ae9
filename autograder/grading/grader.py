"""Submission to Result: every test in a fork of the submission, public ones first.

Owns the order of events. How student code is confined is left to `sandbox`, one run of a test to
`attempts`, what replaces failed functions to `stand_ins`, what outcomes are worth to `scoring`,
many submissions to `course`.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import autograder
from autograder.authoring.assignment import Assignment, Question
from autograder.authoring.starter_functions import StarterFunctions
from autograder.authoring.testcase import TestCase, load_tests, tests_sha256
from autograder.diagnosis.diagnoser import Diagnoser
from autograder.grading import feedback
from autograder.grading.attempts import Attempt, TestRunner
from autograder.grading.result import QuestionResult, Result, TestResult
from autograder.grading.scoring import score_question
from autograder.grading.stand_ins import StandIns
from autograder.intake.entry import SubmissionFile
from autograder.misconceptions import load_bank
from autograder.sandbox.fence import UNSANDBOXED, Fence
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Snapshot, Zygote
from autograder.submissions.submission import Submission, UnreadableSubmission, read_submission
from autograder.text import current_language, localized, use_language

_TIMEOUTS_PER_QUESTION = 2


@dataclass
class _Progress:
    """What is known about one submission while it is graded."""

    result: Result
    snapshot: Snapshot
    places: feedback.Places
    attempts: dict[tuple[str, str], Attempt] = field(default_factory=dict)
    carried: dict[tuple[str, str], Attempt] = field(default_factory=dict)
    replaced: dict[str, list[str]] = field(default_factory=dict)
    changed_starters: list[str] = field(default_factory=list)


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
    """

    def __init__(
        self,
        assignment: Assignment,
        limits: Limits | None = None,
        fence: Fence | None = None,
        language: str | None = None,
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
        self._stand_ins = StandIns(assignment, self.tests, self._starters)
        self._zygotes: dict[tuple[str, ...], Zygote] = {}
        self._runner = TestRunner(self._names(), reference, self._own_snapshot, self.limits)

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
    ) -> Result:
        """Grade one submission.

        Parameters
        ----------
        file : SubmissionFile
            What the student handed in.
        write : callable, optional
            Called with the result before any student code runs and after each question.
        name : str, optional
            The student's name.
        public_only : bool, default False
            Run no hidden tests, as in `chalkgrad check`.
        only : collection of str, optional
            Ids of the questions to grade; all by default.

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
            result.incidents.append(f"{file.path.name}: {error.reason}")
            write(result)
            return result
        result.submission["sha256"] = submission.sha256
        result.language = submission.language
        with use_language(submission.language):
            self._grade(result, submission, write, public_only=public_only, only=only)
        result.wall_seconds = round(time.monotonic() - started, 3)
        result.cpu_seconds = round(result.cpu_seconds, 3)
        write(result)
        return result

    def _grade(
        self,
        result: Result,
        submission: Submission,
        write: Callable[[Result], None],
        *,
        public_only: bool,
        only: Collection[str],
    ) -> None:
        """Grade a submission that has been read, in the current language."""
        if not self.fence.sandboxed:
            result.incidents.append(str(UNSANDBOXED))
        result.incidents += submission.notes
        snapshot = self._snapshot(submission)
        try:
            progress = _Progress(result, snapshot, feedback.Places(submission.code_cells))
            sources = (cell.source for cell in submission.code_cells)
            progress.changed_starters = self._starters.changed_in(sources)
            self._run_cells(progress)
            questions = [each for each in self.assignment.questions if not only or each.id in only]
            self._run_tests(progress, questions, hidden=False)
            if not public_only:
                self._run_tests(progress, questions, hidden=True)
            for question in questions:
                if not public_only:
                    self._carry_forward(progress, question)
                self._settle(progress, question)
                write(result)
            ended = {**progress.attempts, **progress.carried}
            result.cpu_seconds = snapshot.cpu_seconds
            result.cpu_seconds += sum(attempt.cpu_seconds for attempt in ended.values())
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
        # It is kept as long as the grader, so the time limit of a submission does not apply.
        limits = Limits(wall_seconds=float("inf"))
        snapshot = Snapshot(self._zygote(()), [(0, source)], self._names(), self._files, limits)
        snapshot.run()
        return snapshot

    def _names(self) -> list[str]:
        return [name for question in self.assignment.questions for name in question.names]

    def _run_cells(self, progress: _Progress) -> None:
        for outcome in progress.snapshot.run():
            reason = progress.places.outcome(outcome)
            if outcome.status != "ok" and reason:
                progress.result.incidents.append(
                    localized(
                        f"A cell did not run to its end: {reason}.",
                        f"끝까지 실행되지 않은 셀이 있습니다: {reason}.",
                    )
                )

    def _run_tests(
        self, progress: _Progress, questions: Sequence[Question], *, hidden: bool
    ) -> None:
        for question in questions:
            for test in self.tests[question.id]:
                if test.hidden == hidden:
                    attempt = self._run_test(progress, question, test)
                    progress.attempts[question.id, test.name] = attempt

    def _run_test(
        self, progress: _Progress, question: Question, test: TestCase, replaced: Sequence[str] = ()
    ) -> Attempt:
        earlier = [attempt for key, attempt in progress.attempts.items() if key[0] == question.id]
        return self._runner.run(
            progress.snapshot,
            question,
            test,
            progress.places,
            replaced=replaced,
            # An endless function must not use its full cap in each of its tests.
            short=sum(each.status == "timeout" for each in earlier) >= _TIMEOUTS_PER_QUESTION,
        )

    def _carry_forward(self, progress: _Progress, question: Question) -> None:
        """Run the failed tests again if the answer builds on another question that failed."""
        attempts = progress.attempts
        failed = [
            test
            for test in self.tests[question.id]
            if attempts[question.id, test.name].status in ("failed", "timeout")
        ]
        choices = self._stand_ins.choices(
            question, attempts, progress.carried, progress.changed_starters
        )
        for test, names in itertools.product(failed, choices):
            key = question.id, test.name
            before = progress.carried.get(key, attempts[key])
            if before.status == "passed":
                continue
            again = self._run_test(progress, question, test, names)
            spent = before.cpu_seconds + again.cpu_seconds
            # With the reference in place of the other question's function, this question's own stub
            # or mistake shows.
            kept = before if again.status in ("timeout", "error") else again
            progress.carried[key] = replace(kept, cpu_seconds=spent)
            if again.status == "passed":
                known = progress.replaced.get(question.id, [])
                progress.replaced[question.id] = max(known, list(names), key=len)

    def _settle(self, progress: _Progress, question: Question) -> None:
        """Turn a question's attempts into its result."""
        result = progress.result
        record = next(each for each in result.questions if each.id == question.id)
        record.carried_forward = progress.replaced.get(question.id, [])
        ended = {**progress.attempts, **progress.carried}
        attempts = {key[1]: attempt for key, attempt in ended.items() if key[0] == question.id}
        for attempt in attempts.values():
            result.leaderboard.update(attempt.leaderboard)
        remark = score_question(
            record,
            question,
            self.tests[question.id],
            attempts,
            self._diagnoser,
            starters=self._starters.owners,
            shadowed=progress.snapshot.shadowed,
        )
        result.incidents += [remark] if remark else []
        result.score = result.total()


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
        student={"id": file.student_id, "name": name},
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
