"""The two languages of a master: each English text with the Korean one that follows it.

Owns which text is whose translation, and says of each one that is missing, alone or for something
else, where it should stand. What a cell is, is left to `master`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from autograder.authoring.master import Cell, bad
from autograder.text import LANGUAGES

ENGLISH, KOREAN = LANGUAGES
# What makes a cell the same in both languages: of what it is the header or the prompt.
_ROLE = {"header": "assignment", "prompt": "question", "rubric": "rubric", "answer": "answer"}


def with_translations(path: Path, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the code and the English texts of a master, each text with its Korean twin.

    Raises
    ------
    ChalkgradError
        If a text is followed by no twin of the same role, or a twin follows no text.
    """
    joined: list[Cell] = []
    for place, cell in enumerate(cells):
        if cell.lang == KOREAN:
            before = cells[place - 1] if place else None
            if before is None or before.kind == "code" or before.lang != ENGLISH:
                raise bad(path, cell.line, "a Korean text after no English one; put it behind its")
            continue
        if cell.kind == "code":
            joined.append(cell)
            continue
        translation = cells[place + 1] if place + 1 < len(cells) else None
        if translation is None or translation.lang != KOREAN:
            raise bad(
                path,
                cell.line,
                f"no Korean text; add a cell `{_start(cell)}` right behind this one",
            )
        _check(path, cell, translation)
        joined.append(replace(cell, translation=translation))
    return tuple(joined)


def _start(cell: Cell) -> str:
    """Return the line that the twin of a cell starts with."""
    key = _ROLE.get(cell.kind)
    role = f'{key}="{cell.keys[key]}" ' if key else ""
    title = 'title="..." ' if cell.kind == "header" else ""
    return f'# %% [markdown] {role}{title}lang="{KOREAN}"'


def _check(path: Path, cell: Cell, translation: Cell) -> None:
    key = _ROLE.get(cell.kind)
    if translation.kind != cell.kind or (key and translation.keys[key] != cell.keys[key]):
        raise bad(
            path,
            translation.line,
            f"the Korean text is for something else; begin it `{_start(cell)}`",
        )
    if cell.kind != "header":
        return
    title = translation.keys.get("title")
    if not isinstance(title, str) or not title.strip():
        raise bad(path, translation.line, 'no Korean title; add title="..."')
    if translation.keys.get("points", cell.keys.get("points")) != cell.keys.get("points"):
        raise bad(
            path,
            translation.line,
            "other points than in English; take them out of the Korean header",
        )
