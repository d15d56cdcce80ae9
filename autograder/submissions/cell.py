"""One cell of a submission, and the exception for a file that has none.

Owns only what the readers of notebooks and scripts have in common.
"""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["code", "markdown", "raw"]

# A long notebook has a few hundred.
MAX_CELLS = 10_000
# Of all that the grader parses of one submission in one place: the largest honest one has 0.1 MB,
# and a million characters take half a second.
MAX_PARSED_IN_ALL = 1_000_000


class Unreadable(ValueError):  # noqa: N818 - a fact about a file, not an error of ours
    """A file is not readable; the message says why and what to do, without the path."""


@dataclass(frozen=True)
class SubmittedCell:
    """One cell as the student left it.

    Parameters
    ----------
    index : int
        Its position among all cells of the file, counted from 0.
    source : str
        Its text; every line ends in a newline character only.
    kind : {'code', 'markdown', 'raw'}
        Only code is run.
    first_line : int, default 1
        For a script, the line of the file on which the text starts; for a notebook always 1.
    """

    index: int
    source: str
    kind: Kind
    first_line: int = 1


def parse(source: str) -> ast.Module:
    """Parse Python that a student wrote, as `ast.parse` does."""
    # To quote the line of a syntax error, Python opens the file that it is told. By default that
    # is one of the current folder, named `<unknown>`.
    return ast.parse(source, os.devnull)
