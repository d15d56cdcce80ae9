"""A marking sheet: one student's answers next to the rubric, as one HTML file.

Owns its content; making it safe to display is left to `shown` and to the template's policy, which
allows no scripts and loads nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from autograder.authoring.assignment import Assignment
from autograder.authoring.written_question import WrittenQuestion, solved
from autograder.report.page import environment
from autograder.text import LANGUAGES, localized, one_line, printable, use_language
from autograder.written import shown
from autograder.written.answers import Answers, Part


def sheet(assignment: Assignment, student: tuple[str, str], answers: Answers | str) -> str:
    """Return a student's sheet, in the language of the notebook.

    Parameters
    ----------
    assignment : Assignment
        With written questions.
    student : (str, str)
        Id and name.
    answers : Answers or str
        What was found, or why the submission cannot be read.
    """
    problem = answers if isinstance(answers, str) else ""
    read = Answers(LANGUAGES[0], {}) if isinstance(answers, str) else answers
    with use_language(read.language):
        questions = [
            _question(question, read.language, read.parts.get(question.id, ()))
            for question in assignment.written
        ]
        return environment().get_template("written.html").render(
            language=read.language,
            localized=localized,
            title=str(assignment.title),
            id=one_line(student[0]),
            name=one_line(student[1]),
            problem=problem,
            notes=[str(note) for note in read.notes],
            questions=[] if problem else questions,
        )  # fmt: skip


def index(assignment: Assignment, sheets: Sequence[tuple[tuple[str, str], Answers | str]]) -> str:
    """Return the page with links to the sheets, in the language of most notebooks."""
    languages = [answers.language for _, answers in sheets if isinstance(answers, Answers)]
    language = max(LANGUAGES, key=languages.count)
    with use_language(language):
        return environment().get_template("written_index.html").render(
            language=language,
            localized=localized,
            title=str(assignment.title),
            lines=[
                (f"sheets/{quote(id_)}.html", one_line(id_), one_line(name), answered(answers))
                for (id_, name), answers in sheets
            ],
        )  # fmt: skip


def answered(answers: Answers | str) -> list[str]:
    """Return the ids of the questions that were answered."""
    parts = answers.parts if isinstance(answers, Answers) else {}
    return [id_ for id_, written in parts.items() if written]


def _question(question: WrittenQuestion, language: str, parts: Sequence[Part]) -> dict[str, object]:
    model = [
        _code(solved(cell)) if cell.kind == "code" else shown.text(cell.text(language))
        for cell in question.answers
    ]
    return {
        "id": question.id,
        "points": question.points,
        "prompt": shown.text(question.prompt.text(language)),
        "rubric": shown.text(question.rubric.text(language)),
        "model": model,
        "parts": [_part(part) for part in parts],
    }


def _part(part: Part) -> Markup:
    if not part.code:
        return shown.text(part.source, part.pictures)
    html = Markup("<details><summary>{}</summary>{}</details>").format(
        localized("code", "코드"), _code(part.source)
    )
    for picture in part.pictures.values():
        html += shown.picture(picture, localized("output", "출력"))
    return html


def _code(source: str) -> Markup:
    return Markup("<pre>{}</pre>").format(printable(source[: shown.MAX_CHARACTERS]))
