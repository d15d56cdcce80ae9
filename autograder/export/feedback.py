"""Feedback for students: a Markdown and an HTML file per student, and zips for LMSs.

``feedback/<id>.md`` and ``feedback/<id>.html`` are always written. For a class downloaded from
Canvas or Moodle there is also ``canvas.zip`` or ``moodle.zip``, for the upload of many files:

- Canvas finds the student by the numbers in the downloaded file's name and shows the upload under
  the student's own file name. So the file has the name of the download, and a content to match: a
  notebook with the feedback as its text, or a script with the feedback as a comment.
- Moodle finds the student by the name of the folder that the HTML file is in.

References
----------
`Assignment#infer_comment_context_from_filename` of https://github.com/instructure/canvas-lms;
`mod/assign/feedback/file/importziplib.php` of https://github.com/moodle/moodle
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from autograder.course.saved_results import read_results, result_files
from autograder.errors import not_written
from autograder.export.form import Exported
from autograder.grading.atomic import write_atomically, writing_bytes
from autograder.grading.result import Result
from autograder.intake.origin import Origin, origin_of
from autograder.report.page import environment
from autograder.report.wording import ALL_PASSED, CUT_SHORT, NOT_GRADED, adjustments, heading
from autograder.text import (
    localized,
    markdown_escaped,
    markdown_with_code,
    one_line,
    shown_name,
    use_language,
)

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a fixed time: the same class gives the same zip, byte for byte


def write_feedback(out: Path, to: Path | None = None) -> Exported:
    """Write the feedback files of a graded class.

    Parameters
    ----------
    out : Path
        The folder that `chalkgrad grade` wrote, or one result file.
    to : Path, optional
        The folder for them; ``out/feedback`` by default.

    Raises
    ------
    ChalkgradError
        There are no results, or a file cannot be written.
    """
    folder = to or (out.parent if out.is_file() else out) / "feedback"
    notes = []
    number = 0
    zips: dict[str, zipfile.ZipFile] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            for source, result in zip(result_files(out), read_results(out), strict=True):
                page = html(result)
                write_atomically(folder / f"{source.stem}.md", markdown(result))
                write_atomically(folder / f"{source.stem}.html", page)
                number += 2
                if origin := origin_of(result.submission["file"]):
                    if origin.lms not in zips:
                        target = folder / f"{origin.lms}.zip"
                        zips[origin.lms] = stack.enter_context(_zip(target))
                        notes.append(f"{target}: upload it to {origin.lms.capitalize()}")
                    archive = zips[origin.lms]
                    name, content = _for_upload(origin, result, page)
                    entry = zipfile.ZipInfo(_unique_name(name, archive), _EARLIEST)
                    entry.external_attr = 0o644 << 16
                    archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    except OSError as error:
        raise not_written(
            error, f"{folder}: cannot be written ({error.strerror}); the results are untouched"
        ) from None
    return Exported(folder, number + len(zips), notes=notes)


@contextmanager
def _zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip file that takes its place when it is complete, and not before."""
    with writing_bytes(path) as file, zipfile.ZipFile(file, "w") as archive:
        yield archive


def markdown(result: Result) -> str:
    """Return the feedback as Markdown, with everything from results and students escaped."""
    with use_language(result.language):
        return "\n\n".join(_paragraphs(result)).rstrip() + "\n"


def _paragraphs(result: Result) -> Iterator[str]:
    name = markdown_escaped(result.assignment)
    yield localized(f"# Feedback on {name}", f"# {name} 채점 결과")
    yield markdown_escaped(shown_name(result.student))
    if result.status == "ungraded":
        yield str(NOT_GRADED)
        yield "\n".join(f"- {markdown_with_code(one_line(line))}" for line in result.incidents)
        return
    if result.status == "partial":
        yield str(CUT_SHORT)
    yield localized(
        f"**{result.score:g} of {result.max_score:g} points**",
        f"**{result.max_score:g}점 만점에 {result.score:g}점**",
    )
    if changes := adjustments(result):
        yield "\n".join(f"- {markdown_escaped(line)}" for line in changes)
    for question in result.questions:
        yield f"## {markdown_escaped(heading(question))}"
        yield markdown_with_code(one_line(question.feedback)) or str(ALL_PASSED)


def html(result: Result) -> str:
    """Return the feedback as a page without scripts, links and pictures."""
    template = environment().get_template("feedback.html")
    with use_language(result.language):
        return template.render(
            result=result, who=shown_name(result.student), adjustments=adjustments(result)
        )


def _for_upload(origin: Origin, result: Result, page: str) -> tuple[str, str]:
    """Return the name and content of a file in the LMS's zip."""
    if origin.lms == "moodle":
        # In a download without folders, the file's name follows the last underscore.
        separator = "/" if "/" in result.submission["file"] else ""
        return f"{origin.place}{separator}feedback.html", page
    text = markdown(result)
    suffix = Path(origin.place).suffix.lower()
    if suffix == ".ipynb":
        return origin.place, _notebook(text)
    if suffix == ".py":
        return origin.place, "".join(f"# {line}".rstrip() + "\n" for line in text.split("\n"))
    return origin.place, text


def _unique_name(name: str, archive: zipfile.ZipFile) -> str:
    """Return the name, with a number if feedback on another of the student's files has it."""
    stem, dot, suffix = name.rpartition(".")
    number = 1
    while name in archive.NameToInfo:
        number += 1
        name = f"{stem}-{number}{dot}{suffix}"
    return name


def _notebook(text: str) -> str:
    """Return a notebook of one text cell."""
    cell = {"cell_type": "markdown", "id": "feedback", "metadata": {}, "source": text}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
