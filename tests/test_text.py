"""A text is said in the language that is spoken."""

import pytest

from autograder.text import LANGUAGES, Text, say, speaking, spoken


def test_english_is_spoken_unless_told_otherwise():
    assert spoken() == "en"
    assert say("gradient", "기울기") == "gradient"


def test_a_text_is_in_the_language_spoken_when_it_is_read():
    text = Text("gradient", "기울기")
    with speaking("ko"):
        assert f"{text}" == "기울기"
        with speaking("en"):
            assert str(text) == "gradient"
        assert say("loss", "손실") == "손실"
    assert str(text) == "gradient"


def test_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="'fr'; one of en, ko"), speaking("fr"):
        pass
    assert spoken() in LANGUAGES
