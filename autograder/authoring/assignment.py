"""An assignment: its questions, points and files, read from its master and checked as a whole.

Owns the checks that involve several parts: the header and its points, the functions that questions
ask for, their checks, and master, public and hidden tests together. The text format is left to
`master`, the pairs of languages to `translations`, solution markers to `regions`, the content of
test files to `testfiles`, and the files that are generated from an assignment to `building`.

Layout, below a root folder (by default the project's own)::

    assignments/<name>/<name>.py                          the master
    assignments/<name>/public_tests/test_<question>.py
    autograder/hidden_tests/<name>/test_<question>.py
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from autograder.authoring.master import Cell, error_at, read_cells
from autograder.authoring.question import Question, number, read_question
from autograder.authoring.regions import BEGIN, END, Region, definitions, find_regions
from autograder.authoring.testfiles import add_points, share_points, test_functions
from autograder.authoring.translations import with_translations
from autograder.authoring.written_question import WrittenQuestion, is_written, read_written
from autograder.errors import ChalkgradError
from autograder.text import LANGUAGES, Text

__all__ = [
    "Assignment",
    "Cell",
    "Question",
    "available_assignments",
    "load_assignment",
    "project_root",
    "share_points",
    "test_functions",
]

_CHECK = re.compile(r'grader\.check\("([^"]*)"\)')
_CHECK_CALL = re.compile(r"\bgrader\s*\.\s*check\s*\(")

SOLUTIONS = "solutions"
"""The folder of the reference solutions, below the root folder."""

HAND_IN = "hand_in.py"
"""The module that the last cell of a notebook calls; the build puts one next to each notebook."""

VISIBILITIES = ("hidden", "after_due_date", "after_published", "visible")
"""When students see the results of hidden tests, in Gradescope's words."""


