"""The sentences that a student reads about a failed test.

Owns the wording and the rule on what may be told: of a hidden test, only what the grader itself
knows (kind, promised shape, built-in exception type) and the line of the student's own file. What
student code wrote while hidden inputs were at hand is never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.compare import Mismatch
from autograder.sandbox.session import CellOutcome, StudentFailure
from autograder.submission import SubmittedCell
from autograder.text import say

_NAME_ERROR = re.compile(r"name '(\w+)' is not defined")
_MAX_LINE = 100
_MAX_SENTENCES = 3

OUT_OF_TIME = "Your code did not finish within its CPU time: is there a loop without end?"
GRADER_FAILED = "The grader itself failed here; nothing is wrong with your answer because of it."


class Places:
    """The student's own code, to point into: cells by their index in the file."""

    def __init__(self, cells: Sequence[SubmittedCell]) -> None:
        self.cells = {cell.index: cell for cell in cells}
        self.numbers = {cell.index: number for number, cell in enumerate(cells, start=1)}

    def where(self, cell: int, line: int) -> str:
        """Return "code cell 3, line 2: `return y`" for a place in the file, or nothing."""
        if cell not in self.cells:
            return ""
        found = self.cells[cell]
        lines = found.source.split("\n")
        # What goes wrong before a cell runs may have no line: of a script, the first is meant.
        known = line if 1 <= line <= len(lines) else 1 if found.first_line > 1 else 0
        if not known:
            return f"code cell {self.numbers[cell]}"
        text = lines[known - 1].strip()[:_MAX_LINE].replace("`", "'")
        place = f"code cell {self.numbers[cell]}, line {known}"
        if found.first_line > 1:
            place = f"line {found.first_line + known - 1}"
        return f"{place}: `{text}`" if text else place

    def definition(self, name: str, outcomes: Sequence[CellOutcome]) -> str:
        """Say why a name is missing although a cell defines it; nothing if none does."""
        pattern = re.compile(
            rf"^[ \t]*(?:async +)?(?:def|class) +{re.escape(name)}\b", re.MULTILINE
        )
        for outcome in outcomes:
            if outcome.index in self.cells and pattern.search(self.cells[outcome.index].source):
                said = self.outcome(outcome)
                if said:
                    return f"`{name}` is not defined, because its cell did not run: {said}."
        return ""

    def outcome(self, outcome: CellOutcome) -> str:
        """Say how a cell went wrong; nothing if it did not."""
        where = self.where(outcome.index, outcome.line)
        if outcome.status == "error":
            return f"{outcome.type} in {where}"
        words = {
            "timeout": "it used up its CPU time and was stopped",
            "died": "it ended the whole process",
            "skipped": "the cells before it had used up the CPU time of the notebook",
        }
        word = words.get(outcome.status)
        return f"{where} ({word})" if word else ""


def of_failure(
    failure: StudentFailure,
    *,
    hidden: bool,
    names: Sequence[str],
    asked: Sequence[str],
    places: Places,
    outcomes: Sequence[CellOutcome],
) -> tuple[str, str]:
    """Return the status of a test whose student code did not answer, and what to say of it.

    Parameters
    ----------
    failure : StudentFailure
        How the call ended.
    hidden : bool
        Whether hidden inputs were at hand, so that the student's own text may not be repeated.
    names : sequence of str
        What the question asks for.
    asked : sequence of str
        What the whole assignment asks for.
    places : Places
        The student's code.
    outcomes : sequence of CellOutcome
        How its cells ran.
    """
    if failure.kind == "timeout":
        return "timeout", OUT_OF_TIME
    if failure.kind == "died":
        return "failed", "Your code ended the whole Python process (an exit or a crash)."
    if failure.kind == "stopped":
        return "failed", f"Your code was stopped: it {failure.text}."
    if failure.kind == "protocol":
        return "failed", "Your code disturbed the grader's own communication."
    if failure.type == "NotImplementedError" and failure.text in names:
        return "not_attempted", f"Not attempted yet: `{failure.text}` still has its TODO."
    if failure.type == "NotImplementedError" and failure.text in asked:
        return "failed", f"This needs `{failure.text}`, which still has its TODO."
    missing = _NAME_ERROR.fullmatch(failure.text) if failure.type == "NameError" else None
    # Only names that the assignment asks for are repeated: another could carry a hidden input.
    if missing and failure.cell == -1 and missing[1] in asked:
        if reason := places.definition(missing[1], outcomes):
            return "failed", reason
        # Of a method, the class is what is looked up.
        if missing[1] in {name.partition(".")[0] for name in names}:
            return "not_attempted", f"`{missing[1]}` is not defined."
        return "failed", f"This needs `{missing[1]}`, which is not defined."
    where = places.where(failure.cell, failure.line)
    text = f" ({failure.text})" if failure.text and not hidden else ""
    return "failed", f"Your code raised {failure.type}{text}{f' in {where}' if where else ''}."


