"""What the grader's hash covers."""

from __future__ import annotations

from pathlib import Path

import autograder
from autograder.grading.hashes import _NOT_GRADING
from tests.test_rooms import imports, modules

# The one thing that grading takes from there is the name of a file.
ONLY_A_NAME = {"intake.entry"}


def test_every_module_that_grading_can_reach_is_in_the_hash() -> None:
    known = modules(Path(autograder.__file__).parent)
    reached: set[str] = set()
    frontier = [name for name in known if name.startswith("grading")]
    while frontier:
        name = frontier.pop()
        if name not in reached:
            reached.add(name)
            frontier += [target for _, target in imports(name, known[name], known)]
    rooms = {name.partition(".")[0] for name in reached - ONLY_A_NAME}
    assert {"sandbox", "diagnosis", "compare"} < rooms
    assert not rooms & set(_NOT_GRADING)
