"""Several files of one student: the order in which they count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.intake.layouts import OwnedFile
from autograder.intake.naming import caseless


def in_order(files: Sequence[OwnedFile], assignment: str) -> list[OwnedFile]:
    """Return the gradable files of one student, the one that counts last.

    A file whose name begins with the assignment's comes after other files, a notebook after a
    script, a later file after an earlier one; Canvas and browsers number files that are handed in
    again under the same name (``hw2-1.ipynb``).
    """

    def rank(each: OwnedFile) -> tuple[object, ...]:
        stem, number = _unnumbered(each.file)
        return (
            caseless(stem).startswith(caseless(assignment)),
            each.entry.place.suffix.lower() == ".ipynb",
            each.submitted.timestamp() if each.submitted else 0.0,
            each.upload,
            number,
            str(each.entry.place),
        )

    return sorted(files, key=rank)


def is_handed_out(file: str, handed_out: frozenset[str]) -> bool:
    """Tell whether a file came with the assignment, even if an LMS has numbered it."""
    stem, _ = _unnumbered(file)
    return file in handed_out or f"{stem}.{file.rpartition('.')[2]}" in handed_out


def _unnumbered(file: str) -> tuple[str, int]:
    stem = file.rpartition(".")[0] or file
    match = re.fullmatch(r"(.+?)(?:-(\d{1,3})| ?\((\d{1,3})\))", stem, re.DOTALL)
    if match is None:
        return stem, 0
    return match[1], int(match[2] or match[3])
