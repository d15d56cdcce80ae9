"""Which LMS a submission was downloaded from, told by its name in the download.

Owns what feedback has to be named after; the patterns are those by which a download is taken in.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.intake.layouts import CANVAS, moodles_own


@dataclass(frozen=True)
class Origin:
    """Where a submission comes from: the LMS, the user's number there, the name for feedback.

    Attributes
    ----------
    place : str
        Canvas: the downloaded file's own name; Moodle: the folder of the student, or what stands
        before the file's name where there are no folders.
    """

    lms: str
    user: str
    place: str


def origin_of(file: str) -> Origin | None:
    """Return what a submission's name in its download tells; None if it is nobody's pattern."""
    parts = file.split("/")
    for part in parts:
        if found := moodles_own(part):
            return Origin("moodle", found["id"], found["place"])
    if found := CANVAS.fullmatch(parts[-1]):
        return Origin("canvas", found["user"], parts[-1])
    return None
