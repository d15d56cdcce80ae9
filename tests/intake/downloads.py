"""Downloads as LMSs make them, and a class of small submissions to put in them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from autograder.authoring.assignment import load_assignment
from autograder.building.build import build
from tests.authoring.tiny_assignment import write_tiny

RIGHT = """\
def double(x):
    return x + x

class Counter:
    def __init__(self, start):
        self.n = start
    def count(self):
        self.n += 1
        return self.n
"""
HALF = "def double(x):\n    return 2 * x\n"
NOTHING = "x = 1\n"


def tiny(root: Path):
    """Write, build and load the tiny assignment: 3 and 2 points."""
    assignment = load_assignment(write_tiny(root))
    build(assignment)
    return assignment


def notebook(source: str) -> bytes:
    """Return a notebook of one code cell."""
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
    return json.dumps(
        {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    ).encode()


def write_zip(path: Path, files: dict[str, bytes], when=(2026, 10, 1, 12, 0, 0)) -> Path:
    """Write a zip of these files, all with one time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, when)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return path


def gradescope_metadata(submissions: dict[int, list[tuple[str, str, str]]], created: str) -> bytes:
    """Return ``submission_metadata.yml`` as Gradescope's Ruby writes it."""
    lines = ["---"]
    for number, people in submissions.items():
        lines += [f"submission_{number}:", "  :submitters:"]
        for name, sid, email in people:
            lines += [f"  - :name: {name}", f"    :sid: '{sid}'", f"    :email: {email}"]
        lines += [f"  :created_at: {created}", "  :score: 0.0", "  :status: processed"]
        lines += ["  :results:", "    tests: []", "  :history: []"]
    return "\n".join([*lines, ""]).encode()
