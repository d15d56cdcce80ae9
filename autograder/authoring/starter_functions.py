"""Starter functions: those that a notebook hands out and a student may replace, such as `softmax`.

Owns which they are, which question answers for them, and whether a submission has its own. They are
no secret, so the reference's may stand in for a broken one; when it does is left to `grading`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from autograder.authoring.question import Question

_Function = ast.FunctionDef | ast.AsyncFunctionDef


class StarterFunctions:
    """The functions of a reference that no question asks for.

    Parameters
    ----------
    reference : str
        Source of the reference solutions, which hold what the notebook hands out.
    questions : sequence of Question
        In their order.

    Attributes
    ----------
    owners : dict of str to str
        By the names of the functions, the id of the first question whose answer uses them: a broken
        one costs its marks there, and nowhere else.
    """

    def __init__(self, reference: str, questions: Sequence[Question]) -> None:
        tree = ast.parse(reference)
        asked = {name.partition(".")[0] for question in questions for name in question.names}
        self._functions = {
            node.name: node
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and node.name not in asked
        }
        self.owners: dict[str, str] = {}
        for question in questions:
            for answer in _answers(tree, question.names):
                for name in self._used(answer):
                    self.owners.setdefault(name, question.id)

    def changed_in(self, cells: Iterable[str]) -> list[str]:
        """Return the functions of which a submission's code has another version, or none.

        A name that is bound in a way that its source does not show counts as unchanged.
        """
        known = dict.fromkeys(self.owners, 0)
        changed = set()
        for source in cells:
            for name, unchanged in _bindings(source, self._functions):
                known[name] = known.get(name, 0) + 1
                if not unchanged:
                    changed.add(name)
        return [name for name in self.owners if name in changed or not known[name]]

    def _used(self, node: ast.AST) -> set[str]:
        """Return the starter functions that a piece of code calls, directly or through others."""
        found: set[str] = set()
        frontier = [node]
        while frontier:
            names = {each.id for each in ast.walk(frontier.pop()) if isinstance(each, ast.Name)}
            new = (names & self._functions.keys()) - found
            found |= new
            frontier += [self._functions[name] for name in new]
        return found


def _answers(tree: ast.Module, names: Sequence[str]) -> Iterator[ast.AST]:
    """Yield the functions and methods that a question asks for; of a class, its constructor."""
    for name in names:
        body, parts = tree.body, name.split(".")
        for part in parts:
            for node in body:
                if isinstance(node, _Function | ast.ClassDef) and node.name == part:
                    body = node.body
                    if isinstance(node, _Function):
                        yield node
                    elif part == parts[-1]:
                        yield from (
                            each
                            for each in node.body
                            if isinstance(each, _Function) and each.name == "__init__"
                        )


def _bindings(source: str, functions: dict[str, ast.FunctionDef]) -> Iterator[tuple[str, bool]]:
    """Yield each name that a cell gives a value to, and whether that is the starter function."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # A cell with a magic, or one that does not run: what looks like a definition counts.
        for name in functions:
            if re.search(rf"\b(def|class|import.*)\s+{name}\b|\b{name}\s*=[^=]", source):
                yield name, False
        return
    for node in ast.walk(tree):
        if isinstance(node, _Function | ast.ClassDef) and node.name in functions:
            yield node.name, _code(node) == _code(functions[node.name])
        elif isinstance(node, ast.Name) and node.id in functions:
            if not isinstance(node.ctx, ast.Load):
                yield node.id, False
        elif isinstance(node, ast.alias):
            bound = node.asname or node.name.partition(".")[0]
            yield from ((name, False) for name in functions if bound in (name, "*"))


def _code(node: ast.AST) -> str:
    """Return what a function does, without its docstring."""
    body = list(getattr(node, "body", []))
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    head = ast.dump(node.args) if isinstance(node, _Function) else type(node).__name__
    return head + "".join(map(ast.dump, body))
