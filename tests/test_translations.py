"""Everything that students read stands in both languages: nothing missing, empty or swapped."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from autograder.authoring.assignment import available_assignments, load_assignment, project_root
from autograder.authoring.master import Cell
from autograder.authoring.testfiles import paragraphs, parse
from autograder.misconceptions import load_bank
from autograder.text import LANGUAGES, Text

ROOT = project_root()
PACKAGE = ROOT / "autograder"
NAMES = available_assignments()
HANGUL = re.compile("[가-힣]")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
# What hands texts on that others have written: the only places where no text stands in the call.
PASSED_ON = {"authoring/assignment.py", "report/page.py", "authoring/testfiles.py", "text.py"}
# Whose every sentence is read by students.
FOR_STUDENTS = (
    "grading/feedback.py",
    "compare.py",
    "handout/hinting.py",
    "report/wording.py",
    "submissions/notebook.py",
)


def texts(name: str) -> list[Cell]:
    return [cell for cell in load_assignment(name).cells if cell.kind != "code"]


def code_of(text: str) -> list[str]:
    """Return the fenced code of a Markdown text, without what stands behind a comment sign."""
    return [re.sub(r" *#.*", "", block) for block in FENCE.findall(text)]


# Masters and what goes with them


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_master_is_translated(name: str) -> None:
    for cell in texts(name):
        english, korean = (cell.text(language) for language in LANGUAGES)
        assert HANGUL.search(korean), cell.line
        assert not HANGUL.search(english), cell.line
    title = load_assignment(name).title
    assert HANGUL.search(title.ko)
    assert not HANGUL.search(title.en)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_outline_code_and_formulas(name: str) -> None:
    for cell in texts(name):
        both = [cell.text(language) for language in LANGUAGES]
        plain = [FENCE.sub("", text) for text in both]
        outlines = [re.findall(r"^(#+) ", text, re.MULTILINE) for text in plain]
        assert outlines[0] == outlines[1], cell.line
        assert code_of(both[0]) == code_of(both[1]), cell.line
        formulas = [
            ["".join(each.split()) for each in re.findall(r"\$\$.*?\$\$", text, re.DOTALL)]
            for text in plain
        ]
        assert formulas[0] == formulas[1], cell.line


@pytest.mark.parametrize("name", NAMES)
def test_emphasis_is_markup_in_both_languages(name: str) -> None:
    # `**text(x)**는` is none in CommonMark: a sign behind a bracket must be followed by a space.
    for cell in texts(name):
        for language in LANGUAGES:
            rendered = MarkdownIt("commonmark").render(cell.text(language))
            shown = re.sub(r"<(code|pre)\b.*?</\1>|\$.*?\$", "", rendered, flags=re.DOTALL)
            assert "**" not in shown, (cell.line, language)


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_lists_and_tables(name: str) -> None:
    markdown = MarkdownIt("commonmark").enable("table")
    for cell in texts(name):
        tags = [
            Counter(re.findall(r"<(p|li|ul|ol|tr|td|pre|h\d)>", markdown.render(cell.text(lang))))
            for lang in LANGUAGES
        ]
        assert tags[0] == tags[1], cell.line


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_of_students_is_translated(name: str) -> None:
    folder = ROOT / "assignments" / name
    english, korean = (
        (folder / f"student_readme{suffix}.md").read_text(encoding="utf-8")
        for suffix in ("", ".ko")
    )
    assert HANGUL.search(korean)
    assert not HANGUL.search(english)
    assert re.findall(r"^#+ ", english, re.MULTILINE) == re.findall(r"^#+ ", korean, re.MULTILINE)
    assert code_of(english) == code_of(korean)


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.ko.md")), ids=lambda p: p.name)
def test_a_guide_has_the_same_outline_and_commands_in_both_languages(path: Path) -> None:
    korean = path.read_text(encoding="utf-8")
    english = path.with_name(path.name.replace(".ko.", ".")).read_text(encoding="utf-8")
    assert HANGUL.search(korean)
    assert re.findall(r"^#+ ", english, re.MULTILINE) == re.findall(r"^#+ ", korean, re.MULTILINE)
    assert FENCE.findall(english) == FENCE.findall(korean) != []
    rows = [len(re.findall(r"^\|", text, re.MULTILINE)) for text in (english, korean)]
    assert rows[0] == rows[1]


# Tests


def test_files(name: str) -> list[Path]:
    folders = (ROOT / "assignments" / name / "public_tests", PACKAGE / "hidden_tests" / name)
    return [path for folder in folders for path in sorted(folder.glob("test_*.py"))]


test_files.__test__ = False  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NAMES)
def test_every_test_says_in_both_languages_what_it_checks(name: str) -> None:
    checked = 0
    for path in test_files(name):
        for node in parse(path).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                said = paragraphs(node)
                assert len(said) == len(LANGUAGES), f"{path.name}: {node.name}"
                assert not HANGUL.search(said[0]), f"{path.name}: {node.name}"
                assert HANGUL.search(said[1]), f"{path.name}: {node.name}"
                assert all(text.endswith(".") for text in said), f"{path.name}: {node.name}"
                checked += 1
    assert checked > len(load_assignment(name).questions)


COMPARING = {
    "assert_scalar": 3,
    "assert_array": 3,
    "assert_unchanged": 2,
    "as_scalar": 1,
    "as_scalars": 2,
    "as_array": 2,
    "as_arrays": 2,
    "assert_that": 1,
    "Mismatch": 0,
}


@pytest.mark.parametrize("name", NAMES)
def test_no_message_of_a_test_is_in_one_language_only(name: str) -> None:
    paths = [*test_files(name), *(PACKAGE / "hidden_tests" / name).glob("*.py")]
    for path in paths:
        for node in ast.walk(parse(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            place = COMPARING.get(node.func.id)
            for argument in node.args[place:] if place is not None else ():
                words = english_words(literal(argument))
                assert not words, f"{path.name}:{node.lineno}: {words} in English only"


def literal(node: ast.expr) -> str:
    """Return what stands in a string or an f-string itself; nothing for another expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) for part in node.values)
    if isinstance(node, ast.BinOp):
        return literal(node.left) + literal(node.right)
    if isinstance(node, ast.IfExp):
        return literal(node.body) + literal(node.orelse)
    return ""


