"""The report's charts: the position and size of each bar.

Owns the geometry; the markup is in the template. Not drawn by matplotlib, since a few rectangles
with text follow the page's font, size, colours (light, dark, print) and language, can be read by a
screen reader, and take 2 kB instead of 40.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.report.summary import QuestionSummary
from autograder.text import Text, localized

# The statuses of a question, in the order in which a bar is filled, and their names.
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
    """One rectangle, in user units of the drawing, with its label and count."""

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
    """Return the numbers of scores in ten equal ranges; full marks are in the last one."""
    counts = [0] * 10
    for score in scores:
        counts[min(9, int(10 * score / max_score)) if max_score else 0] += 1
    edges = [f"{round(max_score * part / 10, 1):g}" for part in range(11)]
    labels = [f"{low}\u2013{high}" for low, high in itertools.pairwise(edges)]
    return _columns(labels, counts, localized("points", "점"))


def time_histogram(seconds: Sequence[float]) -> Chart:
    """Return the numbers of CPU times in ranges that grow, to show short and long times."""
    limits = (0.0, *_TIMES)
    counts = [0] * len(limits)
    for each in seconds:
        counts[max(place for place, limit in enumerate(limits) if each >= limit)] += 1
    labels = [f"{a:g}\u2013{b:g}" for a, b in itertools.pairwise(limits)]
    return _columns([*labels, f"\u2265 {limits[-1]:g}"], counts, localized("s", "초"))


def question_bars(questions: Sequence[QuestionSummary]) -> list[Line]:
    """Return one bar per question: its submissions by status."""
    lines = []
    room = WIDTH - _LABEL - 50
    for number, question in enumerate(questions):
        x = float(_LABEL)
        y = float(4 + number * _ROW)
        pieces = []
        for status, name in STATUSES.items():
            if count := question.counts[status]:
                width = room * count / question.answered
                size = (round(width, 2), _ROW - 8)
                pieces.append(Bar(round(x, 2), y, *size, str(name), count, status))
                x += width
        lines.append(Line(question.id, y, tuple(pieces), question.success))
    return lines


def _columns(labels: Sequence[str], counts: Sequence[int], unit: str) -> Chart:
    step = WIDTH / len(labels)
    room = _HEIGHT - _TOP - _BOTTOM
    base = float(_HEIGHT - _BOTTOM)
    highest = max(counts, default=0) or 1
    bars = []
    for place, (label, count) in enumerate(zip(labels, counts, strict=True)):
        height = room * count / highest
        corner = (round(place * step + 3, 2), round(base - height, 2))
        bars.append(Bar(*corner, round(step - 6, 2), round(height, 2), label, count))
    says = ", ".join(f"{bar.label} {unit}: {bar.count}" for bar in bars if bar.count)
    nothing = localized("nothing was graded", "채점된 것이 없습니다")
    return Chart(tuple(bars), _HEIGHT, base, says or nothing)
