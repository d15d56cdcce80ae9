"""The answers to written questions in a student's notebook.

Owns where an answer begins and ends, even after an editor has changed the notebook. It begins at
the cell that the build made for it, recognised by its first line or its metadata, or after the
question's text. It continues, through cells that the student added, to the next text of the
original notebook. Nothing is run; making answers safe to display is left to `shown`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.authoring.assignment import Assignment
from autograder.authoring.regions import with_stubs
from autograder.authoring.written_question import blank, is_only_todo, placeholder
from autograder.submissions.cell import SubmittedCell
from autograder.submissions.notebook import count_marks
from autograder.submissions.regular_file import read_regular
from autograder.submissions.submission import read_submission
from autograder.text import LANGUAGES, Text, use_language
from autograder.written.shown import pngs_of

# The largest notebook that is read with its pictures.
MAX_BYTES = 96 << 20
# As `count_marks` counts them.
MAX_MARKS = 3_000_000
_TOO_LARGE = Text(
    f"The file is larger than {MAX_BYTES >> 20} MB: its pictures are not shown.",
    f"파일이 {MAX_BYTES >> 20} MB보다 커서 그림은 표시하지 않습니다.",
)
_TOO_MANY = Text(
    "The outputs have millions of parts: no pictures are shown.",
    "출력이 수백만 조각으로 되어 있어 그림은 표시하지 않습니다.",
)
_NO_PICTURES = Text("Its pictures cannot be read.", "그림을 읽을 수 없습니다.")
_MARKER = re.compile(r"^[ \t]*(?:<!--[ \t]*|# ?)answer[ \t]+(\w{1,50})\b[^\n]*", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """One cell of an answer.

    Parameters
    ----------
    code : bool
        Whether it is code, or text in Markdown.
    source : str
        Without the line that marks it as an answer.
    pictures : Mapping[str, bytes]
        PNGs: the attachments of a text by name, the outputs of code by number.
    """

    code: bool
    source: str
    pictures: Mapping[str, bytes]


@dataclass(frozen=True)
class Answers:
    """The written answers of one submission.

    Parameters
    ----------
    language : str
        The notebook's.
    parts : Mapping[str, tuple of Part]
        By question; empty if nothing was written.
    notes : tuple of Text
        What the marker should know about the file.
    """

    language: str
    parts: Mapping[str, tuple[Part, ...]]
    notes: tuple[Text, ...] = ()


class Reader:
    """Finds the answers in submissions of one assignment.

    Parameters
    ----------
    assignment : Assignment
        With written questions.
    """

    def __init__(self, assignment: Assignment) -> None:
        self._ids = [question.id for question in assignment.written]
        self._begins: dict[str, tuple[str, str]] = {}
        self._ends: set[str] = set()
        # Texts of a notebook that was handed out earlier may have been reworded since.
        self._end_ids: set[str] = set()
        self._blank: set[str] = {""}
        ids = assignment.cell_ids()
        for cell, regions, id_ in zip(assignment.cells, assignment.regions, ids, strict=True):
            if cell.kind == "markdown":
                self._end_ids.add(id_)
            for language in LANGUAGES:
                if "answer" in cell.keys:
                    with use_language(language):
                        self._blank.add(_normalised(_MARKER.sub("", blank(cell))))
                        self._blank.add(_normalised(placeholder()))
                elif cell.kind == "prompt" and cell.keys["question"] in self._ids:
                    begins = (str(cell.keys["question"]), language)
                    self._begins[_normalised(cell.text(language))] = begins
                elif cell.kind in ("header", "prompt", "markdown"):
                    self._ends.add(_normalised(cell.text(language)))
            # Of code cells only the checks: an answer may repeat the code of an earlier plot.
            if cell.kind == "code" and "grader.check(" in cell.source:
                self._ends.add(_normalised(with_stubs(cell.source, regions)))

    def read(self, path: Path) -> Answers:
        """Find the answers in a notebook or script.

        Raises
        ------
        UnreadableSubmission
            The file cannot be read.
        """
        submission = read_submission(path)
        document, notes = _document(path) if submission.format.startswith("notebook") else ({}, ())
        entries = document.get("cells")
        entries = entries if isinstance(entries, list) else []
        found: dict[str, list[Part]] = {id_: [] for id_ in self._ids}
        current: str | None = None
        language = LANGUAGES[0]
        for cell in submission.cells:
            raw = entries[cell.index] if cell.index < len(entries) else None
            entry: dict[str, Any] = raw if isinstance(raw, dict) else {}
            text = _normalised(cell.source)
            marked = self._marked(cell, entry)
            if marked is None and text in self._begins:
                current, language = self._begins[text]
            elif marked is None and self._ends_answer(text, entry):
                current = None
            else:
                current = marked or current
                part = self._part(cell, entry) if current is not None else None
                if current is not None and part is not None:
                    found[current].append(part)
        said = _inside(document, "metadata", "chalkgrad", "lang")
        language = said if isinstance(said, str) and said in LANGUAGES else language
        return Answers(language, {id_: tuple(parts) for id_, parts in found.items()}, notes)

    def _ends_answer(self, text: str, entry: dict[str, Any]) -> bool:
        """Whether a cell is one of the notebook as it was handed out."""
        id_ = entry.get("id")
        known = isinstance(id_, str) and id_ in self._end_ids
        return text in self._ends or known or _fixed(entry)

    def _marked(self, cell: SubmittedCell, entry: dict[str, Any]) -> str | None:
        """Return the question whose answer a cell is marked as."""
        mark = _MARKER.search(cell.source)
        if mark and mark[1] in self._ids:
            return mark[1]
        said = _inside(entry, "metadata", "chalkgrad", "answer")
        return said if isinstance(said, str) and said in self._ids else None

    def _part(self, cell: SubmittedCell, entry: dict[str, Any]) -> Part | None:
        """Return the student's part of a cell; None if there is nothing."""
        source = _MARKER.sub("", cell.source, count=1).strip("\n")
        code = cell.kind == "code"
        pictures = pngs_of(_outputs(entry) if code else _attachments(entry))
        blank = _normalised(source) in self._blank or (code and is_only_todo(source))
        if not pictures and blank:
            return None
        if not code:
            for language in LANGUAGES:
                with use_language(language):
                    source = source.replace(placeholder(), "").strip("\n")
        return Part(code, source, pictures)


