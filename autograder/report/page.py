"""The report as a page: the templates, filled.

Owns the protection against hostile names: everything passes `printable` and is then escaped by the
template engine, and a content security policy allows only this page's own script, by its hash, and
loads nothing.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.grading.atomic import writing
from autograder.grading.result import QuestionResult, Result
from autograder.report import charts
from autograder.report.similar import Pair
from autograder.report.summary import Summary
from autograder.report.wording import adjustments, points_of
from autograder.text import Text, current_language, localized, printable

TEMPLATES = Path(__file__).with_name("templates")
_CODE = re.compile(r"`([^`\n]+)`")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_KANA = re.compile("[\u3040-\u30ff]")
# For the page's script, which replaces `{}` with a column's name.
_SORTING = (
    Text("Sorted by {}, ascending.", "{}: 오름차순으로 정렬했습니다."),
    Text("Sorted by {}, descending.", "{}: 내림차순으로 정렬했습니다."),
)


def render(
    path: Path, summary: Summary, results: Iterable[Result], pairs: Sequence[Pair] | None
) -> None:
    """Write the page; it is replaced as a whole or not at all.

    Parameters
    ----------
    path : Path
        The page.
    summary : Summary
        The figures.
    results : iterable of Result
        The summarised results, in the same order, for the students' own sections.
    pairs : sequence of Pair or None
        Unusually similar submissions; None if they were not looked for.
    """
    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    script = (TEMPLATES / "sort.js").read_text(encoding="utf-8")
    template = environment().get_template("report.html")
    stream = template.stream(
        summary=summary,
        results=zip(summary.rows, results, strict=True),
        pairs=pairs,
        charts=charts,
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )
    stream.enable_buffering(50)
    with writing(path) as file:
        file.writelines(stream)


@functools.cache
def environment() -> Environment:
    """Return the template engine: it escapes everything, and an unknown name is an error."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Applied to every value of every template before it is escaped.
        finalize=lambda value: printable(str(value)) if type(value) in (str, Text) else value,
    )
    # The sentences in a template are trusted markup; the values given to it are escaped.
    found.globals.update(
        localized=lambda en, ko: Markup(localized(en, ko)),
        current_language=current_language,
        sorting=_SORTING,
    )
    found.filters.update(
        points=lambda value: f"{value:g}",
        percent=lambda value: f"{100 * value:.0f} %",
        seconds=lambda value: f"{value:.1f}" if value < 100 else f"{value:.0f}",
        code=with_code,
        named=named,
        status=lambda status: str(charts.STATUSES.get(status, status)),
        got=points_of,
        lossy=_lossy,
        adjusted=adjustments,
    )
    return found


def with_code(text: str) -> Markup:
    """Escape text and mark the parts between backticks as code."""
    pieces = []
    for place, piece in enumerate(_CODE.split(printable(text))):
        pieces.append(Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece))
    return Markup("").join(pieces)


def named(text: str) -> Markup:
    """Return a name marked with its language and isolated from the writing direction around it."""
    text = printable(text)
    language = "ko" if _HANGUL.search(text) else "ja" if _KANA.search(text) else ""
    if language:
        return Markup('<bdi lang="{}">{}</bdi>').format(language, text)
    return Markup("<bdi>{}</bdi>").format(text)


def _lossy(result: Result) -> list[QuestionResult]:
    """Return the questions that cost points, that have a bonus, or that were carried forward."""
    return [
        question
        for question in result.questions
        if question.carried_forward
        or (question.bonus and question.status != "not_attempted")
        or (not question.bonus and question.points < question.max_points)
    ]


def _hash(text: str) -> str:
    """Return the hash by which a content security policy allows an inline script or style."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
