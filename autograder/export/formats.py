"""The list of formats, and the export of a graded class, or of one result, in one of them.

Owns where the files go. A module for each format owns its rules. All formats use the results alone,
and all their text has passed `text.printable`.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from autograder.course.saved_results import read_results, result_files
from autograder.errors import ChalkgradError, not_written
from autograder.export.form import Exported, Options, Table, not_graded
from autograder.grading.atomic import write_atomically
from autograder.grading.result import Result
from autograder.text import use_language


@dataclass(frozen=True)
class Format:
    """One format: its module, whether one file holds the whole class, and the suffix of its files.

    The module has a function ``convert_class(results, options)``, which returns a `Table`, or
    ``convert(result, options)``, which returns the text of one student's file. With `scored`, only
    results with a score are converted. With `tests`, the class's results include the single tests,
    which take most of a result's memory. `template` tells whether a gradebook that the LMS has
    exported is filled: ``"must"``, ``"may"`` or not at all.
    """

    module: str
    whole_class: bool
    suffix: str
    scored: bool = False
    tests: bool = False
    template: str = ""


FORMATS = {
    "autolab": Format("autolab", False, ".txt", scored=True),
    "canvas": Format("canvas", True, ".csv", template="must"),
    "csv": Format("plain_csv", True, ".csv"),
    "feedback": Format("feedback", True, ""),
    "github-classroom": Format("github_classroom", False, ".txt"),
    "gradescope": Format("gradescope", False, ".json", scored=True),
    "junit": Format("junit", True, ".xml", tests=True),
    "lti-ags": Format("lti_ags", False, ".json"),
    "moodle": Format("moodle", True, ".csv", template="may"),
    "nbgrader": Format("nbgrader", True, ".csv"),
    "prairielearn": Format("prairielearn", False, ".json"),
    "submitty": Format("submitty", False, ".json"),
    "xqueue": Format("xqueue", False, ".json", scored=True),
}


def check_template(name: str, options: Options) -> None:
    """Check the template before there are any results; for the parameters see `export`.

    Raises
    ------
    ChalkgradError
        The template is missing, unreadable, or not used by this format.
    """
    _refuse_unused(name, options)
    if options.template is not None or FORMATS[name].template == "must":
        _module(name).read_template(options)


def _refuse_unused(name: str, options: Options) -> None:
    if options.template is not None and not FORMATS[name].template:
        users = " and ".join(each for each in FORMATS if FORMATS[each].template)
        raise ChalkgradError(f"--template is for {users}: {name} fills no gradebook")


def export(
    out: Path, name: str, to: Path | None = None, options: Options | None = None
) -> Exported:
    """Write a graded class, or one result, in one of the formats.

    Parameters
    ----------
    out : Path
        The folder that `chalkgrad grade` wrote, or one result file.
    name : str
        Key of `FORMATS`.
    to : Path, optional
        The file, or the folder for one file per student; ``out/export/...`` by default. ``-`` is
        standard output, which is also the default for one result file. Feedback, which is several
        files, always goes to a folder.
    options : Options, optional
        What the format needs in addition to the results, such as the template.

    Raises
    ------
    ChalkgradError
        There are no results, the template does not fit, a file cannot be written, or several
        should go to standard output.
    """
    options = options or Options()
    _refuse_unused(name, options)
    kind = FORMATS[name]
    if str(to) == "-" and (name == "feedback" or not (kind.whole_class or out.is_file())):
        raise ChalkgradError(f"-o -: {name} is several files; give a folder")
    if name == "feedback":
        from autograder.export.feedback import write_feedback

        return write_feedback(out, to)
    default = out / "export" / f"{name}{kind.suffix if kind.whole_class else ''}"
    path = to or (Path("-") if out.is_file() else default)
    if not kind.whole_class:
        return _export_each(out, kind, path, options, _module(name).convert)
    results = read_results(out)
    if not kind.tests:
        results = map(_without_tests, results)
    table: Table = _module(name).convert_class(results, options)
    _write(path, table.text)
    return Exported(path, 1, table.left_out, table.notes)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"autograder.export.{FORMATS[name].module}")


def _export_each(
    out: Path, kind: Format, to: Path, options: Options, convert: Callable[[Result, Options], str]
) -> Exported:
    written = 0
    left_out = []
    for source, result in zip(result_files(out), read_results(out), strict=True):
        if kind.scored and result.status != "graded":
            left_out.append(not_graded(result))
            continue
        with use_language(result.language):
            text = convert(result, options)
        _write(to if out.is_file() else to / f"{source.stem}{kind.suffix}", text)
        written += 1
    return Exported(to, written, left_out)


def _without_tests(result: Result) -> Result:
    return replace(result, questions=[replace(each, tests=[]) for each in result.questions])


def _write(path: Path, text: str) -> None:
    if str(path) == "-":
        sys.stdout.write(text)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        raise not_written(
            error, f"{path}: cannot be written ({error.strerror}); the results are untouched"
        ) from None
