"""A text is read in the current language."""

import json
import unicodedata

import pytest

from autograder.intake.naming import caseless, safe_id
from autograder.text import (
    LANGUAGES,
    Text,
    current_language,
    escaped_json,
    localized,
    one_line,
    printable,
    unmarked,
    use_language,
)


def test_the_language_is_english_unless_another_is_chosen():
    assert current_language() == "en"
    assert localized("gradient", "기울기") == "gradient"


def test_a_text_is_in_the_language_that_is_current_when_it_is_read():
    text = Text("gradient", "기울기")
    with use_language("ko"):
        assert f"{text}" == "기울기"
        with use_language("en"):
            assert str(text) == "gradient"
        assert localized("loss", "손실") == "손실"
    assert str(text) == "gradient"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'fr'; one of en, ko"), use_language("fr"):
        pass
    assert current_language() in LANGUAGES


HOSTILE = "a\u202eb\u2066c\u200fd\u061ce\x1b[31mf\x07g\u2028h\u2029i\ud800j\ufdd0k\U000e0041l\x85m"


@pytest.mark.parametrize("clean", [printable, one_line, unmarked])
def test_nothing_that_controls_a_terminal_or_the_direction_is_left(clean):
    left = clean(HOSTILE)
    assert [c for c in left if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")] == []
    assert all(letter in left for letter in "abcdefghijklm")


def test_letters_of_every_script_are_left_as_they_are():
    for text in ("김서연 José Müller Ελένη עברית العربية 日本語", "한글", "x\ty\nz", "👍🏽 é"):
        assert printable(text) == text
    # Joiners are dropped: what they join is still there.
    assert printable("👩\u200d💻 a\u200cb \ufefftext") == "👩💻 ab text"


def test_json_escapes_marks_and_loses_none():
    data = {"name": "kim\u202egnp", "text": "한글\u2028\U000e0041", "plain": "a\nb"}
    text = escaped_json(json.dumps(data, ensure_ascii=False))
    assert printable(text) == text
    assert "한글" in text
    assert json.loads(text) == data


def test_an_id_and_a_line_of_a_roster_have_no_marks():
    assert safe_id("kim\u202egnp\u200b\u2028.x") == "kim_gnp_.x"
    assert caseless("K\u200fim\u202e") == "kim"
