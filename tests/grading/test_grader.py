"""The points of a submission, and what the student reads."""

from __future__ import annotations

import json
import re
import weakref
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from autograder.authoring.assignment import load_assignment
from autograder.authoring.testcase import TestCase
from autograder.building.build import build
from autograder.compare import EXACT, assert_scalar
from autograder.diagnosis.recording import RecordedEnv
from autograder.grading import feedback
from autograder.grading.grader import Grader
from autograder.grading.result import SCHEMA_FILE, Result
from autograder.intake.entry import SubmissionFile
from autograder.misconceptions import load_bank, splice
from autograder.sandbox.limits import Limits
from autograder.submissions.submission import read_submission
from autograder.text import Text
from tests.authoring.tiny_assignment import MASTER, write_tiny

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = """\
import numpy as np
def double(x):
    return np.add(x, x)
class Counter:
    def __init__(self, start):
        self.n = start
    def count(self):
        self.n += 1
        return self.n
"""
LIMITS = Limits(
    cell_cpu_seconds=1.0,
    test_cpu_seconds=0.3,
    grace_cpu_seconds=0.2,
    after_timeout_cpu_seconds=0.1,
    idle_floor_seconds=1.0,
)
# Only hidden tests of `double` contain this number; no student may ever see it.
SECRET = "271828182"
IMPORTS = """
import numpy as np

from autograder.compare import EXACT, assert_array, assert_scalar


"""
PUBLIC = """
def test_three(env):
    \"\"\"Twice three is six.\"\"\"
    assert_array(env["double"](np.array([3.0])), np.array([6.0]), EXACT, "the double of 3")


def test_zero(env):
    \"\"\"Twice zero is zero.\"\"\"
    assert_scalar(env["double"](0.0), 0.0, EXACT, "the double of 0")
"""
HIDDEN = """
def test_secret_matrix(env):
    \"\"\"Every entry of a matrix is doubled.\"\"\"
    x = np.full((2, 2), 3.14159)
    assert_array(env["double"](x), 2 * x, EXACT, "the double of a matrix")


def test_secret_number(env):
    \"\"\"Another number is doubled.\"\"\"
    assert_scalar(env["double"](271828182.0), 543656364.0, EXACT, "the double of a number")
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    root = tmp_path_factory.mktemp("tiny")
    write_tiny(root)
    master = root / "assignments/tiny/tiny.py"
    # Without cpu_seconds=30, so that the caps of this file apply.
    master.write_text(
        MASTER.replace(" cpu_seconds=30", " cpu_seconds=0.3").replace(
            "requires=[]\n# ### Question 1", "requires=[] cpu_seconds=0.3\n# ### Question 1"
        ),
        encoding="utf-8",
    )
    public, hidden = root / "assignments/tiny/public_tests", root / "autograder/hidden_tests/tiny"
    (public / "test_q1_double.py").write_text(IMPORTS + PUBLIC, encoding="utf-8")
    (hidden / "test_q1_double.py").write_text(IMPORTS + HIDDEN, encoding="utf-8")
    assignment = load_assignment("tiny", root)
    build(assignment)
    return assignment


@pytest.fixture(scope="module")
def grader(tiny):
    with Grader(tiny, LIMITS) as running:
        yield running


@pytest.fixture
def grade(grader, tmp_path):
    """Return a function that grades source text as a script, or cells as a notebook."""

    def run(source, **options):
        if isinstance(source, str):
            path = tmp_path / "student.py"
            path.write_text(source, encoding="utf-8")
        else:
            path = tmp_path / "student.ipynb"
            cells = [{"cell_type": "code", "source": text, "metadata": {}} for text in source]
            path.write_text(json.dumps({"cells": cells, "nbformat": 4, "metadata": {}}))
        return grader.grade(SubmissionFile(path, "student"), **options)

    return run


@pytest.fixture(scope="module")
def hw2_grader(tmp_path_factory):
    """Return a function that grades source text as hw2_learning."""
    path = tmp_path_factory.mktemp("hw2") / "student.py"
    with Grader(load_assignment("hw2_learning")) as grader:

        def run(source, only=()):
            path.write_text(source, encoding="utf-8")
            return grader.grade(SubmissionFile(path, "student"), only=only)

        yield run


def outcome(result):
    return {question.id: (question.status, question.points) for question in result.questions}


def all_text(result):
    """Return everything in a result that the student may see."""
    parts = [*result.incidents]
    for question in result.questions:
        parts += [question.feedback, *(test.message for test in question.tests)]
    return "\n".join(parts)


def test_the_reference_gets_every_point(grade):
    result = grade(REFERENCE)
    assert (result.status, result.score, result.max_score) == ("graded", 5.0, 5.0)
    assert outcome(result) == {"q1_double": ("passed", 3.0), "q2_counter": ("passed", 2.0)}


def test_the_untouched_template_is_not_attempted(grade, tiny):
    template = tiny.folder.parent.parent / "student_template/tiny/tiny.ipynb"
    cells = json.loads(template.read_text(encoding="utf-8"))["cells"]
    result = grade(["".join(c["source"]) for c in cells if c["cell_type"] == "code"])
    assert result.status == "graded"
    assert outcome(result) == {
        "q1_double": ("not_attempted", 0.0),
        "q2_counter": ("not_attempted", 0.0),
    }
    assert "`double`" in result.questions[0].feedback


def test_a_partly_right_answer_gets_the_points_of_what_passes(grade):
    result = grade(REFERENCE.replace("np.add(x, x)", "np.array([6.0]) if np.size(x) else x"))
    assert outcome(result)["q1_double"] == ("partial", 0.75)
    assert outcome(result)["q2_counter"] == ("passed", 2.0)


@pytest.fixture(scope="module")
def grade_with_core(tiny, tmp_path_factory):
    """Return a function that grades a script where `test_three` is the core of question 1."""
    first, second = tiny.questions
    questions = (replace(first, core=("test_three",)), second)
    path = tmp_path_factory.mktemp("core") / "student.py"
    with Grader(replace(tiny, questions=questions), LIMITS) as grader:

        def run(source):
            path.write_text(source, encoding="utf-8")
            return grader.grade(SubmissionFile(path, "student"))

        yield run


def test_where_a_core_test_fails_the_question_earns_nothing(grade_with_core):
    wrong = REFERENCE.replace("np.add(x, x)", "np.add(x, x) + (np.shape(x) == (1,))")
    result = grade_with_core(wrong)
    assert outcome(result) == {"q1_double": ("failed", 0.0), "q2_counter": ("passed", 2.0)}
    own = result.questions[0]
    assert [test.status for test in own.tests] == ["failed", "passed", "passed", "passed"]
    assert [test.points for test in own.tests] == [0.0] * 4
    assert "The double of 3" in own.feedback
    told = "only once its published example is right"
    assert own.feedback.count(told) == 1
    assert [told in test.message for test in own.tests] == [False, True, True, True]


def test_a_core_that_is_right_leaves_the_others_their_points(grade_with_core):
    half_right = REFERENCE.replace("np.add(x, x)", "np.array([6.0]) if np.size(x) else x")
    assert outcome(grade_with_core(half_right))["q1_double"] == ("partial", 0.75)


@pytest.mark.parametrize(
    "unfinished",
    [
        "raise NotImplementedError('double')",
        "return",
        "return print(2 * x)",
        "raise NameError(\"name 'double' is not defined\")",
    ],
)
def test_a_function_that_is_unfinished_for_the_core_only_earns_nothing(grade_with_core, unfinished):
    body = f"    if np.shape(x) == (1,):\n        {unfinished}\n    return np.add(x, x)"
    # Code under another file name looks as if the grader had not found the name.
    function = f"def double(x):\n{body}\n"
    result = grade_with_core(f"{REFERENCE}\nexec(compile({function!r}, 'x', 'exec'))\n")
    assert result.questions[0].points == 0.0
    assert [test.status for test in result.questions[0].tests] == ["failed", *3 * ["passed"]]


@pytest.mark.parametrize("body", ["raise NotImplementedError('TwoLayerNet.predict')", "return"])
def test_an_unfinished_core_leaves_the_parts_that_are_right_their_points(hw2_grader, body):
    right = (ROOT / "solutions/hw2_learning.py").read_text(encoding="utf-8")
    question = "q7_two_layer_net"
    (finished,) = re.findall(r"z1 = sigmoid.*\n +return softmax.*params\[.b2.\]\)", right)
    always = right.replace(finished, body)
    result = hw2_grader(always, [question])
    assert 0 < next(each.points for each in result.questions if each.id == question) < 14
    # The same answer, unfinished for the published example only.
    once = f"if x.shape == (2, 2):\n            {body}\n        return np.tanh(x)[:, :1] * 0.0"
    result = hw2_grader(right.replace(finished, once), [question])
    assert next(each.points for each in result.questions if each.id == question) == 0.0


def test_a_property_that_raises_for_the_core_only_earns_nothing(hw2_grader):
    right = (ROOT / "solutions/hw2_learning.py").read_text(encoding="utf-8")
    question = "q7_two_layer_net"
    hidden = (
        "\n_predict = TwoLayerNet.predict\n"
        "def predict(self):\n"
        "    if self.params['W1'].shape == (2, 3):\n"
        "        raise NotImplementedError('TwoLayerNet')\n"
        "    return lambda x: _predict(self, x)\n"
        "TwoLayerNet.predict = property(predict)\n"
    )
    result = hw2_grader(right + hidden, [question])
    assert next(each.points for each in result.questions if each.id == question) == 0.0


def test_parameters_that_are_missing_for_the_core_only_earn_nothing(hw2_grader):
    right = (ROOT / "solutions/hw2_learning.py").read_text(encoding="utf-8")
    question = "q7_two_layer_net"
    hidden = (
        "\nTwoLayerNet.params = property(\n"
        "    lambda self: None if self.kept['W1'].shape == (2, 3) else self.kept,\n"
        "    lambda self, params: setattr(self, 'kept', params),\n"
        ")\n"
    )
    result = hw2_grader(right + hidden, [question])
    assert next(each.points for each in result.questions if each.id == question) == 0.0


@pytest.mark.parametrize(
    "own",
    [
        # What only the student's constructor stores.
        "_make = TwoLayerNet.__init__\n"
        "def __init__(self, *args, **kwargs):\n"
        "    _make(self, *args, **kwargs)\n"
        "    self.count = 0\n"
        "TwoLayerNet.__init__ = __init__\n"
        "_gradient = TwoLayerNet.numerical_gradient\n"
        "def counted(self, x, t):\n"
        "    self.count += 1\n"
        "    return _gradient(self, x, t)\n"
        "TwoLayerNet.numerical_gradient = counted\n",
        # An attribute that only the student's constructor can set.
        "_make = TwoLayerNet.__init__\n"
        "def __init__(self, *args, **kwargs):\n"
        "    made = type('Made', (), {})()\n"
        "    _make(made, *args, **kwargs)\n"
        "    self.kept = made.params\n"
        "TwoLayerNet.__init__ = __init__\n"
        "TwoLayerNet.params = property(lambda self: self.kept)\n",
    ],
)
def test_an_earlier_mistake_costs_nothing_where_the_class_is_the_students_own(hw2_grader, own):
    right = (ROOT / "solutions/hw2_learning.py").read_text(encoding="utf-8")
    (finished,) = re.findall(r"return softmax.*params\[.b2.\]\)", right)
    source = right.replace(finished, "return 0.5 * " + finished.removeprefix("return "))
    result = hw2_grader(f"{source}\n{own}", ["q8_network_gradient"])
    assert next(each.points for each in result.questions if each.id == "q8_network_gradient") == 8.0


def test_an_endless_core_earns_nothing(grade_with_core):
    body = "    while np.shape(x) == (1,):\n        pass\n    return np.add(x, x)"
    result = grade_with_core(f"{REFERENCE}\ndef double(x):\n{body}\n")
    assert result.questions[0].points == 0.0
    assert [test.status for test in result.questions[0].tests] == ["failed", *3 * ["passed"]]


def test_a_missing_name_is_not_attempted_and_a_broken_cell_is_named(grade):
    gone = grade(["import numpy as np"])
    assert outcome(gone)["q1_double"] == ("not_attempted", 0.0)
    broken = grade(["def double(x):\n    return x +* x"])
    assert outcome(broken)["q1_double"] == ("failed", 0.0)
    assert "SyntaxError in code cell 1, line 2: `return x +* x`" in broken.questions[0].feedback


@pytest.mark.parametrize(("language", "rest"), [("en", "150 more"), ("ko", "150개가 더")])
def test_of_many_cells_that_fail_the_first_are_named_and_the_rest_counted(
    tiny, tmp_path, language, rest
):
    path = tmp_path / "student.py"
    path.write_text(REFERENCE + "1 / 0\n" + "unknown\n" * 199, encoding="utf-8")
    with Grader(tiny, LIMITS, language=language) as grader:
        result = grader.grade(SubmissionFile(path, "student"), public_only=True)
    assert len(result.incidents) == 51
    assert "ZeroDivisionError" in result.incidents[0]
    assert rest in result.incidents[-1]
    assert outcome(result)["q1_double"][0] == "passed"


def test_an_exception_is_shown_with_the_students_own_line(grade):
    result = grade(["import numpy as np", "def double(x):\n    y = 0\n    return x / y[1]"])
    assert "TypeError" in result.questions[0].feedback
    assert "code cell 2, line 3: `return x / y[1]`" in result.questions[0].feedback


FAILING = "def double(x):\n    return x / np.zeros(2)[2]"


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        (f"\n\n\n{FAILING}", 5),
        (f" \n\t\n\n# My answer.\n\n%matplotlib inline\n{FAILING}", 8),
        (f"\n%pip install \\\n  numpy \\\n  scipy\nx = !ls \\\n  .\n{FAILING}", 8),
        (f"\n\n%%time\n\n{FAILING}", 6),
        (f"\n%%capture\n\n%%time\n%time y = 1\n{FAILING}", 7),
        (f"\n\n>>> import math\n{FAILING}", 5),
    ],
)
def test_a_line_is_numbered_and_quoted_as_it_stands_in_the_cell(grade, cell, line):
    # IPython drops the blank lines that a cell begins with, and joins the lines of a magic.
    result = grade(["import numpy as np", cell])
    place = f"code cell 2, line {line}: `return x / np.zeros(2)[2]`"
    assert place in result.questions[0].feedback
    broken = grade(["import numpy as np", cell.replace("x /", "x +*")])
    assert f"SyntaxError in code cell 2, line {line}: `return x +*" in broken.questions[0].feedback


def test_a_line_below_a_cell_magic_is_numbered_as_it_stands_in_the_cell(grade):
    result = grade(["import numpy as np", f"\n\n%%capture kept\n\n%time y = 1\n{FAILING}"])
    assert "code cell 2, line 7: `return x / np" in result.questions[0].feedback


def test_a_cell_that_fails_below_blank_lines_is_named_with_its_line(grade):
    cells = ["import numpy as np", *(f"\n\n{magic}1 / 0" for magic in ("", "%%time\n", "%time "))]
    told = " ".join(grade(cells).incidents)
    for number, line, text in ((2, 3, "1 / 0"), (3, 4, "1 / 0"), (4, 3, "%time 1 / 0")):
        assert f"ZeroDivisionError in code cell {number}, line {line}: `{text}`" in told


@pytest.mark.parametrize("marker", ["# %%", "# In[ ]:", "# plain"])
@pytest.mark.parametrize("blank", [0, 1, 3])
def test_a_line_of_a_script_is_numbered_as_in_the_file(grade, marker, blank):
    above = "\n" * blank
    script = f"{above}{marker}\n{above}import numpy as np\n\n{marker}\n{above}{FAILING}\n"
    line = script[: script.index("    return")].count("\n") + 1
    told = grade(script).questions[0].feedback
    assert f"in line {line}: `return x / np.zeros(2)[2]`" in told


@pytest.mark.parametrize(
    "body",
    [
        "return x",
        "raise ValueError(f'{x!r}')",
        "raise type(f'E{int(np.sum(x))}', (Exception,), {})(str(x))",
        "print(x); return np.full((int(np.sum(x)) % 1000, 1), np.sum(x))",
        "return {str(x): [x]}",
        "raise NameError(f\"name '{int(np.sum(x))}' is not defined\")",
        "raise NotImplementedError(str(x))",
    ],
)
def test_hidden_inputs_never_reach_the_student(grade, body):
    result = grade(f"import numpy as np\ndef double(x):\n    {body}")
    seen = all_text(result)
    for digits in (SECRET, SECRET[:6], "2.71828", "3.14159", "543656364", "182"):
        assert digits not in seen
    assert outcome(result)["q1_double"][0] in ("failed", "partial")


def test_names_of_broken_cells_are_no_way_to_tell_a_hidden_input(grade):
    # Code compiled under another file name looks as if the grader had not found the name.
    source = (
        "def double(x):\n    raise NameError(f\"name 'leak_{int(np.sum(x))}' is not defined\")\n"
    )
    cells = [f"import numpy as np\nexec(compile({source!r}, 'x', 'exec'))", "def leak_271828182(:"]
    messages = [test.message for test in grade(cells).questions[0].tests]
    assert not any("leak_" in message for message in messages if "Another number" in message)


def test_a_thief_cannot_tell_in_a_later_test(grade):
    result = grade(
        "import numpy as np\n"
        "seen = []\n"
        "def double(x):\n"
        "    seen.append(x)\n"
        "    raise ValueError(' '.join(map(str, seen)))\n"
    )
    assert SECRET not in all_text(result)


def test_an_endless_answer_is_out_of_time_and_costs_its_question_only(grade):
    result = grade(REFERENCE.replace("return np.add(x, x)", "while True: pass"))
    assert outcome(result) == {"q1_double": ("timeout", 0.0), "q2_counter": ("passed", 2.0)}
    # Two full caps, then short ones; not a full cap for each test.
    assert result.cpu_seconds < 2.5


def test_a_crash_costs_its_question_only(grade):
    result = grade(REFERENCE.replace("return np.add(x, x)", "import os; os._exit(0)"))
    assert outcome(result) == {"q1_double": ("failed", 0.0), "q2_counter": ("passed", 2.0)}


def test_an_earlier_failure_is_not_counted_twice(tmp_path):
    root = tmp_path
    write_tiny(root)
    master = root / "assignments/tiny/tiny.py"
    master.write_text(
        MASTER.replace(
            "        self.where_it_stands = start\n",
            "        self.where_it_stands = double(start) - start\n",
        ),
        encoding="utf-8",
    )
    assignment = load_assignment("tiny", root)
    build(assignment)
    source = REFERENCE.replace("np.add(x, x)", "np.add(x, 1)").replace(
        "self.n = start", "self.n = double(start) - start"
    )
    path = tmp_path / "student.py"
    path.write_text(source)
    with Grader(assignment, LIMITS) as grader:
        result = grader.grade(SubmissionFile(path, "student"))
    double, counter = result.questions
    assert double.status == "failed"
    assert (counter.status, counter.points) == ("passed", 2.0)
    assert counter.carried_forward == ["double"]
    assert "Your `double` did not pass its own question" in counter.feedback


def test_what_is_right_but_for_an_earlier_failure_is_built_on_as_it_is(tmp_path):
    hw2 = load_assignment("hw2_learning")
    bank = {wrong.id: wrong.source for wrong in load_bank("hw2_learning").wrong}
    reference = (ROOT / "solutions/hw2_learning.py").read_text(encoding="utf-8")
    loss, network, gradient = "q2_cross_entropy_error", "q7_two_layer_net", "q8_network_gradient"
    carried = {}
    with Grader(hw2) as grader:
        for mistakes in (["cee-log10"], ["cee-log10", "net-no-b1"]):
            path = tmp_path / "student.py"
            path.write_text(splice(reference, "".join(bank[each] for each in mistakes)))
            result = grader.grade(SubmissionFile(path, "student"), only=[loss, network, gradient])
            graded = {each.id: each for each in result.questions}
            assert graded[gradient].status == "passed"
            carried[len(mistakes)] = graded[network].status, graded[gradient].carried_forward
    assert carried[1] == ("passed", ["cross_entropy_error"])
    # The second network also has a mistake of its own.
    status, names = carried[2]
    assert status != "passed"
    assert {"cross_entropy_error", "TwoLayerNet.predict"} <= set(names)


def test_a_fault_of_the_grader_is_no_zero_of_the_student(tmp_path):
    write_tiny(tmp_path)
    hidden = tmp_path / "autograder/hidden_tests/tiny/test_q1_double.py"
    hidden.write_text('def test_broken(env):\n    """A fault."""\n    1 / 0\n')
    assignment = load_assignment("tiny", tmp_path)
    build(assignment)
    path = tmp_path / "student.py"
    path.write_text(REFERENCE)
    with Grader(assignment, LIMITS) as grader:
        result = grader.grade(SubmissionFile(path, "student"))
    assert result.status == "ungraded"
    assert result.questions[0].status == "error"
    assert "ZeroDivisionError" not in all_text(result)
    assert result.questions[1].status == "passed"


def test_a_damaged_file_is_ungraded_and_says_why(grader, tmp_path):
    path = tmp_path / "cut.ipynb"
    path.write_text('{"cells": [')
    result = grader.grade(SubmissionFile(path, "cut"))
    assert (result.status, result.score) == ("ungraded", 0.0)
    assert "cut.ipynb" in result.incidents[0]


def test_a_valid_result_is_written_before_student_code_runs_and_after_the_public_tests(
    grader, tmp_path
):
    path = tmp_path / "student.py"
    path.write_text(REFERENCE)
    schema = json.loads(SCHEMA_FILE.read_text())
    written = []

    def write(result):
        result.write(tmp_path / "result.json")
        text = (tmp_path / "result.json").read_text()
        jsonschema.validate(json.loads(text), schema)
        written.append(Result.from_json(text))

    final = grader.grade(SubmissionFile(path, "student"), write)
    assert [(each.status, each.score) for each in written] == [
        ("partial", 0.0),
        ("partial", 2.5),
        ("graded", 5.0),
    ]
    assert written[-1] == final


def test_gradings_of_one_submission_are_the_same_but_for_times(grade):
    source = REFERENCE.replace("np.add(x, x)", "np.add(x, x) * (1 + (np.random.rand() < 0.5))")
    results = [grade(source) for _ in range(4)]
    for result in results:
        result.cpu_seconds = result.wall_seconds = 0.0
    assert all(result == results[0] for result in results)


def test_check_runs_public_tests_only(grade):
    result = grade(REFERENCE, public_only=True)
    for question in result.questions:
        assert [test.status == "passed" for test in question.tests] == [
            not test.hidden for test in question.tests
        ]


def test_warnings_prints_and_numpy_settings_cost_nothing(grade):
    habits = (
        "import numpy as np, warnings\n"
        "np.seterr(all='raise'); np.random.seed(0); np.set_printoptions(precision=1)\n"
        "warnings.simplefilter('error')\n"
    )
    noisy = REFERENCE.replace("return np.add", "print(x, 'x' * 10000)\n    return np.add")
    assert grade(habits + noisy).score == 5.0


def test_threads_of_the_cells_cost_nothing(grade):
    threads = (
        "import threading\n"
        "lock = threading.Lock()\n"
        "def hold():\n"
        "    with lock:\n"
        "        threading.Event().wait(1000)\n"
        "threading.Thread(target=hold, daemon=True).start()\n"
    )
    assert grade(threads + REFERENCE).score == 5.0


def test_points_of_tests_add_up_to_those_of_the_question(tiny):
    for question in tiny.questions:
        np.testing.assert_allclose(sum(question.test_points), question.points, rtol=1e-12)


@pytest.fixture
def runs(monkeypatch):
    """Return a list of the runs of tests on student code, filled while submissions are graded."""
    seen = []
    run = TestCase.run

    def counted(self, env):
        # The reference runs without a recording, when a cap is worked out.
        if isinstance(env, RecordedEnv):
            seen.append((self.question, self.name, self.hidden))
        run(self, env)

    monkeypatch.setattr(TestCase, "run", counted)
    return seen


THREAD = """
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
"""


@pytest.mark.parametrize(
    "source",
    [
        REFERENCE,
        REFERENCE.replace("np.add(x, x)", "np.add(x, 1)"),
        THREAD + REFERENCE.replace("np.add(x, x)", "threading.Event().wait()"),
        REFERENCE.replace("np.add(x, x)", "__import__('os')._exit(1)"),
    ],
)
def test_no_hidden_input_is_seen_twice(grade, tiny, runs, source):
    grade(source)
    hidden = [run for run in runs if run[2]]
    assert len(hidden) == len(set(hidden))
    assert {run[0] for run in hidden} == {question.id for question in tiny.questions}
    # All public tests have run once before the first hidden one.
    before = runs[: runs.index(hidden[0])]
    assert {run for run in runs if not run[2]} <= set(before)


def attempt_at(grader, path, test):
    """Return how a test of the first question ends, with the submission in a file."""
    submission = read_submission(path)
    snapshot = grader._snapshot(submission)
    snapshot.run()
    places = feedback.Places(submission.code_cells)
    run = grader._runner.run(snapshot, grader.assignment.questions[0], test, places)
    snapshot.close()
    return run.attempt


@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize(
    ("first", "status", "said"),
    [
        (2.0, "passed", ""),
        (3.0, "failed", "the first"),
        ("'2'", "failed", "the first"),
        ("float('nan')", "failed", "the first"),
        ("exit", "failed", ""),
    ],
    ids=["right", "wrong value", "wrong type", "not finite", "ends"],
)
def test_an_answer_does_not_learn_in_a_hidden_test_whether_it_was_right(
    grader, tmp_path, first, status, said, hidden
):
    """A second call comes all the same, as if the first had been answered rightly."""
    called = []

    def ask_twice(env):
        assert_scalar(env["double"](1.0), 2.0, EXACT, "the first")
        called.append("again")
        assert_scalar(env["double"](2.0), 0.0, EXACT, "the second")

    def pass_twice(env):
        assert_scalar(env["double"](1.0), 2.0, EXACT, "the first")
        called.append("again")

    function = pass_twice if status == "passed" else ask_twice
    answer = "__import__('os')._exit(1)" if first == "exit" else first
    path = tmp_path / "student.py"
    path.write_text(f"def double(x):\n    return {answer}\n", encoding="utf-8")
    test = TestCase("q1_double", "test_twice", hidden, 1.0, Text("", ""), function)
    attempt = attempt_at(grader, path, test)
    assert attempt.status == status
    assert said in attempt.mismatch
    goes_on = status == "passed" or (hidden and first != "exit")
    assert called == (["again"] if goes_on else [])
    # Recorded is what led to the verdict: known mistakes are told apart by it.
    assert len(attempt.recording.events) == 1


def test_what_a_public_test_does_that_runs_again_is_one_line(grade):
    """It has seen hidden tests, and could tell of them by which incidents there are."""
    breach = """
