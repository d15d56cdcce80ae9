"""Several files of one student: which of them is graded, and what is said about the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.intake.layouts import Handed
from autograder.intake.naming import fold


def in_order(handed: Sequence[Handed], assignment: str) -> list[Handed]:
    """Return the gradable files of one student, the one that counts last.

    A file that bears the assignment's name comes after one that does not, a notebook after a
    script, a later one after an earlier one; Canvas and browsers number what is handed in again
    under the same name (``hw2-1.ipynb``).
    """

    def rank(each: Handed) -> tuple[object, ...]:
        stem, number = _unnumbered(each.file)
        return (
            fold(stem).startswith(fold(assignment)),
            each.entry.place.suffix.lower() == ".ipynb",
            each.submitted.timestamp() if each.submitted else 0.0,
            each.upload,
            number,
            str(each.entry.place),
        )

    return sorted(handed, key=rank)


def is_handed_out(file: str, handed_out: frozenset[str]) -> bool:
    """Tell whether a file came with the assignment, though an LMS may have numbered it."""
    stem, _ = _unnumbered(file)
    return file in handed_out or f"{stem}.{file.rpartition('.')[2]}" in handed_out


def _unnumbered(file: str) -> tuple[str, int]:
    stem = file.rpartition(".")[0] or file
    match = re.fullmatch(r"(.+?)(?:-(\d{1,3})| ?\((\d{1,3})\))", stem, re.DOTALL)
    if match is None:
        return stem, 0
    return match[1], int(match[2] or match[3])
