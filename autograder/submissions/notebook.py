"""The cells of a notebook, read from plain JSON in every nbformat.

Owns the tolerance for damage: cells without a type, sources of any form, entries that are not
cells. nbformat itself is not used: importing it takes longer than grading a small submission, and
it rejects harmless faults. Bytes and encodings are left to `submission`.
"""

from __future__ import annotations

import json
import re
from typing import Any

from autograder.submissions.cell import MAX_CELLS, Kind, SubmittedCell, Unreadable
from autograder.text import localized

# Quotes and brackets in all outputs: 200 MB printed in short lines have half as many.
MAX_MARKS = 20_000_000
# Outputs and attachments: a cell has one of each.
MAX_BULKY = 4 * MAX_CELLS

# Values that are emptied before parsing, since none of them contains the student's code.
BULKY = re.compile(rb'"(?:outputs|attachments|widgets)"\s*:\s*(?=[\[{])')
BRACKET_OR_QUOTE = re.compile(rb'["\[\]{}]')
# Bounded, because a greedy group stores each repetition, and a string may have millions.
STRING_PIECE = re.compile(rb'[^"\\]*(?:\\.[^"\\]*){0,1000}', re.DOTALL)


def count_marks(raw: bytes) -> int:
    """Return the commas and opening brackets of JSON: parsed, each may take 100 bytes."""
    return sum(map(raw.count, (b",", b"[", b"{")))


def looks_like_a_notebook(raw: bytes) -> bool:
    """Return whether JSON has a list of cells, without parsing it."""
    return b'"cells"' in raw or b'"worksheets"' in raw


def read_notebook(text: str, notes: list[str]) -> tuple[list[SubmittedCell], str, str]:
    """Read the cells of a notebook, its format and its language.

    Parameters
    ----------
    text : str
        The notebook, preferably without its bulk.
    notes : list of str
        Gets a line for everything that was guessed, repaired or left out.

    Returns
    -------
    cells : list of SubmittedCell
    form : str
        Such as "notebook 4.5".
    language : str
        In lower case; "python" if the notebook does not name one.

    Raises
    ------
    Unreadable
        If the text is not JSON, or not a notebook.
    """
    start = len(text) - len(text.lstrip())
    try:
        document, end = json.JSONDecoder(strict=False).raw_decode(text, start)
    except RecursionError:
        raise Unreadable(
            localized(
                "is nested too deeply to be a notebook",
                "노트북이라기에는 너무 깊이 중첩되어 있습니다",
            )
        ) from None
    except ValueError as error:
        raise Unreadable(
            localized(
                f"is damaged or cut off: not valid JSON ({error}); ask for the file again",
                f"손상되었거나 잘렸습니다: 올바른 JSON이 아닙니다 ({error}); "
                "파일을 다시 제출해 달라고 하십시오",
            )
        ) from None
    if text[end:].strip():
        notes.append(
            localized(
                "there is text after the end of the notebook; ignored",
                "노트북이 끝난 뒤에 다른 내용이 있어서 무시했습니다",
            )
        )
    entries = _entries(document)
    if len(entries) > MAX_CELLS:
        raise Unreadable(
            localized(
                f"has {len(entries):,} cells; at most {MAX_CELLS:,} are read",
                f"셀이 {len(entries):,}개입니다; {MAX_CELLS:,}개까지만 읽습니다",
            )
        )
    cells = [cell for i, entry in enumerate(entries) if (cell := _cell(i, entry, notes))]
    return cells, _format(document, notes), _language(document, notes)


def without_bulk(raw: bytes) -> bytes:
    """Empty a notebook's outputs, attachments and widgets, which may be most of it, unparsed.

    Parameters
    ----------
    raw : bytes
        A notebook in UTF-8, or in another encoding with ASCII's brackets and quotes.

    Returns
    -------
    bytes
        The notebook with empty lists and objects in their place.

    Raises
    ------
    Unreadable
        If the file ends inside one of them, or they have more parts than any notebook.
    """
    pieces, position, count, marks = [], 0, 0, 0
    while key := BULKY.search(raw, position):
        count += 1
        if count > MAX_BULKY:
            raise _too_many_parts()
        before = raw[max(key.start() - 64, 0) : key.start()]
        pieces.append(raw[position : key.end()])
        position = key.end()
        if (len(before) - len(before.rstrip(b"\\"))) % 2 == 0:  # a key, not a quote inside a string
            pieces.append(raw[position : position + 1])
            end, marks = _end_of_value(raw, position, marks)
            position = end - 1
    pieces.append(raw[position:])
    return b"".join(pieces)


def _too_many_parts() -> Unreadable:
    return Unreadable(
        localized(
            "has outputs of millions of parts; clear the outputs and save again",
            "출력이 수백만 조각으로 되어 있습니다; 출력을 지우고 다시 저장하십시오",
        )
    )


