"""The report's drawings: where each bar of a chart stands.

Owns the geometry only; the markup is the template's. Drawn here and not by matplotlib: a few
rectangles with text that follows the page's font, size, colours (light, dark, print) and language
and that a screen reader can read, in 2 kB instead of 40.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.report.summary import QuestionSummary
from autograder.text import Text, localized

# What can become of a question, in the order in which a bar is filled, and how it is called.
STATUSES = {
    "passed": Text("passed", "통과"),
    "partial": Text("partly right", "일부 통과"),
    "failed": Text("failed", "통과하지 못함"),
    "timeout": Text("out of time", "시간 초과"),
    "error": Text("error of the grader", "채점기 오류"),
    "not_attempted": Text("not attempted", "풀지 않음"),
}
WIDTH = 640
_HEIGHT, _TOP, _BOTTOM = 200, 24, 28
_ROW, _LABEL = 30, 190
_TIMES = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 60.0, 120.0)


@dataclass(frozen=True)
class Bar:
    """One rectangle, in user units of the drawing, and what it says."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int
    kind: str = ""


@dataclass(frozen=True)
class Chart:
    """Bars on a common base."""

    bars: tuple[Bar, ...]
    height: float
    base: float
    says: str


@dataclass(frozen=True)
class Line:
    """One question's bar, made of pieces."""

    label: str
    y: float
    pieces: tuple[Bar, ...]
    success: float


def score_histogram(scores: Sequence[float], max_score: float) -> Chart:
    """Return the bars of the scores in ten equal parts; full marks belong to the last."""
    counts = [0] * 10
    for score in scores:
        counts[min(9, int(10 * score / max_score)) if max_score else 0] += 1
    edges = [f"{round(max_score * part / 10, 1):g}" for part in range(11)]
    labels = [f"{low}\u2013{high}" for low, high in itertools.pairwise(edges)]
    return _columns(labels, counts, localized("points", "점"))


def time_histogram(seconds: Sequence[float]) -> Chart:
    """Return the bars of CPU seconds, on a scale that shows short and long ones."""
    limits = (0.0, *_TIMES)
    counts = [0] * len(limits)
    for each in seconds:
        counts[max(place for place, limit in enumerate(limits) if each >= limit)] += 1
    labels = [f"{a:g}\u2013{b:g}" for a, b in itertools.pairwise(limits)]
    return _columns([*labels, f"\u2265 {limits[-1]:g}"], counts, localized("s", "초"))


def question_bars(questions: Sequence[QuestionSummary]) -> list[Line]:
    """Return one line a question: its submissions by status."""
    lines = []
    room = WIDTH - _LABEL - 50
    for number, question in enumerate(questions):
        x = float(_LABEL)
        y = float(4 + number * _ROW)
        pieces = []
        for status in STATUSES:
            count = question.counts[status]
            if count:
                width = room * count / question.answered
                pieces.append(
                    Bar(
                        round(x, 2),
                        y,
                        round(width, 2),
                        _ROW - 8,
                        str(STATUSES[status]),
                        count,
                        status,
                    )
                )
                x += width
        lines.append(Line(question.id, y, tuple(pieces), question.success))
    return lines


def _columns(labels: Sequence[str], counts: Sequence[int], unit: str) -> Chart:
    step = WIDTH / len(labels)
    room = _HEIGHT - _TOP - _BOTTOM
    base = float(_HEIGHT - _BOTTOM)
    highest = max(counts, default=0) or 1
    bars = tuple(
        Bar(
            round(place * step + 3, 2),
            round(base - room * count / highest, 2),
            round(step - 6, 2),
            round(room * count / highest, 2),
            label,
            count,
        )
        for place, (label, count) in enumerate(zip(labels, counts, strict=True))
    )
    says = ", ".join(f"{bar.label} {unit}: {bar.count}" for bar in bars if bar.count)
    nothing = localized("nothing was graded", "채점된 것이 없습니다")
    return Chart(bars, _HEIGHT, base, says or nothing)
