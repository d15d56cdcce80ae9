"""Which files of the given files and folders are submissions.

Owns the walk: what is skipped, and that only regular files are submissions. A link is none, because
a student may have made it, to a classmate's file or to the solutions; only a folder that is given
by name may be one. Reading a file is left to `submissions`; LMS downloads, whose names tell more
about a file, to `layouts`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from autograder.errors import ChalkgradError
from autograder.intake.entry import SUFFIXES, SubmissionFile
from autograder.intake.naming import name_files
from autograder.submissions.regular_file import IS_LINK, why_not_regular

# Folders that editors, Python and Jupyter create; hidden ones are skipped anyway.
SKIPPED_FOLDERS = frozenset({"__pycache__", "__MACOSX", "node_modules"})
# Problems that are listed when there is nothing to grade; more would explain no more.
MAX_LINES = 20


@dataclass(frozen=True)
class Found:
    """What was found.

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
        kind = kind_of(path, problems)
        if kind == "folder":
            for file in walk(path, handed_out, problems, ignored):
                taken.setdefault(_real(file), (file, _real(path).name / file.relative_to(path)))
        elif kind == "file":
            taken.setdefault(_real(path), (path, Path(_real(path.parent).name, path.name)))
    if not taken:
        raise nothing_to_grade({path.name for path in ignored}, problems)
    files = name_files(list(taken.values()), problems)
    return Found(tuple(files), tuple(problems), tuple(sorted(ignored)))


def nothing_to_grade(names: Collection[str], problems: Sequence[str]) -> ChalkgradError:
    """Return the error that lists what was seen instead of notebooks and scripts."""
    seen = sorted(names)
    shown = ", ".join(seen[:5]) + (f" and {len(seen) - 5} more" if len(seen) > 5 else "")
    nothing = f"nothing to grade: expected .ipynb or .py, saw {shown or 'no files'}"
    return ChalkgradError("; ".join([*problems[:MAX_LINES], nothing]))


def kind_of(path: Path, problems: list[str]) -> str:
    """Return what a path that was given by name is.

    Returns
    -------
    str
        ``"folder"``, also for a link to one; ``"file"`` for a regular file; "" and a line in
        `problems` for anything else, which is not read.
    """
    status = look_up(path, problems)
    if status is None:
        return ""
    if stat.S_ISDIR(status.st_mode) or (stat.S_ISLNK(status.st_mode) and path.is_dir()):
        return "folder"
    return "file" if is_regular(path, status, problems) else ""


def why_no_file(path: Path) -> str:
    """Return why a path is not one file to grade, and what to give instead; "" if it is one."""
    problems: list[str] = []
    if kind_of(path, problems) == "file":
        return ""
    return f"{problems[0] if problems else f'{path}: is a folder'}; give a notebook or a script"


def is_regular(path: Path, status: os.stat_result, problems: list[str]) -> bool:
    """Tell whether something is a regular file, by its own status; if not, add a line."""
    reason = why_not_regular(status)
    if reason:
        problems.append(f"{path}: {reason}; not read")
    return not reason


def look_up(path: Path, problems: list[str]) -> os.stat_result | None:
    """Return a path's own status, also of a link; None, and a line in `problems`, if it is unknown.

    It is unknown if nothing is there, the name is too long, or the folder is closed to this user.
    """
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        problems.append(f"{path}: no such file or folder")
    except OSError as error:
        problems.append(f"{path}: cannot be read ({error.strerror})")
    return None


# Some Pythons go down a tree by calling themselves, and so not to any depth.
MAX_DEPTH = 40


def walk(
    root: Path, handed_out: Collection[str], problems: list[str], ignored: list[Path]
) -> list[Path]:
    """List the notebooks and scripts below a folder, without following links."""
    files = []

    def cannot_list(error: OSError) -> None:
        problems.append(f"{error.filename}: cannot be listed ({error.strerror})")

    for where, folders, names in os.walk(root, onerror=cannot_list):
        folder = Path(where)
        if folders and _is_too_deep(folder, root):
            problems.append(f"{folder}: {MAX_DEPTH} folders deep; nothing below is read")
            folders.clear()
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name not in SKIPPED_FOLDERS and name not in handed_out
        )
        for name in folders:
            # It would not be entered anyway, but its files would be missing without a word.
            if os.path.islink(folder / name):
                problems.append(f"{folder / name}: {IS_LINK}; not read")
        # `exists`, whatever the folder's rights.
        folders[:] = [
            name
            for name in folders
            if not os.path.islink(folder / name)
            and not os.path.exists(folder / name / "pyvenv.cfg")
        ]
        for name in sorted(names):
            path = folder / name
            if name.startswith(".") or name in handed_out:
                continue
            if path.suffix.lower() not in SUFFIXES:
                ignored.append(path)
            elif (status := look_up(path, problems)) and is_regular(path, status, problems):
                files.append(path)
    return files


def everything_below(root: Path) -> Iterator[Path]:
    """Yield all that is below a folder, down to `MAX_DEPTH`; links are not followed."""
    for where, folders, names in os.walk(root):
        folder = Path(where)
        yield from (folder / name for name in (*folders, *names))
        if _is_too_deep(folder, root):
            folders.clear()


def _is_too_deep(folder: Path, root: Path) -> bool:
    return len(folder.relative_to(root).parts) >= MAX_DEPTH


def _real(path: Path) -> Path:
    """Follow symbolic links; unlike Path.resolve, without an error if they go in a circle."""
    return Path(os.path.realpath(path))
