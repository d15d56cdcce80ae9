"""The rooms of the package: each imports only what stands before it, and nothing in a circle."""

from __future__ import annotations

import ast
import graphlib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder

PACKAGE = Path(autograder.__file__).parent
GROUND = ["errors", "text", "compare"]
# Data that the loader of tests reads: no room.
HIDDEN = "hidden_tests"
MOST_LINES = 400
# What Otter is told to import, and the command that the bench runs as a user would.
NAMED_FOR_OTHERS = {
    ("building.archive", "autograder.runners.otter_plugin.ChalkgradPlugin"),
    ("bench.classes", "autograder.cli"),
    ("bench.grading", "autograder.cli"),
}


def rooms(package: Path) -> list[str]:
    """Return the rooms in the order in which the package's own docstring lists them."""
    said = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8"))) or ""
    lines = re.findall(r"^    ([a-z]+(?:, [a-z]+)*)  ", said, re.MULTILINE)
    return [room for line in lines for room in line.split(", ")]


def modules(package: Path) -> dict[str, Path]:
    """Return every module by its dotted name from the package, `""` for the package itself."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path, known: dict[str, Path]) -> Iterator[tuple[int, str]]:
    """Yield the modules of the package that a module imports, wherever in it, with the line.

    A string that is a module's dotted name counts too: it is there to be imported.
    """
    home = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        targets = []
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = ["autograder", *filter(None, home.split("."))]
                base = ".".join([*above[: len(above) - node.level + 1], *filter(None, [base])])
            targets = [f"{base}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            named = re.fullmatch(r"autograder((?:\.\w+)+)", node.value)
            if named and (name, node.value) not in NAMED_FOR_OTHERS:
                targets = [node.value]
        for target in targets:
            first, _, dotted = target.partition(".")
            while first == "autograder" and dotted not in known:
                dotted = dotted.rpartition(".")[0]
            if first == "autograder" and dotted:
                yield node.lineno, dotted


def violations(package: Path) -> list[str]:
    """Return a line for each import that the rooms do not allow, and for each circle."""
    order = [*GROUND, *rooms(package)]
    known = modules(package)
    wrong = [
        f"{path.name}: is no room's; give it one"
        for path in sorted(package.glob("*.py"))
        if path.stem not in ("__init__", *GROUND)
    ]
    graph: dict[str, set[str]] = {}
    for name, path in known.items():
        room = name.partition(".")[0]
        where = path.relative_to(package.parent).as_posix()
        if room and room not in (*order, HIDDEN):
            if path.parent == package:
                continue
            wrong.append(f"{where}: {room!r} is not among the rooms of autograder/__init__.py")
            continue
        for line, target in imports(name, path, known):
            graph.setdefault(name, set()).add(target)
            other = target.partition(".")[0]
            if room == other or (room == HIDDEN and other in GROUND):
                continue
            # What students receive is localized, which leaves no trace of `text` alone.
            foreign = room == "handout" and other != "text"
            outside = HIDDEN in (room, other) or not room
            if outside or foreign or order.index(other) > order.index(room):
                wrong.append(f"{where}:{line}: {room or 'autograder'} imports {target}")
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        wrong.append(f"in a circle: {' -> '.join(error.args[1])}")
    return wrong


def test_each_room_imports_only_what_stands_before_it() -> None:
    assert len(rooms(PACKAGE)) > 15
    assert violations(PACKAGE) == []


def test_every_room_is_there_and_says_what_it_owns() -> None:
    for room in rooms(PACKAGE):
        text = (PACKAGE / room / "__init__.py").read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), room


def test_the_page_for_contributors_lists_the_same_rooms() -> None:
    page = (PACKAGE.parent / "docs" / "contributing.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z]+)/` \|", page, re.MULTILINE) == rooms(PACKAGE)


@pytest.mark.parametrize(
    ("file", "code", "says"),
    [
        ("intake/files.py", "from autograder.cli import main", "intake imports cli.main"),
        ("intake/files.py", "import autograder.grading.result", "intake imports grading.result"),
        ("intake/files.py", "from ..grading import result", "intake imports grading.result"),
        ("text.py", "from autograder import data", "text imports data"),
        (
            "grading/job.py",
            "def late():\n    from autograder.course.journal import Journal",
            "grading imports course.journal",
        ),
        (
            "sandbox/fence.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
            "    from autograder.authoring.assignment import Assignment",
            "sandbox imports authoring.assignment",
        ),
        (
            "cli/main.py",
            "from autograder.hidden_tests.hw2_learning import analytic",
            "cli imports hidden_tests.hw2_learning.analytic",
        ),
        (
            "hidden_tests/hw2_learning/analytic.py",
            "from autograder.grading import result",
            "hidden_tests imports grading.result",
        ),
        ("intake/naming.py", "from autograder.intake import intake", "in a circle"),
        ("intake/files.py", 'LATE = "autograder.grading.result"', "intake imports grading.result"),
        ("handout/hinting.py", "from autograder import errors", "handout imports errors"),
        ("__init__.py", "from autograder.cli import main", "autograder imports cli.main"),
        ("helpers.py", "", "is no room's"),
        ("attic/old.py", "", "'attic' is not among the rooms"),
    ],
)
def test_a_planted_import_is_found_and_named(
    file: str, code: str, says: str, tmp_path: Path
) -> None:
    package = tmp_path / "autograder"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    path = package / file
    path.parent.mkdir(exist_ok=True)
    path.touch()
    path.write_text(f"{path.read_text(encoding='utf-8')}\n\n{code}\n", encoding="utf-8")
    found = [line for line in violations(package) if says in line]
    assert len(found) == 1
    assert path.name in found[0] or says == "in a circle"


@pytest.mark.parametrize(
    "path",
    [path for path in PACKAGE.rglob("*.py") if "misconceptions" not in path.parts],
    ids=lambda path: path.relative_to(PACKAGE).as_posix(),
)
def test_no_module_is_longer_than_a_reader_can_hold_in_mind(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES
