"""The text of a master file: jupytext's percent format, read strictly into cells.

Owns which cells and keys a master may have, and says the line of everything that is wrong. What the
cells mean together (questions, points, tests) is left to `assignment`, which texts belong together
in two languages to `translations`, the solution markers inside a cell to `regions`.

jupytext itself is not used, for two reasons: importing it costs 270 ms of CPU, nearly all of what
one submission may cost in a batch, and it accepts what a master must not have (a misspelt key, an
IPython magic hidden in a comment). A test holds the two to the same reading of every master.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
# Of a translation: what it is for, and what is to be translated. All else is said in English only.
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
# What jupytext would turn into a magic when the master is opened in Jupyter.
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
        "header" (the first cell), "prompt", "markdown" or "code"; of a written question "rubric" or
        "answer" (the model answer's text).
    source : str
        Its text as a notebook holds it: markdown without the comment signs, no blank lines around.
    line : int
        The line of its ``# %%`` in the master, counted from 1.
    source_line : int
        The line of the first line of `source`.
    keys : Mapping[str, object]
        What stands behind ``# %%``.
    twin : Cell, optional
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
        """The language of its text; that of code, which all languages share, is the first one."""
        return str(self.keys.get("lang", LANGUAGES[0]))

    def text(self, language: str) -> str:
        """Return its text in a language."""
        return (
            self.translation.source
            if self.translation and self.translation.lang == language
            else self.source
        )

    @property
    def module(self) -> bool:
        """Whether the cell also goes into the importable solutions."""
        return self.keys.get("module") is True

    @property
    def guided(self) -> bool:
        """Whether the cell is an ungraded demonstration."""
        return self.keys.get("guided") is True


def bad(path: Path, line: int, message: str) -> ChalkgradError:
    """Build the error for a place in a file: ``<file>:<line>: what is wrong; what to do``."""
    return ChalkgradError(f"{shown(path)}:{line}: {message}")


def shown(path: Path) -> str:
    """Write a path as a user reads it: from the current folder where it lies below that."""
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
        raise ChalkgradError(
            f"{shown(path)}: cannot be read ({error.strerror}); add this file"
        ) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise bad(path, line, "not UTF-8; save the file as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_cells(path: Path) -> tuple[Cell, ...]:
    """Read the cells of the master at `path`.

    Raises
    ------
    ChalkgradError
        If the file is not a well-formed master: a stray text, an unknown cell or key, a value that
        is not JSON, code that is not Python.
    """
    lines = read_text(path).split("\n")
    starts = [number for number, line in enumerate(lines, 1) if _is_start(path, number, line)]
    if not starts:
        raise bad(path, 1, 'no cells; begin with a line `# %% [markdown] assignment="..." ...`')
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
        raise bad(
            path, number, "misspelt cell line; write `# %%`, `# %% key=value` or `# %% [markdown]`"
        )
    return False


def _check_preamble(path: Path, lines: list[str]) -> None:
    """Allow nothing before the first cell but the header that jupytext writes (`# ---`)."""
    inside = False
    for number, line in enumerate(lines, 1):
        if line == "# ---":
            inside = not inside
        elif line.strip() and not (inside and line.startswith("#")):
            raise bad(path, number, "text before the first cell; move it behind a `# %%` line")


def _read_cell(path: Path, line: int, start: str, body: list[str], *, first: bool) -> Cell:
    match = _CELL.fullmatch(start)
    assert match is not None
    keys = _read_keys(path, line, match["keys"])
    kind = _kind(path, line, match["kind"], keys, first=first)
    translation = kind != "code" and keys.get("lang") in LANGUAGES[1:]
    for key in keys:
        if translation and key not in _TRANSLATION_KEYS[kind] and key in _KEYS[kind]:
            raise bad(path, line, f"{key!r} in a translation; say it in the English cell only")
        if key not in _KEYS[kind]:
            known = ", ".join(_KEYS[kind])
            raise bad(path, line, f"unknown key {key!r} in a {kind} cell; use one of {known}")
    if kind != "code":
        _check_lang(path, line, keys)
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
    keys: dict[str, object] = {}
    rest = text.strip()
    while rest:
        match = _KEY.match(rest)
        if match is None:
            raise bad(path, line, f"expected key=value, got {rest!r}; write strings in quotes")
        key = match[1]
        if key in keys:
            raise bad(path, line, f"key {key!r} twice; keep one")
        try:
            keys[key], end = json.JSONDecoder(parse_constant=_no_constant).raw_decode(
                rest, match.end()
            )
        except ValueError:
            raise bad(
                path, line, f'the value of {key!r} is not JSON; write e.g. {key}="text" or {key}=10'
            ) from None
        if rest[end : end + 1] not in ("", " "):
            raise bad(path, line, f"expected a space after the value of {key!r}; add it")
        rest = rest[end:].strip()
    return keys


def _no_constant(name: str) -> object:
    raise ValueError(name)


def _kind(path: Path, line: int, bracket: str | None, keys: dict[str, object], first: bool) -> str:
    """Tell what a cell is by its bracket and keys; allow the header first and there only."""
    if bracket not in (None, "markdown"):
        raise bad(path, line, f"unknown cell [{bracket}]; write `# %%` or `# %% [markdown]`")
    if bracket is None:
        kind = "code"
    elif "assignment" in keys:
        kind = "header"
    else:
        roles = {"question": "prompt", "rubric": "rubric", "answer": "answer"}
        kind = next((roles[key] for key in roles if key in keys), "markdown")
    if first and kind != "header":
        raise bad(
            path, line, 'no header; begin with `# %% [markdown] assignment="..." title="..." ...`'
        )
    if kind == "header" and not first and keys.get("lang") not in LANGUAGES[1:]:
        raise bad(path, line, "a second header; only the first cell has the key 'assignment'")
    return kind


def _check_lang(path: Path, line: int, keys: dict[str, object]) -> None:
    lang = keys.get("lang")
    if lang is None:
        raise bad(path, line, f'no lang; add lang="{LANGUAGES[0]}"')
    if lang not in LANGUAGES:
        raise bad(path, line, f"unknown lang {lang!r}; use one of {', '.join(LANGUAGES)}")


def _uncommented(path: Path, cell: Cell) -> Cell:
    """Take the comment signs from a markdown cell."""
    texts = []
    for number, text in enumerate(cell.source.split("\n"), cell.source_line):
        if text and not re.match(r"#( |$)", text):
            raise bad(path, number, "markdown line without comment sign; begin it with `# `")
        texts.append(text[2:])
    source = "\n".join(texts)
    if not source.strip():
        raise bad(path, cell.line, "empty markdown cell; write a text or take it out")
    return replace(cell, source=source)


def _checked_code(path: Path, cell: Cell) -> Cell:
    for key in ("module", "guided"):
        if cell.keys.get(key, True) is not True:
            raise bad(path, cell.line, f"{key} is not true; write {key}=true or take it out")
    if "answer" in cell.keys and (cell.module or cell.guided):
        raise bad(path, cell.line, "an answer is neither graded nor guided; keep the key answer")
    if cell.module and cell.guided:
        raise bad(path, cell.line, "a guided cell is not part of the solutions; keep one key")
    if not cell.source:
        raise bad(path, cell.line, "empty code cell; write some code or take it out")
    for number, text in enumerate(cell.source.split("\n"), cell.source_line):
        if _MAGIC.match(text):
            raise bad(path, number, "reads as an IPython magic; write plain Python, or reword it")
    try:
        ast.parse(cell.source)
    except SyntaxError as error:
        number = cell.source_line + (error.lineno or 1) - 1
        raise bad(path, number, f"not Python ({error.msg}); correct the cell") from None
    return cell
