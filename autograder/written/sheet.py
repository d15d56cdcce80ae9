"""A marking sheet: what one student wrote beside what is looked for, as one HTML file.

Owns what stands on it; what makes it harmless is left to `shown` and to the template's policy,
which lets no script run and loads nothing.
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

__all__ = ["found", "index", "sheet"]


def sheet(assignment: Assignment, student: tuple[str, str], answers: Answers | str) -> str:
    """Return a student's sheet, in the language of the notebook.

    Parameters
    ----------
    assignment : Assignment
        With written questions.
    student : (str, str)
        Id and name.
    answers : Answers or str
        What was found, or why nothing can be read.
    """
    language = answers.language if isinstance(answers, Answers) else "en"
    with use_language(language):
        return environment().get_template("written.html").render(
            language=language,
            localized=localized,
            title=str(assignment.title),
            id=one_line(student[0]),
            name=one_line(student[1]),
            problem=answers if isinstance(answers, str) else "",
            notes=[str(note) for note in answers.notes] if isinstance(answers, Answers) else [],
            questions=[
                _question(question, language, answers.parts.get(question.id, ()))
                for question in assignment.written
            ]
            if isinstance(answers, Answers)
            else [],
        )  # fmt: skip


def index(assignment: Assignment, sheets: Sequence[tuple[tuple[str, str], Answers | str]]) -> str:
    """Return the page that leads to the sheets of students, in the language of most notebooks."""
    languages = [answers.language for _, answers in sheets if isinstance(answers, Answers)]
    language = max(LANGUAGES, key=languages.count)
    with use_language(language):
        return environment().get_template("written_index.html").render(
            language=language,
            localized=localized,
            title=str(assignment.title),
            lines=[
                (f"sheets/{quote(id_)}.html", one_line(id_), one_line(name), found(answers))
                for (id_, name), answers in sheets
            ],
        )  # fmt: skip


def found(answers: Answers | str) -> list[str]:
    """Return the questions that were answered."""
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
