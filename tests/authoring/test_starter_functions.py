"""Starter functions: which question each belongs to, and the points that a broken one costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring.assignment import load_assignment
from autograder.authoring.starter_functions import StarterFunctions
from autograder.grading.grader import Grader
from autograder.intake.entry import SubmissionFile
from autograder.misconceptions import load_bank, splice
from autograder.submissions.cell import parse

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "solutions" / "hw2_learning.py").read_text(encoding="utf-8")
BANK = load_bank("hw2_learning")
WRONG = {answer.id: answer for answer in BANK.wrong}
Q7, Q8, Q9, B1 = "q7_two_layer_net", "q8_network_gradient", "q9_training", "b1_fast_gradient"
NOT_NORMALISED = "def softmax(x):\n    return np.exp(x)\n"
SOFTMAX = REFERENCE[REFERENCE.index("def softmax") : REFERENCE.index("def mean_squared")]
SIGMOID = REFERENCE[REFERENCE.index("def sigmoid") : REFERENCE.index("def softmax")]


@pytest.fixture(scope="module")
def hw2():
    return load_assignment("hw2_learning")


@pytest.fixture(scope="module")
def grader(hw2):
    with Grader(hw2) as running:
        for question, tests in running.tests.items():
            running.tests[question] = [test for test in tests if test.name not in BANK.slow]
        yield running


@pytest.fixture
def grade(grader, tmp_path):
    def run(code, *questions):
        path = tmp_path / "submission.py"
        path.write_text(splice(REFERENCE, code), encoding="utf-8")
        result = grader.grade(SubmissionFile(path, "student"), only=questions)
        assert result.status == "graded"
        return {each.id: each for each in result.questions if each.id in questions}

    return run


def test_a_starter_function_belongs_to_the_first_question_that_uses_it(hw2):
    assert StarterFunctions(REFERENCE, hw2.questions).owners == {"sigmoid": Q7, "softmax": Q7}


@pytest.mark.parametrize(
    ("cells", "replaced"),
    [
        ([SIGMOID, SOFTMAX], []),
        ([SIGMOID + SOFTMAX, SOFTMAX.replace('"""Turn', '"""Make')], []),
        ([SIGMOID, SOFTMAX, "probabilities = softmax(scores)"], []),
        ([SIGMOID, SOFTMAX.replace("axis=-1", "axis=0")], ["softmax"]),
        ([SIGMOID, SOFTMAX, "from scipy.special import softmax"], ["softmax"]),
        ([SIGMOID, SOFTMAX, "softmax = lambda x: x"], ["softmax"]),
        ([SIGMOID, SOFTMAX, "%matplotlib inline\nsigmoid = np.tanh"], ["sigmoid"]),
        ([SIGMOID, SOFTMAX, "%matplotlib inline\nprint(sigmoid(x) == 1)"], []),
        ([SIGMOID], ["softmax"]),
        (["def sigmoid(x:", SOFTMAX], ["sigmoid"]),
    ],
)
def test_a_changed_version_is_found(hw2, cells, replaced):
    assert StarterFunctions(REFERENCE, hw2.questions).changed_in(cells) == replaced


@pytest.mark.parametrize(
    ("more", "last", "replaced"),
    [
        (["def f():\n    pass\n" * 100] * 600, "", []),
        # No more is parsed, but what is like a definition is still found.
        (["def f():\n    pass\n" * 100] * 600, f"{'#' * 2_000}\n{SIGMOID}", ["sigmoid"]),
        (["x = 1\n" * 50_000], "", []),
        (["x = 1\n" * 50_000 + SIGMOID], "", ["sigmoid"]),
        # No more is even searched.
        (["x = 1\n" * 50_000] * 10, "", ["sigmoid", "softmax"]),
    ],
    ids=["many", "and a definition", "long", "with a definition", "too many"],
)
def test_a_bounded_amount_of_a_submission_is_looked_at(hw2, more, last, replaced, monkeypatch):
    parsed = []

    def counted(source):
        parsed.append(len(source))
        return parse(source)

    starters = StarterFunctions(REFERENCE, hw2.questions)
    monkeypatch.setattr("autograder.authoring.starter_functions.parse", counted)
    assert starters.changed_in([SIGMOID + SOFTMAX, *more, last]) == replaced
    assert sum(parsed) <= 1_000_000


def test_a_broken_starter_function_costs_points_in_one_question_only(grade):
    graded = grade(NOT_NORMALISED, "q2_cross_entropy_error", Q7, Q8, Q9, B1)
    assert graded[Q7].status == "failed"
    failed = {test.name for test in graded[Q7].tests if test.status == "failed"}
    assert "test_predict_with_given_weights" in failed
    assert graded[Q7].carried_forward == []
    others = {name: each.status for name, each in graded.items() if name != Q7}
    assert set(others.values()) == {"passed"}, others
    assert graded[B1].carried_forward[-1] == "softmax"
    assert "With your `softmax` a test fails here" in graded[B1].feedback
    assert "Your `softmax` did not pass" not in graded[B1].feedback


def test_a_mistake_is_named_in_spite_of_a_broken_starter_function(grade):
    code = NOT_NORMALISED + WRONG["fast-forward"].source
    graded = grade(code, Q7, B1)
    assert graded[B1].status == "failed"
    assert graded[B1].misconception == "fast-forward"


def test_code_that_needs_the_students_version_keeps_it(grade):
    # A softmax with a second argument; the network fails for another reason.
    own = SOFTMAX.replace("(x)", "(x, scale=1.0)", 1)
    right = next(a for a in BANK.right if a.id == "right-fast-by-unit").source
    code = own + right.replace("W2 + b2)", "W2 + b2, scale=1.0)") + WRONG["net-no-b1"].source
    graded = grade(code, Q7, B1)
    assert graded[Q7].status == "failed"
    assert graded[B1].status == "passed", graded[B1].feedback
    assert "softmax" not in graded[B1].carried_forward


@pytest.mark.parametrize(
    "body",
    ["1" + "+1" * 2_000, "[" + "1," * 200_000 + "]", "(" + "import " * 20_000],
    ids=["nested too deeply to be written out", "too long to be parsed", "no Python"],
)
def test_a_cell_that_cannot_be_read_counts_as_a_version_of_its_own(hw2, body):
    starters = StarterFunctions(REFERENCE, hw2.questions)
    assert starters.changed_in([f"def softmax(x):\n    return {body}"]).count("softmax") == 1
