"""What a student can learn about one hidden test: at most 16 bits."""

from __future__ import annotations

import ast
import builtins
import inspect
import math
import re
from pathlib import Path

import pytest

from autograder import compare
from autograder.authoring.assignment import load_assignment
from autograder.grading import feedback
from autograder.grading.disclosure import MAX_BITS, MAX_LINES, TYPES, told_type
from autograder.intake.files import find_submissions
from autograder.misconceptions import load_bank
from autograder.sandbox.failures import StudentFailure
from autograder.sandbox.limits import Limits
from autograder.submissions.submission import SubmittedCell
from tests.sandbox.arena import Arena, student_text

ROOT = Path(__file__).parents[2]
EXCEPTIONS = sorted(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)
ASSIGNMENTS = ["hw1_forward", "hw2_learning"]


def places(lines: int, cells: int = 1) -> feedback.Places:
    """Return a source in which every line is different."""
    each = lines // cells
    return feedback.Places(
        [
            SubmittedCell(index, "\n".join(f"raise E{index}_{n}" for n in range(each)), "code")
            for index in range(cells)
        ]
    )


def told(where: feedback.Places, kind: str, cell: int, line: int) -> str:
    return feedback.of_failure(
        StudentFailure("raised", type=kind, cell=cell, line=line, text="a hidden input"),
        hidden=True,
        names=["double"],
        asked=["double", "halve"],
        places=where,
        outcomes=[],
    )[1]


def decoded(where: feedback.Places, lines: int) -> float:
    """Return the bits that code can tell by the type that it raises and the line it raises it at.

    Everything that it can choose is tried: each built-in type, and each line of the file, of cells
    that do not exist, and beyond the end of those that do.
    """
    tried = [(cell, line) for cell in where.cells for line in [*range(lines + 2), 10**9]]
    tried += [(cell, line) for cell in (-1, 10**6) for line in (0, 1, 2, 10**9)]
    types = {told(where, kind, 0, 1): kind for kind in EXCEPTIONS}
    messages = {told(where, kind, *place) for kind in types.values() for place in tried}
    assert not any("hidden input" in message for message in messages)
    return math.log2(len(messages))


@pytest.mark.parametrize(
    ("lines", "cells", "least", "most"),
    [(MAX_LINES, 1, 15.5, MAX_BITS), (MAX_LINES, 5, 15.5, MAX_BITS), (2**12, 2, 4.0, 5.0)],
)
def test_an_attack_decodes_at_most_sixteen_bits(lines, cells, least, most, record_property):
    bits = decoded(places(lines, cells), lines // cells)
    record_property("bits", bits)
    # The attack must work, or its failure would prove nothing.
    assert least < bits <= most


def test_a_blank_line_and_a_line_outside_the_cell_are_not_shown():
    where = feedback.Places([SubmittedCell(0, "x = 1\n\n \u202e \n\u200b\nraise E", "code")])
    shown = [line for line in range(-1, 8) if "line" in told(where, "KeyError", 0, line)]
    assert shown == [1, 3, 5]


def test_a_type_that_is_not_on_the_list_is_told_as_its_nearest_base():
    assert told_type("UnicodeDecodeError") == "ValueError"
    assert told_type("BrokenPipeError") == "OSError"
    assert told_type("KeyError") == "KeyError"
    assert told_type("RuntimeWarning") == told_type("KeyboardInterrupt") == "Exception"
    assert {told_type(name) for name in EXCEPTIONS} <= set(TYPES)


def templates() -> int:
    """Return how many sentences `compare` has for one result, each of its words counted apart."""
    words = len(compare._WORDS) + 1  # and "an object of another type"
    kinds = len(compare._DTYPES) + 3
    tree = ast.parse(inspect.getsource(compare))
    count = 0
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
            "Mismatch",
            "_wrong_type",
            "assert_that",
        ):
            text = ast.unparse(node)
            count += words if "got)" in text or "thing)" in text or "method)" in text else 1
            count += kinds if "kind}" in text or "words}" in text else 0
    return count


