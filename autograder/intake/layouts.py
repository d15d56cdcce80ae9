"""How LMSs lay out their downloads: whose each file is, recognised by the contents alone.

Owns the patterns of Canvas, Moodle, Gradescope and nbgrader. A file that fits none of them is left
over and graded under its own name. Names that students choose come after or below those that the
LMS writes, and never decide whose a file is. Unpacking is left to `archive`; which of a student's
files counts, to `attempts`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import PurePosixPath

import yaml

from autograder.intake.entry import Entry
from autograder.submissions.regular_file import open_regular, read_regular

# Gradescope's metadata hold the output of every test of every submission.
_MAX_METADATA_BYTES = 64 << 20
# Gradescope's metadata of 500 students and 60 tests have 300,000, and are 6 deep.
_MAX_METADATA_EVENTS = 1_000_000
_MAX_METADATA_DEPTH = 20

_GRADESCOPE = "submission_metadata.yml"

# `lib/content_zipper.rb` of Canvas: name, LATE, user id (anonymous: anon_ and letters), id of the
# uploaded file, and its name. Canvas strips everything but word characters from the name. Students
# who are anonymous have none: it must not be looked for in the student's own name for the file.
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
class OwnedFile:
    """One file of a download and the student it belongs to.

    Parameters
    ----------
    entry : Entry
        The file.
    id, name : str
        The student's id in the LMS, and name if the download has it.
    also : tuple of str
        What else the student is known by, such as an e-mail address.
    file : str
        The student's own name for the file.
    upload : int
        A number that grows from upload to upload.
    submitted, clock
        When it was handed in, and the source of that time.
    late : bool
        Whether the LMS marks it as late.
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
    """The layout of a download.

    Attributes
    ----------
    kind : str
        ``"Canvas"``, ``"Moodle"``, ``"Gradescope"``, ``"nbgrader"`` or ``"files"``.
    owned : list of OwnedFile
        The files of known students, of any kind.
    left : list of Entry
        The other files.
    problems : list of str
        What the instructor should look at.
    """

    kind: str
    owned: list[OwnedFile] = field(default_factory=list)
    left: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def recognise(entries: Sequence[Entry], assignment: str) -> Layout:
    """Find out which download this is and whose each file in it is."""
    return (
        _gradescope(entries)
        or _by_name("Moodle", entries, _moodle)
        or _nbgrader(entries, assignment)
        or _by_name("Canvas", entries, _canvas)
        or plain_files(entries)
    )


def plain_files(entries: Iterable[Entry]) -> Layout:
    """Return the layout of files that are not an LMS download."""
    return Layout("files", left=list(_answers(entries)))


def _by_name(
    kind: str, entries: Iterable[Entry], owned_by: Callable[[Entry], tuple[int, OwnedFile] | None]
) -> Layout | None:
    """Return the layout of an LMS that writes the student into a name; None for another's.

    `owned_by` returns the depth of such a name and the file. Most of them are equally deep; names
    at another depth are the students' own.
    """
    layout = Layout(kind)
    found: list[tuple[int, OwnedFile]] = []
    for entry in _answers(entries):
        if match := owned_by(entry):
            found.append(match)
        else:
            layout.left.append(entry)
    depths = Counter(depth for depth, owned in found if may_be_graded(owned.entry))
    usual = max(depths, key=lambda depth: (depths[depth], -depth), default=0)
    layout.owned = [owned for depth, owned in found if depth == usual]
    layout.left += [owned.entry for depth, owned in found if depth != usual]
    return _if_most(layout)


def _canvas(entry: Entry) -> tuple[int, OwnedFile] | None:
    match = CANVAS.fullmatch(entry.place.name)
    if match is None:
        return None
    # The zip's times are those of the download, even if the file is marked LATE.
    return len(entry.place.parts), OwnedFile(
        entry,
        match["user"],
        match["name"] or "",
        file=match["file"],
        upload=int(match["upload"]),
        late=match["late"] is not None,
    )


def _moodle(entry: Entry) -> tuple[int, OwnedFile] | None:
    for depth, part in enumerate(entry.place.parts):
        if match := match_moodle(part):
            return depth, OwnedFile(
                entry,
                match["id"],
                match["name"],
                file=match["file"] or entry.place.name,
                submitted=entry.modified,
                clock=entry.clock,
            )
    return None


def match_moodle(part: str) -> re.Match[str] | None:
    """Return the match of a name that Moodle wrote; None if Canvas wrote the beginning of it."""
    match, canvas = MOODLE.fullmatch(part), CANVAS.fullmatch(part)
    return None if match and canvas and canvas.end("upload") < match.start("id") else match


