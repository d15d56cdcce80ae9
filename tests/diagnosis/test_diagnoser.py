"""Diagnoses from recordings of the real worker: which mistake is named, and when none is."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.assignment import available_assignments, load_assignment
from autograder.diagnosis.recording import distance, frozen, same
from autograder.grading.grader import Grader
from autograder.intake.entry import SubmissionFile
from autograder.misconceptions import load_bank, splice
from autograder.report.hints import hints_of
from autograder.text import use_language

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "solutions" / "hw2_learning.py").read_text(encoding="utf-8")
BANK = load_bank("hw2_learning")
WRONG = {answer.id: answer for answer in BANK.wrong}
BANKS = {name: load_bank(name) for name in available_assignments()}
HINTS = {
    name: {f"{answer.id} itself": answer.hint for answer in bank.wrong} | dict(bank.families)
    for name, bank in BANKS.items()
}


@pytest.fixture(scope="module")
def grader():
    with Grader(load_assignment("hw2_learning")) as grader:
        # The training run takes seconds, and no diagnosis needs it.
        for question, tests in grader.tests.items():
            grader.tests[question] = [test for test in tests if test.name not in BANK.slow]
        yield grader


@pytest.fixture
def grade(grader, tmp_path):
    def run(source, *questions):
        path = tmp_path / "submission.py"
        path.write_text(source, encoding="utf-8")
        result = grader.grade(SubmissionFile(path, "student"), only=questions)
        assert result.status == "graded"
        return {question.id: question for question in result.questions}

    return run


# --- missing parts ---


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_missing_part_of_a_network_is_named_in_one_sentence(grade, grader, monkeypatch, language):
    monkeypatch.setattr(grader, "language", language)
    english = language == "en"
    question = "q7_two_layer_net"
    without_self = grade(REFERENCE.replace("self.params", "params"), question)[question]
    said = (
        "Your object has no attribute `params`: store it as `self.params` in `__init__`."
        if english
        else "객체에 `params` 속성이 없습니다. "
        "`__init__` 메서드에서 `self.params` 속성에 저장하십시오."
    )
    assert said in without_self.feedback
    assert "AttributeError" not in without_self.feedback
    # For hidden tests too: the name is the test's, not the student's.
    hidden = next(test for test in without_self.tests if test.name == "test_weight_init_std")
    assert hidden.message.endswith(said)

    without_key = REFERENCE.replace('        self.params["b2"] = np.zeros(output_size)\n', "")
    feedback = grade(without_key, question)[question].feedback
    assert ("params has no entry 'b2'." if english else "params: 'b2' 항목이 없습니다.") in feedback

    without_method = REFERENCE.replace("def predict(", "def predicted(")
    feedback = grade(without_method, question)[question].feedback
    said = (
        "Your class has no method `predict`" if english else "클래스에 `predict` 메서드가 없습니다"
    )
    assert said in feedback


# --- the bank ---


@pytest.mark.parametrize(
    ("assignment", "wrong", "right"), [("hw1_forward", 60, 25), ("hw2_learning", 150, 60)]
)
def test_the_bank_is_large_and_in_order(assignment, wrong, right):
    bank = BANKS[assignment]
    ids = {answer.id for answer in bank.wrong}
    assert len(ids) == len(bank.wrong) >= wrong
    assert len(bank.right) >= right
    assert not ids & (bank.families.keys() - {a.family for a in bank.wrong})
    for answer in bank.wrong:
        assert not answer.family or answer.family in bank.families, answer.id
        assert answer.seen


@pytest.mark.parametrize("assignment", BANKS)
def test_every_hint_is_a_short_text_in_both_languages(assignment):
    bank, hints = BANKS[assignment], HINTS[assignment]
    assert len(hints) == len(bank.wrong) + len(bank.families)
    for name, hint in hints.items():
        assert hint.en.isascii() or "½" in hint.en, name
        assert hint.en.endswith((".", "?", ".)")), name
        # Every sentence ends politely: a statement, a request or a question.
        for sentence in re.split(r"(?<=[.?])\)? +", hint.ko.removesuffix(")")):
            assert re.search(r"[가-힣](니다\.|십시오\.|니까\?|까요\?)$", sentence), (name, sentence)
        assert max(len(hint.en), len(hint.ko)) < 200, name


@pytest.mark.parametrize("assignment", BANKS)
def test_no_hint_gives_away_more_in_korean(assignment):
    for name, hint in HINTS[assignment].items():
        code = [Counter(re.findall("`[^`]*`", text)) for text in (hint.en, hint.ko)]
        assert code[0] == code[1], name
        assert hint.ko.count("`") % 2 == 0, name
        # There are names and numbers outside backticks too; `1차원` is the number of dimensions.
        korean = re.sub(r"\d차원", "", hint.ko)
        english = hint.en.replace("zero", "0")
        words = [
            set(re.findall(r"[A-Za-z_]\w*|\d+(?:\.\d+)?", text, re.ASCII))
            for text in (korean, english)
        ]
        assert words[0] <= words[1], (name, words[0] - words[1])


@pytest.mark.parametrize("assignment", BANKS)
def test_both_languages_tell_the_same_mistakes_apart(assignment):
    bank = BANKS[assignment]
    for question in bank.questions:
        hints = {answer.hint for answer in bank.of(question)}
        hints |= {bank.families[a.family] for a in bank.of(question) if a.family}
        assert len({hint.en for hint in hints}) == len(hints), question
        assert len({hint.ko for hint in hints}) == len(hints), question


@pytest.mark.parametrize("assignment", BANKS)
def test_no_hint_holds_a_line_of_the_reference(assignment):
    reference = (ROOT / "solutions" / f"{assignment}.py").read_text(encoding="utf-8")
    lines = [line.strip() for line in reference.splitlines() if "np." in line or "range(" in line]
    expressions = [line.split("return ")[-1] for line in lines]
    for hint in HINTS[assignment].values():
        said = hint.en + hint.ko
        assert not [each for each in expressions if len(each) > 12 and each in said], hint


# --- known mistakes ---


@pytest.mark.parametrize(
    "wrong",
    [
        "mse-half-mean",
        "cee-divided-by-classes",
        "batch-block",
        "diff-backward",
        "grad-restore-too-late",
        "descent-one-more",
        "net-no-b1",
        "netgrad-of-copies",
        "train-drawn-once",
        "fast-bias-not-a-pixel",
    ],
)
def test_a_wrong_answer_is_named_and_its_hint_is_read(grade, wrong):
    answer = WRONG[wrong]
    graded = grade(splice(REFERENCE, answer.source), answer.question)[answer.question]
    assert graded.misconception in (answer.id, answer.family)
    hint = BANK.families.get(graded.misconception, answer.hint)
    assert f"Hint: {hint}" in graded.feedback


def test_a_hint_is_read_in_the_current_language(grade):
    answer = WRONG["diff-sign"]
    with use_language("ko"):
        graded = grade(splice(REFERENCE, answer.source), answer.question)[answer.question]
        assert hints_of("hw2_learning")["diff-sign"] == answer.hint.ko
    assert answer.hint.ko in graded.feedback
    assert hints_of("hw2_learning")["diff-sign"] == answer.hint.en


@pytest.mark.parametrize(
    ("question", "code", "named"),
    [
        # Written as students might, unlike the bank: other names, h, loops, numbers.
        (
            "q4_numerical_diff",
            "def numerical_diff(func, x0):\n    eps = 0.0001\n"
            "    right = func(x0 + eps)\n    left = func(x0 - eps)\n"
            "    return (right - left) / 2 * eps\n",
            "diff-precedence",
        ),
        (
            "q4_numerical_diff",
            "def numerical_diff(f, x):\n    h = 1e-5\n    return (f(x + h) - f(x - h)) / 2 * h\n",
            "diff-precedence",
        ),
        (
            "q2_cross_entropy_error",
            "def cross_entropy_error(y, t):\n    if y.ndim == 1:\n"
            "        y = y[None]\n        t = t[None]\n"
            "    if t.ndim == 2:\n        t = t.argmax(1)\n"
            "    return sum(-np.log(max(y[i, k], 1e-10)) for i, k in enumerate(t))\n",
            "cee-sum",
        ),
        (
            "q3_sample_minibatch",
            "def sample_minibatch(x, t, n):\n    rng = np.random.default_rng()\n"
            "    return x[rng.integers(0, len(x), n)], t[rng.integers(0, len(x), n)]\n",
            "batch-unpaired",
        ),
        (
            "q5_numerical_gradient",
            "def numerical_gradient(f, x):\n    g = np.zeros(x.shape)\n"
            "    it = np.nditer(x, ['multi_index'])\n"
            "    for v in it:\n        i = it.multi_index\n        a = x.copy(); a[i] += 1e-4\n"
            "        b = x.copy(); b[i] -= 1e-4\n        g[i] = (f(a) - f(b)) / 2e-4\n"
            "    return g\n",
            "grad-in-copy",
        ),
        (
            "q2_cross_entropy_error",
            "def cross_entropy_error(y, t):\n    y = np.atleast_2d(y)\n"
            "    t = t if t.ndim == 1 and len(t) == len(y) else np.atleast_2d(t)\n"
            "    right = t if t.ndim == 1 else t.argmax(axis=1)\n"
            "    return max(-np.log(row[k] + 1e-7) for row, k in zip(y, right))\n",
            "cee-worst-row",
        ),
        (
            "q6_gradient_descent",
            "def gradient_descent(f, init_x, lr=0.01, step_num=100):\n"
            "    x = np.array(init_x)\n    for step in range(step_num):\n"
            "        slope = np.maximum(-1, np.minimum(1, numerical_gradient(f, x)))\n"
            "        x = x - lr * slope\n    return x\n",
            "descent-clipped",
        ),
        (
            "q6_gradient_descent",
            "def gradient_descent(f, init_x, lr=0.01, step_num=100):\n"
            "    x, path = init_x.copy(), []\n    for step in range(step_num):\n"
            "        path.append(x.copy())\n        x += lr * numerical_gradient(f, x)\n"
            "    return x, np.array(path)\n",
            "descent-ascent",
        ),
        (
            "q9_training",
            "def train(net, x, t, iters_num, batch_size, learning_rate):\n"
            "    losses, lowest = [], np.inf\n    for _ in range(iters_num):\n"
            "        batch = sample_minibatch(x, t, batch_size)\n"
            "        for key, slope in net.numerical_gradient(*batch).items():\n"
            "            net.params[key] -= learning_rate * slope\n"
            "        lowest = min(lowest, net.loss(*batch))\n        losses.append(lowest)\n"
            "    return losses\n",
            "train-mini-batch",
        ),
    ],
)
def test_the_same_mistake_in_other_words_is_named(grade, question, code, named):
    assert grade(splice(REFERENCE, code), question)[question].misconception == named


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (
            "q1_mean_squared_error",
            "def mean_squared_error(y, t):\n    return 0.7 * np.sum((y - t) ** 2)\n",
        ),
        ("q1_mean_squared_error", "def mean_squared_error(y, t):\n    return y.missing\n"),
        ("q4_numerical_diff", "def numerical_diff(f, x):\n    return 1.2345\n"),
        ("q5_numerical_gradient", "def numerical_gradient(f, x):\n    return np.ones_like(x)\n"),
        # `f(x + h) - f(x - h) / 2 * h` is nearly this if h is small enough.
        ("q4_numerical_diff", "def numerical_diff(f, x):\n    return f(x)\n"),
        # At x = 2, this is a step of 1e-3 times x; but at x = 0 it is right.
        (
            "q4_numerical_diff",
            "def numerical_diff(f, x):\n    return (f(x + 2e-3) - f(x - 2e-3)) / 4e-3\n",
        ),
        # The array of a known wrong answer, which returns it in a tuple.
        (
            "q5_numerical_gradient",
            "def numerical_gradient(f, x):\n    g = np.zeros_like(x)\n    h = 5e-3\n"
            "    for i in np.ndindex(x.shape):\n        v = x[i]\n        x[i] = v + h\n"
            "        a = f(x)\n        x[i] = v - h\n        g[i] = (a - f(x)) / (2 * h)\n"
            "        x[i] = v\n    return g\n",
        ),
    ],
)
def test_an_unknown_mistake_is_never_guessed(grade, question, code):
    graded = grade(splice(REFERENCE, code), question)[question]
    assert graded.status in ("failed", "partial")
    assert graded.misconception is None
    assert "Hint" not in graded.feedback


def test_a_mistake_is_not_named_if_a_test_that_it_fails_is_passed(grade):
    # A single one-hot row is treated as one label per class; larger batches are right.
    code = (
        "def cross_entropy_error(y, t):\n    if y.ndim == 1:\n"
        "        return -np.sum(t * np.log(y + 1e-7))\n"
        "    if t.size == y.shape[1]:\n        t = t.ravel().astype(int)\n"
        "    if t.ndim == 1:\n        t = np.eye(y.shape[1])[t]\n"
        "    return -np.sum(t * np.log(y + 1e-7)) / len(y)\n"
    )
    graded = grade(splice(REFERENCE, code), "q2_cross_entropy_error")["q2_cross_entropy_error"]
    passed = {test.name for test in graded.tests if test.status == "passed"}
    # It would be wrong to say that one-hot rows are not handled.
    assert "test_batch_of_one_hot_rows" in passed
    assert "test_batch_of_one_row" not in passed
    assert graded.misconception is None


@pytest.mark.parametrize("body", ["pass", "return", "..."])
def test_the_hint_for_an_empty_function_does_not_say_that_it_prints(grade, body):
    named = {
        "q1_mean_squared_error": ("mean_squared_error(y, t)", "mse-none"),
        "q2_cross_entropy_error": ("cross_entropy_error(y, t)", "cee-print"),
        "q3_sample_minibatch": ("sample_minibatch(x_train, t_train, batch_size)", "batch-print"),
        "q4_numerical_diff": ("numerical_diff(f, x)", "diff-print"),
        "q5_numerical_gradient": ("numerical_gradient(f, x)", "grad-print"),
        "q6_gradient_descent": (
            "gradient_descent(f, init_x, lr=0.01, step_num=100)",
            "descent-print",
        ),
    }
    source = REFERENCE
    for head, _ in named.values():
        source = splice(source, f"def {head}:\n    {body}\n")
    graded = grade(source, *named)
    for question, (_, id_) in named.items():
        assert graded[question].misconception == id_
        assert "Hint: Your function returns nothing: " in graded[question].feedback


def test_right_and_unanswered_questions_are_not_diagnosed(grade):
    stub = "def mean_squared_error(y, t):\n    raise NotImplementedError('mean_squared_error')\n"
    graded = grade(splice(REFERENCE, stub), "q1_mean_squared_error", "q4_numerical_diff")
    assert {question.misconception for question in graded.values()} == {None}
    assert graded["q1_mean_squared_error"].status == "not_attempted"


def test_a_later_mistake_is_named_after_an_earlier_one(grade):
    source = splice(REFERENCE, WRONG["grad-precedence"].source)
    source = splice(source, WRONG["descent-ascent"].source)
    graded = grade(source, "q5_numerical_gradient", "q6_gradient_descent")
    assert graded["q5_numerical_gradient"].misconception == "grad-precedence"
    assert graded["q6_gradient_descent"].misconception == "descent-ascent"


def test_feedback_shows_public_calls_and_no_hidden_value(grade):
    source = splice(REFERENCE, WRONG["diff-over-h"].source)
    graded = grade(source, "q4_numerical_diff")["q4_numerical_diff"]
    assert "`numerical_diff(function_1, 5.0)`" in graded.feedback
    hidden = [test for test in graded.tests if test.hidden]
    assert hidden
    assert all("numerical_diff(" not in test.message for test in hidden)
    assert not any(digit in test.message for test in hidden for digit in ("12.0", "0.54", "2.01"))


def test_an_analytic_gradient_is_reported_to_the_instructor_and_costs_nothing(grader, tmp_path):
    right = {answer.id: answer for answer in BANK.right}
    path = tmp_path / "submission.py"
    for wrong, told in (("right-netgrad-analytic", 1), ("right-netgrad-own-loop", 0)):
        path.write_text(splice(REFERENCE, right[wrong].source), encoding="utf-8")
        result = grader.grade(SubmissionFile(path, "student"), only=["q8_network_gradient"])
        q8 = next(each for each in result.questions if each.id == "q8_network_gradient")
        assert q8.status == "passed"
        assert sum("too exact" in incident for incident in result.incidents) == told


# --- the student's environment ---


def test_a_function_whose_name_is_used_again_is_graded_and_the_student_told(grade):
    source = REFERENCE + (
        "\nnumerical_diff = numerical_diff(lambda x: x**2, 3.0)\n"
        "numerical_gradient = numerical_gradient(lambda x: np.sum(x), np.zeros(2))\n"
    )
    asked = ("q4_numerical_diff", "q5_numerical_gradient", "q6_gradient_descent")
    graded = grade(source, *asked)
    assert [graded[question].status for question in asked] == ["passed"] * 3
    assert "`numerical_diff` is no longer your function" in graded["q4_numerical_diff"].feedback
    assert "longer" not in graded["q6_gradient_descent"].feedback


def test_cells_that_change_global_settings_cost_nothing(grade):
    before = """
