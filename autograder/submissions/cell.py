"""One cell of a submission, and the one reason why a file has none.

Owns what the readers of notebooks and of scripts have in common, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["code", "markdown", "raw"]


class Unreadable(ValueError):  # noqa: N818 - a fact about a file, not an error of ours
    """What is wrong with a file, and what to do: half a line, without its path."""


@dataclass(frozen=True)
class SubmittedCell:
    """One cell as the student left it.

    Parameters
    ----------
    index : int
        Its place among all cells of the file, counted from 0.
    source : str
        Its text, with lines ending in a newline character only.
    kind : {'code', 'markdown', 'raw'}
        Only code is ever run.
    first_line : int, default 1
        For a script, the line of the file that the text starts on; for a notebook always 1.
    """

    index: int
    source: str
    kind: Kind
    first_line: int = 1
