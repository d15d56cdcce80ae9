"""The files that are generated from an assignment: for students, and the reference solutions.

Owns the list of the files, their bytes, and the comparison with the files on disk. Files for
students are made without opening a hidden test. Otter's test-file format is left to `otter_files`,
the content of an assignment to `authoring`.

Below the root folder::

    solutions/<name>.py, solutions/<name>.ipynb         with the solutions
    student_template/<name>/<name>.ipynb                with stubs
    student_template/<name>/tests/<question>.py         public tests in Otter's format
    student_template/<name>/hand_in.py                  of `handout.hand_in`, in one language
    student_template/<name>/requirements.txt, README.md, and all of assignments/<name>/files/
    student_template/<name>-ko/                         the same in Korean, under the same names

The bytes depend on the assignment's files only: cell ids are derived from the questions, and no
version, time or machine is written into them.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.assignment import (
    HAND_IN,
    SOLUTIONS,
    Assignment,
    Cell,
    available_assignments,
)
from autograder.authoring.master import read_text, shown
from autograder.authoring.question import Question
from autograder.authoring.regions import Region, with_solutions, with_stubs
from autograder.authoring.written_question import blank, solved
from autograder.building.localize import localize
from autograder.building.otter_files import otter_tests, student_test
from autograder.building.public_hints import hints_text
from autograder.errors import ChalkgradError
from autograder.handout import hand_in
from autograder.misconceptions import load_bank
from autograder.text import LANGUAGES, use_language

__all__ = [
    "Build",
    "build",
    "find_problems",
    "otter_tests",
    "solution_files",
    "student_files",
    "student_folder",
]

TEMPLATES = "student_template"

_IGNORED = ("__pycache__", ".ipynb_checkpoints", ".OTTER_LOG", ".DS_Store")
_KERNEL = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_HAND_IN = Path(hand_in.__file__)
_READMES = {"en": "student_readme.md", "ko": "student_readme.ko.md"}


@dataclass(frozen=True)
class Build:
    """The files of one build.

    Parameters
    ----------
    written, removed, unchanged : tuple of Path
        Files that were new or stale, files of no assignment, files that were current.
    """

    written: tuple[Path, ...]
    removed: tuple[Path, ...]
    unchanged: tuple[Path, ...]


def build(assignment: Assignment, root: Path | None = None, *, check: bool = False) -> Build:
    """Bring the generated files of an assignment up to date.

    Files in the generated folders that belong to no assignment are removed.

    Parameters
    ----------
    assignment : Assignment
        As loaded.
    root : Path, optional
        The folder of ``solutions/`` and ``student_template/``; by default the one that holds the
        assignment's ``assignments/``.
    check : bool, default False
        Change nothing, and fail unless everything is current.

    Returns
    -------
    Build
        What was written and removed.

    Raises
    ------
    ChalkgradError
        With `check`, if a file is stale, missing or stray; the exit code is 1 then.
    """
    root = root or assignment.root
    if check and (problems := find_problems(assignment, root)):
        count = f"{len(problems)} generated file{'s are' if len(problems) > 1 else ' is'}"
        head = f"{assignment.name}: {count} not current; run `chalkgrad build`:"
        raise ChalkgradError("\n".join([head, *problems]), exit_code=1)
    written, unchanged = [], []
    files = _files(assignment)
    for name, data in files.items():
        path = root / name
        if _has(path, data):
            unchanged.append(path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # a link's target is never overwritten
        path.write_bytes(data)
        written.append(path)
    removed = list(_strays(assignment, root, files))
    for path in removed:
        path.unlink()
    _remove_empty_folders(root / TEMPLATES)
    return Build(tuple(written), tuple(removed), tuple(unchanged))


def find_problems(assignment: Assignment, root: Path | None = None) -> list[str]:
    """Compare the generated files with those on disk.

    Returns
    -------
    list of str
        One line for each file that is stale, missing or stray; empty if all are current.
    """
    root = root or assignment.root
    problems = []
    files = _files(assignment)
    for name, data in files.items():
        if not _has(root / name, data):
            word = "stale" if (root / name).is_file() else "missing"
            problems.append(f"  {word}: {shown(root / name)}")
    problems += [f"  stray: {shown(path)}" for path in _strays(assignment, root, files)]
    return problems


def solution_files(assignment: Assignment) -> dict[str, bytes]:
    """Return the files in ``solutions/``, by their path from the root."""
    name = assignment.name
    module = [
        f'"""Reference solutions of {name}.\n\n'
        f"Generated by `chalkgrad build` from assignments/{name}/{name}.py; do not edit.\n"
        '"""'
    ]
    for cell, regions in zip(assignment.cells, assignment.regions, strict=True):
        if cell.module:
            module.append(with_solutions(cell.source, regions))
    return {
        f"{SOLUTIONS}/{name}.py": ("\n\n\n".join(module) + "\n").encode(),
        f"{SOLUTIONS}/{name}.ipynb": _notebook(assignment, with_solutions, LANGUAGES[0]),
    }


def student_folder(name: str, language: str) -> str:
    """Return the folder of the students' files in one language, by its path from the root."""
    return f"{TEMPLATES}/{name}" + ("" if language == LANGUAGES[0] else f"-{language}")


