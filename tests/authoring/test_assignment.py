"""Tests of assignments: a well-formed master, and the errors for malformed ones."""

# The table of malformed masters has one case per line.
# ruff: noqa: E501

from __future__ import annotations

import dataclasses
from pathlib import Path

import jupytext
import pytest

from autograder.authoring.assignment import (
    available_assignments,
    load_assignment,
    project_root,
    share_points,
    test_functions,
)
from autograder.authoring.master import read_cells
from autograder.authoring.testfiles import test_summaries
from autograder.errors import ChalkgradError
from autograder.text import Text
from tests.authoring.tiny_assignment import MASTER, write_tiny


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return write_tiny(tmp_path)


def failure(name_or_path: str | Path, root: Path | None = None) -> str:
    with pytest.raises(ChalkgradError) as caught:
        load_assignment(name_or_path, root)
    assert caught.value.exit_code == 2
    message = str(caught.value)
    assert "\n" not in message
    return message


# A well-formed master


def test_questions_hold_the_keys_of_their_prompts(master: Path, tmp_path: Path) -> None:
    assignment = load_assignment("tiny", tmp_path)
    assert (assignment.name, assignment.points) == ("tiny", 5)
    assert assignment.title == Text("Twice and once", "두 배와 한 번")
    assert assignment.folder == master.parent
    assert assignment.master == master
    first, second = assignment.questions
    assert (first.id, first.points, first.names, first.requires, first.cpu_seconds) == (
        "q1_double",
        3.0,
        ("double",),
        (),
        5.0,
    )
    assert (second.id, second.points, second.names, second.requires, second.cpu_seconds) == (
        "q2_counter",
        2.0,
        ("Counter", "Counter.count"),
        ("q1_double",),
        30.0,
    )
    assert [question.kind for question in assignment.questions] == ["auto", "auto"]
    assert first.public_test == master.parent / "public_tests" / "test_q1_double.py"
    assert first.hidden_test == tmp_path / "autograder/hidden_tests/tiny/test_q1_double.py"
    assert MASTER.split("\n")[second.line - 1].startswith('# %% [markdown] question="q2_counter"')
    assert first.test_points == (1.0, 1.0, 1.0)
    assert second.test_points == (1.0, 1.0)


def test_cells_hold_their_lines(master: Path) -> None:
    lines = MASTER.split("\n")
    for cell in load_assignment(master).cells:
        assert lines[cell.line - 1].startswith("# %%")
        assert lines[cell.source_line - 1].endswith(cell.source.split("\n")[0])


def test_an_assignment_is_frozen(master: Path) -> None:
    assignment = load_assignment(master)
    with pytest.raises(dataclasses.FrozenInstanceError):
        assignment.points = 6.0  # type: ignore[misc]
    with pytest.raises(TypeError):
        assignment.cells[0].keys["points"] = 6  # type: ignore[index]


@pytest.mark.parametrize("of", ["master", "folder", "name"])
def test_is_found_by_name_master_or_folder(master: Path, tmp_path: Path, of: str) -> None:
    given = {"master": str(master), "folder": master.parent, "name": "tiny"}[of]
    root = tmp_path if of == "name" else None
    assert load_assignment(given, root) == load_assignment(master)


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_endings_and_bom_do_not_matter(master: Path, newline: str) -> None:
    plain = load_assignment(master)
    master.write_bytes(b"\xef\xbb\xbf" + MASTER.replace("\n", newline).encode())
    assert load_assignment(master) == plain


def test_a_jupytext_header_may_come_first(master: Path) -> None:
    plain = load_assignment(master)
    header = "# ---\n# jupyter:\n#   jupytext:\n#     formats: py:percent\n# ---\n\n"
    master.write_text(header + MASTER, encoding="utf-8")
    shifted = load_assignment(master)
    assert [cell.source for cell in shifted.cells] == [cell.source for cell in plain.cells]
    assert shifted.cells[0].line == 7


def masters() -> list[str]:
    return ["tiny", *available_assignments()]


