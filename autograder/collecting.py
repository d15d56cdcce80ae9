"""Which files of the given files and folders are submissions, and whose.

Owns the walk (what is skipped, and that nothing outside the named folders is read) and the ids by
which submissions are told apart. Reading a file is left to `submission`; the layouts of LMS
downloads, which say more about whose a file is, are not known here.

Two files of one student: everything is graded, nothing is chosen or dropped. A file's id is its
stem; where several files share one, each is named by its folder and stem, and within one folder
(`kim.ipynb`, `kim.py`) by its full name, and one line says so.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from autograder.errors import ChalkgradError

SUFFIXES = (".ipynb", ".py")
# Folders that editors, Python and Jupyter leave behind; hidden ones are skipped anyway.
SKIPPED_FOLDERS = frozenset({"__pycache__", "__MACOSX", "node_modules"})
# An id becomes a file name, and 255 bytes is the most that a file name may have.
MAX_ID_BYTES = 160
# More problems than this say no more about why there is nothing to grade.
MAX_LINES = 20


@dataclass(frozen=True, slots=True)
class SubmissionFile:
    """One file to grade.

    Parameters
    ----------
    path : Path
        Where it is.
    student_id : str
        Safe as a file name, in composed Unicode (NFC). Unique among the files found together, but
        for several attempts of one student.
    name : str
        The student's, as far as it is known.
    file : str
        What the student handed in is called in the download; by default the path's last part.
    submitted : datetime, optional
        When it was handed in, with a time zone.
    clock : str
        Where that time is from, such as "the zip's entry".
    late : bool
        Whether the LMS marks it as late.
    """

    path: Path
    student_id: str
    name: str = ""
    file: str = ""
    submitted: datetime | None = None
    clock: str = ""
    late: bool = False


@dataclass(frozen=True)
class Found:
    """What a search came to.

    Parameters
    ----------
    files : tuple of SubmissionFile
        At least one, sorted by id.
    problems : tuple of str
        One line for everything that the instructor should look at.
    ignored : tuple of Path
        Files in the folders that are neither notebooks nor scripts.
    """

    files: tuple[SubmissionFile, ...]
    problems: tuple[str, ...] = ()
    ignored: tuple[Path, ...] = ()


def find_submissions(
    paths: Iterable[str | Path], handed_out: Collection[str] = frozenset()
) -> Found:
    """Collect notebooks and scripts from files and folders.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, which are taken whatever they are called, and folders, which are searched.
    handed_out : collection of str, optional
        Names of files and folders that came with the assignment and are nobody's answer, such as
        "figures.py" and "tests".

    Returns
    -------
    Found
        Files, problems and what was ignored.

    Raises
    ------
    ChalkgradError
        There is nothing to grade at all; the line lists what was seen.
    """
    taken: dict[Path, tuple[Path, PurePath]] = {}  # by real path: the path, and folder/.../name
    problems: list[str] = []
    ignored: list[Path] = []
    for path in map(Path, paths):
        status = look_up(path, problems)
        if status is None:
            continue
        if stat.S_ISDIR(status.st_mode):
            for file in walk(path, handed_out, problems, ignored):
                taken.setdefault(_real(file), (file, _real(path).name / file.relative_to(path)))
        else:
            taken.setdefault(_real(path), (path, Path(_real(path.parent).name, path.name)))
    if not taken:
        raise nothing_to_grade({path.name for path in ignored}, problems)
    files = name_files(list(taken.values()), problems)
    return Found(tuple(files), tuple(problems), tuple(sorted(ignored)))


def nothing_to_grade(names: Collection[str], problems: Sequence[str]) -> ChalkgradError:
    """Return the error that says what was seen instead of notebooks and scripts."""
    seen = sorted(names)
    shown = ", ".join(seen[:5]) + (f" and {len(seen) - 5} more" if len(seen) > 5 else "")
    nothing = f"nothing to grade: expected .ipynb or .py, saw {shown or 'no files'}"
    return ChalkgradError("; ".join([*problems[:MAX_LINES], nothing]))


def look_up(path: Path, problems: list[str]) -> os.stat_result | None:
    """Return what a path leads to; None and a line in `problems` where that cannot be told.

    Of a name that is too long, or within a folder that is closed to this user, it cannot.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        problems.append(f"{path}: no such file or folder")
    except OSError as error:
        problems.append(f"{path}: cannot be read ({error.strerror})")
    return None


