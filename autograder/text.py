"""What people read, in every language that the package speaks.

Owns the languages and the one that is spoken at the moment; what is said stands where it is said.
The build copies this module into the test files of students, who do not have the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

LANGUAGES = ("en", "ko")

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything within in a language of `LANGUAGES`.

    Raises
    ------
    ValueError
        If the language is not one of them.
    """
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; one of {', '.join(LANGUAGES)}")
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def spoken() -> str:
    """Return the language that is spoken now."""
    return _language.get()


@dataclass(frozen=True)
class Text:
    """One text in every language; as a string, in the one that is spoken.

    Attributes
    ----------
    en, ko : str
        The text.
    """

    en: str
    ko: str

    def __str__(self) -> str:
        return str(getattr(self, _language.get()))


def say(en: str, ko: str) -> str:
    """Return the one of two texts that is in the language spoken now."""
    return str(Text(en, ko))