@pytest.mark.parametrize("name", masters())
def test_jupytext_reads_every_master_the_same(name: str, tmp_path: Path) -> None:
    if name == "tiny":
        path = write_tiny(tmp_path)
    else:
        path = project_root() / "assignments" / name / f"{name}.py"
    theirs = jupytext.read(path, fmt="py:percent").cells
    ours = read_cells(path)
    assert len(theirs) == len(ours) > 5
    for cell, other in zip(ours, theirs, strict=True):
        assert cell.source == other.source
        assert (cell.kind == "code") == (other.cell_type == "code")
        keys = {k: v for k, v in other.metadata.items() if k != "lines_to_next_cell"}
        assert dict(cell.keys) == keys


def test_an_unknown_question_id_is_reported(master: Path) -> None:
    assignment = load_assignment(master)
    assert assignment.question("q2_counter") is assignment.questions[1]
    with pytest.raises(ChalkgradError, match=r"no question 'q3'; use one of q1_double, q2_counter"):
        assignment.question("q3")


def test_available_assignments_have_a_master_named_as_their_folder(
    master: Path, tmp_path: Path
) -> None:
    (tmp_path / "assignments" / "draft").mkdir()
    (tmp_path / "assignments" / "draft" / "notes.py").touch()
    assert available_assignments(tmp_path) == ["tiny"]


# Malformed masters

HEADER = MASTER.split("\n")[0]
PROMPT = next(line for line in MASTER.split("\n") if 'question="q1_double"' in line)
KOREAN_HEADER = next(line for line in MASTER.split("\n") if 'title="두' in line)
KOREAN_PROMPT = next(line for line in MASTER.split("\n") if 'question="q2_counter" lang' in line)
SECOND = next(line for line in MASTER.split("\n") if 'question="q2_counter"' in line)
BEGIN, END = "    # BEGIN SOLUTION\n", "    # END SOLUTION\n"
TODO = "    # TODO: return twice x;\n"