def _nbgrader(entries: Sequence[Entry], assignment: str) -> Layout | None:
    layout = Layout("nbgrader")
    stamps = {entry.place.parent: entry for entry in entries if entry.place.name == "timestamp.txt"}
    found: list[tuple[str, OwnedFile]] = []
    # nbgrader's `submitted` is at the root, or in the only folder with gradable files; one further
    # down is a student's.
    tops = {entry.place.parts[0] for entry in entries if entry.gradable}
    at = 0 if "submitted" in tops or len(tops) > 1 else 1
    for entry in _answers(entries):
        parts = entry.place.parts
        if parts[at : at + 1] != ("submitted",) or len(parts) < at + 4:
            layout.left.append(entry)
            continue
        student, task = parts[at + 1 : at + 3]
        # A timestamp.txt further down was handed in by the student.
        stamp = _stamp(stamps.get(PurePosixPath(*parts[: at + 3])))
        owned = OwnedFile(
            entry,
            student,
            file=entry.place.name,
            submitted=stamp or entry.modified,
            clock="timestamp.txt" if stamp else entry.clock,
        )
        found.append((task, owned))
    others = {task for task, _ in found} - {assignment}
    known = any(task == assignment for task, _ in found)
    layout.owned = [owned for task, owned in found if task == assignment or not known]
    if known and others:
        layout.problems.append(
            f"submitted/: other assignments than {assignment} are not graded: "
            f"{', '.join(sorted(others)[:5])}"
        )
    return layout if layout.owned else None


def _gradescope(entries: Sequence[Entry]) -> Layout | None:
    found = _find_metadata(entries)
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
                f"{entry.place}: its student is not in {found.place.name}; graded as {folder}"
            )
            layout.owned.append(OwnedFile(entry, folder, file=entry.place.name))
            continue
        created = _time(str(record.get(":created_at", "")))
        number = int(folder.rpartition("_")[2])
        submitters = record.get(":submitters")
        people = [p for p in submitters if isinstance(p, dict)] if submitters else []
        for person in people or [{}]:
            sid, email = (str(person.get(key) or "").strip() for key in (":sid", ":email"))
            layout.owned.append(
                OwnedFile(
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


def _find_metadata(entries: Sequence[Entry]) -> Entry | None:
    """Return the metadata that Gradescope wrote, never a student's own file of that name.

    They are at the root, or in the only folder with gradable files, unless Moodle named that folder
    after a student.
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
    """Return the folder of Gradescope that an entry is in; "" if it is in none."""
    depth = len(home.parts)
    parts = entry.place.parts
    inside = parts[:depth] == home.parts and len(parts) > depth + 1
    return parts[depth] if inside and re.fullmatch(r"submission_\d+", parts[depth]) else ""


def _metadata(entry: Entry, layout: Layout) -> dict[str, object]:
    """Return Gradescope's metadata, with every scalar as text."""
    assert entry.path is not None
    try:
        if entry.path.stat().st_size > _MAX_METADATA_BYTES:
            raise yaml.YAMLError("too large")
        data = _loaded(read_regular(entry.path))
    except (yaml.YAMLError, OSError, UnicodeError, RecursionError) as error:
        said = " ".join(str(error).split())[:200]
        layout.problems.append(
            f"{entry.place}: cannot be read ({said}); submissions are graded under their numbers"
        )
        return {}
    return data if isinstance(data, dict) else {}


def _loaded(raw: bytes) -> object:
    """Return what YAML says, with every scalar as text.

    The file may be a student's: what is nested too deep ends the process, and an alias of aliases
    stands for more than fits in memory.

    Raises
    ------
    yaml.YAMLError
        If it is nothing that Gradescope writes.
    """
    # YAML's types would turn a student id such as 0123 into a number.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    if re.search(rb"^%", raw, re.MULTILINE):
        # Each takes the longer the more there are.
        raise yaml.YAMLError("a directive")
    depth = 0
    for number, event in enumerate(yaml.parse(raw, Loader=loader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if number > _MAX_METADATA_EVENTS or depth > _MAX_METADATA_DEPTH:
            raise yaml.YAMLError("too many parts")
        if isinstance(event, yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
    return yaml.load(raw, Loader=loader)


def _stamp(entry: Entry | None) -> datetime | None:
    """Return the time in nbgrader's ``timestamp.txt``; None if there is none."""
    if entry is None or entry.path is None:
        return None
    try:
        with open_regular(entry.path) as file:
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


def _if_most(layout: Layout) -> Layout | None:
    """Return the layout if most gradable files fit it: a single name may fit by chance."""
    fit = sum(may_be_graded(owned.entry) for owned in layout.owned)
    left = sum(may_be_graded(entry) for entry in layout.left)
    return layout if layout.owned and (fit > left or not left) else None


def may_be_graded(entry: Entry) -> bool:
    """Tell whether an entry may be graded: a notebook, a script, or a zip that may hold one."""
    return entry.gradable or entry.place.suffix.lower() == ".zip"
