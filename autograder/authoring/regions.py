"""Solution regions of a code cell: what stands between `# BEGIN SOLUTION` and `# END SOLUTION`.

Owns the rules for the markers and the two texts made of a marked cell: with the solution, and with
a stub in its place. Which names a question asks for is left to `assignment`.

A region is lines of one function's body, all of them indented at least as its markers::

    def double(x):
        # TODO: return twice x.
        # BEGIN SOLUTION
        return 2 * x
        # END SOLUTION

The student gets `raise NotImplementedError("double")` for it and keeps the TODO; the solution keeps
neither markers nor TODO.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.master import Cell, bad
from autograder.errors import ChalkgradError

BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"

# A misspelt marker would hand the solution to the students, so whatever looks like one must be one.
_NEARLY_A_MARKER = re.compile(r"#+\W*(begin|end|start|stop)\W*solutions?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Region:
    """One solution region, in lines of its cell's source, counted from 0.

    Parameters
    ----------
    name : str
        What the stub names: the function, dotted for a method, or the class for its ``__init__``.
    todo : int
        The first line of the TODO comment; it ends where the region begins.
    begin, end : int
        The lines of the two markers.
    """

    name: str
    todo: int
    begin: int
    end: int


def find_regions(path: Path, cell: Cell) -> tuple[Region, ...]:
    """Find the solution regions of a code cell of the master at `path`.

    Raises
    ------
    ChalkgradError
        If a marker is misspelt, unbalanced, nested or outside a function, if a region is empty or
        leaves its block, or if no TODO stands before it.
    """
    lines = cell.source.split("\n")
    regions = []
    begin: int | None = None
    for index, line in enumerate(lines):
        match = _NEARLY_A_MARKER.search(line)
        if match is None:
            continue
        marker = line.strip()
        if marker == BEGIN:
            if begin is not None:
                raise _bad(path, cell, index, f"{BEGIN} inside a solution; end that one first")
            begin = index
        elif marker == END:
            if begin is None:
                raise _bad(path, cell, index, f"{END} without {BEGIN}; add it or take this out")
            regions.append(_region(path, cell, lines, begin, index))
            begin = None
        else:
            raise _bad(
                path, cell, index, f"misspelt marker; write `{BEGIN}` or `{END}` on a line alone"
            )
    if begin is not None:
        raise _bad(path, cell, begin, f"{BEGIN} without {END}; add it after the solution")
    if regions and not cell.module:
        raise _bad(
            path, cell, regions[0].begin, "solution in a plain cell; write `# %% module=true`"
        )
    _check_stub(path, cell, regions)
    return tuple(regions)


def with_solutions(source: str, regions: tuple[Region, ...]) -> str:
    """Return a cell's source with its solutions, without markers and TODO comments."""
    lines = source.split("\n")
    dropped = {region.end for region in regions}
    for region in regions:
        dropped.update(range(region.todo, region.begin + 1))
    return "\n".join(line for index, line in enumerate(lines) if index not in dropped)


def with_stubs(source: str, regions: tuple[Region, ...]) -> str:
    """Return a cell's source with a ``raise NotImplementedError`` for each solution."""
    lines = source.split("\n")
    for region in reversed(regions):
        indent = _indent(lines[region.begin])
        lines[region.begin : region.end + 1] = [
            f'{indent}raise NotImplementedError("{region.name}")'
        ]
    return "\n".join(lines)


def definitions(cell: Cell) -> Iterable[str]:
    """Yield the functions, classes and methods that a cell defines, methods dotted."""
    for node in ast.parse(cell.source).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.ClassDef):
            yield node.name
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}"


def _region(path: Path, cell: Cell, lines: list[str], begin: int, end: int) -> Region:
    indent = _indent(lines[begin])
    if _indent(lines[end]) != indent:
        raise _bad(path, cell, end, f"{END} is not indented as its {BEGIN}; line them up")
    inside = [index for index in range(begin + 1, end) if lines[index].strip()]
    if all(lines[index].strip().startswith("#") for index in inside):
        raise _bad(path, cell, begin, "empty solution; write it between the markers")
    for index in inside:
        if not lines[index].startswith(indent):
            raise _bad(path, cell, index, "the solution leaves its block; indent it as its markers")
    name = _enclosing_function(cell.source, begin + 1, len(indent))
    if name is None:
        raise _bad(path, cell, begin, "solution outside a function; markers stand inside a `def`")
    return Region(name, _todo(path, cell, lines, begin), begin, end)


def _todo(path: Path, cell: Cell, lines: list[str], begin: int) -> int:
    """Find the first line of the TODO comment that ends right before line `begin`."""
    prefix = _indent(lines[begin]) + "#"
    index = begin - 1
    while index >= 0 and lines[index].startswith(prefix):
        if lines[index].startswith(f"{prefix} TODO: "):
            return index
        index -= 1
    raise _bad(path, cell, begin, f"no TODO before {BEGIN}; add a line `# TODO: what to write`")


def _enclosing_function(source: str, line: int, indent: int) -> str | None:
    """Name the outermost function around a line, with its class; None outside of all functions."""

    def search(body: list[ast.stmt], prefix: str) -> str | None:
        for node in body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if not (node.lineno < line <= (node.end_lineno or 0) and node.col_offset < indent):
                continue
            if isinstance(node, ast.ClassDef):
                return search(node.body, f"{prefix}{node.name}.")
            if node.name == "__init__" and prefix:
                return prefix[:-1]
            return prefix + node.name
        return None

    return search(ast.parse(source).body, "")


def _check_stub(path: Path, cell: Cell, regions: list[Region]) -> None:
    """Require of the template's text that it is Python: a region may not hold half a statement."""
    for text in (
        with_stubs(cell.source, tuple(regions)),
        with_solutions(cell.source, tuple(regions)),
    ):
        try:
            ast.parse(text)
        except SyntaxError as error:
            raise _bad(
                path,
                cell,
                regions[0].begin,
                f"without the solution the cell is not Python ({error.msg}); move the markers",
            ) from None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _bad(path: Path, cell: Cell, index: int, message: str) -> ChalkgradError:
    return bad(path, cell.source_line + index, message)
