"""What an instructor has in hand, taken in: files to grade, each with its student.

Owns the order of events: `archive` unpacks, `layouts` recognises, `roster` maps ids, `latest`
chooses among several files of one student. Plain files and folders are named as `collecting` does.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePath, PurePosixPath

from autograder.errors import ChalkgradError
from autograder.intake.archive import MAX_TOTAL_BYTES, is_archive, unpack
from autograder.intake.attempts import in_order, is_handed_out
from autograder.intake.entry import Entry
from autograder.intake.files import SKIPPED_FOLDERS, look_up, nothing_to_grade, walk
from autograder.intake.layouts import Handed, Layout, may_be_graded, plain_files, recognise
from autograder.intake.naming import SubmissionFile, fold, name_files, safe, unused
from autograder.intake.roster import Roster, Student, read_roster

__all__ = ["Intake", "Roster", "Student", "read_roster", "take_in"]

# Of what one student's archive within the download may become.
_NESTED_BYTES = 512 << 20
_OTHER_ARCHIVES = (".7z", ".rar", ".gz", ".tgz", ".tar", ".xz", ".bz2")


@dataclass(frozen=True)
class Intake:
    """What a download came to.

    Parameters
    ----------
    files : tuple of SubmissionFile
        To be graded, sorted by id; several with one id are attempts of one student, the one that
        counts last.
    problems : tuple of str
        One line for everything that the instructor should look at.
    notes : tuple of str
        What was recognised and chosen.
    missing : tuple of Student
        Those on the roster of whom there is nothing to grade.
    absent : bool
        Whether something that was named was not found.
    """

    files: tuple[SubmissionFile, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[Student, ...] = ()
    absent: bool = False


@dataclass
class _Person:
    """One student's files, as they are found."""

    id: str
    name: str
    student: Student | None
    handed: list[Handed] = field(default_factory=list)


def take_in(
    paths: Iterable[str | Path],
    assignment: str,
    scratch: Path,
    *,
    handed_out: Collection[str] = frozenset(),
    roster: Roster | None = None,
    best: bool = False,
) -> Intake:
    """Find everything gradable in files, folders and archives, and whose it is.

    Parameters
    ----------
    paths : iterable of str or Path
        Files, folders, LMS downloads as zip archives or unpacked.
    assignment : str
        Its name tells an answer from a student's other files.
    scratch : Path
        An empty private folder that archives are unpacked into; needed until all is graded.
    handed_out : collection of str, optional
        Names of files that came with the assignment and are nobody's answer.
    roster : Roster, optional
        Maps ids and says who is missing.
    best : bool, default False
        Keep all files of a student, not only the last.

    Raises
    ------
    ChalkgradError
        There is nothing to grade at all; the line lists what was seen.
    """
    work = _Intake(assignment, scratch, frozenset(handed_out), roster)
    for path in map(Path, paths):
        work.take(path)
    work.take_archives()
    return work.finish(best)