def english_words(text: str) -> list[str]:
    """Return the words of a sentence; code such as `params['W1']` or `x_batch` has none."""
    return re.findall(r"(?:^| )([A-Za-z]{2,}) [A-Za-z]{2,}", text)


# Banks


@pytest.mark.parametrize("name", NAMES)
def test_every_hint_is_in_both_languages(name: str) -> None:
    bank = load_bank(name)
    assert bank.wrong
    hints = {answer.id: answer.hint for answer in bank.wrong}
    hints |= {f"family {family}": hint for family, hint in bank.families.items()}
    hints |= {answer.id: answer.remark for answer in bank.right if answer.remark}
    for id_, hint in hints.items():
        assert isinstance(hint, Text), f"{id_}: write hint=Text(...)"
        assert hint.en.strip(), id_
        assert HANGUL.search(hint.ko), id_
        assert not HANGUL.search(hint.en), id_


# What the package says


def modules() -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "__pycache__" not in path.parts]


def sayings(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("Text", "localized")
        ):
            yield node


def strings(node: ast.AST) -> list[str]:
    return [
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]


def test_whatever_the_package_says_it_says_in_both_languages() -> None:
    counted = 0
    passed_on = set()
    public = [path for name in NAMES for path in test_files(name)]
    for path in {*modules(), *public}:
        for call in sayings(path):
            where = f"{path.name}:{call.lineno}"
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            if not strings(call):
                passed_on.add(path.relative_to(PACKAGE).as_posix())
                continue
            assert len(given) == len(LANGUAGES), where
            english, korean = ("".join(strings(each)) for each in given)
            assert english.strip(), where
            assert korean.strip(), where
            assert not HANGUL.search(english), where
            # A name that several texts share is spelt out elsewhere.
            shared = any(
                isinstance(each, ast.Name) and each.id.isupper() for each in ast.walk(given[1])
            )
            assert HANGUL.search(korean) or shared or not english_words(english), where
            counted += 1
    assert counted > 300
    assert passed_on == PASSED_ON


@pytest.mark.parametrize("name", FOR_STUDENTS)
def test_no_sentence_for_students_is_in_english_only(name: str) -> None:
    tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
    said = {
        id(each)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Call) and ast.unparse(node.func) in ("Text", "localized"))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile")
        # A mistake in a test is said to who wrote it.
        or (isinstance(node, ast.Raise) and "ValueError" in ast.unparse(node))
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for each in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) not in said and isinstance(node, ast.Constant) and isinstance(node.value, str):
            assert not english_words(node.value), f"{name}:{node.lineno}: {node.value!r}"


SAID = re.compile(r'localized\("((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"\)')


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "report" / "templates").glob("*.html")), ids=lambda path: path.stem
)
def test_every_word_of_a_page_is_in_both_languages(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pairs = SAID.findall(text)
    assert len(pairs) == text.count("localized(") > 3
    for english, korean in pairs:
        assert english.strip()
        assert not HANGUL.search(english)
        assert HANGUL.search(korean) or korean == "/", english
        assert english.count("%s") == korean.count("%s"), english
    text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    # Where a sentence has another order, each language has a branch.
    text = re.sub(
        r'\{% if current_language\(\) == "ko" %\}.*?\{% else %\}.*?\{% endif %\}', "", text
    )
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", "", text)
    for attribute in re.findall(r'(?:aria-label|title|alt)="([^"]*)"', text):
        assert not re.search("[A-Za-z]", attribute), attribute
    left = re.sub(r"<[^>]*>|&\w+;", "", text)
    assert not re.search("[A-Za-z]", left), re.findall(r".*[A-Za-z].*", left)


KOREAN_SOURCES = sorted(
    path
    for folder in ("autograder", "assignments", "docs")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".md", ".html")
)
# 해요체, in the endings that requests, questions and statements have in it.
ANOTHER_STYLE = re.compile(
    r"[가-힣]*(?:세요|[나가]요|[해돼예워와줘봐]요|[어아]요|에요|죠)(?=[.?!)\"'`\s])"
)


def test_all_korean_is_in_one_polite_style() -> None:
    read = [path for path in KOREAN_SOURCES if "니다" in path.read_text(encoding="utf-8")]
    assert len(read) > 40
    for path in read:
        found = ANOTHER_STYLE.findall(path.read_text(encoding="utf-8"))
        # 합니다체 knows 할까요: it asks the reader to think along.
        assert not found, f"{path.relative_to(ROOT)}: {found}"