def _document(path: Path) -> tuple[dict[str, Any], tuple[Text, ...]]:
    """Read a notebook with its pictures; {} and a note if it is too large or damaged."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return {}, (_TOO_LARGE,)
        raw = read_regular(path)
        if count_marks(raw) > MAX_MARKS:
            return {}, (_TOO_MANY,)
        text = raw.decode(json.detect_encoding(raw), "replace").lstrip("\ufeff \t\r\n")
        document, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except (OSError, ValueError, RecursionError):
        return {}, (_NO_PICTURES,)
    return (document if isinstance(document, dict) else {}), ()


def _attachments(entry: dict[str, Any]) -> dict[str, object]:
    held = entry.get("attachments")
    names = held if isinstance(held, dict) else {}
    return {str(name): _inside(held, name, "image/png") for name in names}


def _outputs(entry: dict[str, Any]) -> dict[str, object]:
    held = entry.get("outputs")
    outputs = enumerate(held if isinstance(held, list) else [])
    return {str(number): _inside(output, "data", "image/png") for number, output in outputs}


def _inside(value: object, *keys: str) -> object:
    """Follow keys through objects; None where one is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _fixed(entry: dict[str, Any]) -> bool:
    """Tell whether the build has locked a cell, such as the text of another question."""
    return _inside(entry, "metadata", "editable") is False


def _normalised(text: str) -> str:
    return " ".join(text.split())
