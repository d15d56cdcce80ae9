"""Solution regions of a code cell: the lines between `# BEGIN SOLUTION` and `# END SOLUTION`.

Owns the rules for the markers, and the two versions of a marked cell: with the solution, and with a
stub instead. Which names a question asks for is left to `assignment`.

A region consists of lines of one function's body, none indented less than its markers::

    def double(x):
        # TODO: return twice x.
        # BEGIN SOLUTION
        return 2 * x
        # END SOLUTION

The student's version keeps the TODO and has `raise NotImplementedError("double")` instead of the
region. The solution has neither the markers nor the TODO.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from autograder.authoring.master import Cell, error_at
from autograder.errors import ChalkgradError

BEGIN = "# BEGIN SOLUTION"
END = "# END SOLUTION"

# A misspelt marker would hand out the solution, so everything similar must be a correct marker.
_NEARLY_A_MARKER = re.compile(r"#+\W*(begin|end|start|stop)\W*solutions?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Region:
    """One solution region, in lines of its cell's source, counted from 0.

    Parameters
    ----------
    name : str
        The name in the stub: the function, "Class.method", or the class for its ``__init__``.
    todo : int
        The first line of the TODO comment, which ends right before the region.
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
        leaves its block, or if no TODO is right before it.
    """
    error = partial(_error_in, path, cell)
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
                raise error(index, f"{BEGIN} inside a solution; end that one first")
            begin = index
        elif marker == END:
            if begin is None:
                raise error(index, f"{END} without {BEGIN}; add it or remove this one")
            regions.append(_region(path, cell, lines, begin, index))
            begin = None
        else:
            raise error(index, f"misspelt marker; write only `{BEGIN}` or `{END}` on this line")
    if begin is not None:
        raise error(begin, f"{BEGIN} without {END}; add it after the solution")
    if regions and not cell.module:
        raise error(regions[0].begin, "solution in a plain cell; write `# %% module=true`")
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
        stub = f'{_indent(lines[region.begin])}raise NotImplementedError("{region.name}")'
        lines[region.begin : region.end + 1] = [stub]
    return "\n".join(lines)


def definitions(cell: Cell) -> Iterable[str]:
    """Yield the functions, classes and methods ("Class.method") that a cell defines."""
    for node in ast.parse(cell.source).body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.ClassDef):
            yield node.name
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}"


def _region(path: Path, cell: Cell, lines: list[str], begin: int, end: int) -> Region:
    error = partial(_error_in, path, cell)
    indent = _indent(lines[begin])
    if _indent(lines[end]) != indent:
        raise error(end, f"{END} is not indented like its {BEGIN}; align them")
    inside = [index for index in range(begin + 1, end) if lines[index].strip()]
    if all(lines[index].strip().startswith("#") for index in inside):
        raise error(begin, "empty solution; write it between the markers")
    for index in inside:
        if not lines[index].startswith(indent):
            raise error(index, "the solution leaves its block; indent it like its markers")
    name = _enclosing_function(cell.source, begin + 1, len(indent))
    if name is None:
        raise error(begin, "solution outside a function; put the markers inside a `def`")
    return Region(name, _todo(path, cell, lines, begin), begin, end)


def _todo(path: Path, cell: Cell, lines: list[str], begin: int) -> int:
    """Find the first line of the TODO comment that ends right before line `begin`."""
    prefix = _indent(lines[begin]) + "#"
    index = begin - 1
    while index >= 0 and lines[index].startswith(prefix):
        if lines[index].startswith(f"{prefix} TODO: "):
            return index
        index -= 1
    message = f"no TODO before {BEGIN}; add a line `# TODO: what to write`"
    raise _error_in(path, cell, begin, message)


def _enclosing_function(source: str, line: int, indent: int) -> str | None:
    """Return the outermost function around a line, with its class; None outside functions."""

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
    """Require that both versions are Python: a region may not hold half a statement."""
    for version in (with_stubs, with_solutions):
        try:
            ast.parse(version(cell.source, tuple(regions)))
        except SyntaxError as error:
            what = f"without the solution the cell is not Python ({error.msg})"
            raise _error_in(path, cell, regions[0].begin, f"{what}; move the markers") from None


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _error_in(path: Path, cell: Cell, index: int, message: str) -> ChalkgradError:
    """Return the error for a line of a cell's source, counted from 0."""
    return error_at(path, cell.source_line + index, message)