import numpy as np
import builtins, random, warnings, sys, os
np.seterr(all="raise")
np.set_printoptions(precision=1, threshold=3)
np.random.seed(0)
random.seed(0)
warnings.simplefilter("error")
get_ipython().run_line_magic("matplotlib", "inline")
builtins.print = lambda *args, **kwargs: 1 / 0
sys.setrecursionlimit(300)
os.environ["OMP_NUM_THREADS"] = "4"


def mean_squared_error(y, t):
    return "an earlier try"


"""
    graded = grade(before + REFERENCE + "\nx = y = t = f = h = 0\nnp.random.seed = None\n")
    assert {q.id: q.feedback for q in graded.values() if q.status != "passed"} == {}


def test_a_descent_that_diverges_causes_no_warnings(grade):
    code = "def gradient_descent(f, init_x, lr=0.01, step_num=100):\n    x = init_x.copy()\n" + (
        "    for _ in range(step_num):\n        x = 1e6 * x\n        f(x)\n    return x\n"
    )
    # The square that overflows is in the test.
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        graded = grade(splice(REFERENCE, code), "q6_gradient_descent")["q6_gradient_descent"]
    assert graded.status in ("failed", "partial")
    assert [str(each.message) for each in seen] == []


# --- recordings ---


def test_recordings_distinguish_types_but_not_kinds_of_floats():
    assert same(frozen(np.float64(0.5)), frozen(0.5), 1e-7)
    assert not same(frozen(1), frozen(1.0), 1e-7)
    assert not same(frozen([1.0]), frozen((1.0,)), 1e-7)
    assert same(frozen(np.array([1e-9])), frozen(np.array([1e-9 + 1e-18])), 1e-7)
    assert not same(frozen(np.array([1e-9])), frozen(np.array([2e-9])), 1e-7)
    assert same(frozen(np.array([np.nan])), frozen(np.array([np.nan])), 1e-7)
    assert not same(("raised", "TypeError", "a"), ("raised", "TypeError", "b"), 1e-7)
    assert same(("raised", "TypeError", "a"), ("raised", "TypeError", ""), 1e-7)


def test_distance_is_infinite_between_kinds():
    assert distance(frozen(1.0), frozen(1.5)) == 0.5
    assert distance(frozen(1.0), frozen([1.0])) == np.inf
    assert distance(frozen({"a": 1.0}), frozen({"a": 3.0})) == 2.0