# An id, the text to replace (once), its replacement, the line that the message must name (the first
# that contains this text after the change, or the n-th), and parts of the problem and the remedy.
MALFORMED = [
    ("unknown header key", 'title="Tw', 'titel="x" title="Tw', "titel", "'titel'", "use one of"),
    ("unknown prompt key", "points=3", "point=3 points=3", "point=3", "'point'", "use one of"),
    ("unknown code key", "guided=true", "guide=true", "guide=", "'guide'", "module, guided"),
    ("key twice", "points=3", "points=3 points=3", "points=3", "'points' twice", "keep one"),
    ("no key", "guided=true", "guided", "# %% guided", "key=value", "quotes"),
    ("bad JSON", 'names=["double"]', "names=[double]", "names=[d", "'names' is not JSON", "write"),
    ("not a number", "points=3", "points=NaN", "points=NaN", "'points' is not JSON", "write"),
    ("no space", "points=3 ", "points=3,", "points=3,", "a space after", "add it"),
    ("flag false", "guided=true", "guided=false", "guided=f", "not true", "remove it"),
    ("two flags", "guided=true", "guided=true module=true", "guided=true", "guided", "keep one"),
    ("lang missing", 'points=3 lang="en"', "points=3", "points=3", "no lang", 'add lang="en"'),
    ("lang unknown", 'points=3 lang="en"', 'points=3 lang="fr"', "fr", "lang 'fr'", "use one of"),
    ("no header", HEADER, '# %% [markdown] lang="en"', "# %%", "no header", "begin with"),
    ("code first", HEADER, "# %%\n1", "# %%", "no header", "begin with"),
    ("second header", PROMPT, HEADER + "\n# x\n\n" + PROMPT, ("assignment=", 3), "second header", "only the first"),
    ("other name", 'assignment="tiny"', 'assignment="huge"', "huge", "'huge'", 'write "tiny"'),
    ("title missing", ' title="Twice and once"', "", "# %%", "no title", "add title"),
    ("points add up", "points=5", "points=6", "points=6", "add up to 5", "points=5"),
    ("no total", "points=5 ", "", "# %%", "None points", "write points=5"),
    ("text as total", "points=5", 'points="5"', "# %%", "5 points", "write points=5"),
    ("points zero", "points=3", "points=0", "points=0", "points above 0", "add points"),
    ("points true", "points=3", "points=true", "points=true", "points above 0", "add points"),
    ("points odd", "points=3", "points=3.001", "3.001", "two decimals", "add points"),
    ("points endless", "points=3", "points=1e999", "1e999", "points above 0", "add points"),
    ("no points", "points=3 ", "", "q1_double", "points above 0", "add points=10"),
    ("question twice", '"q2_counter" points', '"q1_double" points', ('question="q1_', 3), "twice", "rename"),
    ("question no id", '"q2_counter" points', '"Q 2" points', '"Q 2"', "not an id", "write e.g."),
    ("question number", '"q2_counter" points', "2 points", "=2 ", "not an id", "write e.g."),
    ("unknown kind", "points=3", 'points=3 kind="oral"', "oral", "'oral'", 'kind="auto"'),
    ("cpu_seconds", "cpu_seconds=30", "cpu_seconds=-1", "=-1", "above 0", "e.g."),
    ("names missing", ' names=["double"]', "", "q1_double", "needs names", "list"),
    ("names empty", '["double"]', "[]", "q1_double", "needs names", "list"),
    ("names text", '["double"]', '"double"', "q1_double", "needs names", "list"),
    ("names no name", '["double"]', '["double()"]', "q1_double", "needs names", "list"),
    ("name undefined", '["double"]', '["double", "half"]', PROMPT[:40], "'half'", "add it"),
    ("method undefined", '"Counter.count"', '"Counter.stop"', "stop", "Counter.stop", "add it"),
    ("name in plain cell", "# %% module=true\ndef", "# %%\ndef", "BEGIN", "plain", "module=true"),
    ("name twice", '"Counter",', '"Counter", "double",', SECOND[:40], "name of 'q1_double'", "keep one"),
    ("given away", '"Counter",', '"Counter", "Counter.reset",', "reset", "with its solution", "mark its"),
    ("not asked", '["Counter", "Counter.count"]', '["Counter"]', ("# BEGIN", 3), "name 'Counter.count'", "add it"),
    ("requires unknown", '=["q1_double"] c', '=["q9"] c', '"q9"', "requires 'q9'", "correct it"),
    ("requires later", "requires=[]", 'requires=["q2_counter"]', "q1_", "no earlier", "correct it"),
    ("requires text", "requires=[]", 'requires="q2"', '="q2"', "not a list", "write requires"),
    ("core text", "requires=[]\n", 'requires=[] core="test_published"\n', 'core="', "not a list", "write core=[]"),
    ("core unknown", "requires=[]\n", 'requires=[] core=["test_four"]\n', "test_four", "'test_four' is not one of", "name one"),
    ("core hidden", "requires=[]\n", 'requires=[] core=["test_secret_matrix"]\n', "core=", "not one of its public tests", "name one"),
    ("END missing", END, "", "BEGIN", "without # END", "add it"),
    ("BEGIN missing", BEGIN, "", "END SOL", "without # BEGIN", "remove this"),
    ("nested", BEGIN, BEGIN + BEGIN, ("# BEGIN", 2), "inside a solution", "end that one first"),
    ("END misspelt", END, "    # END SOLUTIONS\n", "SOLUTIONS", "misspelt", "write"),
    ("BEGIN misspelt", BEGIN, "    #begin solution\n", "#begin", "misspelt", "write"),
    ("marker after code", END, "    x = 1  # END SOLUTION\n", "x = 1", "misspelt", "write"),
    ("END indentation", END, "# END SOLUTION\n", "# END", "not indented", "align them"),
    ("leaves its block", "    return both", "  return both", "  return both", "not Python", "correct"),
    ("empty solution", "    both_halves = np.add(x, x)\n    return both_halves\n", "    # hm\n", "BEGIN", "empty", "between"),
    ("outside a function", "import numpy as np\n", "# TODO: x\n# BEGIN SOLUTION\nimport numpy as np\n# END SOLUTION\n", "BEGIN", "outside a function", "inside a `def`"),
    ("in a class body", '    """Count."""\n', "    # TODO: x\n    # BEGIN SOLUTION\n    X = 1\n    # END SOLUTION\n", ("# BEGIN", 2), "outside a function", "inside a `def`"),
    ("half a statement", "    both_halves = np.add(x, x)\n", "    if 1:\n", "    return both", "not Python", "correct"),
    ("TODO missing", TODO, "", "BEGIN", "no TODO", "add a line"),
    ("TODO elsewhere", BEGIN, "    y = x\n" + BEGIN, "BEGIN", "no TODO", "add a line"),
    ("no check", 'grader.check("q1_double")', "1 + 1", "q1_double", "no check", "add `grader.check"),
    ("check twice", '# %% guided=true\nprint("a demonstration")', '# %%\ngrader.check("q1_double")', ("# %%", 9), "second check", "keep one"),
    ("check elsewhere", 'check("q2_counter")', 'check("q1_double")', ("# %%", 13), "section of 'q2_", "move it"),
    ("check and more", 'check("q1_double")', 'check("q1_double"); 1', ("# %%", 8), "among other", "separate cell"),
    ("no grader", 'grader = otter.Notebook("tiny.ipynb")', "grader = None", ("# %%", 8), "no grader", "add"),
    ("other cell", "# %% guided=true", "# %% [raw]", "[raw]", "[raw]", "write"),
    ("misspelt cell", "# %% guided=true", "#%% guided=true", "#%%", "misspelt cell", "write"),
    ("indented cell", "# %% guided=true", " # %% guided=true", " # %%", "misspelt cell", "write"),
    ("text before", HEADER, "import this\n" + HEADER, "import this", "before the first", "move it"),
    ("markdown sign", "# - `double(3)`", "- `double(3)`", "- `double", "comment sign", "begin it"),
    ("empty markdown", "# ### Question 2\n", "#\n", SECOND[:40], "empty markdown", "write a text"),
    ("empty code", 'print("a demonstration")\n', "", "guided", "empty code", "write some"),
    ("magic", 'print("a demonstration")', "%matplotlib inline", "%matpl", "magic", "plain Python"),
    ("hidden magic", 'print("a demonstration")', "1\n# %time 1", "# %time", "magic", "reword"),
    ("comment as magic", 'print("a demonstration")', "1\n# copy the array", "# copy", "magic", "reword"),
    ("not Python", 'print("a demonstration")', 'print("a', 'print("a', "not Python", "correct"),
    ("no Korean", KOREAN_PROMPT + "\n# ### 문제 2\n", "", SECOND[:40], "no Korean text", 'add a cell `# %% [markdown] question="q2_counter" lang="ko"`'),
    ("no Korean header", KOREAN_HEADER + "\n# # 두 배와 한 번\n", "", "# %%", "no Korean text", 'add a cell `# %% [markdown] assignment="tiny" title="..." lang="ko"`'),
    ("empty Korean", "# ### 문제 2\n", "#\n", KOREAN_PROMPT, "empty markdown", "write a text"),
    ("Korean of another", KOREAN_PROMPT, KOREAN_PROMPT.replace("q2_counter", "q1_double"), ('question="q1_', 3), "belongs to another", "begin it"),
    ("Korean without role", KOREAN_PROMPT, '# %% [markdown] lang="ko"', '] lang="ko"', "belongs to another", "begin it"),
    ("Korean twice", KOREAN_PROMPT, KOREAN_PROMPT + "\n# x\n\n" + KOREAN_PROMPT, ('question="q2_', 3), "no English text before", "put it after"),
    ("Korean first", SECOND, KOREAN_PROMPT + "\n# x\n\n" + SECOND, ('question="q2_', 1), "no English text before", "put it after"),
    ("names in Korean", KOREAN_PROMPT, KOREAN_PROMPT + ' names=["Counter"]', ('question="q2_', 2), "'names' in a translation", "English cell only"),
    ("no Korean title", ' title="두 배와 한 번"', "", ("assignment=", 2), "no Korean title", "add title"),
    ("other Korean points", ' title="두 배와 한 번"', ' title="두 배" points=6', "points=6", "other points", "remove them"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "at", "wrong", "remedy"),
    [pytest.param(*case[1:], id=case[0]) for case in MALFORMED],
)
def test_a_malformed_master_is_reported_with_line_and_remedy(
    master: Path, old: str, new: str, at: str | tuple[str, int], wrong: str, remedy: str
) -> None:
    assert old in MASTER
    text = MASTER.replace(old, new, 1)
    master.write_text(text, encoding="utf-8")
    message = failure(master)
    place, _, rest = message.partition(": ")
    path, _, number = place.rpartition(":")
    assert path == str(master)
    marked, nth = at if isinstance(at, tuple) else (at, 1)
    holding = [number for number, line in enumerate(text.split("\n"), 1) if marked in line]
    assert int(number) == holding[nth - 1]
    what, semicolon, todo = rest.partition("; ")
    assert wrong in what + semicolon + todo
    assert semicolon
    assert remedy in todo


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_a_master_without_cells_is_reported(master: Path, text: str) -> None:
    master.write_text(text, encoding="utf-8")
    assert failure(master).startswith(f"{master}:1: no cells; begin with a line `# %%")


