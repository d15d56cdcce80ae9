"""The hints in the student's own test files: in a process without this package."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from autograder.misconceptions import load_bank, splice

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "student_template" / "hw2_learning" / "tests"
REFERENCE = (ROOT / "solutions" / "hw2_learning.py").read_text(encoding="utf-8")
BANK = load_bank("hw2_learning")

# As Otter runs a test file: executed, each registered test called with the notebook's namespace.
RUN = """
import sys, types
sys.modules["autograder"] = None
# Otter's own module takes seconds to import; what a test file needs of it is this.
class test_case:
    def __init__(self, **kwargs):
        pass
    def __call__(self, function):
        self.call_func = function
        return self
sys.modules["otter"] = types.ModuleType("otter")
sys.modules["otter.test_files"] = types.ModuleType("otter.test_files")
sys.modules["otter.test_files"].test_case = test_case
import numpy as np
tests, answer = {{}}, {{}}
exec(open({test!r}, encoding="utf-8").read(), tests)
exec(open({answer!r}, encoding="utf-8").read(), answer)
for case in [value for value in tests.values() if type(value).__name__ == "test_case"]:
    np.random.seed(0)
    try:
        case.call_func(answer)
    except Exception as error:
        print(error)
"""


def check(tmp_path, question, source):
    """Return what `grader.check` prints of the failed public tests."""
    answer = tmp_path / "answer.py"
    answer.write_text(source, encoding="utf-8")
    code = RUN.format(test=str(TESTS / f"{question}.py"), answer=str(answer))
    done = subprocess.run(
        [sys.executable, "-I", "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    "wrong",
    [
        "mse-missing-half",
        "cee-log10",
        "batch-lists",
        "diff-precedence",
        "diff-one-sided",
        "grad-precedence",
        "descent-ascent",
        "net-predict-list",
        "netgrad-list",
        "train-last-loss",
    ],
)
def test_a_wrong_answer_earns_its_hint_in_the_notebook(tmp_path, wrong):
    answer = next(each for each in BANK.wrong if wrong in (each.id, each.family))
    hint = str(BANK.families.get(answer.family, answer.hint))
    said = check(tmp_path, answer.question, splice(REFERENCE, answer.source))
    assert f"Hint: {hint}" in said


def test_an_unknown_mistake_earns_no_hint(tmp_path):
    source = splice(REFERENCE, "def numerical_diff(f, x):\n    return 0.123\n")
    said = check(tmp_path, "q4_numerical_diff", source)
    assert "wrong" in said
    assert "Hint" not in said


def test_no_wrong_code_travels_to_students():
    for path in TESTS.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.isascii()
        assert "hidden_tests" not in text
        own = [answer for answer in BANK.wrong if answer.question == path.stem]
        bodies = [line for answer in own for line in answer.source.splitlines() if "return" in line]
        # The bonus has no bank.
        assert own or path.stem.startswith("b")
        assert not [line for line in bodies if len(line) > 40 and line.strip() in text]
