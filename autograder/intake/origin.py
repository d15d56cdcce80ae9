"""Which LMS a submission was downloaded from, according to its name in the download.

Feedback is named after this. The patterns are those of `layouts`.
"""

from __future__ import annotations

from dataclasses import dataclass

from autograder.intake.layouts import CANVAS, match_moodle


@dataclass(frozen=True)
class Origin:
    """Where a submission comes from: the LMS, the user's number there, the name for feedback.

    Attributes
    ----------
    place : str
        Canvas: the name of the downloaded file. Moodle: the student's folder or, in a download
        without folders, the part before the student's own file name.
    """

    lms: str
    user: str
    place: str


def origin_of(file: str) -> Origin | None:
    """Return the origin of a submission by its name in the download; None if it fits no LMS."""
    parts = file.split("/")
    for part in parts:
        if found := match_moodle(part):
            return Origin("moodle", found["id"], found["place"])
    if found := CANVAS.fullmatch(parts[-1]):
        return Origin("canvas", found["user"], parts[-1])
    return None
