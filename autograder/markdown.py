"""Text as Markdown shows it: what students or tests have written is no markup, but for code.

Owns the escaping for every place that shows Markdown: feedback files and Gradescope.
"""

from __future__ import annotations

import re

from autograder.plain import plain

_CODE = re.compile(r"`([^`\n]+)`")
# What CommonMark and GitHub's tables, strikethrough, mathematics and links are made of.
# (An underscore within a word is none of it.)
_SPECIAL = re.compile(r"([\\`*\[\]<>&~|$#]|(?<![^\W_])_|_(?![^\W_]))")
_LINK = re.compile(r"(?i)(?<=\b)(https?|ftp|mailto|xmpp):|(?<=\bwww)(\.)")


def with_code(text: str) -> str:
    """Escape text but for the code between backticks."""
    pieces = _CODE.split(plain(text))
    return "".join(
        f"`{piece}`" if place % 2 else escaped(piece) for place, piece in enumerate(pieces)
    )


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is: no markup, no HTML, no link made of an address."""
    text = _SPECIAL.sub(r"\\\1", plain(text))
    text = _LINK.sub(lambda found: (found[1] or "") + ("\\:" if found[1] else "\\."), text)
    # A list, a number or a rule is one only at the start of a line.
    return re.sub(r"(?m)^(\s*\d*)([-+=.)])", r"\1\\\2", text)
