"""The class list: which students should have handed in, and under which ids marks are kept."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from autograder.errors import ChalkgradError
from autograder.intake.naming import caseless
from autograder.text import unmarked

# Caseless headers, the best first; Canvas, Moodle and Gradescope also export ids and names so.
_ID = ("id", "student_id", "student id", "sid", "학번", "id number", "username", "sis user id")
_NAME = ("name", "student", "full name", "student name", "이름", "성명")
_SUBMITTED = ("submitted", "submitted_at", "submission time")
# A shorter word in a folder's name may be the number of a week or a section.
_LEAST_ID_IN_A_FOLDER = 4


@dataclass(frozen=True)
class Student:
    """One line of the roster: the id that marks are kept under, and the other columns."""

    id: str
    name: str
    also: tuple[str, ...] = ()
    submitted: datetime | None = None


class Roster:
    """The class list.

    Parameters
    ----------
    students : iterable of Student
        With different ids.
    """

    def __init__(self, students: Iterable[Student]) -> None:
        self.students = tuple(students)
        self._by_word: dict[str, Student | None] = {}
        self._by_name: dict[str, Student | None] = {}
        for student in self.students:
            for word in {caseless(each) for each in (student.id, *student.also) if each}:
                _enter(self._by_word, word, student)
            for name in _spellings(student.name):
                _enter(self._by_name, name, student)
        # A student's id takes precedence over another student's e-mail address or number.
        for student in self.students:
            self._by_word[caseless(student.id)] = student

    def find(self, ids: Iterable[str], name: str = "") -> Student | None:
        """Return the student with one of these ids, or this name."""
        found = [
            *(self._by_word.get(caseless(word)) for word in ids if word),
            *(self._by_name.get(spelling) for spelling in _spellings(name)),
        ]
        return next((student for student in found if student is not None), None)

    def find_by_place(self, place: PurePath) -> Student | None:
        """Return the student whose id or name is in the names of a file's folders or its own.

        The outermost such name decides: further in, students choose the names.
        """
        *folders, file = place.parts
        for folder in folders:
            ids = [word for word in _words(folder) if len(word) >= _LEAST_ID_IN_A_FOLDER]
            student = self.find([folder, *ids], folder)
            if student is not None:
                return student
        stem = PurePath(file).stem
        return self.find([stem, *_words(stem)], stem)


def read_roster(path: Path) -> Roster:
    """Read a CSV with a line of headings.

    One column has the id (``id``, ``student_id``, ``sid`` ...), one may have the name (``name``),
    one the time of submission (``submitted``, ISO 8601); every other column may hold another id of
    the student in a download: a Canvas or Moodle number, a login, an e-mail address.

    Raises
    ------
    ChalkgradError
        The file cannot be read, has no column of ids, or has one id twice.
    """
    rows = [row for row in read_rows(path) if row]
    if not rows:
        raise ChalkgradError(f"{path}: is empty; expected a line of headings and one per student")
    headings = [caseless(cell.strip()) for cell in rows[0]]
    id_at = _column(headings, _ID)
    if id_at is None:
        raise ChalkgradError(
            f"{path}:1: no column of ids among {', '.join(rows[0])}; call one of them 'id'"
        )
    name_at, submitted_at = _column(headings, _NAME), _column(headings, _SUBMITTED)
    students: dict[str, Student] = {}
    for number, row in enumerate(rows[1:], start=2):
        cells = [unmarked(cell, " ").strip() for cell in row] + [""] * (len(headings) - len(row))
        # Canvas exports a line of maximum points and a "Test Student" without an id.
        if not cells[id_at]:
            continue
        if caseless(cells[id_at]) in students:
            raise ChalkgradError(f"{path}:{number}: id {cells[id_at]!r} is there twice; remove one")
        students[caseless(cells[id_at])] = Student(
            cells[id_at],
            cells[name_at] if name_at is not None else "",
            tuple(
                cell
                for at, cell in enumerate(cells[: len(headings)])
                if cell and at not in (id_at, name_at, submitted_at)
            ),
            _submitted(cells[submitted_at], path, number) if submitted_at is not None else None,
        )
    return Roster(students.values())


def read_rows(path: Path) -> list[list[str]]:
    """Read a CSV as Excel or an LMS writes it: a list for each line, also for empty lines.

    Raises
    ------
    ChalkgradError
        The file cannot be read, or is not text or not CSV.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ChalkgradError(f"{path}: cannot be read ({error.strerror})") from None
    for encoding in ("utf-8-sig", "cp949"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise ChalkgradError(f"{path}: is not UTF-8 text; save it as CSV UTF-8")
    first = text.partition("\n")[0]
    # Excel writes semicolons in countries with a decimal comma.
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ChalkgradError(f"{path}: is not a CSV ({error}); export it again") from None


def _column(headings: list[str], names: tuple[str, ...]) -> int | None:
    return next((headings.index(name) for name in names if name in headings), None)


def _submitted(text: str, path: Path, number: int) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(re.sub(r"Z$", "+00:00", text)).astimezone()
    except (ValueError, OverflowError):
        raise ChalkgradError(
            f"{path}:{number}: {text!r} is not a time; expected one such as 2026-10-01T23:59"
        ) from None


def _words(name: str) -> list[str]:
    return re.split(r"[\s_\-.()]+", name)


def _spellings(name: str) -> list[str]:
    """Return a name as Canvas writes it ("doejane") and with its words in alphabetical order."""
    words = [word for word in re.split(r"[^\w]+", caseless(name)) if word]
    if not words:
        return []
    joined = ["".join(words), " ".join(sorted(words))]
    if "," not in name and len(words) > 1:
        # "Jane Doe" is "doejane" in Canvas' file names.
        joined.append("".join([words[-1], *words[:-1]]))
    return joined


def _enter(table: dict[str, Student | None], word: str, student: Student) -> None:
    """Enter an id or a name of a student; one that two students share identifies neither."""
    known = table.get(word, student)
    table[word] = student if known is student else None
