"""The test files of a question, read as text, and the points of each test.

Owns the rules for a test file (plain functions ``def test_something(env)`` with a docstring) and
for dividing a question's points. Nothing here runs a test; which files belong to which question is
left to `question`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from autograder.authoring.master import error_at, read_text
from autograder.text import Text

COMPARE = "autograder.compare"
"""A module that public tests may import: the build copies its text into them."""

TEXT = "autograder.text"
"""Another one: the build replaces each `Text` with a string in one language."""


def test_functions(path: Path) -> tuple[str, ...]:
    """Return the names of the tests in a test file, in order.

    Raises
    ------
    ChalkgradError
        If the file cannot be read or parsed, holds no test, or a test takes anything but ``env``,
        lacks a docstring, or has the name of an earlier one.
    """
    return tuple(test_lines(path))


def test_lines(path: Path) -> dict[str, int]:
    """Return the tests in a test file as `test_functions` does, each with its line."""
    return {function.name: function.lineno for function in _functions(path)}


def test_summaries(path: Path) -> dict[str, Text]:
    """Return the docstring of each test in a file, which students read when the test fails.

    The first paragraph is English, the second Korean; without a second, English serves for both.
    """
    texts = {function.name: paragraphs(function) for function in _functions(path)}
    return {name: Text(each[0], each[min(1, len(each) - 1)]) for name, each in texts.items()}


def paragraphs(function: ast.FunctionDef) -> list[str]:
    """Return the paragraphs of a docstring, each as one line."""
    parts = (ast.get_docstring(function) or "").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


# pytest would take these functions for tests, by their names.
test_functions.__test__ = False  # type: ignore[attr-defined]
test_lines.__test__ = False  # type: ignore[attr-defined]
test_summaries.__test__ = False  # type: ignore[attr-defined]


def share_points(points: float, n: int) -> tuple[float, ...]:
    """Divide `points` evenly over `n` tests; the first tests get the hundredths that remain.

    Parameters
    ----------
    points : float
        At most two decimals.
    n : int
        At least 1.

    Returns
    -------
    tuple of float
        `n` shares of two decimals each; in hundredths they add up to `points`.
    """
    share, odd = divmod(round(points * 100), n)
    return tuple((share + (index < odd)) / 100 for index in range(n))


def add_points(points: Iterable[float]) -> float:
    """Return the sum of points of two decimals each, without rounding errors."""
    return sum(round(each * 100) for each in points) / 100


def check_public(path: Path) -> None:
    """Require that students can run a public test file.

    Raises
    ------
    ChalkgradError
        If it imports a module that students do not have.
    """
    tree = parse(path)
    known = compare_imports(tree) + compare_imports(tree, TEXT)
    for found in known:
        first = next(each for each in known if each.module == found.module)
        if found is not first or any(_share_a_line(found, node) for node in tree.body):
            message = f"import from {found.module} once, on a line of its own"
            raise error_at(path, found.lineno, message)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node not in known:
            modules = ["." * node.level + (node.module or "")]
        else:
            continue
        for module in modules:
            if module.split(".")[0] not in ("numpy", "__future__"):
                remedy = f"import numpy, or at the top `from {COMPARE} import a, b`"
                what = f"a public test imports {module!r}, which students may not have"
                raise error_at(path, node.lineno, f"{what}; {remedy}")


def compare_imports(tree: ast.Module, module: str = COMPARE) -> list[ast.ImportFrom]:
    """Return the top-level statements ``from <module> import a, b``."""
    return [
        node
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        and node.module == module
        and all(alias.asname is None and alias.name != "*" for alias in node.names)
    ]


def _share_a_line(one: ast.stmt, other: ast.stmt) -> bool:
    """Whether two statements of a file have a line in common."""
    last_of_one, last_of_other = (each.end_lineno or each.lineno for each in (one, other))
    return one is not other and other.lineno <= last_of_one and one.lineno <= last_of_other


def parse(path: Path) -> ast.Module:
    """Parse a Python file of an assignment.

    Raises
    ------
    ChalkgradError
        If it cannot be read or is not Python.
    """
    try:
        return ast.parse(read_text(path))
    except SyntaxError as error:
        message = f"not Python ({error.msg}); correct it"
        raise error_at(path, error.lineno or 1, message) from None


def _functions(path: Path) -> list[ast.FunctionDef]:
    """Return the tests of a file, checked."""
    functions: list[ast.FunctionDef] = []
    for node in parse(path).body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if not node.name.lower().startswith("test"):
            continue
        test, error = f"test {node.name!r}", partial(error_at, path, node.lineno)
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            raise error(f"{test} is not a plain function; write `def test_...(env):`")
        if node.decorator_list:
            raise error(f"{test} is decorated; remove the decorator")
        if ast.unparse(node.args) != "env":
            raise error(f"{test} must take only env; write `(env)`")
        if not (ast.get_docstring(node) or "").split("\n")[0].strip():
            raise error(f"{test} has no docstring; say in one line what it checks")
        if node.name in [function.name for function in functions]:
            raise error(f"{test} occurs twice; rename one")
        functions.append(node)
    if not functions:
        raise error_at(path, 1, "no tests; add `def test_...(env):` with a docstring")
    return functions
