"""The tests of an assignment as the grader runs them: loaded functions with their points.

Owns loading. The content of a test file is checked in `testfiles`; running tests on student code is
left to `grading`.
"""

from __future__ import annotations

import hashlib
import importlib
import warnings
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder import compare
from autograder.authoring.assignment import Assignment, Question
from autograder.authoring.testfiles import test_summaries
from autograder.text import Text


@dataclass(frozen=True)
class TestCase:
    """One test.

    Attributes
    ----------
    summary : Text
        Its docstring, which students read when it fails.
    function : callable
        Takes `env`.
    """

    __test__ = False  # pytest would take it for a test class, by its name

    question: str
    name: str
    hidden: bool
    points: float
    summary: Text
    function: Callable[[Mapping[str, Any]], None]

    @property
    def seed(self) -> int:
        """Seed of the student's random numbers in this test, the same at every grading."""
        return zlib.crc32(f"{self.question}:{self.name}".encode()) >> 1

    def run(self, env: Mapping[str, Any]) -> None:
        """Run it, without warnings of overflows in its own functions: a descent may diverge."""
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            self.function(env)


def load_tests(question: Question, *, public_only: bool = False) -> list[TestCase]:
    """Return a question's tests, public ones first; `public_only` opens no hidden file."""
    points = iter(question.test_points)
    cases = []
    files = ((question.public_test, False), (question.hidden_test, True))
    for path, hidden in files[:1] if public_only else files:
        namespace: dict[str, Any] = {"__name__": path.stem, "__file__": str(path)}
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), namespace)
        for name, summary in test_summaries(path).items():
            function = namespace[name]
            cases.append(TestCase(question.id, name, hidden, next(points), summary, function))
    return cases


def load_helper(assignment: Assignment, name: str) -> ModuleType:
    """Return a module in the folder of an assignment's hidden tests, as they import it."""
    return importlib.import_module(f"autograder.hidden_tests.{assignment.name}.{name}")


def tests_sha256(assignment: Assignment) -> str:
    """Return one hash of everything that determines the points of an answer."""
    digest = hashlib.sha256()
    paths = [Path(compare.__file__), assignment.master]
    for question in assignment.questions:
        paths += [question.public_test, question.hidden_test]
    if assignment.questions:
        paths += sorted(assignment.questions[0].hidden_test.parent.glob("*"))
    for path in paths:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