def test_a_master_without_questions_is_reported(master: Path) -> None:
    master.write_text(HEADER + "\n# # Tiny\n", encoding="utf-8")
    assert failure(master).startswith(f"{master}:1: no questions; add")


def test_a_master_that_is_not_utf8_is_reported_with_its_line(master: Path) -> None:
    master.write_bytes(
        MASTER.encode("utf-8").replace("두 문제".encode(), "두 문제".encode("cp949"))
    )
    assert failure(master) == f"{master}:4: not UTF-8; save the file as UTF-8"


def test_messages_name_files_from_the_current_folder(
    master: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    master.write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert failure("tiny", tmp_path).startswith(str(Path("assignments/tiny/tiny.py:1: ")))


# No such assignment


def test_an_unknown_name_lists_the_known_ones(master: Path, tmp_path: Path) -> None:
    assert failure("hw9", tmp_path) == "unknown assignment 'hw9'; use one of tiny"
    assert failure("hw9", tmp_path / "autograder").endswith("there are none yet")


def test_a_path_without_a_master_is_reported(master: Path, tmp_path: Path) -> None:
    assert failure(tmp_path / "none.py").startswith("no assignment at ")
    assert failure(tmp_path).startswith("no assignment at ")
    other = master.with_name("notes.py")
    other.write_text(MASTER, encoding="utf-8")
    assert failure(other).endswith("the master in this folder is tiny.py")
    loose = tmp_path / "tiny" / "tiny.py"
    loose.parent.mkdir()
    loose.write_text(MASTER, encoding="utf-8")
    assert "not in a folder assignments/" in failure(loose)


# Test files

TEST_FILES = [
    ("gone", None, 0, "has no {word} test", "add "),
    ("empty", "", 1, "no tests", "add"),
    ("helpers only", "def help(env):\n    pass\n", 1, "no tests", "add"),
    ("no env", 'def test_x():\n    """X."""\n', 1, "must take only env", "write"),
    ("another name", 'def test_x(double):\n    """X."""\n', 1, "only env", "write"),
    ("two", 'def test_x(env, np):\n    """X."""\n', 1, "only env", "write"),
    ("default", 'def test_x(env=None):\n    """X."""\n', 1, "only env", "write"),
    ("no docstring", "X = 1\n\ndef test_x(env):\n    pass\n", 3, "no docstring", "say in one"),
    ("blank docstring", 'def test_x(env):\n    """ """\n', 1, "no docstring", "say in one"),
    ("twice", 'def test_x(env):\n    """X."""\n' * 2, 3, "occurs twice", "rename"),
    ("async", 'async def test_x(env):\n    """X."""\n', 1, "not a plain function", "write"),
    ("class", 'class TestX:\n    """X."""\n', 1, "not a plain function", "write"),
    ("decorated", '@str\ndef test_x(env):\n    """X."""\n', 2, "decorated", "remove"),
    ("not Python", "X = 1\ndef test_x(env:\n", 2, "not Python", "correct it"),
]


@pytest.mark.parametrize("word", ["public", "hidden"])
@pytest.mark.parametrize(
    ("text", "line", "wrong", "remedy"),
    [pytest.param(*case[1:], id=case[0]) for case in TEST_FILES],
)
def test_a_malformed_test_file_is_reported_with_line_and_remedy(
    master: Path, word: str, text: str | None, line: int, wrong: str, remedy: str
) -> None:
    question = load_assignment(master).questions[0]
    path = question.public_test if word == "public" else question.hidden_test
    if text is None:
        path.unlink()
        place = f"{master}:{question.line}: "
        remedy += str(path)
    else:
        path.write_text(text, encoding="utf-8")
        place = f"{path}:{line}: "
    message = failure(master)
    assert message.startswith(place)
    what, _, todo = message.removeprefix(place).partition("; ")
    assert wrong.format(word=word) in what
    assert remedy in todo


def test_a_name_in_public_and_hidden_tests_is_reported(master: Path) -> None:
    question = load_assignment(master).questions[0]
    text = question.hidden_test.read_text(encoding="utf-8")
    text = text.replace("test_secret_matrix", "test_zero")
    question.hidden_test.write_text(text, encoding="utf-8")
    line = text.split("\n").index("def test_zero(env):") + 1
    assert failure(master) == (
        f"{question.hidden_test}:{line}: test 'test_zero' is also in {question.public_test}; "
        "rename one"
    )


@pytest.mark.parametrize("word", ["public", "hidden"])
def test_tests_of_no_question_are_reported(master: Path, word: str) -> None:
    question = load_assignment(master).questions[0]
    path = question.public_test if word == "public" else question.hidden_test
    stray = path.with_name("test_q1_duoble.py")
    stray.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert failure(master).startswith(f"{stray}:1: tests of no question; rename the file")


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("import scipy", "'scipy'"),
        ("from os import path", "'os'"),
        ("from autograder.grading.grader import grade", "'autograder.grading.grader'"),
        ("from autograder import compare", "'autograder'"),
        ("import autograder.compare", "'autograder.compare'"),
        ("from autograder.compare import *", "'autograder.compare'"),
        ("from autograder.compare import assert_that as a", "'autograder.compare'"),
        ("from . import helpers", "'.'"),
        ("if True:\n    from autograder.compare import assert_that", "'autograder.compare'"),
        ("from autograder.compare import assert_that, Mismatch", "once, on a line of its own"),
        ("from autograder.text import (\n    Text,\n); x = 1", "once, on a line of its own"),
    ],
)
def test_a_public_test_that_students_could_not_run_is_reported(
    master: Path, statement: str, wrong: str
) -> None:
    path = load_assignment(master).questions[0].public_test
    text = path.read_text(encoding="utf-8")
    text = text.replace("import numpy as np\n", f"import numpy as np\n{statement}\n")
    path.write_text(text, encoding="utf-8")
    message = failure(master)
    assert message.startswith(f"{path}:")
    assert wrong in message


