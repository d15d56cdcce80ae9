"""A course's rules for scores: a cap, a penalty for lateness, no regrade below an earlier mark.

Owns arithmetic and wording. The journal has results without policies, which are applied again
whenever files are written. Order: the cap, then the penalty, then the comparison with the mark last
released.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from autograder.errors import ChalkgradError
from autograder.grading.result import Adjustment, Result
from autograder.intake.entry import SubmissionFile
from autograder.text import localized

_UNITS = {"m": 60, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "d": 86400, "day": 86400}
_PENALTY = re.compile(
    r"(?P<amount>\d+(?:\.\d+)?)\s*(?P<percent>%)?\s*/\s*(?P<unit>min|minute|h|hour|d|day)s?"
)
_SPAN = re.compile(r"(?P<amount>\d+(?:\.\d+)?)\s*(?P<unit>m|min|minute|h|hour|d|day)s?")
_CAP = re.compile(r"(?P<amount>\d+(?:\.\d+)?)\s*(?P<percent>%)?")


@dataclass(frozen=True)
class Amount:
    """Points, or a percentage of an assignment's points."""

    number: float
    percent: bool

    def of(self, max_score: float) -> float:
        """Return the amount in points."""
        return self.number / 100 * max_score if self.percent else self.number

    def __str__(self) -> str:
        if self.percent:
            return f"{self.number:g} %"
        return localized(f"{self.number:g} points", f"{self.number:g}점")


@dataclass(frozen=True)
class Policies:
    """The rules of a course.

    Parameters
    ----------
    due : datetime, optional
        Deadline, with a time zone.
    penalty : Amount, optional
        Deducted for each period begun after `due`.
    period : timedelta
        Such as a day.
    grace : timedelta
        A submission within this time after `due` is not late; a later one is late from `due`.
    cap : Amount, optional
        The maximum score, before the penalty.
    never_lower : bool
        Whether a regrade never lowers a score.
    """

    due: datetime | None = None
    penalty: Amount | None = None
    period: timedelta = timedelta(days=1)
    grace: timedelta = timedelta(0)
    cap: Amount | None = None
    never_lower: bool = False

    def apply(self, result: Result, file: SubmissionFile, released: Result | None) -> Result:
        """Return a result with the policies applied.

        Parameters
        ----------
        result : Result
            The result of the answer.
        file : SubmissionFile
            The submission, with its time.
        released : Result or None
            The result last released to the student.
        """
        earlier = released if released is not None and released.status == "graded" else None
        if result.status == "ungraded":
            return earlier if self.never_lower and earlier is not None else result
        adjustments = []
        score = result.score
        if self.cap is not None and score > (most := round(self.cap.of(result.max_score), 2)):
            reason = localized(f"at most {self.cap}", f"최대 {self.cap}")
            adjustments.append(Adjustment("cap", round(most - score, 2), reason))
            score = most
        late = self._penalty(result.max_score, file)
        if late is not None and (lost := min(late.points, score)) > 0:
            adjustments.append(replace(late, points=-round(lost, 2)))
            score = round(score - lost, 2)
        if self.never_lower and earlier is not None and (kept := earlier.score) > score:
            reason = localized(
                f"the earlier mark of {kept:g} is kept", f"이전 점수 {kept:g}점을 유지합니다"
            )
            adjustments.append(Adjustment("kept", round(kept - score, 2), reason))
            score = kept
        if not adjustments:
            return result
        return replace(result, score=score, adjustments=adjustments)

    def _penalty(self, max_score: float, file: SubmissionFile) -> Adjustment | None:
        """Return the penalty for lateness, as a positive number."""
        if self.due is None or self.penalty is None or file.submitted is None:
            return None
        late = file.submitted - self.due
        if late <= max(self.grace, timedelta(0)):
            return None
        periods = math.ceil(late / self.period)
        time = f"{file.clock}: {file.submitted:%Y-%m-%d %H:%M %z}"
        span, period = _in_words(late), _in_words(self.period)
        reason = localized(
            f"{span} late ({time}), {self.penalty} for each {period} begun",
            f"{span} 늦음 ({time}), {period}마다 {self.penalty} 감점",
        )
        return Adjustment("late", round(periods * self.penalty.of(max_score), 2), reason)

    def cannot_tell(self, file: SubmissionFile) -> bool:
        """Tell whether a submission is marked as late, but its time is not known."""
        return self.penalty is not None and file.late and file.submitted is None


def read_policies(
    due: str | None, late: str | None, grace: str | None, cap: str | None, never_lower: bool
) -> Policies:
    """Read the rules from the command line's options.

    Raises
    ------
    ChalkgradError
        A value is malformed, or one needs another that is missing.
    """
    if late is not None and due is None:
        raise ChalkgradError("--late: needs --due, such as --due 2026-10-01T23:59")
    if grace is not None and late is None:
        raise ChalkgradError("--grace: needs --late, such as --late 10%/day")
    policies = Policies(never_lower=never_lower)
    if due is not None:
        policies = replace(policies, due=_moment(due))
    if late is not None:
        match = _match(_PENALTY, late, "--late", "10%/day, 5/day or 1%/hour")
        period = timedelta(seconds=_UNITS[match["unit"]])
        policies = replace(policies, penalty=_amount(match), period=period)
    if grace is not None:
        policies = replace(policies, grace=_span(grace))
    if cap is not None:
        policies = replace(policies, cap=_amount(_match(_CAP, cap, "--cap", "80 or 80%")))
    return policies


def _amount(match: re.Match[str]) -> Amount:
    return Amount(float(match["amount"]), match["percent"] is not None)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(re.sub(r"[Zz]$", "+00:00", text.strip()))
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()):
            # A date alone means the end of that day.
            moment += timedelta(days=1)
        return moment.astimezone() if moment.tzinfo is None else moment
    except (ValueError, OverflowError):
        raise ChalkgradError(
            f"--due: {text!r} is not a time; give one such as 2026-10-01T23:59 (local time) or "
            "2026-10-01T23:59+09:00"
        ) from None


def _span(text: str) -> timedelta:
    match = _match(_SPAN, text, "--grace", "15m, 2h or 1d")
    try:
        return timedelta(seconds=float(match["amount"]) * _UNITS[match["unit"]])
    except OverflowError:
        raise ChalkgradError(f"--grace: {text!r} is too long; try 15m, 2h or 1d") from None


def _match(pattern: re.Pattern[str], text: str, option: str, examples: str) -> re.Match[str]:
    match = pattern.fullmatch(text.strip().casefold())
    if match is None:
        raise ChalkgradError(f"{option}: {text!r} is not valid; try {examples}")
    return match


def _in_words(span: timedelta) -> str:
    """Return a duration in its two largest units."""
    minutes = max(1, math.ceil(span.total_seconds() / 60))
    days, minutes = divmod(minutes, 1440)
    hours, minutes = divmod(minutes, 60)
    units = (
        (days, localized(" day" if days == 1 else " days", "일")),
        (hours, localized(" hour" if hours == 1 else " hours", "시간")),
        (minutes, localized(" minute" if minutes == 1 else " minutes", "분")),
    )
    parts = [f"{number}{unit}" for number, unit in units if number]
    words = " ".join(parts[:2])
    return words.removeprefix("1 ") if len(parts) == 1 and span in _PERIODS else words


_PERIODS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))
