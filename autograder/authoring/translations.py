"""The two languages of a master: each English text with the Korean one that follows it.

Owns the pairs; an error names a text that is missing, has no partner or belongs to another one. The
kinds of cells are left to `master`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from autograder.authoring.master import Cell, error_at
from autograder.text import LANGUAGES

ENGLISH, KOREAN = LANGUAGES
# The key that must be the same in both languages.
_ROLE = {"header": "assignment", "prompt": "question", "rubric": "rubric", "answer": "answer"}


def with_translations(path: Path, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the code and the English texts of a master, each text with its translation.

    Raises
    ------
    ChalkgradError
        If a text is not followed by its translation, or a translation does not follow its text.
    """
    joined: list[Cell] = []
    for index, cell in enumerate(cells):
        error = partial(error_at, path, cell.line)
        if cell.lang == KOREAN:
            before = cells[index - 1] if index else None
            if before is None or before.kind == "code" or before.lang != ENGLISH:
                raise error("no English text before this Korean one; put it after its own")
            continue
        if cell.kind == "code":
            joined.append(cell)
            continue
        translation = cells[index + 1] if index + 1 < len(cells) else None
        if translation is None or translation.lang != KOREAN:
            raise error(f"no Korean text; add a cell `{_start(cell)}` right after this one")
        _check(path, cell, translation)
        joined.append(replace(cell, translation=translation))
    return tuple(joined)


def _start(cell: Cell) -> str:
    """Return the first line of a cell's translation."""
    key = _ROLE.get(cell.kind)
    role = f'{key}="{cell.keys[key]}" ' if key else ""
    title = 'title="..." ' if cell.kind == "header" else ""
    return f'# %% [markdown] {role}{title}lang="{KOREAN}"'


def _check(path: Path, cell: Cell, translation: Cell) -> None:
    key, error = _ROLE.get(cell.kind), partial(error_at, path, translation.line)
    if translation.kind != cell.kind or (key and translation.keys[key] != cell.keys[key]):
        raise error(f"the Korean text belongs to another; begin it with `{_start(cell)}`")
    if cell.kind != "header":
        return
    title = translation.keys.get("title")
    if not isinstance(title, str) or not title.strip():
        raise error('no Korean title; add title="..."')
    if translation.keys.get("points", cell.keys.get("points")) != cell.keys.get("points"):
        raise error("other points than in English; remove them from the Korean header")
