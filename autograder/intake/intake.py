"""What an instructor has in hand, taken in: files to grade, each with its student.

Owns the order of events: `sources` reads what is there, `layouts` recognises downloads, `roster`
maps ids, `naming` names what nobody claims, and `attempts` orders several files of one student.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from autograder.intake.archive import is_archive
from autograder.intake.attempts import in_order, is_handed_out
from autograder.intake.entry import Entry
from autograder.intake.files import nothing_to_grade
from autograder.intake.layouts import Handed, Layout, may_be_graded, plain_files, recognise
from autograder.intake.naming import SubmissionFile, fold, name_files, safe, unused
from autograder.intake.roster import Roster, Student
from autograder.intake.sources import Source, SourceReader

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
        reader.absent,
    )


def _recognised(
    sources: Sequence[Source], assignment: str, problems: list[str]
) -> list[tuple[Source, Layout]]:
    """Return which download each source is.

    Where one archive is no download, the others may be students' own too: the names inside them are
    theirs, and must not say whose a file is.
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
                f"{source.path}: looks like a download from {layout.kind}, but was given with zip "
                "files that are none, so its files are graded under their own names; if it is "
                "your download, grade it in a command of its own"
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
        self.unclaimed: dict[Path, tuple[Path, PurePath]] = {}
        self.entries: dict[Path, Entry] = {}
        self.shown: dict[Path, str] = {}
        self.seen: set[str] = set()

    def take(self, source: Source, layout: Layout, *, one_of_several: bool) -> None:
        """Enter the files of a source under their students, the others under their own names."""
        self.problems += layout.problems
        if layout.kind != "files":
            people = {handed.id for handed in layout.handed}
            self.notes.append(
                f"{source.path}: a download from {layout.kind}, {len(people)} students"
            )
        for handed in layout.handed:
            if not is_handed_out(handed.file, self.handed_out):
                for each in self._opened(handed):
                    self._claim(each)
        strange = [entry for entry in layout.left if entry.gradable]
        if layout.kind != "files" and strange:
            shown = ", ".join(str(entry.place) for entry in strange[:5])
            self.problems.append(
                f"{source.path}: {len(strange)} files are not named as {layout.kind} names them, "
                f"and are graded under their own names: {shown}"
            )
        real = source.path.resolve()
        if source.kind == "file":
            self._leave(source, layout.left[0], PurePath(real.parent.name, source.path.name))
            return
        outer = PurePath(real.name if source.kind == "folder" else source.path.stem)
        # One zip a student: its name was given to it, the one inside is the student's own.
        alone = (
            source.kind == "archive"
            and one_of_several
            and layout.kind == "files"
            and len(strange) == 1
        )
        own = PurePath(real.parent.name, source.path.name)
        for entry in layout.left:
            self._leave(source, entry, own if alone and entry.gradable else outer / entry.place)

    def _opened(self, handed: Handed) -> list[Handed]:
        """Return a student's file, or the files in the archive that a student has handed in."""
        path = handed.entry.path
        if path is None or handed.entry.gradable or not is_archive(path):
            return [handed]
        return [
            replace(handed, entry=replace(entry, place=handed.entry.place / entry.place), file=name)
            for entry in self.reader.inside(path)
            if not is_handed_out(name := entry.place.name, self.handed_out)
        ] or [handed]

    def _claim(self, handed: Handed) -> None:
        """Enter a file under its student."""
        student = self.roster.find([handed.id, *handed.also], handed.name) if self.roster else None
        person_id = student.id if student else handed.id
        person = self.people.setdefault(fold(person_id), _Person(person_id, handed.name, student))
        if student is not None and student.name:
            person.name = student.name
        person.handed.append(handed)

    def _leave(self, source: Source, entry: Entry, place: PurePath) -> None:
        """Enter a file by the names of its folders and its own, which tell it from others."""
        path = entry.path
        if source.kind != "file" and (path is None or not entry.gradable):
            if path is not None and entry.place.suffix.lower() == ".zip" and is_archive(path):
                nested = self.reader.inside(path)
                for inner in nested:
                    within = replace(inner, place=entry.place.with_suffix("") / inner.place)
                    known_by = place if len(nested) == 1 else place.with_suffix("") / inner.place
                    self._leave(source, within, known_by)
                return
            self.seen.add(entry.place.name)
            if entry.place.suffix.lower() in _OTHER_ARCHIVES:
                self.problems.append(f"{entry.place}: is an archive that is not read; unpack it")
            return
        assert path is not None
        self.unclaimed.setdefault(path.resolve(), (path, place))
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
        """Name what nobody claims, choose among several files of a student; sort by id."""
        own = self._unclaimed()
        used: set[str] = set()
        files: list[SubmissionFile] = []
        people = self.owners.people.values()
        for person in sorted(people, key=lambda each: (fold(each.id), each.id)):
            files += self._of(person, unused(safe(person.id), used))
        files += [replace(file, student_id=unused(file.student_id, used)) for file in own]
        return sorted(files, key=lambda file: file.student_id)

    def _unclaimed(self) -> list[SubmissionFile]:
        """Give the roster's students what bears their names; return the rest, named."""
        owners = self.owners
        named = name_files(
            list(owners.unclaimed.values()),
            owners.problems,
            lambda path: owners.shown.get(path, str(path.parent)),
        )
        places = dict(owners.unclaimed.values())
        own = []
        for file in named:
            entry = owners.entries[file.path]
            student = owners.roster.find_by_place(places[file.path]) if owners.roster else None
            if student is None:
                own.append(replace(file, submitted=entry.modified, clock=entry.clock))
                continue
            person = owners.people.setdefault(
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
        return own

    def _of(self, person: _Person, student_id: str) -> list[SubmissionFile]:
        """Return the files of one student that are graded."""
        said = f"{student_id} ({person.name})" if person.name else student_id
        handed = [each for each in person.handed if each.entry.path and each.entry.gradable]
        others = [each.file for each in person.handed if each not in handed]
        if not handed:
            self.owners.problems.append(
                f"{said}: handed in nothing that can be graded: {', '.join(sorted(others)[:5])}"
            )
            return []
        if self.owners.roster is not None and person.student is None:
            self.owners.problems.append(f"{said}: is not on the roster; graded under that id")
        handed = in_order(handed, self.assignment)
        if len(handed) > 1:
            names = ", ".join(str(each.entry.place) for each in handed[:-1])
            last = handed[-1].entry.place
            self.owners.notes.append(
                f"{said}: {len(handed)} files; all are graded and the best counts"
                if self.best
                else f"{said}: {len(handed)} files; graded is the last, {last}, and not {names}"
            )
        kept = handed if self.best else handed[-1:]
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
    """Return the students on the roster of whom there is nothing to grade."""
    if owners.roster is None:
        return ()
    found = {fold(person.id) for person in owners.people.values() if person.student}
    graded = {fold(file.student_id) for file in files}
    return tuple(
        student
        for student in owners.roster.students
        if fold(student.id) not in found or fold(safe(student.id)) not in graded
    )