def _end_of_value(raw: bytes, position: int, marks: int) -> tuple[int, int]:
    """Return the end of the JSON array or object that starts at a position.

    `marks`, the number of quotes and brackets so far, is returned too.
    """
    depth = 0
    while found := BRACKET_OR_QUOTE.search(raw, position):
        marks += 1
        if marks > MAX_MARKS:
            raise _too_many_parts()
        position = found.end()
        mark = found[0]
        if mark == b'"':
            while (piece := STRING_PIECE.match(raw, position)) and piece.end() > position:
                position = piece.end()
            position += 1
        elif mark in b"[{":
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return position, marks
    raise Unreadable(
        localized(
            "is cut off inside an output; ask for the file again",
            "출력 중간에서 잘렸습니다; 파일을 다시 제출해 달라고 하십시오",
        )
    )


def _entries(document: Any) -> list[Any]:
    """Return the entries of the list of cells, in every nbformat."""
    if isinstance(document, dict):
        cells = document.get("cells")
        if isinstance(cells, list):
            return cells
        sheets = document.get("worksheets")  # nbformat 2 and 3
        if isinstance(sheets, list):
            lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
            return [entry for cells in lists if isinstance(cells, list) for entry in cells]
    raise Unreadable(
        localized(
            "is JSON but not a notebook (it has no list of cells); ask for the notebook",
            "JSON이지만 노트북이 아닙니다(셀 목록이 없음); "
            "노트북 파일 자체를 제출해 달라고 하십시오",
        )
    )


def _cell(index: int, entry: Any, notes: list[str]) -> SubmittedCell | None:
    """Read one cell; an entry that is not a cell gives a note."""
    place = localized(f"cell {index + 1}", f"{index + 1}번째 셀")
    if not isinstance(entry, dict):
        notes.append(
            localized(f"{place} is not a cell; ignored", f"{place}: 셀이 아니어서 무시했습니다")
        )
        return None
    kind = _kind(entry, place, notes)
    fields = [entry[key] for key in ("source", "input", "code", "text") if entry.get(key)]
    source = fields[0] if fields else ""  # "input" in nbformat 2 and 3, "code" and "text" in 1
    if isinstance(source, list):
        lines = [line for line in source if isinstance(line, str)]
        if len(lines) < len(source):
            notes.append(
                localized(
                    f"{place} has entries that are not text; ignored",
                    f"{place}: 텍스트가 아닌 항목이 있어서 무시했습니다",
                )
            )
        torn = len(lines) > 1 and not any(line.endswith("\n") for line in lines[:-1])
        source = ("\n" if torn else "").join(lines)
        if torn and kind == "code":
            notes.append(
                localized(
                    f"{place} has lines without ends; read as lines",
                    f"{place}: 줄바꿈이 사라져 있어서 줄마다 나누어 읽었습니다",
                )
            )
    if not isinstance(source, str):
        notes.append(
            localized(f"{place} has no text; ignored", f"{place}: 텍스트가 없어서 무시했습니다")
        )
        source = ""
    # JSON may contain lone surrogates, which cannot be encoded again.
    source = source.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return SubmittedCell(index, source.replace("\r\n", "\n").replace("\r", "\n"), kind)


def _kind(entry: dict[str, Any], place: str, notes: list[str]) -> Kind:
    """Return the kind of a cell; one without a type is code if it has fields of code cells."""
    given = str(entry.get("cell_type", "")).lower()
    if given == "code":
        return "code"
    if given == "raw":
        return "raw"
    if given in ("markdown", "heading", "html", "text"):
        return "markdown"
    is_code = any(key in entry for key in ("outputs", "execution_count", "input", "code"))
    kind = localized("code", "코드") if is_code else localized("text", "글")
    notes.append(
        localized(
            f"{place} has no type; read as {kind}",
            f"{place}: 종류가 사라져 있어서 다음으로 보았습니다: {kind}",
        )
    )
    return "code" if is_code else "markdown"


def _format(document: dict[str, Any], notes: list[str]) -> str:
    major, minor = document.get("nbformat"), document.get("nbformat_minor")
    if not isinstance(major, int):
        notes.append(
            localized(
                "the notebook does not name its format; guessed from its contents",
                "노트북에 형식이 적혀 있지 않아서 보이는 대로 읽었습니다",
            )
        )
        return "notebook"
    return f"notebook {major}.{minor}" if isinstance(minor, int) else f"notebook {major}"


def _language(document: dict[str, Any], notes: list[str]) -> str:
    metadata = document.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    for key, field in (("language_info", "name"), ("kernelspec", "language")):
        section = metadata.get(key)
        name = section.get(field) if isinstance(section, dict) else None
        if isinstance(name, str) and name:
            language = name.lower()
            if language not in ("python", "ipython"):
                notes.append(
                    localized(
                        "the notebook names a language other than Python; run as Python",
                        "노트북에 Python이 아닌 언어라고 적혀 있지만 Python으로 실행했습니다",
                    )
                )
            return language
    return "python"