def double(x):
    return 3.0 * x
class Counter:
    def __init__(self, start):
        self.n = start
    def count(self):
        import os, socket, stat, struct
        if double(1.0) == 2.0:
            for number in range(3, 256):
                try:
                    is_socket = stat.S_ISSOCK(os.fstat(number).st_mode)
                except OSError:
                    continue
                if is_socket:
                    channel = socket.socket(fileno=number)
                    channel.sendall(struct.pack(">II", 2, 0) + b"[]")
                    while True:
                        pass
        self.n += 1
        return self.n
"""
    assert grade(breach).incidents == [str(feedback.STOPPED)]
    first = breach.replace("== 2.0", "== 3.0")
    assert any("protocol" in line for line in grade(first).incidents)


def test_nothing_is_judged_before_the_last_test_has_run(tmp_path, monkeypatch):
    """The time that it takes tells whether an answer was right."""
    assignment = load_assignment("hw2_learning")
    events = []

    def note(place, name, event):
        function = getattr(place, name)

        def noted(*args, **kwargs):
            events.append(event(*args))
            return function(*args, **kwargs)

        monkeypatch.setattr(place, name, noted)

    wrong = "def numerical_diff(f, x):\n    return (f(x + 1e-4) - f(x)) / 1e-4\n"
    path = tmp_path / "student.py"
    path.write_text(assignment.reference() + wrong, encoding="utf-8")
    # Neither builds on the other.
    only = ("q4_numerical_diff", "q5_numerical_gradient")
    with Grader(assignment) as grader:
        note(grader._runner, "run", lambda snapshot, question, test, places: test.hidden)
        note(feedback, "of_mismatch", lambda *args: "judged")
        note(grader._diagnoser, "diagnose", lambda *args: "diagnosed")
        result = grader.grade(SubmissionFile(path, "student"), only=only)
    first, second = (q for q in result.questions if q.id in only)
    assert any(test.hidden and test.status == "failed" for test in first.tests)
    hidden = events[events.index(True) :]
    runs = sum(test.hidden for question in (first, second) for test in question.tests)
    assert hidden[:runs] == [True] * runs
    assert set(hidden[runs:]) == {"judged", "diagnosed"}


def test_what_is_too_large_for_any_answer_is_not_kept_until_the_end(grader, tmp_path):
    answers, alive = [], []

    def ask_often(env):
        for _ in range(4):
            got = env["double"](1.0)
            answers.append(weakref.ref(got))
            assert_scalar(got, 2.0, EXACT, "the double")
            del got
        alive.extend(each() is not None for each in answers)

    path = tmp_path / "student.py"
    path.write_text("import numpy as np\ndef double(x): return np.zeros(1 << 18)\n")
    test = TestCase("q1_double", "test_often", True, 1.0, Text("", ""), ask_often)
    attempt = attempt_at(grader, path, test)
    assert alive == [False] * 4
    assert (attempt.status, attempt.mismatch) == (
        "failed",
        "the double should be a single number, but is an array",
    )


def test_where_nobody_attacks_a_hidden_test_ends_at_the_first_wrong_value(tiny, tmp_path):
    called = []

    def ask_twice(env):
        assert_scalar(env["double"](1.0), 2.0, EXACT, "the first")
        called.append("again")

    path = tmp_path / "student.py"
    path.write_text("def double(x):\n    return 3.0\n", encoding="utf-8")
    test = TestCase("q1_double", "test_twice", True, 1.0, Text("", ""), ask_twice)
    with Grader(tiny, LIMITS, trusting=True) as grader:
        attempt = attempt_at(grader, path, test)
    assert (attempt.status, called) == ("failed", [])


def test_points_do_not_depend_on_the_search_for_a_known_mistake(grade, monkeypatch):
    wrong = REFERENCE.replace("np.add(x, x)", "np.add(x, 1)")
    points = grade(wrong).score

    def surprised(*args):
        raise TypeError("object of type 'int' has no len()")

    monkeypatch.setattr("autograder.diagnosis.diagnoser.Diagnoser.diagnose", surprised)
    result = grade(wrong)
    assert (result.status, result.score) == ("graded", points)
    assert any("search for a known mistake failed (TypeError)" in line for line in result.incidents)


WAITING = REFERENCE.replace("np.add(x, x)", "__import__('threading').Event().wait()")


@pytest.mark.parametrize(
    ("limit", "source", "says"),
    [
        ({"tests_idle_seconds": 0.1}, WAITING, "stood idle for 0.1 seconds in its tests together"),
        ({"own_cpu_seconds": 0.0}, REFERENCE, "kept the grader itself busy for 0 seconds"),
        ({"reruns_cpu_seconds": 0.0}, THREAD + REFERENCE, "needed a fresh process for each test"),
    ],
    ids=["idle", "own", "reruns"],
)
def test_when_all_tests_together_have_used_up_a_sum_no_more_run(
    tiny, tmp_path, runs, limit, source, says
):
    path = tmp_path / "student.py"
    path.write_text(source, encoding="utf-8")
    with Grader(tiny, replace(LIMITS, **limit)) as grader:
        result = grader.grade(SubmissionFile(path, "student"))
    assert runs == [("q1_double", "test_three", False)]
    assert [says in incident for incident in result.incidents].count(True) == 1
    assert result.status == "graded"
    for test in result.questions[0].tests[1:]:
        assert test.status == "failed"
        assert test.message.endswith(str(feedback.NOT_RUN))


def test_the_hidden_test_that_uses_up_a_sum_tells_no_more_than_that(tiny, tmp_path, runs):
    # Otherwise a choice between waiting and not waiting would tell one bit more of an input.
    waits = "__import__('threading').Event().wait() if np.ndim(x) == 2 else np.add(x, x)"
    body = (
        f"try:\n        return {waits}\n    except BaseException:\n        raise KeyError from None"
    )
    path = tmp_path / "student.py"
    path.write_text(REFERENCE.replace("return np.add(x, x)", body), encoding="utf-8")
    with Grader(tiny, replace(LIMITS, tests_idle_seconds=0.5)) as grader:
        result = grader.grade(SubmissionFile(path, "student"))
    three, zero, matrix, number = result.questions[0].tests
    assert three.status == zero.status == "passed"
    assert "KeyError" not in matrix.message + result.questions[0].feedback
    assert number.message.endswith(str(feedback.NOT_RUN))
    assert ("q1_double", "test_secret_number", True) not in runs


def test_a_thread_costs_nothing_as_long_as_the_cells_are_quick(grade):
    result = grade(THREAD + REFERENCE)
    assert result.score == 5.0
    assert [incident for incident in result.incidents if "Stopped" in incident] == []


def test_where_cells_started_threads_a_hidden_test_has_them(grade):
    # A fork has lost the thread that answers.
    needs_a_thread = (
        "import queue, threading\n"
        "asked, told = queue.Queue(), queue.Queue()\n"
        "def answer():\n"
        "    while True:\n"
        "        x = asked.get()\n"
        "        told.put(x + x)\n"
        "threading.Thread(target=answer, daemon=True).start()\n"
    )
    body = "    asked.put(x)\n    return told.get()"
    source = needs_a_thread + REFERENCE.replace("    return np.add(x, x)", body)
    result = grade(source)
    assert [test.status for test in result.questions[0].tests if test.hidden] == 2 * ["passed"]


EARLIER = """
def numerical_gradient(f, x, h=1e-4, verbose=False):
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + h
        gradient[index] = f(x) / h
        x[index] = kept
    return gradient
