"""Mutants of a reference solution: each with one small change, for the tests to find.

Owns which changes are made (operators, constants, axes, calls, dropped statements) and to which
question a mutant belongs. Whether the tests find it is asked in `audit`.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from autograder.authoring.assignment import Assignment

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
        ``"function: line -> line"``, which names it.
    tree : ast.Module
        The whole module.
    """

    question: str
    change: str
    tree: ast.Module


def mutants(assignment: Assignment, reference: str, questions: Collection[str]) -> list[Mutant]:
    """Return every mutant of the reference's answers to some questions, none twice."""
    module = ast.parse(reference)
    found: dict[str, Mutant] = {}
    for question in assignment.questions:
        for name in question.names if question.id in questions else ():
            path = _path(module, name)
            if path is None:
                continue
            original = _at(module, path)
            assert isinstance(original, ast.FunctionDef)
            for before, after, function in _changes(original):
                change = f"{name}: {before} -> {after}"
                if change not in found:
                    tree = _with(module, path, ast.fix_missing_locations(function))
                    found[change] = Mutant(question.id, change, tree)
    return list(found.values())


def _path(module: ast.Module, name: str) -> tuple[int, ...] | None:
    """Return where a function, a method or a class's constructor stands."""
    body: list[ast.stmt] = module.body
    path: list[int] = []
    for part in name.split("."):
        place = _find(body, part)
        if place is None:
            return None
        path.append(place)
        node = body[place]
        body = node.body if isinstance(node, ast.ClassDef) else []
    if body:
        init = _find(body, "__init__")
        return None if init is None else (*path, init)
    return tuple(path)


def _find(body: list[ast.stmt], name: str) -> int | None:
    for place, node in enumerate(body):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return place
    return None


def _parent(module: ast.Module, path: tuple[int, ...]) -> ast.Module | ast.ClassDef:
    node: ast.Module | ast.ClassDef = module
    for place in path[:-1]:
        inner = node.body[place]
        assert isinstance(inner, ast.ClassDef)
        node = inner
    return node


def _with(module: ast.Module, path: tuple[int, ...], function: ast.FunctionDef) -> ast.Module:
    """Return the module with another function in a place; all else is shared with it."""
    tree = ast.Module(list(module.body), module.type_ignores)
    body = tree.body
    for place in path[:-1]:
        klass = copy.copy(body[place])
        assert isinstance(klass, ast.ClassDef)
        klass.body = list(klass.body)
        body[place] = klass
        body = klass.body
    body[path[-1]] = function
    return tree


def _at(module: ast.Module, path: tuple[int, ...]) -> ast.stmt:
    return _parent(module, path).body[path[-1]]


def _changes(function: ast.FunctionDef) -> Iterator[tuple[str, str, ast.FunctionDef]]:
    """Yield changed copies of a function, each with the statement before and after."""
    nodes = list(ast.walk(function))
    holding = _statements(nodes)
    for number, node in enumerate(nodes):
        if _is_docstring(node, function):
            continue
        for change in range(len(_edits(node))):
            changed = copy.deepcopy(function)
            twins = list(ast.walk(changed))
            edit = _edits(twins[number])[change]
            edit()
            statement = holding[number]
            yield _first_line(nodes[statement]), _first_line(twins[statement]), changed
    yield from _dropped(function)


def _is_docstring(node: ast.AST, function: ast.FunctionDef) -> bool:
    first = function.body[0]
    return isinstance(first, ast.Expr) and node in (first, first.value)


def _statements(nodes: list[ast.AST]) -> list[int]:
    """Return, for each node of a walk, the number of the innermost statement that holds it."""
    numbers = {node: number for number, node in enumerate(nodes)}
    holding = [0] * len(nodes)
    for number, node in enumerate(nodes):
        if isinstance(node, ast.stmt):
            holding[number] = number
        # Parents come first; operators and contexts are shared by the nodes that have them.
        for child in ast.iter_child_nodes(node):
            holding[numbers[child]] = holding[number]
    return holding


def _first_line(statement: ast.AST) -> str:
    return ast.unparse(statement).split("\n")[0]


def _edits(node: ast.AST) -> list[Callable[[], None]]:
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
        for other_name in _NAMES[node.attr]:
            put("attr", other_name)
    elif isinstance(node, ast.Name) and node.id in _NAMES:
        for other_name in _NAMES[node.id]:
            put("id", other_name)
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
            inner = [statement] + ([statement.value] if isinstance(statement, ast.Expr) else [])
            if any(_is_docstring(each, function) for each in inner):
                continue
            changed = copy.deepcopy(function)
            list(ast.walk(changed))[number].body[place] = ast.Pass()  # type: ignore[attr-defined]
            yield ast.unparse(statement).split("\n")[0], "pass", changed
