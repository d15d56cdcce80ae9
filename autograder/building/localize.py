"""The source of a file as students of one language get it: with that language's texts alone.

Owns the reduction: of ``Text(en, ko)`` and ``localized(en, ko)`` one argument stays, of a test's
docstring one paragraph. What is not ASCII is escaped, since Otter reads a test file in whatever
encoding the student's machine has. Which files are localized is left to `otter_files` and `build`.
"""

from __future__ import annotations

import ast
import functools
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

from autograder.authoring.master import bad
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
        Where it stands, for what is said of it.
    source : str
        Its text, Python that speaks all languages.
    language : str
        One of `LANGUAGES`.

    Raises
    ------
    ChalkgradError
        If a text is not given as it must be to be told apart from outside: both languages, in the
        call itself, not within an f-string.
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
            raise bad(path, node.lineno, "a Text within an f-string; give it a name before")
    return text


def escaped(text: str) -> str:
    r"""Write what is not ASCII as ``\u`` escapes: only string literals may hold it."""
    return text.encode("ascii", "backslashreplace").decode("ascii")


def check_ascii(path: Path, source: str) -> None:
    """Require that what is not ASCII stands in string literals, where it can be escaped.

    Raises
    ------
    ChalkgradError
        If it stands in a comment, a name or a raw string.
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
            raise bad(
                path,
                token.start[0],
                "not ASCII outside a plain string; students' machines may read it in another "
                "encoding: reword it",
            )


def _edits(path: Path, node: ast.AST, data: bytes, starts: list[int], place: int) -> Iterator[Edit]:
    """Yield the byte ranges to replace, the outermost only."""

    def span(at: ast.AST) -> tuple[int, int]:
        assert isinstance(at, ast.expr | ast.stmt)
        assert at.end_lineno is not None
        assert at.end_col_offset is not None
        return (
            starts[at.lineno - 1] + at.col_offset,
            starts[at.end_lineno - 1] + at.end_col_offset,
        )

    if isinstance(node, ast.JoinedStr):
        return  # positions within are not to be relied on before Python 3.12
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
        said = paragraphs(node)
        if len(said) > 1:
            string = node.body[0]
            assert isinstance(string, ast.Expr)
            yield (*span(string), _docstring(said[min(place, len(said) - 1)]))
    for child in ast.iter_child_nodes(node):
        yield from _edits(path, child, data, starts, place)


def _docstring(text: str) -> bytes:
    text = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""{text}"""'.encode()


def _is_text(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and function.id in _TEXTS


def _arguments(path: Path, call: ast.Call) -> list[ast.expr]:
    """Return the arguments of `Text` or `localized`, one for each language."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    given = [*call.args, *(named[each] for each in LANGUAGES[len(call.args) :] if each in named)]
    if len(given) != len(LANGUAGES) or any(isinstance(each, ast.Starred) for each in given):
        raise bad(path, call.lineno, 'not both languages; write Text("English", "Korean")')
    return given
