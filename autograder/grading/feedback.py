"""The sentences that a student reads about a failed test.

Owns the wording and the rule for hidden tests: feedback on one contains only what the grader itself
knows (type, required shape, built-in exception type) and the line of the student's own file, within
the limits of `disclosure`. What student code wrote while it had hidden inputs is never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.compare import Mismatch
from autograder.grading.disclosure import MAX_LINES, told_type
from autograder.sandbox.failures import StudentFailure
from autograder.sandbox.snapshot import CellOutcome
from autograder.submissions.submission import SubmittedCell
from autograder.text import Text, localized, one_line

_NAME_ERROR = re.compile(r"name '(\w+)' is not defined")
_MAX_LINE = 100
_MAX_SENTENCES = 3
# First words of the tests' sentences that are not names.
OPENING_WORDS = frozenset(
    {
        "a",
        "an",
        "at",
        "both",
        "each",
        "every",
        "it",
        "some",
        "the",
        "training",
        "two",
        "what",
        "with",
    }
)

OUT_OF_TIME = Text(
    "Your code did not finish within its CPU time: is there an endless loop?",
    "코드가 CPU 시간 안에 끝나지 않았습니다. 끝나지 않는 반복문이 있습니까?",
)
NOT_RUN = Text(
    "This test did not run: your code had used up the time for all tests together.",
    "이 테스트는 실행하지 않았습니다. 코드가 모든 테스트에 주어진 시간을 이미 다 썼습니다.",
)
STOPPED = Text(
    "Your code was stopped, or did something that it may not do in a test.",
    "코드를 중단했거나, 코드가 테스트에서 허용되지 않는 일을 했습니다.",
)
GRADER_FAILED = Text(
    "The grader itself failed here. This does not mean that your answer is wrong.",
    "여기에서는 채점기 자체에 문제가 생겼습니다. 여러분의 답이 틀렸다는 뜻이 아닙니다.",
)
WITHHELD = Text(
    "The other tests of this question earn points only once its published example is right.",
    "이 문제의 나머지 테스트는 공개된 예가 맞아야 점수를 얻습니다.",
)


class Places:
    """Finds the places in the student's own code that feedback refers to."""

    def __init__(self, cells: Sequence[SubmittedCell]) -> None:
        self.cells = {cell.index: cell for cell in cells}
        self.numbers = {cell.index: number for number, cell in enumerate(cells, start=1)}
        self.lines = sum(cell.source.count("\n") + 1 for cell in cells)

    def where_hidden(self, cell: int, line: int) -> str:
        """Return the place in a hidden test; empty unless it is a line with code in a short file.

        Without this rule, the choice of a line could carry any number of bits.
        """
        is_line = cell in self.cells and one_line(_line(self.cells[cell].source, line)) != ""
        return self.where(cell, line) if is_line and self.lines <= MAX_LINES else ""

    def where(self, cell: int, line: int) -> str:
        """Return "code cell 3, line 2: `return y`" for a place in the file, or an empty text."""
        if cell not in self.cells:
            return ""
        found = self.cells[cell]
        # An error before a cell runs may have no line; in a script it means the first one.
        known = (
            line if 1 <= line <= found.source.count("\n") + 1 else 1 if found.first_line > 1 else 0
        )
        number = self.numbers[cell]
        if not known:
            return localized(f"code cell {number}", f"코드 셀 {number}")
        text = one_line(_line(found.source, known))[:_MAX_LINE].replace("`", "'")
        place = localized(f"code cell {number}, line {known}", f"코드 셀 {number}, {known}번째 줄")
        if found.first_line > 1:
            line = found.first_line + known - 1
            place = localized(f"line {line}", f"{line}번째 줄")
        return f"{place}: `{text}`" if text else place

    def definition(self, name: str, outcomes: Sequence[CellOutcome]) -> str:
        """Return why a name is missing although a cell defines it; empty if no cell does."""
        pattern = re.compile(
            rf"^[ \t]*(?:async +)?(?:def|class) +{re.escape(name)}\b", re.MULTILINE
        )
        for outcome in outcomes:
            cell = self.cells.get(outcome.index)
            if cell and pattern.search(cell.source) and (reason := self.outcome(outcome)):
                return localized(
                    f"`{name}` is not defined, because its cell did not run: {reason}.",
                    f"`{name}`: 정의한 셀이 실행되지 않아 정의되어 있지 않습니다. {reason}.",
                )
        return ""

    def outcome(self, outcome: CellOutcome) -> str:
        """Return how a cell failed; empty if it did not."""
        where = self.where(outcome.index, outcome.line)
        if outcome.status == "error":
            return localized(f"{outcome.type} in {where}", f"{outcome.type} 발생: {where}")
        words = {
            "timeout": Text(
                "it used up its CPU time and was stopped", "CPU 시간을 다 써서 중단했습니다"
            ),
            "died": Text("it ended the whole process", "프로세스 전체를 끝냈습니다"),
            "oversized": Text(
                "its code is longer than the grader accepts, so it was not run",
                "코드가 채점기가 받을 수 있는 길이보다 길어서 실행하지 않았습니다",
            ),
            "skipped": Text(
                "the notebook's time was used up before this cell",
                "이 셀을 실행하기 전에 노트북의 시간을 다 썼습니다",
            ),
        }
        word = words.get(outcome.status)
        return f"{where} ({word})" if word else ""