def walk(
    root: Path, handed_out: Collection[str], problems: list[str], ignored: list[Path]
) -> list[Path]:
    """List the notebooks and scripts below a folder; symbolic links may not lead out of it."""
    files = []
    inside = _real(root)

    def cannot_list(error: OSError) -> None:
        problems.append(f"{error.filename}: cannot be listed ({error.strerror})")

    for where, folders, names in os.walk(root, onerror=cannot_list):
        folder = Path(where)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in SKIPPED_FOLDERS
            and name not in handed_out
            and not os.path.exists(folder / name / "pyvenv.cfg")  # whatever the folder's rights
        )
        for name in sorted(names):
            path = folder / name
            if name.startswith(".") or name in handed_out:
                continue
            if path.suffix.lower() not in SUFFIXES:
                ignored.append(path)
            elif not _real(path).is_relative_to(inside):
                problems.append(f"{path}: a symbolic link that leads out of {root}; not read")
            elif (status := look_up(path, problems)) is not None:
                if stat.S_ISREG(status.st_mode):
                    files.append(path)
                else:
                    problems.append(f"{path}: not a regular file; not read")
    return files


def _real(path: Path) -> Path:
    """Follow symbolic links; unlike Path.resolve, not to an exception where they go in a circle."""
    return Path(os.path.realpath(path))


def name_files(
    found: list[tuple[Path, PurePath]],
    problems: list[str],
    shown: Callable[[Path], str] = lambda path: str(path.parent),
) -> list[SubmissionFile]:
    """Give every file an id of its own, and say where one name had to be told apart.

    Parameters
    ----------
    found : list of (Path, PurePath)
        Where each file is, and its folder and name as they are told apart.
    problems : list of str
        Receives a line for each name that had to be told apart.
    shown : callable, optional
        Returns what a line calls a file's folder.
    """
    by_stem = defaultdict(list)
    for path, place in found:
        by_stem[fold(place.stem)].append((path, place))
    files: list[SubmissionFile] = []
    used: set[str] = set()
    for group in sorted(by_stem.values(), key=lambda group: fold(group[0][1].stem)):
        by_folder = defaultdict(list)
        for path, place in group:
            by_folder[fold(str(place.parent))].append((path, place))
        for path, place in sorted(group, key=lambda entry: (fold(str(entry[1])), entry[0])):
            alone_here = len(by_folder[fold(str(place.parent))]) == 1
            name = place.stem if alone_here else place.name
            wanted = name if len(by_folder) == 1 else "_".join([*place.parent.parts, name])
            files.append(SubmissionFile(path, unused(safe(wanted), used)))
        problems += _clashes(group, list(by_folder.values()), shown)
    return sorted(files, key=lambda file: (fold(file.student_id), file.student_id))


def _clashes(
    group: list[tuple[Path, PurePath]],
    folders: list[list[tuple[Path, PurePath]]],
    shown: Callable[[Path], str],
) -> list[str]:
    """Say which files share a name, in one line for each folder and one for all folders."""
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


def fold(text: str) -> str:
    """Fold what file systems fold: composed and decomposed letters, upper and lower case."""
    return unicodedata.normalize("NFC", text).casefold()


def safe(text: str) -> str:
    """Make an id of a name: NFC, no separators or control characters, of a bearable length."""
    name = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    name = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|]', "_", name).strip(". ") or "_"
    if len(name.encode()) > MAX_ID_BYTES:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        name = name.encode()[: MAX_ID_BYTES - 9].decode("utf-8", "ignore") + "-" + digest
    return name


def unused(wanted: str, used: set[str]) -> str:
    """Append a number to an id that is taken already."""
    student_id, number = wanted, 1
    while fold(student_id) in used:
        number += 1
        student_id = f"{wanted}-{number}"
    used.add(fold(student_id))
    return student_id
