"""Homework 1: its published figures, its tests in one process, and results of grading.

The banks of wrong and right answers are tested in test_audit and by `chalkgrad audit`.
"""

from __future__ import annotations

import json
import re
import runpy
import shutil
import warnings
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.assignment import load_assignment
from autograder.cli.main import main
from autograder.compare import Mismatch
from autograder.hidden_tests.hw1_forward import analytic, trained
from autograder.misconceptions import load_bank, splice
from autograder.text import use_language

ROOT = Path(__file__).resolve().parents[2]
NAME = "hw1_forward"
ASSIGNMENT = load_assignment(NAME)
REFERENCE = (ROOT / "solutions" / f"{NAME}.py").read_text(encoding="utf-8")
BANK = load_bank(NAME)
INPUTS = ((0, 0), (1, 0), (0, 1), (1, 1))


@pytest.fixture(scope="module")
def answers():
    """Return the reference's functions by name."""
    return run_reference()


def run_reference(answer=""):
    env = {"__name__": "submission"}
    exec(REFERENCE, env)
    exec(answer, env)
    return env


def test_questions_and_points():
    points = {question.id: question.points for question in ASSIGNMENT.questions}
    assert points == {
        "q1_gates": 8,
        "q2_activations": 8,
        "q3_softmax": 10,
        "q4_forward": 8,
        "q5_batches": 6,
    }
    names = [name for question in ASSIGNMENT.questions for name in question.names]
    assert names == [
        *("AND", "NAND", "OR", "XOR"),
        *("step_function", "sigmoid", "relu"),
        "softmax",
        "forward",
        *("predict", "accuracy_in_batches"),
    ]


# --- published figures: Saito, "Deep Learning from Scratch" (2016), unless noted otherwise ---


@pytest.mark.parametrize(
    ("gate", "column"),
    [
        ("AND", (0, 0, 0, 1)),  # figure 2-2
        ("NAND", (1, 1, 1, 0)),  # figure 2-3
        ("OR", (0, 1, 1, 1)),  # figure 2-4
        ("XOR", (0, 1, 1, 0)),  # figure 2-5
    ],
)
def test_truth_tables_of_section_2_2_and_2_4(answers, gate, column):
    assert tuple(answers[gate](x1, x2) for x1, x2 in INPUTS) == column


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("step_function", [0, 1, 1]),  # section 3.2.2
        ("sigmoid", [0.26894142, 0.73105858, 0.88079708]),  # section 3.2.4
        ("relu", [0, 1, 2]),  # section 3.2.7
    ],
)
def test_activations_of_section_3_2(answers, function, expected):
    got = answers[function](np.array([-1.0, 1.0, 2.0]))
    np.testing.assert_allclose(got, expected, rtol=0, atol=1e-8)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([0.3, 2.9, 4.0], [0.01821127, 0.24519181, 0.73659691]),  # section 3.5.1
        ([1010, 1000, 990], [9.99954600e-01, 4.53978686e-05, 2.06106005e-09]),  # section 3.5.2
        ([0.5, 3.0, 5.0], [0.00968996, 0.11804785, 0.87226219]),  # the course notes
    ],
)
def test_softmax_of_section_3_5(answers, scores, expected):
    got = answers["softmax"](np.array(scores, dtype=float))
    np.testing.assert_allclose(got, expected, rtol=0, atol=1e-8)


@pytest.mark.parametrize(
    ("last_weight", "expected"),
    [
        (0.5, [0.31682708, 0.77338016]),  # the course notes and the notebook
        (0.4, [0.31682708, 0.69627909]),  # section 3.4.3
    ],
)
def test_three_layers_of_section_3_4(answers, last_weight, expected):
    network = analytic.published()
    network["W3"][1, 1] = last_weight
    got = answers["forward"](network, np.array([1.0, 0.5]))
    np.testing.assert_allclose(got, expected, rtol=0, atol=1e-8)
    np.testing.assert_allclose(analytic.scores(network, [1.0, 0.5]), expected, rtol=0, atol=1e-8)


