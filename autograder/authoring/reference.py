"""What of the reference a student's process may be given, to stand in for an earlier question.

A function can be asked for the namespace that it was made in, so whatever is sent can be called:
the answers to the question under test, and to those after it, are taken out of the source.
"""

from __future__ import annotations

import ast
import functools


# Asked for again and again: for every test that is carried forward, of every submission.
@functools.lru_cache(maxsize=64)
def without(source: str, names: tuple[str, ...]) -> str:
    """Return Python source without the functions, classes and methods (dotted) of these names."""
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