def student_files(assignment: Assignment) -> dict[str, bytes]:
    """Return the files in ``student_template/``, in every language, by their path from the root.

    Raises
    ------
    ChalkgradError
        If the assignment's ``requirements.txt``, ``student_readme.md`` or ``student_readme.ko.md``
        is missing, or one of its ``files/`` has the name of a generated file.
    """
    files = {}
    for language in LANGUAGES:
        folder = student_folder(assignment.name, language)
        for relative, data in _student_files(assignment, language).items():
            files[f"{folder}/{relative}"] = data
    return files


def _student_files(assignment: Assignment, language: str) -> dict[str, bytes]:
    """Return the files of one language, by their path in the student's folder."""
    folder, name = assignment.folder, assignment.name
    files = {f"{name}.ipynb": _notebook(assignment, with_stubs, language)}
    reference = solution_files(assignment)[f"{SOLUTIONS}/{name}.py"].decode()
    for question in assignment.questions:
        hints = _hints(name, question, read_text(question.public_test), reference, language)
        files[f"tests/{question.id}.py"] = student_test(question, hints, language).encode()
    files[HAND_IN] = localize(_HAND_IN, read_text(_HAND_IN), language).encode()
    files["requirements.txt"] = read_text(folder / "requirements.txt").encode()
    files["README.md"] = read_text(folder / _READMES[language]).encode()
    for path in files_below(folder / "files"):
        relative = path.relative_to(folder / "files").as_posix()
        if relative in files:
            raise ChalkgradError(f"{shown(path)}: the build generates {relative}; rename this one")
        files[relative] = path.read_bytes()
    return files


@functools.cache
def _hints(name: str, question: Question, public_test: str, reference: str, language: str) -> str:
    """Return the hints of a question's public tests.

    They take seconds to find, so they are cached for the same test and reference.
    """
    bank = load_bank(name)
    with use_language(language):
        return hints_text(question, bank, reference) if bank.of(question.id) else ""


def _files(assignment: Assignment) -> dict[str, bytes]:
    return {**solution_files(assignment), **student_files(assignment)}


def _notebook(
    assignment: Assignment, text: Callable[[str, tuple[Region, ...]], str], language: str
) -> bytes:
    """Return the assignment as a notebook; `text` makes the text of a code cell from its source."""
    cells = []
    ids = assignment.cell_ids()
    for cell, regions, id_ in zip(assignment.cells, assignment.regions, ids, strict=True):
        if text is with_stubs and cell.kind == "rubric":
            continue
        if cell.kind == "rubric" or "answer" in cell.keys:
            source = _of_written(cell, language, solution=text is with_solutions)
        else:
            source = text(cell.text(language), regions)
        cells.append(_notebook_cell(cell, id_, source))
    metadata = {"chalkgrad": {"lang": language}, **_KERNEL}
    document = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _of_written(cell: Cell, language: str, *, solution: bool) -> str:
    """Return a model answer or rubric in every language, or the cell for a student's answer."""
    if not solution:
        with use_language(language):
            return blank(cell)
    if cell.kind == "code":
        return solved(cell)
    word = "Rubric" if cell.kind == "rubric" else "Model answer"
    texts = [cell.text(each) for each in LANGUAGES]
    return f"**{word} ({cell.keys[cell.kind]})**\n\n" + "\n\n---\n\n".join(texts)


def _notebook_cell(cell: Cell, id_: str, source: str) -> dict[str, object]:
    fixed = cell.kind in ("header", "prompt") or source.startswith("grader.check(")
    metadata: dict[str, object] = {"deletable": False, "editable": False} if fixed else {}
    if "answer" in cell.keys:
        metadata = {"chalkgrad": {"answer": cell.keys["answer"]}, "deletable": False}
    lines = source.splitlines(keepends=True)
    if cell.kind == "code":
        return {
            "cell_type": "code",
            "execution_count": None,
            "id": id_,
            "metadata": metadata,
            "outputs": [],
            "source": lines,
        }
    return {"cell_type": "markdown", "id": id_, "metadata": metadata, "source": lines}


def _strays(assignment: Assignment, root: Path, files: Iterable[str]) -> Iterator[Path]:
    """Yield the files in the generated folders that belong to no assignment."""
    made = {root / name for name in files}
    others = {*available_assignments(root)} - {assignment.name}
    theirs = {student_folder(name, language) for name in others for language in LANGUAGES}
    for path in files_below(root / SOLUTIONS):
        mine = path.parent != root / SOLUTIONS or path.stem not in others
        if path not in made and mine:
            yield path
    for path in files_below(root / TEMPLATES):
        top = path.relative_to(root).parts[:2]
        if path not in made and "/".join(top) not in theirs:
            yield path


def files_below(folder: Path, ignored: Collection[str] = _IGNORED) -> Iterator[Path]:
    """Yield the files and links below a folder, sorted, without those with an ignored name.

    By default, the names of files and folders that tools create are ignored.
    """
    for path in sorted(folder.rglob("*")):
        is_ignored = any(part in ignored for part in path.relative_to(folder).parts)
        if not is_ignored and (path.is_symlink() or not path.is_dir()):
            yield path


def _has(path: Path, data: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.read_bytes() == data


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