def of_mismatch(mismatch: AssertionError, *, hidden: bool, called: str = "") -> tuple[str, str]:
    """Return what the student reads of a wrong result, and the detail for the instructor.

    `called` is the call that gave it, with its inputs; hidden ones are never told.
    """
    if not isinstance(mismatch, Mismatch):
        return "The result is not as promised.", str(mismatch)
    # A sentence that starts with a name (`params['W1']`) keeps it as it is written.
    starts_with_word = re.match("[a-z]+ ", mismatch.message)
    sentence = (
        mismatch.message[:1].upper() + mismatch.message[1:]
        if starts_with_word
        else mismatch.message
    )
    if hidden:
        return f"{sentence}.", mismatch.detail
    if mismatch.detail:
        sentence += f" ({mismatch.detail})"
    after = f" This was after the call `{called}`." if called else ""
    return f"{sentence}.{after}", mismatch.detail


def of_question(
    status: str,
    messages: Sequence[tuple[str, str]],
    carried_forward: Sequence[str],
    shadowed: Sequence[str] = (),
    hint: str = "",
    given: Sequence[str] = (),
) -> str:
    """Return the feedback on a question.

    Parameters
    ----------
    status : str
        What the question came to.
    messages : sequence of (str, str)
        Of each failed test, what it checks and what it says.
    carried_forward : sequence of str
        The functions that the reference stood in for.
    shadowed : sequence of str
        The student's functions whose names stand for something else at the end.
    hint : str
        What is known of the mistake.
    given : sequence of str
        The functions of the notebook as handed out that stood in for the student's versions.
    """
    parts = []
    if carried_forward:
        functions = ", ".join(f"`{name}`" for name in carried_forward)
        parts.append(f"Graded with the reference {functions} where yours failed its own question.")
    if given:
        functions = ", ".join(f"`{name}`" for name in given)
        parts.append(
            say(
                f"Graded with {functions} as handed out: with yours, a test fails here.",
                f"{functions}: 제출한 함수로는 여기서 테스트를 통과하지 못하여 노트북에 주어진 "
                "함수로 채점했습니다.",
            )
        )
    parts += [
        f"At the end of your file `{name}` is no longer your function: something else was stored "
        f"under its name. The function was graded; give the result a name of its own."
        for name in shadowed
    ]
    if status == "not_attempted":
        parts.append(messages[0][1] if messages else "Not attempted yet.")
    elif status == "passed":
        parts.append("All tests passed.")
    else:
        # The same from several tests says no more than once; of a hidden one, values are missing.
        different: dict[str, str] = {}
        for summary, message in messages:
            text = f"{summary} {message}" if summary else message
            different.setdefault(message.split(" (")[0].rstrip("."), text)
        parts += list(different.values())[:_MAX_SENTENCES]
    if hint:
        parts.append(f"Hint: {hint}")
    return " ".join(parts)
