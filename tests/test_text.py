"""A text is read in the current language."""

import pytest

from autograder.text import LANGUAGES, Text, current_language, localized, use_language


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
