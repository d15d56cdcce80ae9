"""Ids for files whose names alone tell them apart.

Owns the file to grade and its id, which is safe as a file name. A file's id is its stem. If several
files share a stem, each is named by its folder and stem, and within one folder (`kim.ipynb`,
`kim.py`) by its full name, and one line reports it. Nothing is chosen or dropped here.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path, PurePath

from autograder.intake.entry import SubmissionFile
from autograder.text import unmarked

# An id becomes a file name, and 255 bytes is the most that a file name may have.
MAX_ID_BYTES = 160


def name_files(
    found: list[tuple[Path, PurePath]],
    problems: list[str],
    shown: Callable[[Path], str] = lambda path: str(path.parent),
) -> list[SubmissionFile]:
    """Give every file an id of its own.

    Parameters
    ----------
    found : list of (Path, PurePath)
        The path of each file, and the folders and name from which its id is made.
    problems : list of str
        Receives a line for each stem that several files share.
    shown : callable, optional
        Returns the name of a file's folder for such a line.
    """
    by_stem = defaultdict(list)
    for path, place in found:
        by_stem[caseless(place.stem)].append((path, place))
    files: list[SubmissionFile] = []
    used: dict[str, int] = {}
    for group in sorted(by_stem.values(), key=lambda group: caseless(group[0][1].stem)):
        by_folder = defaultdict(list)
        for path, place in group:
            by_folder[caseless(str(place.parent))].append((path, place))
        for path, place in sorted(group, key=lambda entry: (caseless(str(entry[1])), entry[0])):
            alone_here = len(by_folder[caseless(str(place.parent))]) == 1
            name = place.stem if alone_here else place.name
            wanted = name if len(by_folder) == 1 else "_".join([*place.parent.parts, name])
            files.append(SubmissionFile(path, unique_id(safe_id(wanted), used)))
        problems += _clashes(group, list(by_folder.values()), shown)
    return sorted(files, key=lambda file: (caseless(file.student_id), file.student_id))


def _clashes(
    group: list[tuple[Path, PurePath]],
    folders: list[list[tuple[Path, PurePath]]],
    shown: Callable[[Path], str],
) -> list[str]:
    """Return a line for each folder in which files share a stem, and one if several folders do."""
    lines = []
    for here in folders:
        if len(here) > 1:
            names = " and ".join(sorted(place.name for _, place in here))
            lines.append(
                f"{shown(here[0][0])}: {names} have one student's name; each is graded, "
                "under its full name: keep one"
            )
    if len(folders) > 1:
        lines.append(
            f"{len(group)} files are called {group[0][1].stem}; each is graded, under the name of "
            "its folder too"
        )
    return lines


def caseless(text: str) -> str:
    """Return text in which letter case, composed letters and invisible marks make no difference."""
    return unicodedata.normalize("NFC", unmarked(text, "")).casefold()


def safe_id(text: str) -> str:
    """Make an id of a name: NFC, without separators and invisible marks, at most 160 bytes."""
    name = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    name = re.sub(r'[/\\:*?"<>|]', "_", unmarked(name)).strip(". ") or "_"
    if len(name.encode()) > MAX_ID_BYTES:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        name = name.encode()[: MAX_ID_BYTES - 9].decode("utf-8", "ignore") + "-" + digest
    return name


def unique_id(wanted: str, used: dict[str, int]) -> str:
    """Return an id, with a number appended if it is used already.

    Parameters
    ----------
    wanted : str
    used : dict of str to int
        The ids so far, without case, each with the last number that was appended to it.
    """
    student_id, number = wanted, used.get(caseless(wanted), 1)
    while caseless(student_id) in used:
        number += 1
        student_id = f"{wanted}-{number}"
    used[caseless(wanted)] = number
    used.setdefault(caseless(student_id), 1)
    return student_id
