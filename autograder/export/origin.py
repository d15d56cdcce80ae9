"""Which LMS a submission was downloaded from, told by its name in the download.

Owns the two patterns that feedback has to be named after; taking a download in is not done here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Name, LATE, user id, id of the uploaded file, file: `lib/content_zipper.rb` of canvas-lms.
_CANVAS = re.compile(r"(?:\w+?_)?(?:LATE_)?(?P<user>\d+)_(?P<upload>\d+)_(?P<file>[^/]+)")
# Full name, participant's number, plugin: `mod/assign/locallib.php` of moodle.
_MOODLE = re.compile(r"(?P<folder>[^/]+?_(?P<user>\d+)_assignsubmission_file(?:_|$))")


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
        if found := _MOODLE.match(part):
            return Origin("moodle", found["user"], found["folder"])
    if found := _CANVAS.fullmatch(parts[-1]):
        return Origin("canvas", found["user"], parts[-1])
    return None
