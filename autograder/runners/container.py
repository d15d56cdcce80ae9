"""The container's entry: Gradescope and `otter grade` start it, as root, for each submission.

Owns the order: first valid results that say "not graded", then the submission, then its result,
written a first time after the public tests. The two files' forms are left to `gradescope` and
`otter_results`. Whatever happens, the exit code is 0 and both files are valid, so that one
submission cannot stop a batch.

The output is for the instructor: Gradescope does not show it to students, and Otter logs it.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import traceback
from pathlib import Path

from autograder.grading.atomic import writing_bytes
from autograder.grading.result import Result
from autograder.runners import gradescope, otter_results
from autograder.text import (
    LANGUAGES,
    Text,
    escaped_json,
    localized,
    one_line,
    print_any_letter,
    printable,
    shown_name,
    use_language,
)

_UNFINISHED = Text(
    "Grading is not complete: it ran out of time or memory, or is still going on. "
    "You do not have a score yet; ask your instructor to grade again.",
    "채점이 끝나지 않았습니다. 시간이나 메모리가 모자랐거나 아직 채점하는 중입니다. "
    "이것은 점수가 아닙니다. 선생님께 다시 채점해 달라고 하십시오.",
)
_OUR_FAULT = Text(
    "The grader itself failed. This does not mean that your submission is wrong. "
    "You do not have a score yet; ask your instructor to grade again.",
    "채점기 자체에 문제가 생겼습니다. 여러분의 제출물이 틀렸다는 뜻이 아닙니다. "
    "이것은 점수가 아닙니다. 선생님께 다시 채점해 달라고 하십시오.",
)


class Results:
    """The two files in a folder, ``/autograder/results``; each is replaced as a whole."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.json = folder / "results.json"
        self.pickle = folder / "results.pkl"

    def not_graded(self, reason: str | Text) -> None:
        """Write why there is no score, in the current language."""
        gradescope.write_not_graded(self.json, str(reason))
        _replace(self.pickle, otter_results.pickled_failure(str(reason)))


def main(folder: Path) -> int:
    """Grade the submission in ``<folder>/submission``; return 0.

    Parameters
    ----------
    folder : Path
        ``/autograder``, with the zip's ``source/``, ``submission/`` and, perhaps,
        ``submission_metadata.json``.
    """
    # An image may have no UTF-8, and a name that it cannot print is no reason not to grade.
    print_any_letter()
    results = Results(folder / "results")
    results.not_graded(_UNFINISHED)
    language = LANGUAGES[0]
    try:
        from autograder.runners.inbox import language_in

        language = language_in(folder / "submission")
        with use_language(language):
            results.not_graded(_UNFINISHED)
            _grade(folder, results)
    except BaseException as error:
        from autograder.runners.inbox import NoSubmission

        with use_language(language):
            if isinstance(error, NoSubmission):
                results.not_graded(str(error))
                print(f"Not graded: {printable(str(error))}")
            else:
                results.not_graded(_OUR_FAULT)
                traceback.print_exc(file=sys.stdout)
    return 0


def _grade(folder: Path, results: Results) -> None:
    from autograder.authoring.assignment import available_assignments, load_assignment, project_root
    from autograder.grading.grader import Grader
    from autograder.runners.inbox import student_name, the_submission

    if os.geteuid() == 0:
        # Copied into the image after its setup has run; only root may read it.
        os.chmod(folder / "source", 0o700)
    (name,) = available_assignments(project_root())
    assignment = load_assignment(name)
    file = the_submission(folder / "submission", assignment.handed_out)

    def write(result: Result) -> None:
        if result.status == "partial":
            gradescope.write_result(results.json, assignment, result)

    with Grader(assignment) as grader:
        student = student_name(folder / "submission_metadata.json")
        result = grader.grade(file, write, name=student)
    if result.status == "graded":
        gradescope.write_result(results.json, assignment, result)
        _replace(results.pickle, otter_results.pickled(result))
    elif any(question.status == "error" for question in result.questions):
        results.not_graded(_OUR_FAULT)
    else:
        why = "; ".join(result.incidents)
        results.not_graded(
            localized(
                f"Your submission cannot be graded: {why}.", f"제출물을 채점할 수 없습니다: {why}."
            )
        )
    # The results are written: a full disk or a closed pipe must not replace them.
    with contextlib.suppress(OSError):
        _report(result)


def _report(result: Result) -> None:
    """Print what the instructor may want to know."""
    print(
        f"{one_line(result.submission['file'])} ({shown_name(result.student)}): "
        f"{result.status}, {result.score:g}/{result.max_score:g}, "
        f"{result.wall_seconds:g} s, {result.cpu_seconds:g} s of CPU for the student's code"
    )
    for incident in result.incidents:
        print(f"- {one_line(incident)}")
    for question in result.questions:
        print(f"{question.id}: {question.status}, {question.points:g}/{question.max_points:g}")
        for test in question.tests:
            if test.status != "passed":
                kind = "hidden" if test.hidden else "public"
                detail = escaped_json(json.dumps(test.detail, ensure_ascii=False))
                print(f"  {test.name} ({kind}): {detail}")


def _replace(path: Path, data: bytes) -> None:
    with writing_bytes(path) as file:
        file.write(data)
