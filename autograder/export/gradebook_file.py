"""A gradebook as an LMS has exported it: read without changes, matched with results.

Owns the reading of such a CSV (encoding, separator) and the rule that matches results with rows: an
id in the row is the student's or, failing that, exactly one row and one result have the same name.
A result that fits no row or several is left out, with a line that names it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course.gradebook import csv_text
from autograder.errors import ChalkgradError
from autograder.export.form import graded
from autograder.grading.result import Result
from autograder.intake.naming import caseless
from autograder.intake.origin import origin_of
from autograder.text import one_line

_MAX_BYTES = 64 << 20


@dataclass(frozen=True)
class GradebookFile:
    """A gradebook: its header, its rows, and the separator of its cells."""

    path: Path
    header: list[str]
    rows: list[list[str]]
    separator: str

    def column(self, name: str) -> int | None:
        """Return the index of a column; None if there is no column of that name."""
        return self.header.index(name) if name in self.header else None

    def text(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
        """Return another CSV of the same form."""
        return csv_text([header, *rows], self.separator)

    def check_points(self, said: str, results: Iterable[Result], what: str, lms: str) -> None:
        """Refuse a maximum other than the results': an LMS would read 80 of 100 as 80 of 10."""
        if re.fullmatch(r"\d+(\.\d+)?", said):
            most = max((result.max_score for result in results), default=float(said))
            if abs(float(said) - most) > 0.005:
                raise ChalkgradError(
                    f"{self.path}: {what} has {float(said):g} points in {lms}, the results have "
                    f"{most:g}; change it in {lms}, then export the file again"
                )


def read_gradebook(path: Path | None, lms: str) -> GradebookFile:
    """Read the CSV that an LMS has exported.

    Raises
    ------
    ChalkgradError
        The path is missing, or the file is not such a CSV.
    """
    if path is None:
        raise ChalkgradError(
            f"{lms.lower()} fills the gradebook that {lms} has exported; give it with "
            "--template GRADEBOOK.csv"
        )
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ChalkgradError(f"{path}: too large for a gradebook")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ChalkgradError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ChalkgradError(
            f"{path}: not UTF-8; give the file as {lms} exported it, not as a spreadsheet saved it"
        ) from None
    first = text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise ChalkgradError(f"{path}: not a CSV ({error}); export it from {lms} again") from None
    if not rows or len(rows[0]) < 2:
        raise ChalkgradError(f"{path}: has no header; export it from {lms} again")
    header, *body = rows
    width = len(header)
    # A short row is a row whose last cells are empty.
    return GradebookFile(
        path, header, [(row + [""] * width)[:width] for row in body if any(row)], separator
    )


@dataclass(frozen=True)
class Matched:
    """Results by the index of their row, a line for each result left out, and notes."""

    rows: dict[int, Result]
    left_out: list[str]
    notes: list[str]


def match(
    rows: Sequence[list[str]],
    ids: Sequence[int],
    name: int | None,
    results: Iterable[Result],
) -> Matched:
    """Find each result's row.

    Parameters
    ----------
    rows : sequence of list of str
        The gradebook's rows.
    ids : sequence of int
        Columns with ids, the most reliable first.
    name : int or None
        The column with the name.
    results : iterable of Result
        The class; results without a score are left out.
    """
    by_id = [_index(rows, column, _key) for column in ids]
    by_name = _index(rows, name, _name_key) if name is not None else {}
    found: dict[int, Result] = {}
    left_out: list[str] = []
    notes: list[str] = []
    unplaced = []
    for result in graded(results, left_out):
        origin = origin_of(result.submission["file"])
        known = [result.student["id"], *([origin.user] if origin else [])]
        places = _first(by_id, known)
        if len(places) == 1 and places[0] not in found:
            found[places[0]] = result
        else:
            unplaced.append((result, places))
    keys = [_name_key(result.student["name"] or result.student["id"]) for result, _ in unplaced]
    for (result, places), key in zip(unplaced, keys, strict=True):
        who = one_line(result.student["id"])
        named = by_name.get(key, [])
        if places:
            left_out.append(f"{who}: fits several rows of the gradebook, or another's; left out")
        elif len(named) == 1 and named[0] not in found and keys.count(key) == 1:
            found[named[0]] = result
            row = one_line(rows[named[0]][name or 0])
            notes.append(f"{who}: matched by name alone, with {row}")
        else:
            left_out.append(f"{who}: is in no row of the gradebook; left out")
    return Matched(found, left_out, notes)


def _first(by_id: Sequence[dict[str, list[int]]], known: Sequence[str]) -> list[int]:
    for each in known:
        for index in by_id:
            if places := index.get(_key(each)):
                return places
    return []


def _index(
    rows: Sequence[list[str]], column: int, key: Callable[[str], str]
) -> dict[str, list[int]]:
    index: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if made := key(row[column]):
            index[made].append(place)
    return dict(index)


def _key(text: str) -> str:
    return caseless(text).strip()


def _name_key(text: str) -> str:
    """Return the words of a name in alphabetical order: "Kim, Seoyeon" is "Seoyeon Kim"."""
    return " ".join(sorted(re.findall(r"\w+", caseless(text))))