def not_diagnosed(question: str, error: Exception) -> Text:
    """Return the remark for the instructor that no mistake could be looked for."""
    kind = type(error).__name__
    return Text(
        f"{question}: the search for a known mistake failed ({kind}); its points do not depend on "
        "it. Please report this.",
        f"{question}: 알려진 실수를 찾는 과정에 문제가 생겼습니다({kind}). 점수와는 상관없습니다. "
        "이 문제를 개발자에게 알려 주십시오.",
    )


def _line(source: str, number: int) -> str:
    """Return a line, counted from 1, or an empty text; without a list of a million others."""
    start = 0
    for _ in range(number - 1):
        start = source.find("\n", start) + 1
        if not start:
            return ""
    return source[start:].partition("\n")[0] if number > 0 else ""


def of_failure(
    failure: StudentFailure,
    *,
    hidden: bool,
    names: Sequence[str],
    asked: Sequence[str],
    places: Places,
    outcomes: Sequence[CellOutcome],
    with_line: bool = True,
) -> tuple[str, str]:
    """Return status and message of a test in which student code returned nothing.

    Parameters
    ----------
    failure : StudentFailure
        How the call ended.
    hidden : bool
        Whether the code had hidden inputs, so that its own text may not be repeated.
    names : sequence of str
        Names that the question asks for.
    asked : sequence of str
        Names that the whole assignment asks for.
    places : Places
        The student's code.
    outcomes : sequence of CellOutcome
        How its cells ran.
    with_line : bool
        Whether to show the line.
    """
    if failure.kind == "timeout":
        return "timeout", str(OUT_OF_TIME)
    if failure.kind == "died":
        return "failed", localized(
            "Your code ended the whole Python process (an exit or a crash).",
            "코드가 Python 프로세스 전체를 끝냈습니다(exit 또는 비정상 종료).",
        )
    if failure.kind == "stopped":
        return "failed", localized(
            f"Your code was stopped: it {failure.text}.", f"코드를 중단했습니다: {failure.text}."
        )
    if failure.kind == "protocol":
        return "failed", localized(
            "Your code interfered with the grader's own communication.",
            "코드가 채점기 자체의 통신을 방해했습니다.",
        )
    if failure.type == "NotImplementedError" and failure.text in names:
        return "not_attempted", localized(
            f"Not attempted yet: `{failure.text}` still has its TODO.",
            f"아직 풀지 않은 문제입니다. `{failure.text}`: TODO가 남아 있습니다.",
        )
    if failure.type == "NotImplementedError" and failure.text in asked:
        return "failed", localized(
            f"This needs `{failure.text}`, which still has its TODO.",
            f"먼저 작성해야 할 것이 있습니다. `{failure.text}`: TODO가 남아 있습니다.",
        )
    missing = _NAME_ERROR.fullmatch(failure.text) if failure.type == "NameError" else None
    # Only names that the assignment asks for are repeated: another could carry a hidden input.
    if missing and failure.cell == -1 and missing[1] in asked:
        if reason := places.definition(missing[1], outcomes):
            return "failed", reason
        # For a method, Python looks up the class.
        if missing[1] in {name.partition(".")[0] for name in names}:
            return "not_attempted", localized(
                f"`{missing[1]}` is not defined.", f"`{missing[1]}`: 정의되어 있지 않습니다."
            )
        return "failed", localized(
            f"This needs `{missing[1]}`, which is not defined.",
            f"먼저 작성해야 할 것이 있습니다. `{missing[1]}`: 정의되어 있지 않습니다.",
        )
    if failure.lacks:
        return "failed", _lacking(failure.lacks, asked)
    kind = told_type(failure.type) if hidden else failure.type
    find = places.where_hidden if hidden else places.where
    where = find(failure.cell, failure.line) if with_line else ""
    text = f" ({failure.text})" if failure.text and not hidden else ""
    english = f" in {where}" if where else ""
    korean = f" 위치: {where}." if where else ""
    return "failed", localized(
        f"Your code raised {kind}{text}{english}.",
        f"코드에서 {kind} 오류가 났습니다{text}.{korean}",
    )


