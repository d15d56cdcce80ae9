"""Hashes of what a result depends on: the grader and its tests, the machine, the submission.

Owns which rooms of the package affect a mark. What is kept under the hashes is left to
`course.journal`.
"""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path

import numpy as np

import autograder
from autograder.authoring.assignment import Assignment
from autograder.authoring.testcase import tests_sha256
from autograder.sandbox.limits import Limits
from autograder.submissions.regular_file import open_regular

# Rooms that do not affect a mark; a new room is hashed until it is listed here.
_NOT_GRADING = (
    "audit",
    "bench",
    "building",
    "cli",
    "course",
    "data",
    "export",
    "handout",
    "hidden_tests",
    "intake",
    "report",
    "runners",
    "written",
)


def grader_hash(assignment: Assignment, limits: Limits | None = None) -> str:
    """Return one hash over all that affects a mark: tests, files, limits, the grader's code."""
    digest = hashlib.sha256()
    digest.update(f"{autograder.__version__} {limits or Limits()!r} ".encode())
    digest.update(tests_sha256(assignment).encode())
    package = Path(autograder.__file__).parent
    sources = [
        path
        for path in sorted(package.rglob("*.py"))
        if path.relative_to(package).parts[0] not in _NOT_GRADING
    ]
    handed_out = sorted((assignment.folder / "files").rglob("*"))
    for path in [*sources, *handed_out]:
        if path.is_file():
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def environment_hash() -> str:
    """Return one hash over what the grader runs on."""
    parts = (platform.python_version(), np.__version__, platform.system(), platform.machine())
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def submission_hash(path: Path) -> str:
    """Return one hash over a submission's bytes and kind; over its path if it cannot be read."""
    # The suffix affects how the bytes are read; the student's name affects nothing.
    digest = hashlib.sha256(path.suffix.lower().encode("utf-8", "surrogateescape") + b"\0")
    try:
        with open_regular(path) as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError:
        digest.update(str(path).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()
