"""Points, status, diagnosis and feedback of one question, from the outcomes of its tests.

Running the tests is left to `grader`, the sentences to `feedback`, the comparison with known
mistakes to `diagnosis`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set

from autograder.authoring.question import Question
from autograder.authoring.testcase import TestCase
from autograder.diagnosis.diagnoser import Diagnoser, Observed
from autograder.errors import is_interrupt
from autograder.grading import feedback
from autograder.grading.attempts import Attempt
from autograder.grading.result import QuestionResult


def score_question(
    record: QuestionResult,
    question: Question,
    tests: Sequence[TestCase],
    attempts: Mapping[str, Attempt],
    diagnoser: Diagnoser | None,
    *,
    starters: Collection[str] = (),
    shadowed: Sequence[str] = (),
) -> str:
    """Fill in the result of a question; return a remark for the instructor, usually none.

    Parameters
    ----------
    record : QuestionResult
        The question's result, with its tests and the functions carried forward.
    question : Question
        The question.
    tests : sequence of TestCase
        All tests of the question, as in the record.
    attempts : mapping of str to Attempt
        How the tests ended, by name; those that were not run are missing.
    diagnoser : Diagnoser or None
        Recognises known mistakes; without one, none is looked for.
    starters : collection of str
        The functions that come with the notebook.
    shadowed : sequence of str
        As in `feedback.of_question`.
    """
    run = [test for test in tests if test.name in attempts]
    observed = {
        name: Observed(attempt.status, attempt.mismatch, attempt.recording)
        for name, attempt in attempts.items()
    }
    found, remark = None, ""
    try:
        if diagnoser is not None:
            found = diagnoser.diagnose(question.id, run, observed)
            remark = diagnoser.remark(question.id, run, observed)
    except Exception as error:
        if is_interrupt(error):
            raise KeyboardInterrupt from error
        # What it compares are a student's results, of which some may surprise it.
        remark = str(feedback.not_diagnosed(question.id, error))
    messages = {
        # Beside a hint, no line of a hidden test is shown: both together could tell too much.
        test.name: attempts[test.name].without_line
        if found and test.hidden
        else attempts[test.name].message
        for test in run
    }
    withheld = _is_withheld(question, run, attempts)
    for test, row in zip(tests, record.tests, strict=True):
        if test.name not in attempts:
            continue
        attempt = attempts[test.name]
        row.status = attempt.status if attempt.status in ("passed", "error") else "failed"
        row.points = test.points if attempt.status == "passed" else 0.0
        row.message = f"{test.summary} {messages[test.name]}".strip()
        row.detail = attempt.detail
        if withheld and row.points:
            row.points = 0.0
            row.message = f"{row.message} {feedback.WITHHELD}".strip()
    record.points = round(sum(row.points for row in record.tests), 2)
    statuses = {attempts[test.name].status for test in run}
    record.status = question_status(statuses - {"passed"} if withheld else statuses)
    if record.status == "not_attempted":
        record.carried_forward = []  # There is no answer that builds on them.
    record.misconception = found.id if found else None
    record.feedback = feedback.of_question(
        record.status,
        [
            (str(test.summary), messages[test.name])
            for test in run
            if attempts[test.name].status != "passed"
        ],
        [name for name in record.carried_forward if name not in starters],
        [name for name in shadowed if name in question.names],
        found.hint if found else "",
        [name for name in record.carried_forward if name in starters],
        withheld=withheld,
    )
    return remark


def _is_withheld(
    question: Question, run: Sequence[TestCase], attempts: Mapping[str, Attempt]
) -> bool:
    """Whether a core test failed, so that the question earns nothing.

    A function that is a stub or returns nothing is unfinished, and not wrong, unless it returns
    something in another test of the question.
    """
    answered = {name for attempt in attempts.values() for name in attempt.recording.answered}
    unanswered = {name.rpartition(".")[2] for name in question.names} - answered
    return any(
        attempts[test.name].status in ("failed", "timeout", "not_attempted")
        and not _is_unfinished(attempts[test.name], unanswered)
        for test in run
        if test.name in question.core
    )


def _is_unfinished(attempt: Attempt, unanswered: Set[str]) -> bool:
    recording = attempt.recording
    has_nothing = attempt.status == "not_attempted" or recording.ends_in_nothing
    return has_nothing and recording.last in unanswered


def question_status(statuses: Set[str]) -> str:
    """Return the status of a question from those of its tests."""
    if statuses <= {"passed"}:
        return "passed"
    if "error" in statuses:
        return "error"
    if "passed" in statuses:
        return "partial"
    if statuses == {"not_attempted"}:
        return "not_attempted"
    return "timeout" if "timeout" in statuses else "failed"
