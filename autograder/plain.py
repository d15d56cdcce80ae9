"""Text that comes from students, made fit to be shown: what every report and export passes through.

Owns which characters may not stand in a name, a message or a file: those that drive a terminal
(ANSI escapes), that turn the reading direction of what follows (U+202E and its like), and that XML
cannot hold. What HTML, CSV or JSON need beyond that is left to their writers.
"""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed, directional controls, the Unicode non-characters that
# XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets), and lone surrogates.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# A whole escape sequence goes, not only its first character: `\x1b[31m` leaves nothing.
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")


def plain(text: str) -> str:
    """Return text without what could drive a terminal, turn text around or break a file."""
    text = _ANSI.sub("", text.replace("\r\n", "\n"))
    return _UNFIT.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return plain text in one line."""
    return " ".join(plain(text).split())


def shown_name(student: dict[str, str]) -> str:
    """Return what a student is called: the name, or where none is known the id."""
    return one_line(student["name"]) or one_line(student["id"])