@pytest.mark.parametrize("batch_size", [1, 64, 100, 500, 1000])
def test_the_network_is_as_accurate_as_the_notebook_says(answers, batch_size):
    got = answers["accuracy_in_batches"](trained.network(), *trained.digits(), batch_size)
    assert got == trained.STATED_ACCURACY == 470 / 500
    text = ASSIGNMENT.master.read_text(encoding="utf-8")
    for said in (
        "accuracy_in_batches(network, x, t, 64))   # 0.94",
        "94 % of digits that the network has never seen, 470 of 500",
        "500장 가운데 470장, 곧 94 %",
    ):
        assert said in text


def test_each_example_is_in_both_languages():
    text = ASSIGNMENT.master.read_text(encoding="utf-8")
    prompts = re.split(r"^# %%.*\n", text, flags=re.MULTILINE)
    blocks = [re.findall(r"^# ```python\n(.*?)^# ```", prompt, re.M | re.S) for prompt in prompts]
    examples = [block for found in blocks for block in found]
    assert len(examples) == 2 * len(ASSIGNMENT.questions)
    assert examples[::2] == examples[1::2]


# --- the tests, in one process ---


def load_tests():
    """Return the test functions of each question by name, the public ones first."""
    return {
        question.id: {
            name: function
            for path in (question.public_test, question.hidden_test)
            for name, function in runpy.run_path(str(path)).items()
            if name.startswith("test_")
        }
        for question in ASSIGNMENT.questions
    }


TESTS = load_tests()


@pytest.mark.parametrize("question", TESTS)
def test_the_reference_passes(question):
    for test in TESTS[question].values():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the sigmoid of -1000 overflows on its way to 0
            test(run_reference())


def test_no_two_hidden_tests_of_softmax_share_an_input():
    seen = {}
    for name, test in TESTS["q3_softmax"].items():
        env = run_reference()
        right = env["softmax"]

        def softmax(x, name=name, right=right):
            # Each row without its shift, which softmax does not see.
            for row in np.atleast_2d(x):
                seen.setdefault(tuple(np.round(row - row.max(), 9)), set()).add(name)
            return right(x)

        test({**env, "softmax": softmax})
    assert len(seen) > len(TESTS["q3_softmax"])
    assert [tests for tests in seen.values() if len(tests) > 1] == []


@pytest.mark.parametrize("question", TESTS)
def test_stubs_raise_their_names(question):
    names = next(each.names for each in ASSIGNMENT.questions if each.id == question)

    def stub(name):
        def function(*args, **kwargs):
            raise NotImplementedError(name)

        return function

    env = {name: stub(name) for name in names}
    for test in TESTS[question].values():
        with pytest.raises(NotImplementedError):
            test(env)


WEIRD = [
    None,
    True,
    2,
    10**400,
    1.5,
    float("nan"),
    1j,
    "1",
    [],
    [[1.5, None], [2.5]],
    (1, 0),
    {},
    {1: 2},
    object(),
    np.float32("nan"),
    np.int64(3),
    np.complex128(1),
    np.array(None),
    np.array(1.5),
    np.array("a"),
    np.zeros(0),
    np.zeros((1, 1)),
    np.zeros(3),
    np.zeros(3, dtype=int),
    np.zeros(3, dtype=bool),
    np.zeros(3, dtype=complex),
    np.array([1.5, None, 2], dtype=object),
    np.array(["a", "b", "c"]),
    np.array([np.nan, np.inf, 0.0]),
    np.zeros(3, dtype="M8[s]"),
    np.zeros(3, dtype=[("a", float)]),
]


@pytest.mark.parametrize("weird", WEIRD, ids=lambda weird: repr(weird).partition(" at 0x")[0][:25])
def test_a_weird_result_ends_in_a_mismatch(weird):
    names = [name for question in ASSIGNMENT.questions for name in question.names]
    env = dict.fromkeys(names, lambda *args: weird)
    for tests in TESTS.values():
        for name, test in tests.items():
            if name == "test_x_stays_as_it_was":  # this test ignores the result
                continue
            with pytest.raises(Mismatch):
                test(env)


@pytest.mark.parametrize("one", [True, np.True_, 1.0, np.int8(1), np.float32(1), np.array(1)])
def test_a_gate_may_return_any_type_of_number(one):
    zero = one - one if not isinstance(one, bool | np.bool_) else not one
    tables = {"AND": INPUTS[3:], "NAND": INPUTS[:3], "OR": INPUTS[1:], "XOR": INPUTS[1:3]}

    def gate(ones):
        return lambda x1, x2: one if (x1, x2) in ones else zero

    for test in TESTS["q1_gates"].values():
        test({name: gate(ones) for name, ones in tables.items()})