def _lacking(name: str, asked: Sequence[str]) -> str:
    """Return what to do about an attribute or a method that a student's object lacks."""
    if any(each.endswith(f".{name}") for each in asked):
        return localized(
            f"Your class has no method `{name}`: define it inside the class.",
            f"클래스에 `{name}` 메서드가 없습니다. 클래스 안에 정의하십시오.",
        )
    return localized(
        f"Your object has no attribute `{name}`: store it as `self.{name}` in `__init__`.",
        f"객체에 `{name}` 속성이 없습니다. `__init__` 메서드에서 `self.{name}` 속성에 "
        "저장하십시오.",
    )


def of_mismatch(mismatch: AssertionError, *, hidden: bool, called: str = "") -> tuple[str, str]:
    """Return what the student reads about a wrong result, and the detail for the instructor.

    `called` is the call that returned it, with its inputs; a hidden one is never shown.
    """
    if not isinstance(mismatch, Mismatch):
        sentence = localized("The result is not as required.", "결과가 약속과 다릅니다.")
        return sentence, str(mismatch)
    sentence = mismatch.message.removesuffix(".")
    # Any other first word may be a name from the student's code, such as `f` or `params`.
    if sentence.partition(" ")[0] in OPENING_WORDS:
        sentence = sentence[:1].upper() + sentence[1:]
    if hidden:
        return f"{sentence}.", mismatch.detail
    if mismatch.detail:
        sentence += f" ({mismatch.detail})"
    call = localized(f" Call: `{called}`.", f" 이때의 호출: `{called}`.") if called else ""
    return f"{sentence}.{call}", mismatch.detail


def of_question(
    status: str,
    messages: Sequence[tuple[str, str]],
    carried_forward: Sequence[str],
    shadowed: Sequence[str] = (),
    hint: str = "",
    starters: Sequence[str] = (),
    *,
    withheld: bool = False,
) -> str:
    """Return the feedback on a question.

    Parameters
    ----------
    status : str
        Status of the question.
    messages : sequence of (str, str)
        For each failed test, what it checks and its message.
    carried_forward : sequence of str
        The student's functions that were replaced with the reference's.
    shadowed : sequence of str
        The student's functions whose names no longer refer to them at the end of the file.
    hint : str
        The hint for a known mistake.
    starters : sequence of str
        The student's versions of starter functions that were replaced with the notebook's own.
    withheld : bool
        Whether a core test failed, so that the others earn nothing.
    """
    parts = []
    if carried_forward:
        functions = ", ".join(f"`{name}`" for name in carried_forward)
        parts.append(
            localized(
                f"Your {functions} did not pass its own question, so this one was graded with a "
                "correct version of it."
                if len(carried_forward) == 1
                else f"Your {functions} did not pass their own questions, so this one was graded "
                "with correct versions of them.",
                "앞의 문제에서 통과하지 못한 다음 함수는 모범 답안으로 바꾸어 채점했습니다: "
                f"{functions}.",
            )
        )
    if starters:
        functions = ", ".join(f"`{name}`" for name in starters)
        parts.append(
            localized(
                f"With your {functions} a test fails here, so this question was graded with the "
                "notebook's own version.",
                f"{functions}: 제출한 함수로는 여기서 테스트를 통과하지 못하여 노트북에 주어진 "
                "함수로 채점했습니다.",
            )
        )
    parts += [
        localized(
            f"At the end of your file, `{name}` is no longer your function: something else was "
            "stored under this name. Your function was graded; store the result in another name.",
            f"`{name}`: 파일의 끝에서는 이 이름이 더 이상 여러분의 함수가 아닙니다. 같은 이름에 "
            "다른 것을 저장했기 때문입니다. 함수는 채점했습니다. 결과에는 다른 이름을 붙이십시오.",
        )
        for name in shadowed
    ]
    if status == "not_attempted":
        unanswered = localized("Not attempted yet.", "아직 풀지 않은 문제입니다.")
        parts.append(messages[0][1] if messages else unanswered)
    elif status == "passed":
        parts.append(localized("All tests passed.", "모든 테스트를 통과했습니다."))
    else:
        # Tests with the same message are shown once; a hidden one differs only by its values.
        different: dict[str, str] = {}
        for summary, message in messages:
            text = f"{summary} {message}" if summary else message
            different.setdefault(message.split(" (")[0].rstrip("."), text)
        parts += list(different.values())[:_MAX_SENTENCES]
        parts += [str(WITHHELD)] if withheld else []
    if hint:
        parts.append(localized(f"Hint: {hint}", f"힌트: {hint}"))
    return " ".join(parts)