def test_test_functions_keep_their_order_and_their_first_line(master: Path) -> None:
    path = load_assignment(master).questions[0].public_test
    assert test_functions(path) == ("test_published", "test_zero")
    summaries = test_summaries(path)
    assert summaries["test_published"] == Text("Twice three is six.", "3의 두 배는 6입니다.")
    assert summaries["test_zero"] == Text("Twice zero is zero.", "Twice zero is zero.")


# Points


@pytest.mark.parametrize("points", [1, 5, 7.25, 8, 10, 14, 16, 33.33, 0.05])
@pytest.mark.parametrize("n", range(1, 14))
def test_shares_add_up_and_differ_by_a_hundredth_at_most(points: float, n: int) -> None:
    shares = share_points(points, n)
    assert len(shares) == n
    assert sum(round(share * 100) for share in shares) == round(points * 100)
    assert round(sum(shares), 2) == points
    assert list(shares) == sorted(shares, reverse=True)
    assert round((shares[0] - shares[-1]) * 100) in (0, 1)
    assert all(share == round(share, 2) for share in shares)


def test_the_first_tests_get_the_remaining_hundredths() -> None:
    assert share_points(10, 3) == (3.34, 3.33, 3.33)
    assert share_points(8, 7) == (1.15, 1.15, 1.14, 1.14, 1.14, 1.14, 1.14)


def test_the_points_of_a_bonus_are_additional(master: Path) -> None:
    text = master.read_text(encoding="utf-8")
    text = text.replace("points=3", 'points=3 kind="bonus"').replace("points=5", "points=2")
    master.write_text(text, encoding="utf-8")
    assignment = load_assignment(master)
    assert assignment.points == 2
    assert [question.bonus for question in assignment.questions] == [True, False]
    assert sum(assignment.questions[0].test_points) == 3
