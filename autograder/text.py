"""The languages of texts, and the cleaning of texts that come from students.

Owns the languages, the current one, and `printable`, through which every report and export passes
students' text: it removes characters that control a terminal (ANSI escapes) or the reading
direction (such as U+202E), that are not visible, or that XML does not allow. `unmarked` does the
same for ids and names of files, `escaped_json` for JSON. Markdown is also escaped here, for
feedback files and Gradescope; escaping HTML, CSV and JSON is left to their writers.
"""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

LANGUAGES = ("en", "ko")
# Of one kind, about one submission.
MOST_REMARKS = 50

# Joiners within words and emoji, soft hyphens and byte order marks: nothing is lost without them.
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
# Controls, format characters (directional ones among them), surrogates, separators of lines and of
# paragraphs.
_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


# More than one text has, of whatever language.
_MOST_KNOWN = 20_000


class _Fit(dict[int, str]):
    """Maps each character to what is printed of it, for `str.translate`; remembers the usual."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if len(self) > _MOST_KNOWN:
            self.clear()
        self[code] = "" if char in _DROPPED else "\ufffd" if _is_mark(char) else char
        return self[code]


def _is_mark(char: str) -> bool:
    """Whether a character has no form of its own, except for tab and line feed."""
    # Noncharacters, of which XML 1.0 forbids two (https://www.w3.org/TR/xml/#charsets).
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return True
    return char not in "\t\n" and unicodedata.category(char) in _CATEGORIES


_FIT = _Fit()
# A whole escape sequence is removed, not only its first character: `\x1b[31m` leaves nothing.
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_CODE = re.compile(r"`([^`\n]+)`")
# The markup of CommonMark and of GitHub's tables, strikethrough, mathematics and links.
# (An underscore within a word is not markup.)
_SPECIAL = re.compile(r"([\\`*\[\]<>&~|$#]|(?<![^\W_])_|_(?![^\W_]))")
_LINK = re.compile(r"(?i)(?<=\b)(https?|ftp|mailto|xmpp):|(?<=\bwww)(\.)")

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


@contextmanager
def use_language(language: str) -> Iterator[None]:
    """Make a language of `LANGUAGES` the current one.

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


def current_language() -> str:
    """Return the current language."""
    return _language.get()


@dataclass(frozen=True)
class Text:
    """A text in every language; `str` gives it in the current one.

    Attributes
    ----------
    en, ko : str
        The text in English and in Korean.
    """

    en: str
    ko: str

    def __str__(self) -> str:
        return str(getattr(self, _language.get()))


def localized(en: str, ko: str) -> str:
    """Return the one of two texts that is in the current language."""
    return str(Text(en, ko))


def printable(text: str) -> str:
    """Return text without characters that control a terminal, reverse text or break a file."""
    return _ANSI.sub("", text.replace("\r\n", "\n")).translate(_FIT)


def unmarked(text: str, instead: str = "_") -> str:
    """Return a name in one line, with `instead` in place of characters that are not printed."""
    marks = {"\t": instead, "\n": instead}
    return "".join(marks.get(c, instead if _is_mark(c) else c) for c in text if c not in _DROPPED)


def escaped_json(text: str) -> str:
    """Return JSON in which characters that are not printed are escaped, so that none is lost."""
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(json.dumps(char)[1:-1] if _is_mark(char) else char for char in text)


def one_line(text: str) -> str:
    """Return plain text in one line."""
    return " ".join(printable(text).split())


def shortened(remarks: Sequence[str]) -> list[str]:
    """Return the first remarks of a kind, and how many more there are.

    A file may have 10,000 cells that fail, or that have no type; nobody reads so many remarks.
    """
    more = len(remarks) - MOST_REMARKS
    rest = localized(f"... and {more:,} more.", f"... 그 밖에 {more:,}개가 더 있습니다.")
    return [*remarks[:MOST_REMARKS], *([rest] if more > 0 else [])]


def shown_name(student: dict[str, str]) -> str:
    """Return the name of a student, or the id if the name is unknown."""
    return one_line(student["name"]) or one_line(student["id"])


def markdown_with_code(text: str) -> str:
    """Escape text except the code between backticks."""
    pieces = _CODE.split(printable(text))
    return "".join(
        f"`{piece}`" if place % 2 else markdown_escaped(piece) for place, piece in enumerate(pieces)
    )


def markdown_escaped(text: str) -> str:
    """Return text that Markdown shows unchanged: no markup, no HTML, no links."""
    text = _SPECIAL.sub(r"\\\1", printable(text))
    text = _LINK.sub(lambda found: (found[1] or "") + ("\\:" if found[1] else "\\."), text)
    # A bullet, a number or a rule is markup only at the start of a line.
    return re.sub(r"(?m)^(\s*\d*)([-+=.)])", r"\1\\\2", text)


def print_any_letter() -> None:
    """Let this process print a letter that its output cannot show, by its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
