"""Parts of the source of a reference solution.

A student's process may get the reference functions that replace a wrong answer to an earlier
question. A function gives access to its namespace, so all of the source that is sent can be called.
The answers to the question under test and to later ones are therefore removed first.
"""

from __future__ import annotations

import ast
import functools

FoundFunction = tuple[tuple[int, ...], ast.FunctionDef]


def find_function(body: list[ast.stmt], name: str) -> FoundFunction | None:
    """Return a function, a method ("Class.method") or the constructor of a class, and its indices.

    The indices are that of the function in `body`, or of its class and then of the method in that.
    """
    first, _, rest = name.partition(".")
    for index, node in enumerate(body):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return (index,), node
        if isinstance(node, ast.ClassDef) and node.name == first:
            found = find_function(node.body, rest or "__init__")
            return found and ((index, *found[0]), found[1])
    return None


# Called for every test that is carried forward, of every submission.
@functools.lru_cache(maxsize=64)
def without(source: str, names: tuple[str, ...]) -> str:
    """Return Python source without some functions, classes and methods ("Class.method")."""
    dropped = set(names)
    tree = ast.parse(source)
    tree.body = _kept(tree.body, dropped, "")
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            node.body = _kept(node.body, dropped, f"{node.name}.") or [ast.Pass()]
    return ast.unparse(tree)


def _kept(body: list[ast.stmt], dropped: set[str], prefix: str) -> list[ast.stmt]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [
        node for node in body if not (isinstance(node, kinds) and prefix + node.name in dropped)
    ]
