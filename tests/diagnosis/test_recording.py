"""Recordings of values: what they keep, and what they cost the grader."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from autograder.diagnosis import diagnoser
from autograder.diagnosis.recording import RecordedEnv, distance, frozen, same


def peak_of(run):
    tracemalloc.start()
    try:
        run()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", [np.int8, np.bool_, np.float16, np.float64])
def test_a_large_array_is_looked_at_in_parts(kind):
    array = np.ones(16 << 20, dtype=kind)
    assert peak_of(lambda: frozen(array)) < 8 << 20


def test_a_sample_still_tells_arrays_apart():
    rng = np.random.default_rng(1)
    one = rng.standard_normal((500, 784))
    assert same(frozen(one), frozen(one.copy()), 1e-6)
    assert not same(frozen(one), frozen(one + 0.1), 1e-6)
    assert not same(frozen(one), frozen(one[::-1]), 1e-6)


def test_a_long_string_or_list_is_kept_in_part():
    text, many = "a" * 900_000, [1.5] * 20_000
    for value in (text, many, [text] * 3, {text: text}, dict.fromkeys(range(20_000), 1.5)):
        assert len(repr(frozen(value))) < 100_000
    assert not same(frozen(text), frozen(text + "b"), 1e-6)
    assert not same(frozen(many), frozen([*many, 1.5]), 1e-6)
    assert frozen([1.5] * 300) == ("list", [("number", 1.5)] * 300)


def test_what_one_test_records_has_a_limit():
    env = RecordedEnv({"f": lambda: ["a" * 400] * 1000})

    def call_often():
        for _ in range(200):
            env["f"]()

    # 80 MB, if all of it was kept.
    assert peak_of(call_often) < 8 << 20
    assert len(env.recording.events) == 200
    assert env.recording.events[0].outcome == frozen(["a" * 400] * 1000)
    assert env.recording.events[-1].outcome == ("not kept",)


def test_a_call_is_shown_without_its_long_arguments():
    env = RecordedEnv({"f": lambda *args: None})
    env["f"]("a" * 900_000, [["b"] * 50] * 500, {"k": [0.0] * 5000}, [1.0, 2.0], "ab")
    assert len(env.recording.shown) < 200
    assert env.recording.shown.endswith("[1.0, 2.0], 'ab')")


ODD_ARRAYS = [
    np.full(size, value)
    for size in (0, 1, 300, 5000)
    for value in (0.0, np.nan, np.inf, 1e308, 1j, True, 7, "a", None)
]
ODD_VALUES = [
    *ODD_ARRAYS,
    np.array([np.nan, 1.0] * 3000),
    np.zeros((5000, 0)),
    *(None, "x" * 5000, 10**400, True, np.nan, 1j, object()),
    *([], (), {}, [1] * 5000, (1,) * 5000, {number: number for number in range(5000)}),
    *((np.zeros(3), None), (np.zeros(3), [1] * 5000), (None, None), [[[]]], {1: [None]}),
]


def test_no_result_of_a_student_surprises_the_comparison():
    kept = [frozen(value) for value in ODD_VALUES]
    for one in kept:
        diagnoser._kind(one)
        diagnoser._has_history(one)
        for other in kept:
            same(one, other, 1e-9)
            distance(one, other)
