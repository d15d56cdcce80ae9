"""One file of a download: its name there, where it is now, and when it was last written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.intake.files import SUFFIXES

# Small files in which an LMS records whose the others are.
METADATA = frozenset({"submission_metadata.yml", "timestamp.txt"})


@dataclass(frozen=True)
class Entry:
    """One file of a download.

    Parameters
    ----------
    place : PurePosixPath
        Folders and name within the download.
    path : Path or None
        Where its bytes are; None for a file that is not an answer and was not unpacked.
    modified : datetime or None
        With a time zone.
    clock : str
        The source of that time.
    """

    place: PurePosixPath
    path: Path | None = None
    modified: datetime | None = None
    clock: str = ""

    @property
    def gradable(self) -> bool:
        """Whether it is a notebook or a script, by its name."""
        return self.place.suffix.lower() in SUFFIXES

    @property
    def metadata(self) -> bool:
        """Whether an LMS wrote it to record whose the other files are."""
        return self.place.name in METADATA