"""
LATER = """
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x, {arguments})
    return x
"""


@pytest.mark.parametrize("arguments", ["1e-4", "verbose=False", "1e-4, verbose=False"])
def test_an_earlier_mistake_costs_nothing_where_it_is_called_in_another_way(hw2_grader, arguments):
    reference = (ROOT / "solutions/hw2_learning.py").read_text(encoding="utf-8")
    source = splice(reference, EARLIER + LATER.format(arguments=arguments))
    questions = ["q5_numerical_gradient", "q6_gradient_descent"]
    graded = {each.id: each for each in hw2_grader(source, questions).questions}
    assert graded[questions[0]].points < 16
    assert (graded[questions[1]].points, graded[questions[1]].carried_forward) == (
        12.0,
        ["numerical_gradient"],
    )


def test_a_later_question_has_the_same_marks_when_it_is_graded_alone(hw2_grader):
    reference = (ROOT / "solutions/hw2_learning.py").read_text(encoding="utf-8")
    source = splice(reference, EARLIER + LATER.format(arguments="1e-4"))
    both = hw2_grader(source, ["q5_numerical_gradient", "q6_gradient_descent"]).questions
    alone = hw2_grader(source, ["q6_gradient_descent"]).questions
    later = [each for each in both if each.id == "q6_gradient_descent"]
    assert later == [each for each in alone if each.id == "q6_gradient_descent"]
    # What ran for it does not appear as graded.
    untouched = [each for each in alone if each.id == "q5_numerical_gradient"]
    assert (untouched[0].points, untouched[0].feedback) == (0.0, "")


@pytest.mark.parametrize(
    ("wrong", "later"),
    [
        ("cee-log10", ["q7_two_layer_net", "q8_network_gradient", "b1_fast_gradient"]),
        ("grad-restore-too-late", ["q6_gradient_descent", "q8_network_gradient"]),
        ("net-no-b1", ["q8_network_gradient", "b1_fast_gradient"]),
        ("net-relu", ["q8_network_gradient", "b1_fast_gradient"]),
    ],
)
def test_a_planted_mistake_costs_nothing_in_later_questions(hw2_grader, wrong, later):
    # `long_checks.py planted` does this with the whole bank.
    reference = (ROOT / "solutions/hw2_learning.py").read_text(encoding="utf-8")
    [answer] = [each for each in load_bank("hw2_learning").wrong if each.id == wrong]
    graded = hw2_grader(splice(reference, answer.source), later).questions
    graded = [each for each in graded if each.id in later]
    assert [each.feedback for each in graded if each.points < each.max_points] == []
    assert [each.id for each in graded] == later