@dataclass(frozen=True)
class Assignment:
    """An assignment, checked.

    Parameters
    ----------
    name : str
        Such as "hw2_learning": the name of its folder, its master and its generated files.
    title : Text
        As students read it.
    folder : Path
        ``assignments/<name>``.
    points : float
        The sum over all questions, without the bonus.
    cells : tuple of Cell
        The master's cells, in order, each text with its translation.
    regions : tuple of tuple of Region
        The solution regions of each cell.
    questions : tuple of Question
        In order.
    hidden_tests : str
        When students see the results of hidden tests, one of `VISIBILITIES`.
    written : tuple of WrittenQuestion
        The questions that are marked by hand; their points are added to `points`.
    """

    name: str
    title: Text
    folder: Path
    points: float
    cells: tuple[Cell, ...]
    regions: tuple[tuple[Region, ...], ...]
    questions: tuple[Question, ...]
    hidden_tests: str = "after_published"
    written: tuple[WrittenQuestion, ...] = ()

    @property
    def master(self) -> Path:
        """The master file."""
        return self.folder / f"{self.name}.py"

    @property
    def root(self) -> Path:
        """The folder that holds ``assignments/``, ``solutions/`` and ``student_template/``."""
        return self.folder.parent.parent

    @property
    def hidden_folder(self) -> Path:
        """The folder of the hidden tests and of the files that they need."""
        return _hidden_folder(self.root, self.name)

    @property
    def secrets(self) -> tuple[Path, ...]:
        """Files and folders that no student's code may read."""
        hidden = self.hidden_folder
        return (*sorted(hidden.glob("test_*.py")), hidden, self.master, self.root / SOLUTIONS)

    @property
    def files(self) -> list[Path]:
        """The files that students get next to the notebook, unchanged; sorted."""
        return sorted((self.folder / "files").glob("*"))

    def reference(self) -> str:
        """Return the source of the reference solutions, as built."""
        return (self.root / SOLUTIONS / f"{self.name}.py").read_text(encoding="utf-8")

    @property
    def handed_out(self) -> frozenset[str]:
        """Names of what students get next to the notebook, none of which holds an answer."""
        return frozenset({"tests", HAND_IN, *(path.name for path in self.files)})

    def cell_ids(self) -> list[str]:
        """Return the ids of the cells in every notebook that is made of this: "q4_softmax-2"."""
        section, count = "intro", 0
        ids = []
        for cell in self.cells:
            if cell.kind == "prompt":
                section, count = str(cell.keys["question"]), 0
            count += 1
            ids.append(f"{section}-{count}")
        return ids

    def question(self, question_id: str) -> Question:
        """Return the question with an id; raise ChalkgradError if there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        known = ", ".join(question.id for question in self.questions)
        raise ChalkgradError(f"{self.name}: no question {question_id!r}; use one of {known}")

    def required(self, question: Question) -> list[Question]:
        """Return all questions that one requires, directly or indirectly, in their order."""
        found: set[str] = set()
        frontier = list(question.requires)
        while frontier:
            required = self.question(frontier.pop())
            if required.id not in found:
                found.add(required.id)
                frontier += required.requires
        return [each for each in self.questions if each.id in found]


def project_root() -> Path:
    """Return the folder that holds ``assignments/`` next to this package.

    Raises
    ------
    ChalkgradError
        If the package was installed without it.
    """
    root = Path(__file__).resolve().parents[2]
    if not (root / "assignments").is_dir():
        remedy = "install chalkgrad from its clone with `pip install -e .`"
        raise ChalkgradError(f"no folder assignments/ in {root}; {remedy}")
    return root


def available_assignments(root: Path | None = None) -> list[str]:
    """Return the names of the assignments below `root`, sorted."""
    folder = (root or project_root()) / "assignments"
    return sorted(
        master.stem for master in folder.glob("*/*.py") if master.stem == master.parent.name
    )


def load_assignment(name_or_path: str | Path, root: Path | None = None) -> Assignment:
    """Read an assignment and check it as a whole.

    Parameters
    ----------
    name_or_path : str or Path
        The name of an assignment below `root`, or the path of a master or of its folder.
    root : Path, optional
        The folder that holds ``assignments/`` and ``autograder/hidden_tests/``; by default the one
        that a given path is in, otherwise the project's own.

    Raises
    ------
    ChalkgradError
        If there is no such assignment or it is malformed: file, line, what is wrong, what to do.
    """
    master = _find(name_or_path, root)
    root = root or _root_of(master)
    name = master.stem
    all_cells = read_cells(master)
    cells = tuple(cell for cell in all_cells if cell.lang == LANGUAGES[0])
    regions = tuple(find_regions(master, cell) if cell.kind == "code" else () for cell in cells)
    public = master.parent / "public_tests"
    hidden = _hidden_folder(root, name)
    questions: list[Question] = []
    for cell in cells:
        if cell.kind == "prompt" and not is_written(cell):
            questions.append(read_question(master, cell, questions, public, hidden))
    _check_header(master, all_cells[0], questions)
    _check_names(master, cells, regions, questions)
    _check_checks(master, cells, questions)
    cells = with_translations(master, all_cells)
    header = cells[0]
    english, korean = (str(each.keys["title"]) for each in (header, header.translation or header))
    for folder in (public, hidden):
        _check_stray_tests(folder, questions)
    return Assignment(
        name=name,
        title=Text(english, korean),
        folder=master.parent,
        points=number(header.keys["points"]) or 0.0,
        cells=cells,
        regions=regions,
        questions=tuple(questions),
        hidden_tests=str(header.keys.get("hidden_tests", Assignment.hidden_tests)),
        written=read_written(master, cells, [question.id for question in questions]),
    )


def _hidden_folder(root: Path, name: str) -> Path:
    return root / "autograder" / "hidden_tests" / name


def _find(name_or_path: str | Path, root: Path | None) -> Path:
    """Return the master file."""
    text = str(name_or_path)
    if isinstance(name_or_path, str) and re.fullmatch(r"\w+", text):
        known = available_assignments(root)
        if text in known:
            return (root or project_root()) / "assignments" / text / f"{text}.py"
        remedy = f"use one of {', '.join(known)}" if known else "there are none yet"
        raise ChalkgradError(f"unknown assignment {text!r}; {remedy}")
    path = Path(name_or_path).resolve()
    master = path / f"{path.name}.py" if path.is_dir() else path
    if not master.is_file():
        raise ChalkgradError(f"no assignment at {text}; give a name or the path of a master file")
    if master.stem != master.parent.name:
        remedy = f"the master in this folder is {master.parent.name}.py"
        raise error_at(master, 1, f"not a master, which has the name of its folder; {remedy}")
    return master


def _root_of(master: Path) -> Path:
    """Return the root folder of a master."""
    folder = master.parent.parent
    if folder.name != "assignments":
        remedy = f"move {master.parent.name}/ into one"
        raise error_at(master, 1, f"not in a folder assignments/; {remedy}")
    return folder.parent


def _check_header(master: Path, header: Cell, questions: list[Question]) -> None:
    keys, error = header.keys, partial(error_at, master, header.line)
    if keys["assignment"] != master.stem:
        what = f"assignment {keys['assignment']!r} in the file of another"
        raise error(f'{what}; write "{master.stem}"')
    title = keys.get("title")
    if not isinstance(title, str) or not title.strip():
        raise error('no title; add title="..."')
    if keys.get("hidden_tests", Assignment.hidden_tests) not in VISIBILITIES:
        raise error(f"hidden_tests is none of {', '.join(VISIBILITIES)}; write one of them")
    if not questions:
        raise error('no questions; add `# %% [markdown] question="..." ...`')
    total = add_points(question.points for question in questions if not question.bonus)
    if number(keys.get("points")) != total:
        what = f"{keys.get('points')} points in the header, but the questions add up to {total:g}"
        raise error(f"{what}; write points={total:g} or change theirs")


def _check_names(
    master: Path,
    cells: tuple[Cell, ...],
    regions: tuple[tuple[Region, ...], ...],
    questions: list[Question],
) -> None:
    """Require that one question asks for each name, and that its solution is defined and marked."""
    defined = {name for cell in cells if cell.module for name in definitions(cell)}
    stubs = {region.name for of_cell in regions for region in of_cell}
    asked: dict[str, str] = {}
    for question in questions:
        error = partial(error_at, master, question.line)
        for name in question.names:
            what = f"{name!r} of {question.id!r}"
            if name in asked:
                raise error(f"{what} is also a name of {asked[name]!r}; keep one")
            asked[name] = question.id
            if name not in defined:
                raise error(f"{what} is not defined in a `# %% module=true` cell; add it")
            if name not in stubs:
                remedy = f"mark its solution with `{BEGIN}` and `{END}`"
                raise error(f"{what} is handed out with its solution; {remedy}")
    for cell, of_cell in zip(cells, regions, strict=True):
        for region in of_cell:
            if region.name not in asked:
                message = f"no question has the name {region.name!r}; add it to the names of one"
                raise error_at(master, cell.source_line + region.begin, message)


def _check_checks(master: Path, cells: tuple[Cell, ...], questions: list[Question]) -> None:
    """Require one ``grader.check`` cell in each question's section, after the grader's own cell."""
    current: str | None = None
    checked: set[str] = set()
    notebook = f'otter.Notebook("{master.stem}.ipynb")'
    grader = False
    for cell in cells:
        if cell.kind == "prompt":
            current = str(cell.keys["question"])
        if cell.kind != "code":
            continue
        grader = grader or (notebook in cell.source and not cell.module)
        if not _CHECK_CALL.search(cell.source):
            continue
        match, error = _CHECK.fullmatch(cell.source), partial(error_at, master, cell.line)
        if match is None or cell.keys:
            raise error('a check among other code; put `grader.check("<id>")` in a separate cell')
        id_ = match[1]
        if id_ != current:
            raise error(f"check of {id_!r} in the section of {current!r}; move it or correct it")
        if id_ in checked:
            raise error(f"second check of {id_!r}; keep one")
        if not grader:
            raise error(f"no grader before this check; add a plain cell with `grader = {notebook}`")
        checked.add(id_)
    for question in questions:
        if question.id not in checked:
            message = f'question {question.id!r} has no check; add `grader.check("{question.id}")`'
            raise error_at(master, question.line, message)


def _check_stray_tests(folder: Path, questions: list[Question]) -> None:
    known = {f"test_{question.id}.py" for question in questions}
    for path in sorted(folder.glob("test_*.py")):
        if path.name not in known:
            raise error_at(path, 1, "tests of no question; rename the file or remove it")
