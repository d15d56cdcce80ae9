"""One file of a download: its name there, where it is now, and when it was last written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

SUFFIXES = (".ipynb", ".py")
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


@dataclass(frozen=True, slots=True)
class SubmissionFile:
    """One file to grade.

    Parameters
    ----------
    path : Path
        Where it is.
    student_id : str
        Safe as a file name, in composed Unicode (NFC). Unique among the files found together,
        except for several attempts of one student.
    name : str
        The student's name, if it is known.
    file : str
        Folders and name in the download; by default the path's last part.
    submitted : datetime, optional
        When it was handed in, with a time zone.
    clock : str
        The source of that time, such as "the zip's entry".
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
