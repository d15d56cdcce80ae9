"""Starter functions: those that a notebook hands out and a student may replace, such as `softmax`.

Owns the list of them, the question in which a broken one costs points, and whether a submission has
its own versions. They are not secret, so the reference's may replace a broken one; when that
happens is left to `grading`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence

from autograder.authoring.question import Question
from autograder.authoring.reference import find_function
from autograder.submissions.cell import MAX_PARSED_IN_ALL, parse

# The tree of a longer cell, full of numbers, would take more than 100 MB in the grader.
_LONGEST_PARSED = 250_000
# Of all that is searched for what is like a definition; each function takes a second.
_MOST_SEARCHED = 3_000_000
_Function = ast.FunctionDef | ast.AsyncFunctionDef


class StarterFunctions:
    """The functions of a reference that no question asks for.

    Parameters
    ----------
    reference : str
        Source of the reference solutions, which include the starter functions.
    questions : sequence of Question
        In their order.

    Attributes
    ----------
    owners : dict of str to str
        Maps each function to the id of the first question whose answer uses it. A broken function
        costs points in that question only.
    """

    def __init__(self, reference: str, questions: Sequence[Question]) -> None:
        tree = ast.parse(reference)
        asked = {name.partition(".")[0] for question in questions for name in question.names}
        self._functions = {
            node.name: node
            for node in tree.body
            if isinstance(node, ast.FunctionDef) and node.name not in asked
        }
        self._codes = {name: _code(node) for name, node in self._functions.items()}
        self.owners: dict[str, str] = {}
        for question in questions:
            for found in (find_function(tree.body, name) for name in question.names):
                for used in sorted(self._used(found[1]) if found else ()):
                    self.owners.setdefault(used, question.id)

    def changed_in(self, cells: Iterable[str]) -> list[str]:
        """Return the functions that a submission's code has changed or does not have.

        A binding that is not visible in the source counts as unchanged. Of more code than anybody
        writes, the rest is only searched for what is like a definition; of still more, it is not
        looked at, and every function counts as changed.
        """
        known = dict.fromkeys(self.owners, 0)
        changed = set()
        to_parse, to_search = MAX_PARSED_IN_ALL, _MOST_SEARCHED
        for source in cells:
            to_search -= len(source)
            if to_search < 0:
                return list(self.owners)
            parsed = len(source) <= min(_LONGEST_PARSED, to_parse)
            to_parse -= len(source) * parsed
            for name, unchanged in _bindings(source, self._codes, parsed=parsed):
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


def _bindings(source: str, codes: dict[str, str], *, parsed: bool) -> Iterator[tuple[str, bool]]:
    """Yield each starter function that a cell binds, and whether to an unchanged definition."""
    try:
        if not parsed:
            raise ValueError("parsing this cell takes too much time or memory")
        yield from list(_parsed_bindings(parse(source), codes))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        # In a cell with a magic, or one that does not run, everything like a definition counts.
        for name in codes:
            imported = rf"import.{{0,200}}\s{name}\b"
            if re.search(rf"\b(def|class)\s+{name}\b|\b{name}\s*=[^=]|{imported}", source):
                yield name, False


def _parsed_bindings(tree: ast.Module, codes: dict[str, str]) -> Iterator[tuple[str, bool]]:
    for node in ast.walk(tree):
        if isinstance(node, _Function | ast.ClassDef) and node.name in codes:
            yield node.name, _code(node) == codes[node.name]
        elif isinstance(node, ast.Name) and node.id in codes:
            if not isinstance(node.ctx, ast.Load):
                yield node.id, False
        elif isinstance(node, ast.alias):
            bound = node.asname or node.name.partition(".")[0]
            yield from ((name, False) for name in codes if bound in (name, "*"))


def _code(node: ast.AST) -> str:
    """Return the parameters and the body of a function, without its docstring."""
    body = list(getattr(node, "body", []))
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        body = body[1:]
    head = ast.dump(node.args) if isinstance(node, _Function) else type(node).__name__
    return head + "".join(map(ast.dump, body))
