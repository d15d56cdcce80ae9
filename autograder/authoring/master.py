"""The text of a master file: jupytext's percent format, read strictly into cells.

Owns which cells and keys a master may have; an error names the file and the line. What the cells
mean together (questions, points, tests) is left to `assignment`, the pairs of texts in two
languages to `translations`, the solution markers inside a cell to `regions`.

jupytext itself is not used, for two reasons. Importing it costs 270 ms of CPU, nearly the whole
budget of one submission in a batch. It also accepts things that a master must not contain, such as
a misspelt key or an IPython magic in a comment. A test checks that both read every master alike.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType

from autograder.errors import ChalkgradError
from autograder.text import LANGUAGES

_KEYS = {
    "header": ("assignment", "title", "points", "lang", "hidden_tests"),
    "prompt": ("question", "points", "lang", "names", "requires", "core", "cpu_seconds", "kind"),
    "markdown": ("lang",),
    "rubric": ("rubric", "lang"),
    "answer": ("answer", "lang"),
    "code": ("module", "guided", "answer"),
}
# A translation has the keys that identify its text or are translated; the others are English only.
_TRANSLATION_KEYS = {
    "header": ("assignment", "title", "points", "lang"),
    "prompt": ("question", "lang"),
    "markdown": ("lang",),
    "rubric": ("rubric", "lang"),
    "answer": ("answer", "lang"),
}
_CELL = re.compile(r"# %%(?: \[(?P<kind>[^\]]*)\])?(?P<keys>(?: .*)?)")
_NEARLY_A_CELL = re.compile(r"\s*#\s*%%")
_KEY = re.compile(r"([A-Za-z_]\w*)=")
# jupytext would turn these into magics when the master is opened in Jupyter.
_MAGIC = re.compile(
    r"\s*(# ?)*[%!]{1,3}[A-Za-z]"
    r"|(# ?)+(cat|cd|cp|mv|rm|rmdir|mkdir|copy|ddir|echo|ls|ldir|ren)( ?$| [^=,])"
)


@dataclass(frozen=True)
class Cell:
    """One cell of a master.

    Parameters
    ----------
    kind : str
        "header" (the first cell), "prompt", "markdown" or "code"; in a written question also
        "rubric" or "answer" (the text of the model answer).
    source : str
        Its text as in a notebook: markdown without the comment signs, no blank lines around it.
    line : int
        The line of its ``# %%`` in the master, counted from 1.
    source_line : int
        The line of the first line of `source`.
    keys : Mapping[str, object]
        The keys after ``# %%``.
    translation : Cell, optional
        The same text in the other language (`translations`).
    """

    kind: str
    source: str
    line: int
    source_line: int
    keys: Mapping[str, object]
    translation: Cell | None = None

    @property
    def lang(self) -> str:
        """The language of its text; for code, which all languages share, the first one."""
        return str(self.keys.get("lang", LANGUAGES[0]))

    def text(self, language: str) -> str:
        """Return its text in a language."""
        other = self.translation
        return other.source if other and other.lang == language else self.source

    @property
    def module(self) -> bool:
        """Whether the cell also goes into the importable solutions."""
        return self.keys.get("module") is True

    @property
    def guided(self) -> bool:
        """Whether the cell is an ungraded demonstration."""
        return self.keys.get("guided") is True


def error_at(path: Path, line: int, message: str) -> ChalkgradError:
    """Return the error for a line of a file: ``<file>:<line>: what is wrong; what to do``."""
    return ChalkgradError(f"{shown(path)}:{line}: {message}")


def shown(path: Path) -> str:
    """Return a path as users read it: relative to the current folder if it is inside that."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def read_text(path: Path) -> str:
    """Read a text file of an assignment, with any line endings, with or without a BOM.

    Raises
    ------
    ChalkgradError
        If the file cannot be read or is not UTF-8.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{shown(path)}: cannot be read ({error.strerror}); add this file"
        raise ChalkgradError(message) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise error_at(path, line, "not UTF-8; save the file as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_cells(path: Path) -> tuple[Cell, ...]:
    """Read the cells of the master at `path`.

    Raises
    ------
    ChalkgradError
        If the file is not a well-formed master: text outside the cells, an unknown cell or key, a
        value that is not JSON, code that is not Python.
    """
    lines = read_text(path).split("\n")
    starts = [number for number, line in enumerate(lines, 1) if _is_start(path, number, line)]
    if not starts:
        remedy = 'begin with a line `# %% [markdown] assignment="..." ...`'
        raise error_at(path, 1, f"no cells; {remedy}")
    _check_preamble(path, lines[: starts[0] - 1])
    ends = [*(start - 1 for start in starts[1:]), len(lines)]
    return tuple(
        _read_cell(path, start, lines[start - 1], lines[start:end], first=index == 0)
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    )


def _is_start(path: Path, number: int, line: str) -> bool:
    if _CELL.fullmatch(line):
        return True
    if _NEARLY_A_CELL.match(line):
        remedy = "write `# %%`, `# %% key=value` or `# %% [markdown]`"
        raise error_at(path, number, f"misspelt cell line; {remedy}")
    return False


def _check_preamble(path: Path, lines: list[str]) -> None:
    """Require that only the header that jupytext writes (`# ---`) is before the first cell."""
    inside = False
    for number, line in enumerate(lines, 1):
        if line == "# ---":
            inside = not inside
        elif line.strip() and not (inside and line.startswith("#")):
            raise error_at(path, number, "text before the first cell; move it after a `# %%` line")


def _read_cell(path: Path, line: int, start: str, body: list[str], *, first: bool) -> Cell:
    match = _CELL.fullmatch(start)
    assert match is not None
    keys = _read_keys(path, line, match["keys"])
    kind = _kind(path, line, match["kind"], keys, first=first)
    translation = kind != "code" and keys.get("lang") in LANGUAGES[1:]
    error = partial(error_at, path, line)
    for key in keys:
        if key not in _KEYS[kind]:
            known = ", ".join(_KEYS[kind])
            raise error(f"unknown key {key!r} in a {kind} cell; use one of {known}")
        if translation and key not in _TRANSLATION_KEYS[kind]:
            raise error(f"{key!r} in a translation; write it in the English cell only")
    if kind != "code":
        if keys.get("lang") is None:
            raise error(f'no lang; add lang="{LANGUAGES[0]}"')
        if keys["lang"] not in LANGUAGES:
            raise error(f"unknown lang {keys['lang']!r}; use one of {', '.join(LANGUAGES)}")
    leading = next((i for i, text in enumerate(body) if text.strip()), len(body))
    texts = [text.rstrip() if kind != "code" else text for text in body[leading:]]
    while texts and not texts[-1].strip():
        texts.pop()
    cell = Cell(
        kind=kind,
        source="\n".join(texts),
        line=line,
        source_line=line + 1 + leading,
        keys=MappingProxyType(keys),
    )
    return _checked_code(path, cell) if kind == "code" else _uncommented(path, cell)


def _read_keys(path: Path, line: int, text: str) -> dict[str, object]:
    """Read ``key=<JSON> key=<JSON>``."""
    error = partial(error_at, path, line)
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    keys: dict[str, object] = {}
    rest = text.strip()
    while rest:
        match = _KEY.match(rest)
        if match is None:
            raise error(f"expected key=value, got {rest!r}; write strings in quotes")
        key = match[1]
        if key in keys:
            raise error(f"key {key!r} twice; keep one")
        try:
            keys[key], end = decoder.raw_decode(rest, match.end())
        except ValueError:
            remedy = f'write e.g. {key}="text" or {key}=10'
            raise error(f"the value of {key!r} is not JSON; {remedy}") from None
        if rest[end : end + 1] not in ("", " "):
            raise error(f"expected a space after the value of {key!r}; add it")
        rest = rest[end:].strip()
    return keys


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _kind(path: Path, line: int, bracket: str | None, keys: dict[str, object], first: bool) -> str:
    """Return the kind of a cell, from its bracket and keys; only the first may be the header."""
    error = partial(error_at, path, line)
    if bracket not in (None, "markdown"):
        raise error(f"unknown cell [{bracket}]; write `# %%` or `# %% [markdown]`")
    if bracket is None:
        kind = "code"
    elif "assignment" in keys:
        kind = "header"
    else:
        roles = {"question": "prompt", "rubric": "rubric", "answer": "answer"}
        kind = next((roles[key] for key in roles if key in keys), "markdown")
    if first and kind != "header":
        raise error('no header; begin with `# %% [markdown] assignment="..." title="..." ...`')
    if kind == "header" and not first and keys.get("lang") not in LANGUAGES[1:]:
        raise error("a second header; only the first cell has the key 'assignment'")
    return kind


def _uncommented(path: Path, cell: Cell) -> Cell:
    """Remove the comment signs of a markdown cell."""
    texts = []
    for number, text in enumerate(cell.source.split("\n"), cell.source_line):
        if text and not re.match(r"#( |$)", text):
            raise error_at(path, number, "markdown line without a comment sign; begin it with `# `")
        texts.append(text[2:])
    source = "\n".join(texts)
    if not source.strip():
        raise error_at(path, cell.line, "empty markdown cell; write a text or remove the cell")
    return replace(cell, source=source)


def _checked_code(path: Path, cell: Cell) -> Cell:
    error = partial(error_at, path, cell.line)
    for key in ("module", "guided"):
        if cell.keys.get(key, True) is not True:
            raise error(f"{key} is not true; write {key}=true or remove it")
    if "answer" in cell.keys and (cell.module or cell.guided):
        raise error("an answer is neither graded nor guided; keep the key answer")
    if cell.module and cell.guided:
        raise error("a guided cell is not part of the solutions; keep one key")
    if not cell.source:
        raise error("empty code cell; write some code or remove the cell")
    for number, text in enumerate(cell.source.split("\n"), cell.source_line):
        if _MAGIC.match(text):
            message = "looks like an IPython magic; write plain Python or reword it"
            raise error_at(path, number, message)
    try:
        ast.parse(cell.source)
    except SyntaxError as error:
        number = cell.source_line + (error.lineno or 1) - 1
        raise error_at(path, number, f"not Python ({error.msg}); correct the cell") from None
    return cell
