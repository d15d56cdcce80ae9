"""The sentences about a failed test, without a grader."""

from __future__ import annotations

import ast
import tracemalloc
from pathlib import Path

import pytest

from autograder.compare import Mismatch
from autograder.grading import feedback
from autograder.submissions.cell import SubmittedCell
from autograder.text import use_language

ROOT = Path(__file__).parents[2]


def told(message):
    return feedback.of_mismatch(Mismatch(message), hidden=True)[0]


@pytest.mark.parametrize(
    "message",
    [
        "f should always be called with the whole array, in its shape",
        "x should be left as it was, but has changed",
        "params has no entry 'b2'",
        "softmax of scores far apart contains NaN (not a number)",
        "params['W1'] has the wrong shape: it should be (2, 3)",
        "x_batch has the wrong shape: it should be (2, 3)",
    ],
)
def test_a_name_in_front_is_written_as_in_the_code(message):
    assert told(message) == f"{message}."


def test_any_other_sentence_starts_with_a_capital():
    assert told("the double of 3 is NaN") == "The double of 3 is NaN."
    assert told("a position in x_history is NaN") == "A position in x_history is NaN."
    with use_language("ko"):
        assert told("f에는 배열을 넘겨야 합니다") == "f에는 배열을 넘겨야 합니다."


@pytest.mark.parametrize("assignment", ["hw1_forward", "hw2_learning"])
def test_every_word_that_a_message_opens_with_is_known_or_a_name(assignment):
    # Names that the tests pass to student code or find in its objects, and words of details.
    names = {"params", "f", "got", "measured"}
    for node in ast.walk(ast.parse((ROOT / f"solutions/{assignment}.py").read_text("utf-8"))):
        names |= {getattr(node, key, None) for key in ("id", "arg", "name")}
    unknown = set()
    folders = [f"assignments/{assignment}/public_tests", f"autograder/hidden_tests/{assignment}"]
    for path in [path for folder in folders for path in (ROOT / folder).glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Text", "localized"):
                opening = node.args[0]
                if isinstance(opening, ast.JoinedStr):
                    opening = opening.values[0]
                if isinstance(opening, ast.Constant) and isinstance(opening.value, str):
                    word, space, _ = opening.value.partition(" ")
                    if space and word.isalpha() and word.islower():
                        unknown |= {word} - names - feedback.OPENING_WORDS
    assert not unknown


def test_a_place_in_a_cell_of_millions_of_lines_is_found_without_a_list_of_them():
    cell = SubmittedCell(0, "ab\n" * 3_000_000 + "last", "code")
    tracemalloc.start()
    try:
        places = feedback.Places([cell])
        assert places.lines == 3_000_001
        assert places.where(0, 2) == "code cell 1, line 2: `ab`"
        assert places.where(0, 3_000_001) == "code cell 1, line 3000001: `last`"
        assert places.where(0, 3_000_002) == places.where(0, 0) == "code cell 1"
        assert places.where_hidden(0, 2) == ""
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()
