"""How LMSs lay out their downloads: whose each file is, recognised by the contents alone.

Owns the patterns of Canvas, Moodle, Gradescope and nbgrader. A file that fits none is left over,
and graded under its own name. What a student may call a file or a folder stands behind or below
what the LMS writes: it never says whose a file is. Unpacking is left to `archive`, which of several
files of a student counts to `latest`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import PurePosixPath

import yaml

from autograder.intake.entry import Entry

# Of Gradescope's metadata, which hold every test's output of every submission.
_MAX_METADATA_BYTES = 256 << 20

_GRADESCOPE = "submission_metadata.yml"

# `lib/content_zipper.rb` of Canvas: name, LATE, user id (anonymous: anon_ and letters), id of the
# uploaded file, and its name. Canvas strips everything but word characters from the name. Who is
# anonymous has none: it must not be looked for in what the student calls the file.
CANVAS = re.compile(
    r"(?:(?!(?:LATE_)?anon_[0-9A-Za-z]+_\d+_)(?P<name>\w+?)_)?"
    r"(?P<late>LATE_)?(?P<user>\d+|anon_[0-9A-Za-z]+)_(?P<upload>\d+)_(?P<file>.+)",
    re.DOTALL,
)
# `mod/assign/locallib.php` of Moodle: name, participant's id, plugin; with or without folders.
MOODLE = re.compile(
    r"(?P<place>(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)(?:_|\Z))(?P<file>.*)",
    re.DOTALL,
)


@dataclass(frozen=True)
class Handed:
    """One file and whose it is.

    Parameters
    ----------
    entry : Entry
        The file.
    id : str
        The student's, in the LMS; "" for a file whose student is not known.
    name : str
        The student's, as far as the download tells.
    also : tuple of str
        What else the student is known by, such as an e-mail address.
    file : str
        The student's own name for the file.
    upload : int
        A number that grows from upload to upload.
    submitted, clock
        When it was handed in, and where that is from.
    late : bool
        Whether the LMS says so.
    """

    entry: Entry
    id: str
    name: str = ""
    also: tuple[str, ...] = ()
    file: str = ""
    upload: int = 0
    submitted: datetime | None = None
    clock: str = ""
    late: bool = False


@dataclass
class Layout:
    """What a download turned out to be.

    Attributes
    ----------
    kind : str
        ``"Canvas"``, ``"Moodle"``, ``"Gradescope"``, ``"nbgrader"`` or ``"files"``.
    handed : list of Handed
        The files that are somebody's, other kinds than notebooks and scripts too.
    left : list of Entry
        The others.
    problems : list of str
        What the instructor should look at.
    """

    kind: str
    handed: list[Handed] = field(default_factory=list)
    left: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def recognise(entries: Sequence[Entry], assignment: str) -> Layout:
    """Find out which download this is and whose each file in it is."""
    return (
        _gradescope(entries)
        or _moodle(entries)
        or _nbgrader(entries, assignment)
        or _canvas(entries)
        or plain_files(entries)
    )


def plain_files(entries: Iterable[Entry]) -> Layout:
    """Return the layout of files whose folders and names say nothing about an LMS."""
    return Layout("files", left=list(_answers(entries)))


def _canvas(entries: Sequence[Entry]) -> Layout | None:
    layout = Layout("Canvas")
    found: list[tuple[int, Handed]] = []
    for entry in _answers(entries):
        match = CANVAS.fullmatch(entry.place.name)
        if match is None:
            layout.left.append(entry)
            continue
        # The zip's times are those of the download, whatever the LATE mark says.
        handed = Handed(
            entry,
            match["user"],
            match["name"] or "",
            file=match["file"],
            upload=int(match["upload"]),
            late=match["late"] is not None,
        )
        found.append((len(entry.place.parts), handed))
    return _if_most(_at_one_depth(layout, found))


def _moodle(entries: Sequence[Entry]) -> Layout | None:
    layout = Layout("Moodle")
    found: list[tuple[int, Handed]] = []
    for entry in _answers(entries):
        matches = [(depth, moodles_own(part)) for depth, part in enumerate(entry.place.parts)]
        depth, match = next((each for each in matches if each[1]), (0, None))
        if match is None:
            layout.left.append(entry)
            continue
        handed = Handed(
            entry,
            match["id"],
            match["name"],
            file=match["file"] or entry.place.name,
            submitted=entry.modified,
            clock=entry.clock,
        )
        found.append((depth, handed))
    return _if_most(_at_one_depth(layout, found))


def moodles_own(part: str) -> re.Match[str] | None:
    """Return the match of a name that Moodle wrote, none of what follows a name of Canvas'."""
    match, canvas = MOODLE.fullmatch(part), CANVAS.fullmatch(part)
    return None if match and canvas and canvas.end("upload") < match.start("id") else match


def _nbgrader(entries: Sequence[Entry], assignment: str) -> Layout | None:
    layout = Layout("nbgrader")
    stamps = {entry.place.parent: entry for entry in entries if entry.place.name == "timestamp.txt"}
    others: set[str] = set()
    found: list[tuple[str, Handed]] = []
    # At the root, or in the one folder that everything gradable is in: below a student's, it is
    # the student's.
    tops = {entry.place.parts[0] for entry in entries if entry.gradable}
    at = 0 if "submitted" in tops or len(tops) > 1 else 1
    for entry in _answers(entries):
        parts = entry.place.parts
        if parts[at : at + 1] != ("submitted",) or len(parts) < at + 4:
            layout.left.append(entry)
            continue
        student, task = parts[at + 1 : at + 3]
        # One deeper is a file that the student handed in.
        stamp = _stamp(stamps.get(PurePosixPath(*parts[: at + 3])))
        handed = Handed(
            entry,
            student,
            file=entry.place.name,
            submitted=stamp or entry.modified,
            clock="timestamp.txt" if stamp else entry.clock,
        )
        found.append((task, handed))
    if any(task == assignment for task, _ in found):
        others = {task for task, _ in found if task != assignment}
        found = [(task, handed) for task, handed in found if task == assignment]
    layout.handed = [handed for _, handed in found]
    if others:
        layout.problems.append(
            f"submitted/: left alone, other assignments than {assignment}: "
            f"{', '.join(sorted(others)[:5])}"
        )
    return layout if layout.handed else None


