"""How lateness, a cap and an earlier mark change a score."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import jsonschema
import pytest

from autograder.course.policies import read_policies
from autograder.errors import ChalkgradError
from autograder.grading.result import SCHEMA_FILE, Result
from autograder.intake.entry import SubmissionFile
from tests.course.test_journal import result

DUE = datetime(2026, 10, 1, 23, 59, tzinfo=timezone.utc)


def policies(late=None, grace=None, cap=None, never_lower=False, due="2026-10-01T23:59Z"):
    return read_policies(due, late, grace, cap, never_lower)


def handed_in(after=None, late=False):
    submitted = None if after is None else DUE + after
    return SubmissionFile(Path("kim.py"), "kim", submitted=submitted, clock="a clock", late=late)


def plain(score):
    made = result(score)
    made.adjustments = []
    return made


@pytest.mark.parametrize(
    ("late", "grace", "after", "score"),
    [
        # 4 of 5 points; percentages are of the assignment's points, as in Canvas.
        ("10%/day", None, timedelta(0), 4.0),
        ("10%/day", None, timedelta(seconds=1), 3.5),
        ("10%/day", None, timedelta(days=1), 3.5),
        ("10%/day", None, timedelta(days=1, seconds=1), 3.0),
        ("10 % / day", None, timedelta(days=30), 0.0),
        ("1/day", None, timedelta(hours=1), 3.0),
        ("1%/hour", None, timedelta(hours=2, minutes=1), 3.85),
        ("10%/day", "15m", timedelta(minutes=15), 4.0),
        ("10%/day", "15m", timedelta(minutes=16), 3.5),
        ("10%/day", "1d", timedelta(hours=25), 3.0),
        ("10%/day", None, -timedelta(days=3), 4.0),
        ("10%/day", None, None, 4.0),
        (None, None, timedelta(days=9), 4.0),
    ],
)
def test_lateness(late, grace, after, score):
    given = policies(late, grace).apply(plain(4.0), handed_in(after), None)
    assert given.score == score
    assert round(given.total() + sum(each.points for each in given.adjustments), 2) == score
    if score != 4.0:
        (adjustment,) = given.adjustments
        assert adjustment.kind == "late"
        assert "a clock: 2026-10" in adjustment.reason


def test_a_cap_comes_before_the_penalty():
    given = policies("1/day", cap="60%").apply(plain(5.0), handed_in(timedelta(hours=1)), None)
    assert given.score == 2.0
    assert [(each.kind, each.points) for each in given.adjustments] == [("cap", -2.0), ("late", -1)]
    assert policies(cap="4.5").apply(plain(4.0), handed_in(), None).score == 4.0


def test_an_earlier_mark_is_kept_only_if_that_is_wanted_and_it_is_higher():
    never = policies(never_lower=True)
    assert never.apply(plain(2.0), handed_in(), plain(4.0)).score == 4.0
    assert never.apply(plain(4.0), handed_in(), plain(2.0)).adjustments == []
    assert never.apply(plain(2.0), handed_in(), None).score == 2.0
    assert policies().apply(plain(2.0), handed_in(), plain(4.0)).score == 2.0
    # Applied again to the outcome, the policy changes nothing.
    once = never.apply(plain(2.0), handed_in(), plain(4.0))
    assert never.apply(plain(2.0), handed_in(), once) == once
    broken = result(0.0, "ungraded")
    assert never.apply(broken, handed_in(), plain(4.0)) == plain(4.0)
    assert policies().apply(broken, handed_in(), plain(4.0)) == broken


def test_an_adjusted_result_is_valid_and_read_back():
    given = policies("1/day").apply(plain(4.0), handed_in(timedelta(days=2)), None)
    import json

    jsonschema.validate(json.loads(given.to_json()), json.loads(SCHEMA_FILE.read_text()))
    assert Result.from_json(given.to_json()) == given


def test_lateness_that_nothing_tells():
    rules = policies("10%/day")
    assert rules.cannot_tell(handed_in(None, late=True))
    assert not rules.cannot_tell(handed_in(None))
    assert not rules.cannot_tell(handed_in(timedelta(1), late=True))


def test_a_day_is_due_at_its_end_and_a_time_without_zone_is_local():
    assert (
        read_policies("2026-10-01", None, None, None, False).due
        == datetime(2026, 10, 2).astimezone()
    )
    assert (
        read_policies("2026-10-01T12:00", None, None, None, False).due
        == datetime(2026, 10, 1, 12).astimezone()
    )


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"late": "10%/day", "due": None}, "--late: needs --due"),
        ({"grace": "15m"}, "--grace: needs --late"),
        ({"due": "tomorrow"}, "--due: 'tomorrow' is not a time"),
        ({"late": "ten"}, "--late: 'ten' is not valid; try 10%/day"),
        ({"late": "10%/week"}, "not valid"),
        ({"late": "1/day", "grace": "soon"}, "--grace: 'soon'"),
        ({"cap": "-3"}, "--cap: '-3'"),
        ({"due": "9999-12-31", "late": "10%/day"}, "--due: '9999-12-31' is not a time; give"),
        ({"due": "0001-01-01T00:00"}, "--due: '0001-01-01T00:00' is not a time; give"),
        ({"late": "1/day", "grace": "9999999999d"}, "--grace: '9999999999d' is too long; try"),
        ({"late": "1/day", "grace": f"{'9' * 400}m"}, "is too long; try 15m"),
    ],
)
def test_a_malformed_rule_is_one_clear_line(options, says):
    with pytest.raises(ChalkgradError, match=says):
        policies(**options)
