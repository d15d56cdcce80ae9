"""What a submission can make the grader itself use: memory, whatever it sends.

The attacks whose names begin with `pay_` are graded while the grader's memory is watched.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading.grader import Grader
from autograder.sandbox.exchange import Exchange
from tests.sandbox.arena import Arena, Attack, all_attacks
from tests.sandbox.test_attacks import grade, honest_points

ATTACKS = [attack for attack in all_attacks() if attack.name.startswith("pay_")]
# A message of 10 MB is held three times while it is read.
MOST = 60 << 20


@pytest.fixture(scope="module")
def arena(tmp_path_factory: pytest.TempPathFactory) -> Arena:
    return Arena(tmp_path_factory.mktemp("arena"))


@pytest.fixture(scope="module")
def grader(arena: Arena, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Grader]:
    with arena.grader() as grader:
        honest_points(grader, tmp_path_factory.mktemp("honest"))
        yield grader


def peak_while_grading(attack: Attack, arena: Arena, grader: Grader, folder: Path) -> int:
    tracemalloc.start()
    try:
        assert grade(grader, arena, attack, folder)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_there_are_such_attacks() -> None:
    assert len(ATTACKS) >= 12


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_the_memory_of_the_grader_stays_small(
    attack: Attack, arena: Arena, grader: Grader, tmp_path: Path
) -> None:
    assert peak_while_grading(attack, arena, grader, tmp_path) < MOST


def _called_as_it_is(function, args, kwargs, handed):
    return function(*args, **kwargs)


@pytest.mark.parametrize(
    ("removed", "instead", "name"),
    [
        ("autograder.sandbox.exchange.call_checked", _called_as_it_is, "pay_arrays_in_callback"),
        ("autograder.diagnosis.recording._SAMPLED", 1 << 40, "pay_bool_result"),
        ("autograder.submissions.submission.MAX_TEXT_MARKS", 1 << 40, "pay_many_values"),
    ],
)
def test_without_the_bound_the_grader_pays(
    removed: str,
    instead: object,
    name: str,
    arena: Arena,
    grader: Grader,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(removed, instead)
    attack = next(each for each in ATTACKS if each.name == name)
    assert peak_while_grading(attack, arena, grader, tmp_path) > MOST


@pytest.mark.parametrize("name", ["mutated_argument", "mutated_by_view"])
def test_if_changes_were_written_back_a_wrong_result_would_be_right(
    name: str, arena: Arena, grader: Grader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror = Exchange._mirror

    def write_back(self, answer, body):
        mirror(self, answer, body)
        for number, array in self.arrays.items():
            array[...] = self.current[number]

    attack = next(each for each in all_attacks() if each.name == name)
    monkeypatch.setattr(Exchange, "_mirror", write_back)
    (result,) = grade(grader, arena, attack, tmp_path)
    assert result.score > attack.honest
