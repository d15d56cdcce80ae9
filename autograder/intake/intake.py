"""From files, folders and downloads to the files to grade, each with its student.

Owns the order of the steps: `sources` reads the files, `layouts` recognises downloads, `roster`
maps ids, `naming` names the files of unknown students, `file_order` orders a student's files.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Any

from autograder.intake.archive import is_archive
from autograder.intake.entry import Entry, SubmissionFile
from autograder.intake.file_order import in_order, is_handed_out
from autograder.intake.files import nothing_to_grade
from autograder.intake.layouts import Layout, OwnedFile, may_be_graded, plain_files, recognise
from autograder.intake.naming import caseless, name_files, safe_id, unique_id
from autograder.intake.roster import Roster, Student
from autograder.intake.sources import Source, SourceReader, file_time

_OTHER_ARCHIVES = (".7z", ".rar", ".gz", ".tgz", ".tar", ".xz", ".bz2")


@dataclass(frozen=True)
class Intake:
    """The files to grade, and what the instructor should know about them.

    Parameters
    ----------
    files : tuple of SubmissionFile
        Sorted by id; several with one id are attempts of one student, the one that counts last.
    problems : tuple of str
        One line for everything that the instructor should look at.
    notes : tuple of str
        What was recognised and chosen.
    missing : tuple of Student
        Students on the roster who have no file to grade.
    incomplete : bool
        Whether a path was not found, or something in it refused.
    """

    files: tuple[SubmissionFile, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    missing: tuple[Student, ...] = ()
    incomplete: bool = False


@dataclass
class _Person:
    """A student and the files found so far."""

    id: str
    name: str
    student: Student | None
    files: list[OwnedFile] = field(default_factory=list)


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
        Its name; a student's file with that name is preferred to others.
    scratch : Path
        An empty private folder that archives are unpacked into; needed until all is graded.
    handed_out : collection of str, optional
        Names of files that came with the assignment and are nobody's answer.
    roster : Roster, optional
        The class list, for ids, names and missing students.
    best : bool, default False
        Keep all files of a student, not only the last.

    Raises
    ------
    ChalkgradError
        There is nothing to grade at all; the line lists what was seen.
    """
    handed_out = frozenset(handed_out)
    reader = SourceReader(scratch, handed_out)
    sources = reader.read(paths)
    owners = _Owners(reader, handed_out, roster)
    several = sum(source.kind == "archive" for source in sources) > 1
    for source, layout in _recognised(sources, assignment, reader.problems):
        owners.take(source, layout, one_of_several=several)
    files = _Choice(owners, assignment, best).files()
    if not files:
        raise nothing_to_grade(owners.seen, owners.problems)
    return Intake(
        tuple(files),
        tuple(owners.problems),
        tuple(owners.notes),
        _missing(owners, files),
        reader.incomplete,
    )


def _recognised(
    sources: Sequence[Source], assignment: str, problems: list[str]
) -> list[tuple[Source, Layout]]:
    """Return the layout of each source.

    If one archive is not a download, the others may be students' own too. Students chose the names
    inside those, so these names must not decide whose a file is.
    """
    found = [
        (
            source,
            Layout("files", left=source.entries)
            if source.kind == "file"
            else recognise(source.entries, assignment),
        )
        for source in sources
    ]
    mixed = any(
        source.kind == "archive" and layout.kind == "files" and any(map(may_be_graded, layout.left))
        for source, layout in found
    )
    for place, (source, layout) in enumerate(found):
        if mixed and source.kind == "archive" and layout.kind != "files":
            problems.append(
                f"{source.path}: looks like a download from {layout.kind}, but other zip files do "
                "not, so its files are graded under their own names; if you downloaded it from "
                f"{layout.kind}, grade it in a command of its own"
            )
            found[place] = (source, plain_files(source.entries))
    return found


