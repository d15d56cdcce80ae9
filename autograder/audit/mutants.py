"""Mutants of a reference solution: each has one small change that the tests should find.

Owns the changes (operators, constants, axes, calls, dropped statements) and the question that each
mutant belongs to. Running the tests on them is left to `trials`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from autograder.authoring.assignment import Assignment
from autograder.authoring.reference import find_function

_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
}
_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
_NAMES = {
    "sum": ("mean", "max"),
    "mean": ("sum",),
    "log": ("log10", "log1p", "exp"),
    "argmax": ("argmin",),
    "zeros": ("ones",),
    "zeros_like": ("ones_like",),
    "randn": ("rand",),
    "arange": ("zeros",),
    "sigmoid": ("softmax",),
    "softmax": ("sigmoid",),
}


@dataclass(frozen=True)
class Mutant:
    """One changed reference.

    Attributes
    ----------
    question : str
        Id of the question whose answer is changed.
    change : str
        ``"function: line -> line"``, which identifies the mutant.
    tree : ast.Module
        The whole module.
    """

    question: str
    change: str
    tree: ast.Module


def mutants(assignment: Assignment, reference: str, questions: Collection[str]) -> list[Mutant]:
    """Return all different mutants of the reference's answers to some questions."""
    module = ast.parse(reference)
    found: dict[str, Mutant] = {}
    for question in assignment.questions:
        for name in question.names if question.id in questions else ():
            original = find_function(module.body, name)
            if original is None:
                continue
            indices, function = original
            for before, after, changed in _changes(function):
                change = f"{name}: {before} -> {after}"
                if change not in found:
                    tree = _replaced(module, indices, ast.fix_missing_locations(changed))
                    found[change] = Mutant(question.id, change, tree)
    return list(found.values())


def _replaced(
    module: ast.Module, indices: tuple[int, ...], function: ast.FunctionDef
) -> ast.Module:
    """Return the module with another function at some indices; all other nodes are shared."""
    tree = ast.Module(list(module.body), module.type_ignores)
    body = tree.body
    for index in indices[:-1]:
        klass = copy.copy(body[index])
        assert isinstance(klass, ast.ClassDef)
        klass.body = list(klass.body)
        body[index] = klass
        body = klass.body
    body[indices[-1]] = function
    return tree


def _changes(function: ast.FunctionDef) -> Iterator[tuple[str, str, ast.FunctionDef]]:
    """Yield changed copies of a function, each with the statement before and after."""
    nodes = list(ast.walk(function))
    statements = _statements(nodes)
    for number, node in enumerate(nodes):
        if _is_docstring(node, function):
            continue
        for change in range(len(_edits(node))):
            changed = copy.deepcopy(function)
            copies = list(ast.walk(changed))
            _edits(copies[number])[change]()
            statement = statements[number]
            yield _first_line(nodes[statement]), _first_line(copies[statement]), changed
    yield from _dropped(function)


def _is_docstring(node: ast.AST, function: ast.FunctionDef) -> bool:
    first = function.body[0]
    return isinstance(first, ast.Expr) and node in (first, first.value)


def _statements(nodes: list[ast.AST]) -> list[int]:
    """Return, for each node of a walk, the number of the innermost statement around it."""
    numbers = {node: number for number, node in enumerate(nodes)}
    statements = [0] * len(nodes)
    for number, node in enumerate(nodes):
        if isinstance(node, ast.stmt):
            statements[number] = number
        # Parents come first; several nodes may share one operator or context.
        for child in ast.iter_child_nodes(node):
            statements[numbers[child]] = statements[number]
    return statements


def _first_line(statement: ast.AST) -> str:
    return ast.unparse(statement).split("\n")[0]


def _edits(node: ast.AST) -> list[Callable[[], None]]:
    """Return the changes that can be made to a node, each as a function that makes it."""
    edits: list[Callable[[], None]] = []

    def put(name: str, value: object) -> None:
        edits.append(lambda: setattr(node, name, value))

    if isinstance(node, ast.BinOp | ast.AugAssign):
        for other in _OPERATORS.get(type(node.op), ()):
            put("op", other())
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div):
            left, right = node.left, node.right

            def swap() -> None:
                node.left, node.right = right, left

            edits.append(swap)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        put("op", ast.UAdd())
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARISONS:
        put("ops", [_COMPARISONS[type(node.ops[0])]()])
    elif (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    ):
        for value in _other_numbers(node.value):
            put("value", value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        put("value", node.value + "_")
    elif isinstance(node, ast.Attribute) and node.attr in _NAMES:
        for name in _NAMES[node.attr]:
            put("attr", name)
    elif isinstance(node, ast.Name) and node.id in _NAMES:
        for name in _NAMES[node.id]:
            put("id", name)
    elif isinstance(node, ast.Call):
        if len(node.args) == 2:
            put("args", node.args[::-1])
        if node.keywords:
            put("keywords", node.keywords[1:])
        if isinstance(node.func, ast.Name) and node.func.id == "range":
            for step in (1, -1):
                amount = ast.Constant(step)
                put("args", [*node.args[:-1], ast.BinOp(node.args[-1], ast.Add(), amount)])
        if isinstance(node.func, ast.Attribute) and node.func.attr == "copy":
            put("func", ast.Attribute(node.func.value, "view", ast.Load()))
    elif isinstance(node, ast.If | ast.IfExp):
        put("test", ast.Constant(True))
        put("test", ast.Constant(False))
    elif isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.ctx, ast.Load):
        put("elts", node.elts[::-1])
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Name):
        put("value", None)
    return edits


def _other_numbers(value: float) -> tuple[float, ...]:
    if isinstance(value, int):
        return (value + 1, value - 1)
    return (value * 10, value / 10, -value, 0.0)


def _dropped(function: ast.FunctionDef) -> Iterator[tuple[str, str, ast.FunctionDef]]:
    """Yield copies of a function without one of its statements."""
    for number, node in enumerate(ast.walk(function)):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        for place, statement in enumerate(body):
            if _is_docstring(statement, function):
                continue
            changed = copy.deepcopy(function)
            list(ast.walk(changed))[number].body[place] = ast.Pass()  # type: ignore[attr-defined]
            yield _first_line(statement), "pass", changed