def test_the_oracle_agrees_with_numpy():
    network = analytic.random_network(1, 4, 3, 5, 2)
    x = np.random.default_rng(2).standard_normal((6, 4))
    z = x
    for layer in "12":
        z = 1 / (1 + np.exp(-(z @ network["W" + layer] + network["b" + layer])))
    scores = z @ network["W3"] + network["b3"]
    np.testing.assert_allclose(analytic.all_scores(network, x), scores)
    powers = np.exp(scores)
    expected = powers / powers.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(analytic.all_probabilities(network, x), expected)


def test_the_network_that_picks_its_largest_input_does():
    x = np.random.default_rng(3).uniform(-2, 2, (50, 4))
    answers = analytic.all_scores(analytic.largest_input(4), x).argmax(axis=1)
    np.testing.assert_array_equal(answers, x.argmax(axis=1))


# --- through `chalkgrad grade` ---

SLIPS = ("and-threshold-low", "step-one-at-zero", "softmax-one-max", "accuracy-rest-dropped")
# Both are wrong in the last, shorter batch only.
DENOMINATORS = ("accuracy-full-batches", "accuracy-padded")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Return the results of a small class, by student."""
    folder = tmp_path_factory.mktemp("hw1")
    shutil.copy(ROOT / "solutions" / f"{NAME}.ipynb", folder / "reference.ipynb")
    template = ROOT / "student_template" / NAME
    shutil.copy(template / f"{NAME}.ipynb", folder / "untouched.ipynb")
    by_id = {answer.id: answer for answer in BANK.wrong}
    slips = REFERENCE
    for name in SLIPS:
        slips = splice(slips, by_id[name].source)
    (folder / "slips.py").write_text(slips, encoding="utf-8")
    sign = splice(REFERENCE, by_id["sigmoid-sign"].source)
    (folder / "sign.py").write_text(sign, encoding="utf-8")
    for name in DENOMINATORS:
        (folder / f"{name}.py").write_text(splice(REFERENCE, by_id[name].source), encoding="utf-8")
    out = folder / "out"
    assert main(["grade", *map(str, sorted(folder.iterdir())), "-a", NAME, "-o", str(out)]) == 0
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in (out / "results").glob("*.json")
    }


def test_the_reference_gets_every_point(graded):
    result = graded["reference"]
    assert (result["status"], result["score"], result["max_score"]) == ("graded", 40.0, 40.0)


def test_the_untouched_notebook_is_not_attempted(graded):
    assert graded["untouched"]["score"] == 0
    assert {q["status"] for q in graded["untouched"]["questions"]} == {"not_attempted"}


def test_each_slip_costs_points_in_its_own_question_and_is_named(graded):
    questions = {question["id"]: question for question in graded["slips"]["questions"]}
    hints = {answer.id: answer for answer in BANK.wrong}
    for name in SLIPS:
        question = questions.pop(hints[name].question)
        assert (question["status"], question["misconception"]) == ("partial", name)
        assert hints[name].hint.en in question["feedback"]
    assert {question["status"] for question in questions.values()} == {"passed"}


@pytest.mark.parametrize("name", DENOMINATORS)
def test_two_wrong_denominators_get_different_hints(graded, name):
    questions = {question["id"]: question for question in graded[name]["questions"]}
    assert questions["q5_batches"]["misconception"] == name


def test_a_wrong_sigmoid_costs_points_in_its_own_question_only(graded):
    questions = {question["id"]: question for question in graded["sign"]["questions"]}
    assert questions["q2_activations"]["misconception"] == "sigmoid-sign"
    assert graded["sign"]["score"] == 40 - 3
    for question in ("q4_forward", "q5_batches"):
        assert questions[question]["status"] == "passed"
        assert questions[question]["carried_forward"]


def test_hints_are_in_korean_too():
    hint = next(answer.hint for answer in BANK.wrong if answer.id == "softmax-one-max")
    with use_language("ko"):
        assert "배치 전체의 최댓값을 뺍니다." in str(hint)
