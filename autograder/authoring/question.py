"""A question of an assignment: its prompt's keys and its two test files, checked.

Owns what a prompt's keys may say and how a question's points fall on its tests. How questions fit
together and into their master is left to `assignment`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.master import Cell, bad, shown
from autograder.authoring.testfiles import check_public, share_points, test_lines

CPU_SECONDS = 5.0
"""The least CPU cap of one test, in seconds, where a question does not say more."""

KINDS = ("auto", "bonus")
"""What a question may be. The points of a bonus come on top of the assignment's."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,49}")
_NAME = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)?", re.ASCII)


@dataclass(frozen=True)
class Question:
    """One question of an assignment.

    Parameters
    ----------
    id : str
        Such as "q4_numerical_diff"; also names its test files.
    points : float
        All its tests together.
    names : tuple of str
        What the student writes: functions, classes, and methods as "Class.method".
    requires : tuple of str
        Ids of earlier questions whose functions the answer builds on.
    core : tuple of str
        Its public tests that the others stand on: where one fails, the question earns nothing,
        unless the answer is a stub or returns nothing.
    cpu_seconds : float
        The least CPU cap of one of its tests, in seconds.
    kind : str
        "auto": graded by tests; "bonus": so too, and its points come on top.
    public_test, hidden_test : Path
        Its two test files.
    test_points : tuple of float
        The points of each of its tests, the public ones first.
    line : int
        Where its prompt stands in the master.
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
        """Whether its points come on top of those of the assignment."""
        return self.kind == "bonus"


def read_question(
    master: Path, cell: Cell, earlier: Sequence[Question], public: Path, hidden: Path
) -> Question:
    """Read a question from its prompt.

    Parameters
    ----------
    master : Path
        The file in which the prompt stands.
    cell : Cell
        The prompt.
    earlier : sequence of Question
        The questions before it.
    public, hidden : Path
        The folders of the public and the hidden tests.

    Raises
    ------
    ChalkgradError
        If a key is missing or says what it may not, or the tests are not as they must be.
    """
    keys, line = cell.keys, cell.line
    id_ = keys["question"]
    if not isinstance(id_, str) or not _ID.fullmatch(id_):
        raise bad(master, line, f'question {id_!r} is no id; write e.g. question="q1_softmax"')
    if any(question.id == id_ for question in earlier):
        raise bad(master, line, f"question {id_!r} stands twice; rename one")
    kind = keys.get("kind", "auto")
    if kind not in KINDS:
        known = " or ".join(f'kind="{each}"' for each in (*KINDS, "written"))
        raise bad(master, line, f"kind {kind!r} of {id_!r} is unknown; write {known}")
    points = number(keys.get("points"))
    if points is None or points <= 0 or abs(points * 100 - round(points * 100)) > 1e-6:
        raise bad(
            master,
            line,
            f"question {id_!r} needs points above 0, two decimals at most; add points=10",
        )
    cpu_seconds = number(keys.get("cpu_seconds", CPU_SECONDS))
    if cpu_seconds is None or cpu_seconds <= 0:
        raise bad(master, line, f"cpu_seconds of {id_!r} is no number above 0; e.g. cpu_seconds=30")
    names = _strings(keys.get("names"))
    if not names or not all(_NAME.fullmatch(name) for name in names):
        raise bad(
            master, line, f'question {id_!r} needs names; list what is asked for, names=["softmax"]'
        )
    requires = _strings(keys.get("requires", []))
    if requires is None:
        raise bad(master, line, f"requires of {id_!r} is no list of ids; write requires=[]")
    for required in requires:
        if required not in [question.id for question in earlier]:
            raise bad(
                master,
                line,
                f"{id_!r} requires {required!r}, which is no earlier question; mend it",
            )
    tests = _tests(master, cell, id_, public, hidden)
    core = _strings(keys.get("core", []))
    if core is None:
        raise bad(master, line, f"core of {id_!r} is no list of tests; write core=[]")
    for test in core:
        # What all points hang on must be there to see before one hands in.
        if tests.get(test) != "public":
            raise bad(
                master, line, f"core of {id_!r}: {test!r} is no public test of it; name one that is"
            )
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
        line=line,
    )


def _tests(master: Path, cell: Cell, id_: str, public: Path, hidden: Path) -> dict[str, str]:
    """Check the two test files of a question; return its tests, each "public" or "hidden"."""
    found: dict[str, str] = {}
    paths = {"public": public / f"test_{id_}.py", "hidden": hidden / f"test_{id_}.py"}
    for word, path in paths.items():
        if not path.is_file():
            raise bad(master, cell.line, f"question {id_!r} has no {word} test; add {shown(path)}")
        for function, line in test_lines(path).items():
            if function in found:
                other = shown(paths[found[function]])
                raise bad(path, line, f"test {function!r} is also in {other}; rename one")
            found[function] = word
    check_public(paths["public"])
    return found


def number(value: object) -> float | None:
    """Return a key's value as a finite number, or None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None


def _strings(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return None
    return tuple(value)
