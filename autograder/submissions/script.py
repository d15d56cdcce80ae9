"""Splitting a Python script into cells.

Owns the three forms that students hand in: percent scripts (`# %%`, as written by VS Code, Spyder
and jupytext), scripts exported by nbconvert (`# In[3]:`), and plain scripts. A plain script is
split into its top-level statements, so that a line that raises or does not parse does not cost the
functions below it. Reading the file is left to `submission`.
"""

from __future__ import annotations

import ast
import contextlib
import io
import re
import tokenize
import warnings
from itertools import pairwise

from autograder.submissions.cell import (
    MAX_CELLS,
    MAX_PARSED_IN_ALL,
    Kind,
    SubmittedCell,
    Unreadable,
    parse,
)
from autograder.text import localized

PERCENT = re.compile(r"# ?%%(?!\w)(?P<rest>.*)")
EXPORTED = re.compile(r"# In ?\[[ \d*]*\]:?\s*$")
# A line that may continue the statement above it.
CONTINUES = re.compile(r"(?:\s|$|[)\]}]|(?:else|elif|except|finally)\b)")
UNFINISHED = (
    "was never closed",
    "unterminated triple-quoted",
    "EOF while scanning",
    "unexpected EOF",
)
# Far more than anybody writes; each takes 60 bytes and more.
MAX_LINES = 200_000
# In a whole script, so that unclosed quotes do not keep the parser busy forever.
MAX_JOINED = 1_000
# A longer piece is not parsed: the tree of a million numbers takes 500 MB.
MAX_PARSED = 250_000


def split_script(text: str) -> tuple[str, list[SubmittedCell]]:
    """Split a script into cells.

    Parameters
    ----------
    text : str
        The script.

    Returns
    -------
    form : str
        "percent script", "exported script" or "plain script".
    cells : list of SubmittedCell
        None of them blank.

    Raises
    ------
    Unreadable
        If it has too many lines, cells or statements.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise Unreadable(
            localized(
                f"has more than {MAX_LINES:,} lines; remove pasted data and save again",
                f"{MAX_LINES:,}줄이 넘습니다; 붙여 넣은 데이터를 지우고 다시 저장하십시오",
            )
        )
    lines = text.split("\n")
    in_strings = _lines_in_strings(text)
    for form, marker in (("percent script", PERCENT), ("exported script", EXPORTED)):
        starts = [i for i, line in enumerate(lines) if i not in in_strings and marker.match(line)]
        if starts:
            _check_number(len(starts))
            return form, _marked(lines, starts)
    return "plain script", _plain(text, lines)


def _check_number(cells: int) -> None:
    """Reject a script of more cells than are read."""
    if cells > MAX_CELLS:
        raise Unreadable(
            localized(
                f"has more than {MAX_CELLS:,} cells or statements; no more are read",
                f"셀이나 문장이 {MAX_CELLS:,}개가 넘습니다; 그보다 많으면 읽지 않습니다",
            )
        )


def _lines_in_strings(text: str) -> set[int]:
    """Return the lines, from 0, that begin inside a string, as far as the script can be read."""
    inside: set[int] = set()
    if ("%%" not in text and "# In" not in text) or len(text) > MAX_PARSED:
        return inside
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.STRING:
                inside.update(range(token.start[0], token.end[0]))
    return inside


def _marked(lines: list[str], starts: list[int]) -> list[SubmittedCell]:
    """Split at the marker lines; the text above the first one is also a cell."""
    cells: list[SubmittedCell] = []
    bounds = [-1, *starts, len(lines)]
    for start, end in pairwise(bounds):
        body = lines[start + 1 : end]
        marker = PERCENT.match(lines[start]) if start >= 0 else None
        rest = marker["rest"] if marker else ""
        kind: Kind = "code"
        if re.search(r"\[(?:markdown|md)\]", rest):
            kind = "markdown"
        elif "[raw]" in rest:
            kind = "raw"
        if kind != "code":
            body = [re.sub(r"^# ?", "", line) for line in body]
        source = "\n".join(body).rstrip()
        if source.strip():
            cells.append(SubmittedCell(len(cells), source, kind, start + 2))
    return cells


def _plain(text: str, lines: list[str]) -> list[SubmittedCell]:
    """Split between top-level statements; comments and blank lines belong to the next one."""
    parser = _Parser()
    tree, _ = parser.parse(text)
    blocks = _blocks(lines, parser) if tree is None else _statements(tree)
    _check_number(len(blocks))
    blocks = [(start, end) for start, end in blocks if "".join(lines[start:end]).strip()]
    return [
        SubmittedCell(index, "\n".join(lines[start:end]).rstrip(), "code", start + 1)
        for index, (start, end) in enumerate(blocks)
    ]


def _statements(tree: ast.Module) -> list[tuple[int, int]]:
    """Split after the statements that end a line."""
    blocks: list[tuple[int, int]] = []
    start = 0
    for node in tree.body:
        end = node.end_lineno or start
        if node.lineno <= start:  # begins on the last line of the one before
            start, _ = blocks.pop()
        blocks.append((start, end))
        start = end
    return blocks


def _blocks(lines: list[str], parser: _Parser) -> list[tuple[int, int]]:
    """Split a script that does not parse so that its errors are in cells of their own."""
    starts = [0]
    only_opening = True  # so far only comments and decorators, which belong to what follows
    for i, line in enumerate(lines):
        if CONTINUES.match(line):
            continue
        if not only_opening:
            starts.append(i)
        only_opening = line.startswith(("#", "@"))
    blocks: list[tuple[int, int]] = []
    bounds = [*starts, len(lines)]
    at = joined = 0
    while at < len(starts):
        _check_number(len(blocks))
        last = at + 1
        # A bracket or a long string may continue at the left margin: join the lines up to its end.
        tree, error = parser.parse("\n".join(lines[bounds[at] : bounds[last]]))
        while tree is None and any(part in error for part in UNFINISHED):
            if last == len(starts) or joined == MAX_JOINED:
                break
            last += 1
            joined += 1
            tree, error = parser.parse("\n".join(lines[bounds[at] : bounds[last]]))
        if tree is None:
            last = at + 1
        blocks.append((bounds[at], bounds[last]))
        at = last
    return blocks


class _Parser:
    """Parses pieces of one script, until it has parsed so much that the rest must do without."""

    def __init__(self) -> None:
        self.left = MAX_PARSED_IN_ALL

    def parse(self, source: str) -> tuple[ast.Module | None, str]:
        """Parse Python; return the tree, or None and the reason."""
        if len(source) > min(MAX_PARSED, self.left):
            return None, "too long"
        self.left -= len(source)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return parse(source), ""
        except SyntaxError as error:
            return None, error.msg
        except (ValueError, RecursionError, MemoryError) as error:
            return None, str(error)