class _Owners:
    """Whose each file is, as far as the layouts and the roster tell."""

    def __init__(
        self, reader: SourceReader, handed_out: frozenset[str], roster: Roster | None
    ) -> None:
        self.reader = reader
        self.handed_out = handed_out
        self.roster = roster
        self.problems = reader.problems
        self.notes: list[str] = []
        self.people: dict[str, _Person] = {}
        # By real path: the path, and the folders and name that tell it from others.
        self.unowned: dict[Path, tuple[Path, PurePath]] = {}
        self.entries: dict[Path, Entry] = {}
        self.shown: dict[Path, str] = {}
        self.seen: set[str] = set()

    def take(self, source: Source, layout: Layout, *, one_of_several: bool) -> None:
        """Add the files of a source to their students, the others under their own names."""
        self.problems += layout.problems
        if layout.kind != "files":
            count = len({owned.id for owned in layout.owned})
            self.notes.append(f"{source.path}: a download from {layout.kind}, {count} students")
        for owned in layout.owned:
            if not is_handed_out(owned.file, self.handed_out):
                for each in self._opened(owned):
                    self.add_owned(each)
        strange = [entry for entry in layout.left if entry.gradable]
        if layout.kind != "files" and strange:
            shown = ", ".join(str(entry.place) for entry in strange[:5])
            self.problems.append(
                f"{source.path}: {len(strange)} files are not named as {layout.kind} names them, "
                f"and are graded under their own names: {shown}"
            )
        real = source.path.resolve()
        own = PurePath(real.parent.name, source.path.name)
        if source.kind == "file":
            self._add_unowned(source, layout.left[0], own)
            return
        outer = PurePath(real.name if source.kind == "folder" else source.path.stem)
        # With one zip per student, the zip's name tells whose the single file in it is.
        alone = (
            source.kind == "archive"
            and one_of_several
            and layout.kind == "files"
            and len(strange) == 1
        )
        for entry in layout.left:
            place = own if alone and entry.gradable else outer / entry.place
            if source.kind == "archive" and one_of_several:
                # It may be a student's own, with times that the student's side has written.
                modified, clock = file_time(source.path)
                entry = replace(entry, modified=modified, clock=clock)
            self._add_unowned(source, entry, place)

    def _opened(self, owned: OwnedFile) -> list[OwnedFile]:
        """Return a student's file, or the files in it if it is an archive."""
        path = owned.entry.path
        if path is None or owned.entry.gradable or not is_archive(path):
            return [owned]
        return [
            replace(owned, entry=replace(entry, place=owned.entry.place / entry.place), file=name)
            for entry in self.reader.inside(path)
            if not is_handed_out(name := entry.place.name, self.handed_out)
        ] or [owned]

    def add_owned(self, owned: OwnedFile) -> None:
        """Add a file to its student's."""
        student = self.roster.find([owned.id, *owned.also], owned.name) if self.roster else None
        student_id = student.id if student else owned.id
        person = self.people.setdefault(
            caseless(student_id), _Person(student_id, owned.name, student)
        )
        if student is not None and student.name:
            person.name = student.name
        person.files.append(owned)

    def _add_unowned(self, source: Source, entry: Entry, place: PurePath) -> None:
        """Add a file under the names of its folders and its own, which tell it from others."""
        path = entry.path
        if source.kind != "file" and (path is None or not entry.gradable):
            if path is not None and entry.place.suffix.lower() == ".zip" and is_archive(path):
                nested = self.reader.inside(path)
                for inner in nested:
                    # The student's side has written the times within.
                    within = replace(
                        inner,
                        place=entry.place.with_suffix("") / inner.place,
                        modified=entry.modified,
                        clock=entry.clock,
                    )
                    known_by = place if len(nested) == 1 else place.with_suffix("") / inner.place
                    self._add_unowned(source, within, known_by)
                return
            self.seen.add(entry.place.name)
            if entry.place.suffix.lower() in _OTHER_ARCHIVES:
                self.problems.append(f"{entry.place}: this kind of archive is not read; unpack it")
            return
        assert path is not None
        self.unowned.setdefault(path.resolve(), (path, place))
        self.entries[path] = entry
        if source.kind == "archive":
            self.shown[path] = f"{source.path}/{entry.place.parent}".removesuffix("/.")


class _Choice:
    """Which of the files are graded, and under which ids."""

    def __init__(self, owners: _Owners, assignment: str, best: bool) -> None:
        self.owners = owners
        self.assignment = assignment
        self.best = best

    def files(self) -> list[SubmissionFile]:
        """Return each student's files that are graded, and those of unknown students, by id."""
        unowned = self._unowned()
        used: dict[str, int] = {}
        files: list[SubmissionFile] = []
        people = self.owners.people.values()
        for person in sorted(people, key=lambda each: (caseless(each.id), each.id)):
            files += self._of(person, unique_id(safe_id(person.id), used))
        files += [replace(file, student_id=unique_id(file.student_id, used)) for file in unowned]
        return sorted(files, key=lambda file: file.student_id)

    def _unowned(self) -> list[SubmissionFile]:
        """Add files named after students on the roster to theirs; return the rest, named."""
        owners = self.owners
        named = name_files(
            list(owners.unowned.values()),
            owners.problems,
            lambda path: owners.shown.get(path, str(path.parent)),
        )
        places = dict(owners.unowned.values())
        unowned = []
        for file in named:
            entry = owners.entries[file.path]
            student = owners.roster.find_by_place(places[file.path]) if owners.roster else None
            dated: dict[str, Any] = {"submitted": entry.modified, "clock": entry.clock}
            if student is None:
                unowned.append(replace(file, **dated))
            else:
                owners.add_owned(OwnedFile(entry, student.id, file=entry.place.name, **dated))
        return unowned

    def _of(self, person: _Person, student_id: str) -> list[SubmissionFile]:
        """Return the files of one student that are graded."""
        said = f"{student_id} ({person.name})" if person.name else student_id
        gradable = [each for each in person.files if each.entry.path and each.entry.gradable]
        if not gradable:
            others = sorted(each.file for each in person.files)
            self.owners.problems.append(
                f"{said}: handed in nothing that can be graded: {', '.join(others[:5])}"
            )
            return []
        if self.owners.roster is not None and person.student is None:
            self.owners.problems.append(f"{said}: is not on the roster; graded under that id")
        gradable = in_order(gradable, self.assignment)
        if len(gradable) > 1:
            *names, last = (str(each.entry.place) for each in gradable)
            self.owners.notes.append(
                f"{said}: {len(gradable)} files; all are graded and the best counts"
                if self.best
                else f"{said}: {len(gradable)} files; the last, {last}, is graded, not "
                f"{', '.join(names)}"
            )
        kept = gradable if self.best else gradable[-1:]
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


def _missing(owners: _Owners, files: Sequence[SubmissionFile]) -> tuple[Student, ...]:
    """Return the students on the roster who have no file to grade."""
    if owners.roster is None:
        return ()
    found = {caseless(person.id) for person in owners.people.values() if person.student}
    graded = {caseless(file.student_id) for file in files}
    return tuple(
        student
        for student in owners.roster.students
        if caseless(student.id) not in found or caseless(safe_id(student.id)) not in graded
    )
