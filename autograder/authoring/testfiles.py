"""The test files of a question, read as text: which tests they hold and what each is worth.

Owns the rules for a test file (plain functions ``def test_something(env)`` with a docstring) and
the sharing out of a question's points. Nothing here runs a test; which files belong to which
question is left to `question`.
"""

from __future__ import annotations

import ast
from pathlib import Path

from autograder.authoring.master import bad, read_text
from autograder.text import Text

COMPARE = "autograder.compare"
"""What a public test may import of this package: the build copies its text."""

TEXT = "autograder.text"
"""What else it may import: the build leaves one language's texts of it."""


def test_functions(path: Path) -> tuple[str, ...]:
    """Return the names of the tests in a test file, in the order in which they stand.

    Raises
    ------
    ChalkgradError
        If the file cannot be read or parsed, holds no test, or a test takes anything but ``env``,
        lacks a docstring, or has the name of an earlier one.
    """
    return tuple(function.name for function in _functions(path, parse(path)))


def test_lines(path: Path) -> dict[str, int]:
    """Return the tests in a test file as `test_functions` does, each with its line."""
    return {node.name: node.lineno for node in _functions(path, parse(path))}


def test_summaries(path: Path) -> dict[str, Text]:
    """Return, for each test of a file, what it checks, as its docstring says it to the student.

    The first paragraph is English, the second Korean; where that is missing, English serves.
    """
    functions = _functions(path, parse(path))
    said = {node.name: paragraphs(node) for node in functions}
    return {name: Text(texts[0], texts[min(1, len(texts) - 1)]) for name, texts in said.items()}


def paragraphs(function: ast.FunctionDef) -> list[str]:
    """Return the paragraphs of a docstring, each in one line."""
    parts = (ast.get_docstring(function) or "").split("\n\n")
    return [" ".join(part.split()) for part in parts if part.strip()]


# Their names are the project's; to pytest they are no tests.
test_functions.__test__ = False  # type: ignore[attr-defined]
test_lines.__test__ = False  # type: ignore[attr-defined]
test_summaries.__test__ = False  # type: ignore[attr-defined]


def share_points(points: float, n: int) -> tuple[float, ...]:
    """Share `points` out over `n` tests, evenly in hundredths; the first get the odd hundredths.

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


def check_public(path: Path) -> None:
    """Require of a public test file that it can be handed to students.

    Raises
    ------
    ChalkgradError
        If it imports what students do not have.
    """
    tree = parse(path)
    known = compare_imports(tree) + compare_imports(tree, TEXT)
    for found in known:
        again = [each for each in known if each.module == found.module]
        if found is not again[0] or any(_share_a_line(found, n) for n in tree.body):
            raise bad(path, found.lineno, f"import from {found.module} once, on a line of its own")
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node not in known:
            modules = ["." * node.level + (node.module or "")]
        else:
            continue
        for module in modules:
            if module.split(".")[0] not in ("numpy", "__future__"):
                raise bad(
                    path,
                    node.lineno,
                    f"a public test imports {module!r}, which students may not have; import numpy, "
                    f"or at the top `from {COMPARE} import a, b`",
                )


def compare_imports(tree: ast.Module, module: str = COMPARE) -> list[ast.ImportFrom]:
    """Return the top-level statements ``from autograder.compare import a, b``."""
    return [
        node
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        and node.module == module
        and all(alias.asname is None and alias.name != "*" for alias in node.names)
    ]


def _share_a_line(one: ast.stmt, other: ast.stmt) -> bool:
    """Whether two statements of a file stand on one line at least in part."""
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
        raise bad(path, error.lineno or 1, f"not Python ({error.msg}); correct it") from None


def _functions(path: Path, tree: ast.Module) -> list[ast.FunctionDef]:
    functions: list[ast.FunctionDef] = []
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if not node.name.lower().startswith("test"):
            continue
        where = f"test {node.name!r}"
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            raise bad(path, node.lineno, f"{where} is no plain test; write `def test_...(env):`")
        if node.decorator_list:
            raise bad(path, node.lineno, f"{where} is decorated; take the decorator out")
        if ast.unparse(node.args) != "env":
            raise bad(path, node.lineno, f"{where} must take env alone; write `(env)`")
        if not (ast.get_docstring(node) or "").split("\n")[0].strip():
            raise bad(
                path, node.lineno, f"{where} has no docstring; say in one line what it checks"
            )
        if node.name in [function.name for function in functions]:
            raise bad(path, node.lineno, f"{where} stands twice; rename one")
        functions.append(node)
    if not functions:
        raise bad(path, 1, "no tests; add `def test_...(env):` with a docstring")
    return functions
