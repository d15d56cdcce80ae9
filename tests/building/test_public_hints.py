"""The hints in the student's test files, in a process without this package."""

from __future__ import annotations

import ast
import contextlib
import functools
import io
import subprocess
import sys
import types
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.assignment import available_assignments
from autograder.misconceptions import load_bank, splice

ROOT = Path(__file__).resolve().parents[2]
BANKS = {name: load_bank(name) for name in available_assignments()}

# Like Otter: run the test file, then call each registered test with the notebook's namespace.
RUN = """
import sys, types
sys.modules["autograder"] = None
# Importing otter takes seconds; a test file only needs this.
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


def folder_of(name):
    return ROOT / "student_template" / name / "tests"


@functools.cache
def reference(name):
    return (ROOT / "solutions" / f"{name}.py").read_text(encoding="utf-8")


def check(tmp_path, test, source):
    """Return the messages that `grader.check` prints for failed public tests."""
    answer = tmp_path / "answer.py"
    answer.write_text(source, encoding="utf-8")
    code = RUN.format(test=str(test), answer=str(answer))
    done = subprocess.run(
        [sys.executable, "-I", "-W", "ignore", "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("hw1_forward", "and-threshold-low"),
        ("hw1_forward", "xor-negated"),
        ("hw1_forward", "step-reversed"),
        ("hw2_learning", "mse-missing-half"),
        ("hw2_learning", "cee-log10"),
        ("hw2_learning", "batch-lists"),
        ("hw2_learning", "diff-precedence"),
        ("hw2_learning", "diff-one-sided"),
        ("hw2_learning", "grad-precedence"),
        ("hw2_learning", "descent-ascent"),
        ("hw2_learning", "net-predict-list"),
        ("hw2_learning", "netgrad-list"),
        ("hw2_learning", "train-last-loss"),
    ],
)
def test_a_wrong_answer_gets_its_hint_in_the_notebook(tmp_path, name, wrong):
    bank = BANKS[name]
    answer = next(each for each in bank.wrong if wrong in (each.id, each.family))
    hint = str(bank.families.get(answer.family, answer.hint))
    test = folder_of(name) / f"{answer.question}.py"
    printed = check(tmp_path, test, splice(reference(name), answer.source))
    assert f"Hint: {hint}" in " ".join(printed.split())


@pytest.mark.parametrize(
    ("name", "question", "code"),
    [
        ("hw1_forward", "q1_gates", "def AND(x1, x2):\n    return x1 == x2\n"),
        ("hw1_forward", "q2_activations", "def step_function(x):\n    return (x > 1) * 1\n"),
        ("hw2_learning", "q4_numerical_diff", "def numerical_diff(f, x):\n    return 0.123\n"),
    ],
)
def test_an_unknown_mistake_gets_no_hint(tmp_path, name, question, code):
    test = folder_of(name) / f"{question}.py"
    printed = check(tmp_path, test, splice(reference(name), code))
    assert "wrong" in printed or "should be" in printed
    assert "Hint" not in printed


def test_no_wrong_answer_gets_the_hint_of_another(monkeypatch):
    """Only in homework 1, whose functions are fast and not random."""
    bank, source = BANKS["hw1_forward"], reference("hw1_forward")
    otter = types.ModuleType("otter.test_files")
    otter.test_case = lambda **kwargs: lambda function: function
    monkeypatch.setitem(sys.modules, "otter.test_files", otter)
    hinted = 0
    for answer in bank.wrong:
        tests, namespace = {}, {}
        exec((folder_of("hw1_forward") / f"{answer.question}.py").read_text("utf-8"), tests)
        exec(splice(source, answer.source), namespace)
        for test in [value for name, value in tests.items() if name.startswith("test_")]:
            if test is otter.test_case:
                continue
            with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
                try:
                    test(namespace)
                except Exception as error:
                    hint = " ".join(str(error).partition("\nHint: ")[2].split())
                    hinted += bool(hint)
                    own = bank.families.get(answer.family, answer.hint)
                    assert hint in ("", str(own)), answer.id
    assert hinted >= 70


@pytest.mark.parametrize("name", BANKS)
@pytest.mark.parametrize(("suffix", "letters"), [("", 72), ("-ko", 36)])
def test_a_hint_fits_a_box_that_does_not_wrap(name, suffix, letters):
    hinted = 0
    for path in (ROOT / "student_template" / f"{name}{suffix}" / "tests").glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_HINTS":
                hints = {
                    entry.elts[-1].value for tests in node.value.values for entry in tests.elts
                }
                assert all(len(line) <= letters for hint in hints for line in hint.split("\n"))
                hinted += len(hints)
    assert hinted > 80


@pytest.mark.parametrize("name", BANKS)
def test_no_wrong_code_is_handed_out(name):
    for path in folder_of(name).glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.isascii()
        assert "hidden_tests" not in text
        own = BANKS[name].of(path.stem)
        bodies = [line for answer in own for line in answer.source.splitlines() if "return" in line]
        assert own
        assert not [line for line in bodies if len(line) > 40 and line.strip() in text]
