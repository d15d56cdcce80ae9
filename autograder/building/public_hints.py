"""The table of hints in the public tests.

Owns the results of wrong answers that a public test can tell apart. The look-up in the student's
notebook is in `hinting`, whose text the build copies. Hidden tests are not opened, and no code of a
wrong answer is handed out.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from autograder.authoring.question import Question
from autograder.authoring.testcase import TestCase, load_tests
from autograder.building.localize import localize
from autograder.diagnosis.in_process import compiled, run_in_process
from autograder.diagnosis.recording import Recording
from autograder.handout import hinting
from autograder.misconceptions import Bank, WrongAnswer, spliced
from autograder.text import current_language

# In characters; a Korean one is twice as wide. Otter shows a check in a box that does not wrap.
_LINE = {"en": 72, "ko": 36}
# Part of the distance between a wrong result and the right one; a result within it is the same
# mistake.
_NEAR = 0.05
_TABLE = "_HINTS: dict[str, list[tuple[int, Any, float, str]]] = {}\n"

Entry = tuple[int, Any, float, str]


def hints_text(question: Question, bank: Bank, reference: str) -> str:
    """Return the part of a student's test file that gives hints, in the current language.

    It is empty if there are none.
    """
    tests = load_tests(question, public_only=True)
    answers = [answer for answer in bank.of(question.id) if not answer.noisy]
    table: dict[str, list[Entry]] = {}
    for test in tests:
        entries, answers = _entries(test, answers, bank, reference)
        if entries:
            table[test.name] = entries
    if not table:
        return ""
    path = Path(hinting.__file__)
    width = _LINE[current_language()]
    source = localize(path, path.read_text(encoding="utf-8"), current_language())
    body = source.split("import numpy as np\n", 1)[1].strip("\n")
    lines = ["# Which result earns which hint: number of the call, result, how near, hint."]
    lines.append("_HINTS = {")
    for name, entries in table.items():
        lines.append(f"    {name!a}: [")
        lines += [
            f"        ({call}, {value!a}, {near:.3g}, {textwrap.fill(hint, width)!a}),"
            for call, value, near, hint in entries
        ]
        lines.append("    ],")
    lines.append("}")
    wrapped = [f"{name} = _hinting({name})" for name in table]
    head = "from collections.abc import Callable\n\n"
    return head + body.replace(_TABLE, "\n".join(lines) + "\n") + "\n\n\n" + "\n".join(wrapped)


def _entries(
    test: TestCase, answers: Sequence[WrongAnswer], bank: Bank, reference: str
) -> tuple[list[Entry], list[WrongAnswer]]:
    """Return the hints of one test, and the wrong answers that pass it, for the later tests.

    If two mistakes give the same result, the look-up gives no hint.
    """
    right = run_in_process(compiled(reference, "reference"), test).recording
    entries: list[Entry] = []
    passed = []
    for answer in answers:
        outcome = run_in_process(compiled(spliced(reference, answer.source), answer.id), test)
        if outcome.status == "passed":
            passed.append(answer)
        if outcome.status != "failed" or not outcome.message:
            continue
        hint = str(bank.families.get(answer.family, answer.hint))
        if test.name in bank.random:
            entry: Entry | None = (-1, outcome.message, 0.0, hint)
        else:
            entry = _by_result(outcome.recording, right, hint)
        if entry is not None and entry not in entries:
            entries.append(entry)
    return entries, passed


def _by_result(recording: Recording, right: Recording, hint: str) -> Entry | None:
    place = len(recording.events) - 1
    form, expected = (
        _form([event.outcome for event in each.events[: place + 1]]) for each in (recording, right)
    )
    if form is None or expected is None:
        return None
    near = 0.0
    if form[1]:
        if not np.isfinite(form[1]).all():
            return None
        if form[0] == expected[0]:
            near = _NEAR * float(np.abs(np.subtract(form[1], expected[1])).max())
        else:
            near = 1e-6 * float(np.abs(form[1]).max()) + 1e-9
    elif form == expected:
        return None  # such as an array of integers: every wrong one would get this hint
    rounded = [float(f"{number:.9g}") for number in form[1]]
    return place + 1, (form[0], rounded), near, hint


def _form(outcomes: Sequence[Any]) -> tuple[Any, list[float]] | None:
    """Return recorded results in the form that `hinting` uses."""
    if all(outcome[0] in ("bool", "int") for outcome in outcomes):
        if any(isinstance(outcome[1], str) for outcome in outcomes):
            return None  # too large to be recorded as a number
        return "int", [float(max(-1000, min(1000, each[1]))) for each in outcomes]
    outcome = outcomes[-1]
    kind = outcome[0]
    if kind == "number":
        return (), [outcome[1]]
    if kind == "array":
        _, letter, shape, numbers = outcome
        kind = shape if letter == "f" else f"{letter} array {shape}"
        if letter in "biuf" and np.prod(shape) <= 12:
            return kind, [float(number) for number in np.ravel(numbers)]
        return kind, []
    if kind in ("list", "tuple"):
        return f"{kind} of {len(outcome[1])}", []
    if kind == "plain":
        return type(outcome[1]).__name__, []
    return None