def _gradescope(entries: Sequence[Entry]) -> Layout | None:
    found = _gradescopes_own(entries)
    if found is None:
        return None
    layout = Layout("Gradescope")
    metadata, home = _metadata(found, layout), found.place.parent
    for entry in _answers(entries):
        folder = _submission_folder(entry, home)
        if not folder:
            layout.left.append(entry)
            continue
        record = metadata.get(folder)
        if not isinstance(record, dict):
            layout.problems.append(
                f"{entry.place}: {found.place.name} does not say whose it is; graded as {folder}"
            )
            layout.handed.append(Handed(entry, folder, file=entry.place.name))
            continue
        created = _time(str(record.get(":created_at", "")))
        number = int(folder.rpartition("_")[2])
        submitters = record.get(":submitters")
        people = [p for p in submitters if isinstance(p, dict)] if submitters else []
        for person in people or [{}]:
            sid, email = (str(person.get(key) or "").strip() for key in (":sid", ":email"))
            layout.handed.append(
                Handed(
                    entry,
                    sid or email or folder,
                    str(person.get(":name") or "").strip(),
                    also=tuple(each for each in (email, folder) if each),
                    file=entry.place.name,
                    upload=number,
                    submitted=created,
                    clock="Gradescope's metadata" if created else "",
                )
            )
    return _if_most(layout)


def _gradescopes_own(entries: Sequence[Entry]) -> Entry | None:
    """Return the metadata that Gradescope wrote, never a student's own file of that name.

    It stands at the root, or in the one folder that everything gradable is in; that folder is no
    student's in a Moodle download of one.
    """
    found = [
        entry
        for entry in entries
        if entry.place.name == _GRADESCOPE and entry.path is not None and len(entry.place.parts) < 3
    ]
    first = min(found, key=lambda entry: len(entry.place.parts), default=None)
    if first is None:
        return None
    home = first.place.parent
    if any(MOODLE.fullmatch(part) for part in home.parts):
        return None
    gradable = [entry for entry in entries if entry.gradable]
    return first if all(entry.place.is_relative_to(home) for entry in gradable) else None


def _submission_folder(entry: Entry, home: PurePosixPath) -> str:
    """Return the folder of Gradescope's that an entry is in; "" if it is in none."""
    depth = len(home.parts)
    parts = entry.place.parts
    inside = parts[:depth] == home.parts and len(parts) > depth + 1
    return parts[depth] if inside and re.fullmatch(r"submission_\d+", parts[depth]) else ""


def _metadata(entry: Entry, layout: Layout) -> dict[str, object]:
    """Return Gradescope's metadata, every scalar as the text that it is."""
    assert entry.path is not None
    # No types are guessed: a student id such as 0123 stays what it is.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if entry.path.stat().st_size > _MAX_METADATA_BYTES:
            raise yaml.YAMLError("too large")
        data = yaml.load(entry.path.read_bytes(), Loader=loader)
    except (yaml.YAMLError, OSError, UnicodeError, RecursionError) as error:
        said = " ".join(str(error).split())[:200]
        layout.problems.append(
            f"{entry.place}: cannot be read ({said}); submissions are graded under their numbers"
        )
        return {}
    return data if isinstance(data, dict) else {}


def _stamp(entry: Entry | None) -> datetime | None:
    """Return the time in nbgrader's ``timestamp.txt``; None if it is missing or says none."""
    if entry is None or entry.path is None:
        return None
    try:
        with entry.path.open("rb") as file:
            return _time(file.read(100).decode("ascii", "replace").strip())
    except OSError:
        return None


def _time(text: str) -> datetime | None:
    """Return a time such as ``2026-10-01 12:00:00.123456789 Z`` or ``... UTC``."""
    match = re.match(
        r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$", text.strip()
    )
    if match is None:
        return None
    day, clock, zone = match.groups()
    offset = "+0000" if zone in (None, "Z", "UTC") else zone.replace(":", "")
    try:
        moment = datetime.strptime(f"{day} {clock} {offset}", "%Y-%m-%d %H:%M:%S %z")
        return moment.astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def _answers(entries: Iterable[Entry]) -> Iterable[Entry]:
    return (entry for entry in entries if not entry.metadata)


def _at_one_depth(layout: Layout, found: Sequence[tuple[int, Handed]]) -> Layout:
    """Add what fits as deep in the folders as most of it does: further down, students name."""
    depths = Counter(depth for depth, handed in found if may_be_graded(handed.entry))
    usual = max(depths, key=lambda depth: (depths[depth], -depth), default=0)
    for depth, handed in found:
        if depth == usual:
            layout.handed.append(handed)
        else:
            layout.left.append(handed.entry)
    return layout


def _if_most(layout: Layout) -> Layout | None:
    """Return the layout if most of what may be graded fits it: a name alone may fit by chance."""
    fit = sum(may_be_graded(handed.entry) for handed in layout.handed)
    left = sum(may_be_graded(entry) for entry in layout.left)
    return layout if layout.handed and (fit > left or not left) else None


def may_be_graded(entry: Entry) -> bool:
    """Tell whether an entry may be graded: a notebook, a script, or a zip that may hold one."""
    return entry.gradable or entry.place.suffix.lower() == ".zip"