class _Intake:
    """The state of one intake."""

    def __init__(
        self, assignment: str, scratch: Path, handed_out: frozenset[str], roster: Roster | None
    ) -> None:
        self.assignment = assignment
        self.scratch = scratch
        self.handed_out = handed_out
        self.roster = roster
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.people: dict[str, _Person] = {}
        self.archives: dict[Path, list[Entry]] = {}
        self.plain: dict[Path, tuple[Path, PurePath]] = {}
        self.plain_entries: dict[Path, Entry] = {}
        self.shown: dict[Path, str] = {}
        self.seen: set[str] = set()
        self.absent = False
        self.unpacked = 0

    # -- one path ----------------------------------------------------------------------------------

    def take(self, path: Path) -> None:
        """Add a file, or what is in a folder; unpack an archive."""
        status = look_up(path, self.problems)
        if status is None:
            self.absent = True
            return
        if stat.S_ISDIR(status.st_mode):
            entries = self._listed(path)
            self._take_layout(path, recognise(entries, self.assignment))
        elif path.suffix.lower() not in (".ipynb", ".py") and is_archive(path):
            self.archives[path] = self._unpack(path)
        else:
            real = path.resolve()
            self.plain.setdefault(real, (path, PurePath(real.parent.name, path.name)))
            self.plain_entries[path] = Entry(PurePosixPath(path.name), path, *_mtime(path))

    def take_archives(self) -> None:
        """Add what is in the archives.

        Where one is no download, the others may be students' own too: the names inside them are
        theirs, and must not say whose a file is.
        """
        layouts = {
            path: recognise(entries, self.assignment) for path, entries in self.archives.items()
        }
        mixed = any(
            layout.kind == "files" and any(map(may_be_graded, layout.left))
            for layout in layouts.values()
        )
        for path, layout in layouts.items():
            if mixed and layout.kind != "files":
                self.problems.append(
                    f"{path}: looks like a download from {layout.kind}, but was given with zip "
                    "files that are none, so its files are graded under their own names; if it is "
                    "your download, grade it in a command of its own"
                )
                layout = plain_files(self.archives[path])
            self._take_layout(path, layout)

    def _listed(self, root: Path) -> list[Entry]:
        """Return the files of a folder."""
        ignored: list[Path] = []
        found = walk(root, self.handed_out, self.problems, ignored)
        # nbgrader's folder may be given itself.
        top = PurePosixPath("submitted" if root.resolve().name == "submitted" else "")
        entries = [
            Entry(top / PurePosixPath(path.relative_to(root)), path, *_mtime(path))
            for path in found
        ]
        for path in ignored:
            place = top / PurePosixPath(path.relative_to(root))
            entry = Entry(place, path, *_mtime(path))
            usable = entry.metadata or path.suffix.lower() == ".zip"
            if not usable or os.path.islink(path) or not _readable(path, self.problems):
                entry = replace(entry, path=None)
            entries.append(entry)
        return entries

    def _unpack(self, archive: Path, most: int | None = None) -> list[Entry]:
        """Return the files of an archive."""
        self.unpacked += 1
        into = self.scratch / str(self.unpacked)

        def wanted(entry: Entry) -> bool:
            if not _is_junk(entry.place, self.handed_out):
                zipped = most is None and entry.place.suffix.lower() == ".zip"
                return entry.gradable or entry.metadata or zipped
            return False

        entries = unpack(archive, into, wanted, self.problems, most or MAX_TOTAL_BYTES)
        return [entry for entry in entries if not _is_junk(entry.place, self.handed_out)]

    def _take_layout(self, source: Path, layout: Layout) -> None:
        self.problems += layout.problems
        if layout.kind != "files":
            people = {handed.id for handed in layout.handed}
            self.notes.append(f"{source}: a download from {layout.kind}, {len(people)} students")
        for handed in layout.handed:
            if not is_handed_out(handed.file, self.handed_out):
                for each in self._opened(handed):
                    self._add(each)
        strange = [entry for entry in layout.left if entry.gradable]
        if layout.kind != "files" and strange:
            shown = ", ".join(str(entry.place) for entry in strange[:5])
            self.problems.append(
                f"{source}: {len(strange)} files are not named as {layout.kind} names them, and "
                f"are graded under their own names: {shown}"
            )
        outer = PurePath(source.resolve().name if source.is_dir() else source.stem)
        # One zip a student: its name was given to it, the one inside is the student's own.
        of_several = source in self.archives and len(self.archives) > 1
        alone = of_several and layout.kind == "files" and len(strange) == 1
        own = PurePath(source.resolve().parent.name, source.name)
        for entry in layout.left:
            known_by = own if alone and entry.gradable else outer / entry.place
            self._add_plain(source, entry, known_by)

    def _opened(self, handed: Handed) -> list[Handed]:
        """Return a student's file, or the files in the archive that a student has handed in."""
        path = handed.entry.path
        if path is None or handed.entry.gradable or not is_archive(path):
            return [handed]
        return [
            replace(handed, entry=replace(entry, place=handed.entry.place / entry.place), file=name)
            for entry in self._nested(path)
            if not is_handed_out(name := entry.place.name, self.handed_out)
        ] or [handed]

    def _nested(self, archive: Path) -> list[Entry]:
        try:
            return [entry for entry in self._unpack(archive, _NESTED_BYTES) if entry.gradable]
        except ChalkgradError as error:
            self.problems.append(str(error))
            return []

    def _add(self, handed: Handed) -> None:
        """Enter a file under its student."""
        student = self.roster.find([handed.id, *handed.also], handed.name) if self.roster else None
        person_id = student.id if student else handed.id
        key = fold(person_id)
        person = self.people.setdefault(key, _Person(person_id, handed.name, student))
        if student is not None and student.name:
            person.name = student.name
        person.handed.append(handed)

    def _add_plain(self, source: Path, entry: Entry, place: PurePath) -> None:
        """Enter a file by the names of its folders and its own, which tell it from others."""
        path = entry.path
        if path is None or not entry.gradable:
            if path is not None and entry.place.suffix.lower() == ".zip" and is_archive(path):
                nested = self._nested(path)
                for inner in nested:
                    within = replace(inner, place=entry.place.with_suffix("") / inner.place)
                    alone = len(nested) == 1
                    known_by = place if alone else place.with_suffix("") / inner.place
                    self._add_plain(source, within, known_by)
                return
            self.seen.add(entry.place.name)
            if entry.place.suffix.lower() in _OTHER_ARCHIVES:
                self.problems.append(f"{entry.place}: is an archive that is not read; unpack it")
            return
        self.plain.setdefault(path.resolve(), (path, place))
        self.plain_entries[path] = entry
        if not source.is_dir():
            self.shown[path] = f"{source}/{entry.place.parent}".removesuffix("/.")

    # -- all of them -------------------------------------------------------------------------------

    def finish(self, best: bool) -> Intake:
        """Name what is plain, choose among several, and say who is missing."""
        plain = name_files(
            list(self.plain.values()),
            self.problems,
            lambda path: self.shown.get(path, str(path.parent)),
        )
        places = dict(self.plain.values())
        own: list[SubmissionFile] = []
        for file in plain:
            entry = self.plain_entries[file.path]
            student = self.roster.find_by_place(places[file.path]) if self.roster else None
            if student is None:
                own.append(replace(file, submitted=entry.modified, clock=entry.clock))
            else:
                person = self.people.setdefault(
                    fold(student.id), _Person(student.id, student.name, student)
                )
                person.handed.append(
                    Handed(
                        entry,
                        student.id,
                        file=entry.place.name,
                        submitted=entry.modified,
                        clock=entry.clock,
                    )
                )
        used: set[str] = set()
        files: list[SubmissionFile] = []
        for person in sorted(self.people.values(), key=lambda each: (fold(each.id), each.id)):
            files += self._of(person, unused(safe(person.id), used), best)
        files += [replace(file, student_id=unused(file.student_id, used)) for file in own]
        if not files:
            raise nothing_to_grade(self.seen, self.problems)
        files.sort(key=lambda file: file.student_id)
        return Intake(
            tuple(files),
            tuple(self.problems),
            tuple(self.notes),
            self._missing(files),
            self.absent,
        )

    def _of(self, person: _Person, student_id: str, best: bool) -> list[SubmissionFile]:
        """Return the files of one student that are graded."""
        said = f"{student_id} ({person.name})" if person.name else student_id
        handed = [each for each in person.handed if each.entry.path and each.entry.gradable]
        others = [each.file for each in person.handed if each not in handed]
        if not handed:
            self.problems.append(
                f"{said}: handed in nothing that can be graded: {', '.join(sorted(others)[:5])}"
            )
            return []
        if self.roster is not None and person.student is None:
            self.problems.append(f"{said}: is not on the roster; graded under that id")
        handed = in_order(handed, self.assignment)
        if len(handed) > 1:
            names = ", ".join(str(each.entry.place) for each in handed[:-1])
            last = handed[-1].entry.place
            self.notes.append(
                f"{said}: {len(handed)} files; all are graded and the best counts"
                if best
                else f"{said}: {len(handed)} files; graded is the last, {last}, and not {names}"
            )
        kept = handed if best else handed[-1:]
        stated = person.student.submitted if person.student else None
        return [
            SubmissionFile(
                each.entry.path,  # type: ignore[arg-type]  # filtered above
                student_id,
                person.name,
                str(each.entry.place),
                stated or each.submitted,
                "the roster" if stated else each.clock,
                each.late,
            )
            for each in kept
        ]

    def _missing(self, files: Sequence[SubmissionFile]) -> tuple[Student, ...]:
        if self.roster is None:
            return ()
        found = {fold(person.id) for person in self.people.values() if person.student}
        graded = {fold(file.student_id) for file in files}
        return tuple(
            student
            for student in self.roster.students
            if fold(student.id) not in found or fold(safe(student.id)) not in graded
        )


def _readable(path: Path, problems: list[str]) -> bool:
    """Tell whether a path leads to a file that may be read; say so where it may not."""
    status = look_up(path, problems)
    if status is None or not stat.S_ISREG(status.st_mode):
        return False
    if not os.access(path, os.R_OK):
        problems.append(f"{path}: cannot be read ({os.strerror(errno.EACCES)})")
        return False
    return True


def _mtime(path: Path) -> tuple[datetime | None, str]:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime).astimezone(), "the file's time"
    except (OSError, ValueError, OverflowError):
        return None, ""


def _is_junk(place: PurePosixPath, handed_out: Collection[str]) -> bool:
    """Tell whether a path in an archive is one that a walk of folders would skip."""
    return any(
        part.startswith(".") or part in SKIPPED_FOLDERS or part in handed_out
        for part in place.parts
    )
