"""An assignment: its questions, points and files, read from its master and checked as a whole.

Owns what an assignment means: which questions there are, what each asks for, what its tests are
worth, and that master, public and hidden tests fit together. The text format is left to `master`,
the two languages of its texts to `translations`, solution markers to `regions`, the inside of test
files to `testfiles`, and what is made of an assignment to `building`.

Layout, below a root folder (the project's own, unless told otherwise)::

    assignments/<name>/<name>.py                          the master
    assignments/<name>/public_tests/test_<question>.py
    autograder/hidden_tests/<name>/test_<question>.py
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.master import Cell, bad, read_cells
from autograder.authoring.question import Question, number, read_question
from autograder.authoring.regions import Region, definitions, find_regions
from autograder.authoring.testfiles import share_points, test_functions
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
"""What the last cell of a notebook calls; the build puts it beside every one."""

VISIBILITIES = ("hidden", "after_due_date", "after_published", "visible")
"""When students see the results of hidden tests; the words are Gradescope's."""


@dataclass(frozen=True)
class Assignment:
    """An assignment, checked.

    Parameters
    ----------
    name : str
        Such as "hw2_learning": of its folder, its master and everything made of it.
    title : Text
        As students read it.
    folder : Path
        ``assignments/<name>``.
    points : float
        All questions together, without the bonus.
    cells : tuple of Cell
        The master's cells, in order, each text with its translation.
    regions : tuple of tuple of Region
        The solution regions of each cell.
    questions : tuple of Question
        In order.
    hidden_tests : str
        When students see the results of hidden tests, one of `VISIBILITIES`.
    written : tuple of WrittenQuestion
        The questions that are marked by hand; their points come on top of `points`.
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
        """The folder of the hidden tests and of what they are made of."""
        return self.root / "autograder" / "hidden_tests" / self.name

    @property
    def secrets(self) -> tuple[Path, ...]:
        """Files and folders that no student's code may read."""
        hidden = self.hidden_folder
        return (*sorted(hidden.glob("test_*.py")), hidden, self.master, self.root / SOLUTIONS)

    @property
    def files(self) -> list[Path]:
        """What students get beside the notebook as it is, sorted."""
        return sorted((self.folder / "files").glob("*"))

    def reference(self) -> str:
        """Return the source of the reference solutions, as the build has made it."""
        return (self.root / SOLUTIONS / f"{self.name}.py").read_text(encoding="utf-8")

    @property
    def handed_out(self) -> frozenset[str]:
        """Names of what students get beside the notebook: nobody's answer."""
        own = {path.name for path in self.files}
        return frozenset(own | {"tests", HAND_IN})

    def question(self, question_id: str) -> Question:
        """Return a question by its id; ChalkgradError if there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        known = ", ".join(question.id for question in self.questions)
        raise ChalkgradError(f"{self.name}: no question {question_id!r}; use one of {known}")


def project_root() -> Path:
    """Return the folder that holds ``assignments/`` beside this package.

    Raises
    ------
    ChalkgradError
        If the package was installed without it.
    """
    root = Path(__file__).resolve().parents[2]
    if not (root / "assignments").is_dir():
        raise ChalkgradError(
            f"no folder assignments/ in {root}; install chalkgrad from its clone with "
            "`pip install -e .`"
        )
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
        The folder that holds ``assignments/`` and ``autograder/hidden_tests/``; for a path, by
        default, the one it lies in, otherwise the project's own.

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
    hidden = root / "autograder" / "hidden_tests" / name
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


def _find(name_or_path: str | Path, root: Path | None) -> Path:
    """Find the master file."""
    text = str(name_or_path)
    if isinstance(name_or_path, str) and re.fullmatch(r"\w+", text):
        known = available_assignments(root)
        if text in known:
            return (root or project_root()) / "assignments" / text / f"{text}.py"
        raise ChalkgradError(
            f"unknown assignment {text!r}; use one of {', '.join(known) or 'none so far'}"
        )
    path = Path(name_or_path).resolve()
    master = path / f"{path.name}.py" if path.is_dir() else path
    if not master.is_file():
        raise ChalkgradError(f"no assignment at {text}; give a name or the path of a master file")
    if master.stem != master.parent.name:
        raise bad(master, 1, f"not a master; it is named as its folder: {master.parent.name}.py is")
    return master


def _root_of(master: Path) -> Path:
    """Return the root folder in which a master lies."""
    folder = master.parent.parent
    if folder.name != "assignments":
        raise bad(master, 1, f"lies in no folder assignments/; move {master.parent.name}/ into one")
    return folder.parent


def _check_header(master: Path, header: Cell, questions: list[Question]) -> None:
    keys, line = header.keys, header.line
    if keys["assignment"] != master.stem:
        raise bad(
            master,
            line,
            f'assignment {keys["assignment"]!r} in the file of another; write "{master.stem}"',
        )
    title = keys.get("title")
    if not isinstance(title, str) or not title.strip():
        raise bad(master, line, 'no title; add title="..."')
    if header.keys.get("hidden_tests", Assignment.hidden_tests) not in VISIBILITIES:
        known = ", ".join(VISIBILITIES)
        raise bad(master, line, f"hidden_tests is none of {known}; write one of them")
    if not questions:
        raise bad(master, line, 'no questions; add `# %% [markdown] question="..." ...`')
    points = number(keys.get("points"))
    counted = [question for question in questions if not question.bonus]
    total = sum(round(question.points * 100) for question in counted) / 100
    if points != total:
        raise bad(
            master,
            line,
            f"the header says {keys.get('points')} points, the questions add up to {total:g}; "
            f"write points={total:g} or change theirs",
        )


def _check_names(
    master: Path,
    cells: tuple[Cell, ...],
    regions: tuple[tuple[Region, ...], ...],
    questions: list[Question],
) -> None:
    """Require that each name is asked for once, defined, and left to the student."""
    defined = {name for cell in cells if cell.module for name in definitions(cell)}
    stubs = {region.name for of_cell in regions for region in of_cell}
    asked: dict[str, str] = {}
    for question in questions:
        for name in question.names:
            if name in asked:
                raise bad(
                    master, question.line, f"{name!r} is asked for in {asked[name]!r} too; keep one"
                )
            asked[name] = question.id
            if name not in defined:
                raise bad(
                    master,
                    question.line,
                    f"{name!r} of {question.id!r} is defined in no `# %% module=true` cell; add it",
                )
            if name not in stubs:
                raise bad(
                    master,
                    question.line,
                    f"{name!r} of {question.id!r} is given away; mark its solution with "
                    "`# BEGIN SOLUTION` and `# END SOLUTION`",
                )
    for cell, of_cell in zip(cells, regions, strict=True):
        for region in of_cell:
            if region.name not in asked:
                raise bad(
                    master,
                    cell.source_line + region.begin,
                    f"no question asks for {region.name!r}; add it to the names of one",
                )


def _check_checks(master: Path, cells: tuple[Cell, ...], questions: list[Question]) -> None:
    """Require one ``grader.check`` cell in each question's own section, and the grader before."""
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
        match = _CHECK.fullmatch(cell.source)
        if match is None or cell.keys:
            raise bad(
                master,
                cell.line,
                'a check among other code; give `grader.check("<id>")` a plain cell of its own',
            )
        if match[1] != current:
            raise bad(
                master,
                cell.line,
                f"check of {match[1]!r} in the section of {current!r}; move it or correct the id",
            )
        if match[1] in checked:
            raise bad(master, cell.line, f"second check of {match[1]!r}; keep one")
        if not grader:
            raise bad(
                master, cell.line, f"no grader so far; add a plain cell with `grader = {notebook}`"
            )
        checked.add(match[1])
    for question in questions:
        if question.id not in checked:
            raise bad(
                master,
                question.line,
                f"question {question.id!r} has no check; add a cell "
                f'`grader.check("{question.id}")`',
            )


def _check_stray_tests(folder: Path, questions: list[Question]) -> None:
    known = {f"test_{question.id}.py" for question in questions}
    for path in sorted(folder.glob("test_*.py")):
        if path.name not in known:
            raise bad(path, 1, "tests of no question; rename the file or take it out")
