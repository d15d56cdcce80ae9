"""A question of an assignment: the keys of its prompt and its two test files, checked.

Owns the values that a prompt's keys may have; `written_question` shares the rules for ids and
points. How questions fit together and into their master is left to `assignment`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from autograder.authoring.master import Cell, error_at, shown
from autograder.authoring.testfiles import check_public, share_points, test_lines

CPU_SECONDS = 5.0
"""The least CPU cap of one test, in seconds, unless the question sets a larger one."""

KINDS = ("auto", "bonus")
"""The kinds of a question. The points of a bonus are added to the assignment's."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,49}")
_NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)?", re.ASCII)


@dataclass(frozen=True)
class Question:
    """One question of an assignment.

    Parameters
    ----------
    id : str
        Such as "q4_numerical_diff"; also part of the names of its test files.
    points : float
        The sum over all its tests.
    names : tuple of str
        What the student writes: functions, classes, and methods as "Class.method".
    requires : tuple of str
        Ids of earlier questions whose functions the answer uses.
    core : tuple of str
        Public tests that an answer must pass: if it fails one, it gets no points in the question,
        unless it is a stub or returns nothing in any of the tests.
    cpu_seconds : float
        The least CPU cap of one of its tests, in seconds.
    kind : str
        "auto": graded by tests; "bonus": also graded by tests, with additional points.
    public_test, hidden_test : Path
        Its two test files.
    test_points : tuple of float
        The points of each of its tests, the public ones first.
    line : int
        The line of its prompt in the master.
    """

    id: str
    points: float
    names: tuple[str, ...]
    requires: tuple[str, ...]
    core: tuple[str, ...]
    cpu_seconds: float
    kind: str
    public_test: Path
    hidden_test: Path
    test_points: tuple[float, ...]
    line: int

    @property
    def bonus(self) -> bool:
        """Whether its points are added to those of the assignment."""
        return self.kind == "bonus"


def read_question(
    master: Path, cell: Cell, earlier: Sequence[Question], public: Path, hidden: Path
) -> Question:
    """Read a question from its prompt.

    Parameters
    ----------
    master : Path
        The file that the prompt is in.
    cell : Cell
        The prompt.
    earlier : sequence of Question
        The questions before it.
    public, hidden : Path
        The folders of the public and the hidden tests.

    Raises
    ------
    ChalkgradError
        If a key is missing or has a wrong value, or a test file is malformed.
    """
    keys, error = cell.keys, partial(error_at, master, cell.line)
    known_ids = [question.id for question in earlier]
    id_ = read_id(master, cell, known_ids, "q1_softmax")
    kind = keys.get("kind", "auto")
    if kind not in KINDS:
        known = " or ".join(f'kind="{each}"' for each in (*KINDS, "written"))
        raise error(f"kind {kind!r} of {id_!r} is unknown; write {known}")
    points = read_points(master, cell, 10)
    cpu_seconds = number(keys.get("cpu_seconds", CPU_SECONDS))
    if cpu_seconds is None or cpu_seconds <= 0:
        raise error(f"cpu_seconds of {id_!r} is not a number above 0; e.g. cpu_seconds=30")
    names = _strings(keys.get("names"))
    if not names or not all(_NAME.fullmatch(name) for name in names):
        raise error(f'question {id_!r} needs names; list its functions, e.g. names=["softmax"]')
    requires = _strings(keys.get("requires", []))
    if requires is None:
        raise error(f"requires of {id_!r} is not a list of ids; write requires=[]")
    for required in requires:
        if required not in known_ids:
            raise error(f"{id_!r} requires {required!r}, which is no earlier question; correct it")
    tests = _tests(master, cell, id_, public, hidden)
    core = _strings(keys.get("core", []))
    if core is None:
        raise error(f"core of {id_!r} is not a list of tests; write core=[]")
    for test in core:
        # Students must be able to see a test that decides about all points.
        if tests.get(test) != "public":
            raise error(f"core of {id_!r}: {test!r} is not one of its public tests; name one")
    return Question(
        id=id_,
        points=points,
        names=names,
        requires=requires,
        core=core,
        cpu_seconds=cpu_seconds,
        kind=str(kind),
        public_test=public / f"test_{id_}.py",
        hidden_test=hidden / f"test_{id_}.py",
        test_points=share_points(points, len(tests)),
        line=cell.line,
    )


def _tests(master: Path, cell: Cell, id_: str, public: Path, hidden: Path) -> dict[str, str]:
    """Check the two test files of a question; map each test to "public" or "hidden"."""
    found: dict[str, str] = {}
    paths = {"public": public / f"test_{id_}.py", "hidden": hidden / f"test_{id_}.py"}
    for word, path in paths.items():
        if not path.is_file():
            message = f"question {id_!r} has no {word} test; add {shown(path)}"
            raise error_at(master, cell.line, message)
        for function, line in test_lines(path).items():
            if function in found:
                other = shown(paths[found[function]])
                raise error_at(path, line, f"test {function!r} is also in {other}; rename one")
            found[function] = word
    check_public(paths["public"])
    return found


def read_id(master: Path, prompt: Cell, others: Container[object], example: str) -> str:
    """Return the id of a question, which none of the `others` may have; error if it has none."""
    id_, error = prompt.keys["question"], partial(error_at, master, prompt.line)
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        raise error(f'question {id_!r} is not an id; write e.g. question="{example}"')
    if id_ in others:
        raise error(f"question {id_!r} occurs twice; rename one")
    return id_


def read_points(master: Path, prompt: Cell, example: int, below: float = math.inf) -> float:
    """Return the points of a question: above 0, less than `below`, at most two decimals."""
    points = number(prompt.keys.get("points"))
    if points is None or not 0 < points < below or abs(points * 100 - round(points * 100)) > 1e-6:
        needs = "points above 0, with at most two decimals"
        message = f"question {prompt.keys['question']!r} needs {needs}; add points={example}"
        raise error_at(master, prompt.line, message)
    return points


def number(value: object) -> float | None:
    """Return the value of a key as a finite number; None if it is anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _strings(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return None
    return tuple(value)
