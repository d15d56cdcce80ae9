"""The banks of an assignment: known wrong answers with their hints, and unusual right ones.

Owns their form and how one is put in place of the reference's code. The answers themselves are in a
package per assignment, ``misconceptions/<assignment>``, with ``WRONG`` and ``RIGHT`` and, where there
are any, the other fields of `Bank`, in capitals. All of it is for instructors only: students get
nothing of it but the hints.
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
    """Return the hint for a function without a result; the Korean words with their particles."""
    return Text(
        f"Your {who} returns nothing: {what} only computed or printed cannot be used elsewhere.",
        f"{who_ko} 아무것도 반환하지 않습니다. {what_ko} 계산하거나 출력하기만 해서는 다른 코드에서 쓸 "
        "수 없습니다.",
    )


@dataclass(frozen=True)
class WrongAnswer:
    """One mistake.

    Attributes
    ----------
    id : str
        Unique in its assignment.
    question : str
        Id of the question that it is a wrong answer to.
    code : str
        What replaces the reference's code: functions, and methods of the assignment's class, which
        are recognised by their first parameter `self`.
    hint : Text
        What the student reads: it names the mistake and does not give the answer.
    seen : str
        Where the mistake comes from.
    family : str
        Key in the bank's `families`, for mistakes that the tests cannot tell apart.
    noisy : bool
        Whether the results are rounding errors, which differ from machine to machine.
    late : bool
        Whether the results are right, but come too late where a test compares times.
    """

    id: str
    question: str
    code: str
    hint: Text
    seen: str = "common slip"
    family: str = ""
    noisy: bool = False
    late: bool = False

    @property
    def source(self) -> str:
        """The code without the indentation it has in the bank."""
        return textwrap.dedent(self.code).strip() + "\n"


@dataclass(frozen=True)
class RightAnswer:
    """One right answer that is written in another style than the reference.

    Attributes
    ----------
    remark : str or Text
        What the instructor should know about an answer with the same results, to many digits.
    """

    id: str
    question: str
    code: str
    remark: str | Text = ""

    @property
    def source(self) -> str:
        """The code without the indentation it has in the bank."""
        return textwrap.dedent(self.code).strip() + "\n"


@dataclass(frozen=True)
class Bank:
    """What is known about the answers to one assignment.

    Attributes
    ----------
    families : mapping of str to Text
        The hint that the wrong answers of one family share.
    random : frozenset of str
        Names of tests whose results depend on what is drawn: their recordings are compared by
        what the test says about them.
    slow : frozenset of str
        Names of tests that take too long to be repeated on wrong answers.
    timed : frozenset of str
        Names of tests that compare times: they take a fraction of a second, say nothing about a
        mistake but that it is slow, and are run only on answers to their own question.
    histories : frozenset of str
        Names of functions that may return `(x, x_history)` as well as `x`: a mistake in x is the
        same in either form.
    equivalent : mapping of str to str
        Mutants of the reference that are right answers, each with the reason.
    kept : mapping of (str, str) to str
        Tests that are kept although no wrong answer is caught by them alone, each with the reason.
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
        """The questions that there are wrong answers to."""
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
    found = {name: getattr(module, said) for name, said in names.items() if hasattr(module, said)}
    families = found.get("families", {})
    # A family may be named after one of its members.
    found["wrong"] = tuple(
        replace(answer, family=answer.id) if answer.id in families else answer
        for answer in module.WRONG
    )
    return Bank(**{**found, "right": tuple(module.RIGHT)})


def splice(reference: str, code: str) -> str:
    """Return the reference's source with the functions and methods of `code` in their places."""
    return ast.unparse(spliced(reference, code)) + "\n"


def spliced(reference: str, code: str) -> ast.Module:
    """Return the reference with the functions and methods of `code` in their places.

    A function whose first parameter is `self` replaces a method of the reference's one class. What
    the reference does not have is put before its first function or class, so that everything can
    use it.
    """
    parsed = _parsed(reference)
    module = ast.Module(list(parsed.body), parsed.type_ignores)
    for place, node in enumerate(module.body):
        if isinstance(node, ast.ClassDef):
            module.body[place] = klass = copy.copy(node)
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
        places = [
            place
            for place, known in enumerate(body)
            if isinstance(known, ast.FunctionDef | ast.ClassDef)
            and isinstance(node, ast.FunctionDef | ast.ClassDef)
            and known.name == node.name
        ]
        if places:
            body[places[0]] = node
        elif in_class:
            body.append(node)
        else:
            extra.append(node)
    first = next(
        place
        for place, node in enumerate(module.body)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    )
    module.body[first:first] = extra
    return module


@functools.lru_cache(maxsize=4)
def _parsed(source: str) -> ast.Module:
    return ast.parse(source)