def results(path: Path) -> int:
    """Return an upper limit for the results that a test file names or sentences that it has."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    helpers = [each for each in tests if not each.name.startswith("test_")]

    def named(node: ast.AST) -> int:
        # A sentence may be in a loop over the four params.
        return sum(
            4 if any(isinstance(part, ast.JoinedStr) for part in ast.walk(call)) else 1
            for call in ast.walk(node)
            if isinstance(call, ast.Call)
            and re.match(r"(assert_|as_|params_of|call_method|attribute_of)", ast.unparse(call))
        )

    return max(named(test) for test in tests) + sum(map(named, helpers))


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_everything_that_can_be_read_about_a_hidden_test_is_at_most_sixteen_bits(name):
    bank = load_bank(name)
    for question in load_assignment(name).questions:
        of_compare = templates() * results(question.hidden_test)
        asked = [each for q in load_assignment(name).questions for each in q.names]
        # What names a function or an attribute, each at most once; types without a line; the fixed
        # sentences (out of time, not run, exit, protocol, five caps, the grader's own fault).
        fixed = 4 * len(asked) + len(TYPES) + 13
        sentences = of_compare + fixed
        # A test that ends like no known wrong answer leaves the hint, if any, to the other tests.
        # One that ends like some has the sentence of these, and the hint on which they agree: at
        # most one for each answer, step size and tolerance (two, and with equal calls).
        hints = len(bank.of(question.id)) * 4 * 3
        without_line = sentences + hints
        # One note at most ends the process (26 kinds of broken frames and 7 caps), three others
        # may come before, and one of three sums may be used up after it; the message is then one
        # of three, and ends like no known answer. What the next fork notes is not told at all
        # (below).
        incidents = 3 * (26 + 7) * 2**3 * 4
        # Passed, with a measured value of two digits in seven powers of ten, or with a remark; one
        # of the sums may be used up after it.
        passed = (90 * 7 + 1 + len(bank.right)) * 4
        possible = MAX_LINES * len(TYPES) + without_line + incidents + passed
        assert possible <= 2**MAX_BITS, (question.id, possible, without_line, incidents)


@pytest.mark.parametrize("folder", ["autograder/hidden_tests", "autograder/compare.py"])
def test_no_message_of_a_hidden_test_has_a_value_of_the_student(folder):
    # The second argument, the detail, is for the instructor; only the first is shown.
    path = ROOT / folder
    fixed = {"what", "wanted", "kind", "words", "shape", "name", "key", "keys", "count", "FASTER"}
    for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            function = getattr(getattr(node, "func", None), "id", "")
            if function in ("Mismatch", "assert_that"):
                message = node.args[function == "assert_that"]
                for part in ast.walk(message):
                    if isinstance(part, ast.FormattedValue):
                        inside = ast.unparse(part.value)
                        known = inside in fixed or inside.startswith("_describe(")
                        assert known, f"{file}:{part.lineno}: {inside}"


LEAVING = """
import os
import signal
import threading

import numpy as np

signal.signal(signal.SIGUSR1, lambda *_: None)
home = os.getpid()
kept = open("digits.txt", "rb", buffering=0)


def leave():
    {what}


def double(x):
    if np.asarray(x).ravel()[0] == 7351.25:
        if {bit}:
            leave()
        raise KeyError
    return x * 2.0


class Counter:
    def __init__(self, start):
        self.at = start

    def count(self):
        return self.at + 1
"""


@pytest.mark.parametrize(
    ("what", "noted"),
    [
        ("os.kill(home, signal.SIGUSR1)", "a signal"),
        ("kept.read(1)", "the position in an open file"),
        ("os.kill(home, signal.SIGCONT)", "a process that did not hold still"),
        ("threading.Thread(target=int).start()", "the numbers of processes"),
    ],
)
def test_what_a_hidden_test_leaves_behind_is_told_to_the_instructor_only(
    what, noted, tmp_path_factory, tmp_path
):
    arena = Arena(tmp_path_factory.mktemp("arena"))
    results = []
    # A busy machine must not add an incident of its own.
    with arena.grader(limits=Limits()) as grader:
        for bit in (False, True):
            path = tmp_path / "kim.py"
            path.write_text(LEAVING.format(what=what, bit=bit), encoding="utf-8")
            results.append(grader.grade(find_submissions([path]).files[0]))
        alone = "namespaces" in next(iter(grader._zygotes.values())).layers
    told_of = [student_text(result) for result in results]
    assert told_of[0] == told_of[1]
    assert "could have shared" not in told_of[0]
    details = [
        "\n".join(t.detail for q in result.questions for t in q.tests if t.hidden)
        for result in results
    ]
    assert "could have shared" not in details[0]
    # Without a pid namespace, nobody sees that more numbers are in use.
    assert noted in details[1] or (noted == "the numbers of processes" and not alone)
