"""The banks: for each assignment, known wrong answers with hints, and unusual right answers.

Owns the form of the answers and putting one in place of the reference's code. The answers are in a
package per assignment, ``misconceptions/<assignment>``, with ``WRONG`` and ``RIGHT`` and, if needed,
the other fields of `Bank`, in capitals. Students see only the hints.
"""

from __future__ import annotations

import ast
import copy
import functools
import importlib
import importlib.util
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace

from autograder.text import Text


def returns_nothing(who: str, what: str, who_ko: str, what_ko: str) -> Text:
    """Return the hint for a function without a result; the Korean words include their particles."""
    return Text(
        f"Your {who} returns nothing: {what} only computed or printed cannot be used elsewhere.",
        f"{who_ko} 아무것도 반환하지 않습니다. {what_ko} 계산하거나 출력하기만 해서는 다른 코드에서 쓸 "
        "수 없습니다.",
    )


@dataclass(frozen=True)
class Answer:
    """One known answer.

    Attributes
    ----------
    id : str
        Unique in its assignment.
    question : str
        Id of the question.
    code : str
        Replaces the reference's code: functions, and methods of the assignment's class, which are
        recognised by their first parameter `self`.
    """

    id: str
    question: str
    code: str

    @property
    def source(self) -> str:
        """The code without the indentation that it has in the bank."""
        return textwrap.dedent(self.code).strip() + "\n"


@dataclass(frozen=True)
class WrongAnswer(Answer):
    """One mistake.

    Attributes
    ----------
    hint : Text
        For the student: it names the mistake and does not give the answer.
    seen : str
        Where the mistake was seen.
    family : str
        Key in the bank's `families`, for mistakes that the tests cannot tell apart.
    noisy : bool
        Whether the results are rounding errors, which depend on the machine.
    late : bool
        Whether the results are right but too slow for a test that compares times.
    """

    hint: Text
    seen: str = "common slip"
    family: str = ""
    noisy: bool = False
    late: bool = False


@dataclass(frozen=True)
class RightAnswer(Answer):
    """One right answer in another style than the reference.

    Attributes
    ----------
    remark : str or Text
        A remark for the instructor on an answer that has the same results, to many digits.
    """

    remark: str | Text = ""


@dataclass(frozen=True)
class Bank:
    """The known answers to one assignment.

    Attributes
    ----------
    families : mapping of str to Text
        The hint of all wrong answers of a family.
    random : frozenset of str
        Names of tests with random results: their recordings are compared by the tests' messages.
    slow : frozenset of str
        Names of tests that are too slow to be repeated on wrong answers.
    timed : frozenset of str
        Names of tests that compare times. They take a fraction of a second, recognise only slow
        answers, and are run only on answers to their own question.
    histories : frozenset of str
        Names of functions that may return `(x, x_history)` as well as `x`: a mistake in x is the
        same in either form.
    equivalent : mapping of str to str
        Mutants of the reference that are right answers, each with the reason.
    kept : mapping of (str, str) to str
        Tests that are kept although no wrong answer fails them alone, each with the reason.
    """

    wrong: tuple[WrongAnswer, ...] = ()
    right: tuple[RightAnswer, ...] = ()
    families: Mapping[str, Text] = field(default_factory=dict)
    random: frozenset[str] = frozenset()
    slow: frozenset[str] = frozenset()
    timed: frozenset[str] = frozenset()
    histories: frozenset[str] = frozenset()
    equivalent: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def questions(self) -> frozenset[str]:
        """The questions with wrong answers."""
        return frozenset(answer.question for answer in self.wrong)

    def of(self, question: str) -> tuple[WrongAnswer, ...]:
        """Return the wrong answers to one question."""
        return tuple(answer for answer in self.wrong if answer.question == question)


def load_bank(assignment: str) -> Bank:
    """Return the bank of an assignment; an empty one if it has none."""
    name = f"{__name__}.{assignment}"
    if importlib.util.find_spec(name) is None:
        return Bank()
    module = importlib.import_module(name)
    names = {each.name: each.name.upper() for each in fields(Bank)}
    found = {
        name: getattr(module, constant)
        for name, constant in names.items()
        if hasattr(module, constant)
    }
    families = found.get("families", {})
    # A family may have the id of one of its members.
    found["wrong"] = tuple(
        replace(answer, family=answer.id) if answer.id in families else answer
        for answer in module.WRONG
    )
    return Bank(**{**found, "right": tuple(module.RIGHT)})


def splice(reference: str, code: str) -> str:
    """Return the source of `spliced`."""
    return ast.unparse(spliced(reference, code)) + "\n"


def spliced(reference: str, code: str) -> ast.Module:
    """Return the reference with its functions and methods replaced by those of `code`.

    A function whose first parameter is `self` replaces a method of the reference's one class. Code
    that replaces nothing is put before the first function or class, so that everything can use it.
    """
    parsed = _parsed(reference)
    module = ast.Module(list(parsed.body), parsed.type_ignores)
    for index, node in enumerate(module.body):
        if isinstance(node, ast.ClassDef):
            module.body[index] = klass = copy.copy(node)
            klass.body = methods = list(node.body)
            break
    else:
        methods = []
    extra: list[ast.stmt] = []
    for node in ast.parse(code).body:
        in_class = isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args[:1]] == [
            "self"
        ]
        body = methods if in_class else module.body
        names = [_defined_name(known) for known in body]
        name = _defined_name(node)
        if name and name in names:
            body[names.index(name)] = node
        elif in_class:
            body.append(node)
        else:
            extra.append(node)
    first = next(index for index, node in enumerate(module.body) if _defined_name(node))
    module.body[first:first] = extra
    return module


def _defined_name(node: ast.stmt) -> str:
    """Return the name of a function or class; "" for another statement."""
    return node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else ""


@functools.lru_cache(maxsize=4)
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)
