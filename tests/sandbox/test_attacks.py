"""The fence holds: no attack in `attacks/` gets more than its honest score.

The files are described in `arena`. `run_modes.py` runs this module as root, as an ordinary user,
and as root without CAP_SYS_ADMIN.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.gradebook import as_csv
from autograder.grading.grader import Grader
from autograder.grading.result import Result
from autograder.intake.files import find_submissions
from tests.sandbox.arena import HONEST, POINTS, Arena, Attack, all_attacks, leaks, student_text

ATTACKS = all_attacks()


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Arena:
    return Arena(tmp_path_factory.mktemp("arena"))


@pytest.fixture(scope="module")
def grader(arena: Arena) -> Iterator[Grader]:
    with arena.grader() as grader:
        yield grader


def grade(grader: Grader, arena: Arena, attack: Attack, folder: Path) -> list[Result]:
    handed_in = attack.hand_in(arena, folder)
    return [grader.grade(file) for file in find_submissions([handed_in]).files]


def honest_points(grader: Grader, folder: Path) -> float:
    """Return what an honest answer to the first question gets."""
    path = folder / "honest.py"
    path.write_text(HONEST, encoding="utf-8")
    return grader.grade(find_submissions([path]).files[0], only=["q1_double"]).score


def test_there_are_at_least_sixty_attacks() -> None:
    assert len(ATTACKS) >= 60


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attack_gains_nothing(attack: Attack, arena: Arena, grader: Grader, tmp_path: Path) -> None:
    (tmp_path / "attack").mkdir()
    before = arena.metadata()
    results = grade(grader, arena, attack, tmp_path / "attack")

    score = max(result.score for result in results)
    said = "\n".join(student_text(result) for result in results)
    assert score <= attack.honest, said
    assert attack.observed is None or score == attack.observed, said
    assert [leaks(result) for result in results] == [[]] * len(results), said
    incidents = [line for result in results for line in result.incidents]
    assert re.search(attack.incident, "\n".join(incidents)), said
    assert [result.leaderboard for result in results] == [{}] * len(results)
    assert not list(arena.out.glob("*ESCAPED*"))
    assert arena.metadata() == before
    assert (arena.out / "other.json").read_text(encoding="utf-8") == '{"score": "CANARY result"}'
    for line in as_csv(results).splitlines()[1:]:
        assert not any(
            cell.startswith(("=", "+", "@")) for cell in line.replace('"', "").split(",")
        )
    # The grader is alive, and the next submission gets its points.
    assert honest_points(grader, tmp_path) == POINTS / 2
