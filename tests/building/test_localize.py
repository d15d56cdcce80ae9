"""Tests of reducing a test file in two languages to one."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.building.localize import check_ascii, escaped, localize
from autograder.errors import ChalkgradError
from autograder.text import LANGUAGES

HERE = Path(__file__)
SOURCE = '''\
import numpy as np
from autograder.text import Text, say

WHERE = Text("here", "여기")


def said(what: str | Text, *, place: dict[str, str | Text] | None = None) -> str:
    """Text(a, b) in a docstring is none.

    둘째 문단도 그대로입니다.
    """
    return f"{what}: {say_nothing}" + localized(f"at {what}", ko=f"{what} 자리")


def test_x(env):
    """Say
    this.

    이것을
    말합니다. \\\\ 그리고 "이것".
    """
    message = Text(
        "first "
        "second",
        "첫째 둘째",
    )
    # Text("d", "라")
    nested = localized(localized("a", "가"), ko=localized(Text("b", "나"), Text("c", "다")))  # !
'''


def test_one_language_remains() -> None:
    english, korean = (localize(HERE, SOURCE, language) for language in LANGUAGES)
    assert 'WHERE = "here"\n' in english
    assert 'WHERE = "여기"\n' in korean
    for text in (english, korean):
        assert "import numpy as np\n\nWHERE" in text
        assert "def said(what: str, *, place: dict[str, str] | None = None) -> str:\n" in text
        assert "둘째 문단도 그대로입니다." in text
        assert '# Text("d", "라")' in text
    assert 'return f"{what}: {say_nothing}" + f"at {what}"\n' in english
    assert 'return f"{what}: {say_nothing}" + f"{what} 자리"\n' in korean
    assert '"""Say this."""' in english
    assert '"""이것을 말합니다. \\\\ 그리고 "이것"."""' in korean
    assert 'nested = "a"  # !' in english
    assert 'nested = "다"  # !' in korean
    namespace: dict[str, object] = {}
    exec(
        english.partition("message = ")[2].partition("    # Text")[0].join(("m = ", "")), namespace
    )
    assert namespace["m"] == "first second"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('x = Text("only")', "not both languages"),
        ('x = localized(*["a", "b"])', "not both languages"),
        ('x = Text("a", korean="b")', "not both languages"),
        ("x = f\"{Text('a', 'b')}\"", "within an f-string"),
    ],
)
def test_a_text_whose_languages_cannot_be_told_apart_is_reported(text: str, wrong: str) -> None:
    with pytest.raises(ChalkgradError, match=f"test_localize.py:2: .*{wrong}"):
        localize(HERE, f"\n{text}\n", "ko")


def test_escapes_mean_what_was_written() -> None:
    source = 'x = "한글 ½ 😀"\ny = f"값: {x}"\n'
    check_ascii(HERE, source)
    text = escaped(source)
    assert text.isascii()
    namespace: dict[str, object] = {}
    exec(text, namespace)
    assert namespace["y"] == "값: 한글 ½ 😀"


@pytest.mark.parametrize("text", ["# 한글", "값 = 1", 'x = r"한글"', 'x = rb""\ny = 1  # é'])
def test_characters_that_cannot_be_escaped_are_reported(text: str) -> None:
    with pytest.raises(ChalkgradError, match="not ASCII outside a plain string"):
        check_ascii(HERE, text + "\n")
