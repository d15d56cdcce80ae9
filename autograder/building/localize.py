"""The source of a file as students get it: with the texts of one language.

Owns the reduction: one argument of ``Text(en, ko)`` and ``localized(en, ko)`` stays, and one
paragraph of a test's docstring. Characters that are not ASCII are escaped, since Otter reads a test
file in the encoding of the student's machine. Which files are localized is left to `otter_files`
and `build`.
"""

from __future__ import annotations

import ast
import functools
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

from autograder.authoring.master import error_at
from autograder.authoring.testfiles import TEXT, paragraphs
from autograder.text import LANGUAGES

_TEXTS = ("Text", "localized")

Edit = tuple[int, int, bytes]


# A build localizes compare.py for every test.
@functools.lru_cache(maxsize=64)
def localize(path: Path, source: str, language: str) -> str:
    """Return the text of a file in one language.

    Parameters
    ----------
    path : Path
        The file, for error messages.
    source : str
        Its text: Python with the texts of all languages.
    language : str
        One of `LANGUAGES`.

    Raises
    ------
    ChalkgradError
        If the languages of a text cannot be told apart in the source: one of them is not in the
        call itself, or the call is within an f-string.
    """
    tree = ast.parse(source)
    data = source.encode()
    starts = [0]
    for line in data.split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    edits = list(_edits(path, tree, data, starts, LANGUAGES.index(language)))
    for first, last, chosen in sorted(edits, reverse=True):
        data = data[:first] + chosen + data[last:]
    text = data.decode()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _is_text(node.func):
            message = "a Text within an f-string; assign it to a name first"
            raise error_at(path, node.lineno, message)
    return text


def escaped(text: str) -> str:
    r"""Return text with ``\u`` escapes for all but ASCII, which only string literals may hold."""
    return text.encode("ascii", "backslashreplace").decode("ascii")


def check_ascii(path: Path, source: str) -> None:
    """Require that all but ASCII is in string literals, where it can be escaped.

    Raises
    ------
    ChalkgradError
        If it is in a comment, a name or a raw string.
    """
    raw = False
    middle = getattr(tokenize, "FSTRING_MIDDLE", None)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        prefix = token.string[:3].partition("'")[0].partition('"')[0].lower()
        if token.type == getattr(tokenize, "FSTRING_START", None):
            raw = "r" in prefix
        literal = (token.type == tokenize.STRING and "r" not in prefix) or (
            token.type == middle and not raw
        )
        if not literal and not token.string.isascii():
            what = "not ASCII outside a plain string, where some machines cannot read it"
            raise error_at(path, token.start[0], f"{what}; reword it")


def _edits(path: Path, node: ast.AST, data: bytes, starts: list[int], place: int) -> Iterator[Edit]:
    """Yield the byte ranges to replace, only the outermost ones."""

    def span(at: ast.AST) -> tuple[int, int]:
        assert isinstance(at, ast.expr | ast.stmt)
        assert at.end_lineno is not None
        assert at.end_col_offset is not None
        return (
            starts[at.lineno - 1] + at.col_offset,
            starts[at.end_lineno - 1] + at.end_col_offset,
        )

    if isinstance(node, ast.JoinedStr):
        return  # positions inside one are unreliable before Python 3.12
    if isinstance(node, ast.ImportFrom) and node.module == TEXT:
        first, last = span(node)
        yield first, last + 1, b""
        return
    if isinstance(node, ast.Call) and _is_text(node.func):
        chosen = _arguments(path, node)[place]
        first, last = span(chosen)
        inner = data[first:last]
        for start, end, text in sorted(_edits(path, chosen, data, starts, place), reverse=True):
            inner = inner[: start - first] + text + inner[end - first :]
        yield (*span(node), b"(" + inner + b")" if b"\n" in inner else inner)
        return
    if (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.BitOr)
        and isinstance(node.right, ast.Name)
        and node.right.id == "Text"
    ):
        yield span(node.left)[1], span(node)[1], b""
        return
    if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
        texts = paragraphs(node)
        if len(texts) > 1:
            yield (*span(node.body[0]), _docstring(texts[min(place, len(texts) - 1)]))
    for child in ast.iter_child_nodes(node):
        yield from _edits(path, child, data, starts, place)


def _docstring(text: str) -> bytes:
    text = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""{text}"""'.encode()


def _is_text(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in _TEXTS


def _arguments(path: Path, call: ast.Call) -> list[ast.expr]:
    """Return the arguments of `Text` or `localized`, one per language."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    given = [*call.args, *(named[each] for each in LANGUAGES[len(call.args) :] if each in named)]
    if len(given) != len(LANGUAGES) or any(isinstance(each, ast.Starred) for each in given):
        raise error_at(path, call.lineno, 'not both languages; write Text("English", "Korean")')
    return given
