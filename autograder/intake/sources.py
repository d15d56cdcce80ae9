"""The given files, folders and archives as lists of files.

Folders are walked, archives unpacked into a private folder. Whose the files are is left to
`layouts` and `intake`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.errors import ChalkgradError
from autograder.intake.archive import MAX_TOTAL_BYTES, is_archive, unpack
from autograder.intake.entry import SUFFIXES, Entry
from autograder.intake.files import SKIPPED_FOLDERS, is_regular, kind_of, look_up, walk

# The most that one student's archive within the download may unpack to.
_NESTED_BYTES = 512 << 20


@dataclass(frozen=True)
class Source:
    """A given file, folder or archive, and the files in it.

    Attributes
    ----------
    kind : str
        ``"file"``, ``"folder"`` or ``"archive"``.
    """

    path: Path
    kind: str
    entries: list[Entry]


class SourceReader:
    """Reads the given paths, as far as they can be read.

    Parameters
    ----------
    scratch : Path
        An empty private folder that archives are unpacked into.
    handed_out : collection of str
        Names of files and folders that came with the assignment.

    Attributes
    ----------
    problems : list of str
        A line for everything that cannot be read.
    incomplete : bool
        Whether something was not found, or refused.
    """

    def __init__(self, scratch: Path, handed_out: Collection[str]) -> None:
        self.scratch = scratch
        self.handed_out = handed_out
        self.problems: list[str] = []
        self.incomplete = False
        self._unpacked = 0

    def read(self, paths: Iterable[str | Path]) -> list[Source]:
        """Return files and folders, then archives, each in the order given."""
        sources = []
        seen = set()
        for path in map(Path, paths):
            kind = kind_of(path, self.problems)
            if not kind:
                continue
            if (real := os.path.realpath(path)) in seen:
                continue
            seen.add(real)
            if kind == "folder":
                sources.append(Source(path, "folder", self._listed(path)))
            elif path.suffix.lower() not in SUFFIXES and is_archive(path):
                sources.append(Source(path, "archive", self._unpack(path)))
            else:
                entry = Entry(PurePosixPath(path.name), path, *file_time(path))
                sources.append(Source(path, "file", [entry]))
        self.incomplete = bool(self.problems)
        return sorted(sources, key=lambda source: source.kind == "archive")

    def inside(self, archive: Path) -> list[Entry]:
        """Return the notebooks and scripts in an archive within a source."""
        before = len(self.problems)
        entries: list[Entry] = []
        try:
            entries = [entry for entry in self._unpack(archive, _NESTED_BYTES) if entry.gradable]
        except ChalkgradError as error:
            self.problems.append(str(error))
        self.incomplete |= len(self.problems) > before
        return entries

    def _listed(self, root: Path) -> list[Entry]:
        ignored: list[Path] = []
        found = walk(root, self.handed_out, self.problems, ignored)
        # The path may be nbgrader's folder itself.
        top = PurePosixPath("submitted" if root.resolve().name == "submitted" else "")
        entries = [
            Entry(top / PurePosixPath(path.relative_to(root)), path, *file_time(path))
            for path in [*found, *ignored]
        ]
        for place, entry in enumerate(entries[len(found) :], start=len(found)):
            assert entry.path is not None
            usable = entry.metadata or entry.place.suffix.lower() == ".zip"
            if not usable or not _readable(entry.path, self.problems):
                entries[place] = replace(entry, path=None)
        return entries

    def _unpack(self, archive: Path, most: int | None = None) -> list[Entry]:
        self._unpacked += 1
        into = self.scratch / str(self._unpacked)

        def wanted(entry: Entry) -> bool:
            zipped = most is None and entry.place.suffix.lower() == ".zip"
            return self._counts(entry) and (entry.gradable or entry.metadata or zipped)

        entries = unpack(archive, into, wanted, self.problems, most or MAX_TOTAL_BYTES)
        return list(filter(self._counts, entries))

    def _counts(self, entry: Entry) -> bool:
        """Tell whether a walk of folders would not skip this entry of an archive."""
        return not any(
            part.startswith(".") or part in SKIPPED_FOLDERS or part in self.handed_out
            for part in entry.place.parts
        )


def _readable(path: Path, problems: list[str]) -> bool:
    """Tell whether something is a file that may be read; add a problem if it is not."""
    status = look_up(path, problems)
    if status is None or not is_regular(path, status, problems):
        return False
    if not os.access(path, os.R_OK):
        problems.append(f"{path}: cannot be read ({os.strerror(errno.EACCES)})")
        return False
    return True


def file_time(path: Path) -> tuple[datetime | None, str]:
    """Return when a file was last changed, and what says so."""
    try:
        return datetime.fromtimestamp(path.lstat().st_mtime).astimezone(), "the file's time"
    except (OSError, ValueError, OverflowError):
        return None, ""
