"""Which forms there are, and the export of a graded class, or of one result, in one of them.

Owns where their files go. Each form is a module that knows its own rules and traps; all are made
from the results alone, and all text in them has passed `text.printable`.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Protocol, cast

from autograder.course.saved_results import read_results, result_files
from autograder.errors import ChalkgradError
from autograder.export.form import Exported, Options, Table, not_graded
from autograder.grading.files import write_atomically
from autograder.grading.result import Result
from autograder.text import use_language


class _FromTemplate(Protocol):
    def read_template(self, options: Options) -> object: ...


class _ForClass(Protocol):
    def convert_class(self, results: Iterable[Result], options: Options) -> Table: ...


class _ForEach(Protocol):
    def convert(self, result: Result, options: Options) -> str | None: ...


@dataclass(frozen=True)
class Format:
    """One form: the module that writes it, whether for the whole class, and its files' suffix.

    `tests` says whether a form for the whole class needs the single tests, which are most of what a
    result takes in memory; `template`, whether a gradebook that the LMS has exported is filled:
    ``"must"``, ``"may"`` or not at all.
    """

    module: str
    whole_class: bool
    suffix: str
    tests: bool = False
    template: str = ""


FORMATS = {
    "autolab": Format("autolab", False, ".txt"),
    "canvas": Format("canvas", True, ".csv", template="must"),
    "csv": Format("plain_csv", True, ".csv"),
    "feedback": Format("feedback", True, ""),
    "github-classroom": Format("github_classroom", False, ".txt"),
    "gradescope": Format("gradescope", False, ".json"),
    "junit": Format("junit", True, ".xml", tests=True),
    "lti-ags": Format("lti_ags", False, ".json"),
    "moodle": Format("moodle", True, ".csv", template="may"),
    "nbgrader": Format("nbgrader", True, ".csv"),
    "prairielearn": Format("prairielearn", False, ".json"),
    "submitty": Format("submitty", False, ".json"),
    "xqueue": Format("xqueue", False, ".json"),
}


def check_template(name: str, options: Options) -> None:
    """Refuse a template that is missing, unreadable or of no use, before there are any results.

    Parameters
    ----------
    name : str
        Key of `FORMATS`.
    options : Options
        With the template, if there is one.

    Raises
    ------
    ChalkgradError
        The form cannot be written with it, or without.
    """
    _refuse_useless(name, options)
    if options.template is not None or FORMATS[name].template == "must":
        cast(_FromTemplate, _module(name)).read_template(options)


def _refuse_useless(name: str, options: Options) -> None:
    if options.template is not None and not FORMATS[name].template:
        takers = " and ".join(each for each in FORMATS if FORMATS[each].template)
        raise ChalkgradError(f"--template is for {takers}: {name} fills no gradebook")


def export(
    out: Path, name: str, to: Path | None = None, options: Options | None = None
) -> Exported:
    """Write a graded class, or one result, in one of the forms.

    Parameters
    ----------
    out : Path
        The folder that `chalkgrad grade` wrote, or one result file.
    name : str
        Key of `FORMATS`.
    to : Path, optional
        The file, or for forms of one file a student the folder; ``out/export/...`` by default.
        ``-`` is standard output, as nothing is for one result file; feedback, which is several
        files, goes to a folder always.
    options : Options, optional
        What the form needs beyond the results.

    Raises
    ------
    ChalkgradError
        There are no results, the template does not fit, a file cannot be written, or several
        should go to standard output.
    """
    options = options or Options()
    _refuse_useless(name, options)
    kind = FORMATS[name]
    if str(to) == "-" and (name == "feedback" or not (kind.whole_class or out.is_file())):
        raise ChalkgradError(f"-o -: {name} is several files; give a folder")
    if name == "feedback":
        from autograder.export.feedback import write_feedback

        return write_feedback(out, to)
    module = _module(name)
    if kind.whole_class:
        results = read_results(out)
        if not kind.tests:
            results = map(_without_tests, results)
        table = cast(_ForClass, module).convert_class(results, options)
        path = to or (Path("-") if out.is_file() else out / "export" / f"{name}{kind.suffix}")
        _write(path, table.text)
        return Exported(path, 1, table.left_out, table.notes)
    return _export_each(out, name, to, options, cast(_ForEach, module).convert)


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"autograder.export.{FORMATS[name].module}")


def _export_each(
    out: Path, name: str, to: Path | None, options: Options, convert: _Convert
) -> Exported:
    suffix = FORMATS[name].suffix
    folder = to or out / "export" / name
    written = 0
    left_out = []
    for source, result in _with_files(out):
        with use_language(result.language):
            text = convert(result, options)
        if text is None:
            left_out.append(not_graded(result))
        elif out.is_file():
            _write(to or Path("-"), text)
            written += 1
        else:
            _write(folder / f"{source.stem}{suffix}", text)
            written += 1
    return Exported(folder if not out.is_file() else to or Path("-"), written, left_out)


class _Convert(Protocol):
    def __call__(self, result: Result, options: Options) -> str | None: ...


def _without_tests(result: Result) -> Result:
    return replace(result, questions=[replace(each, tests=[]) for each in result.questions])


def _with_files(out: Path) -> Iterator[tuple[Path, Result]]:
    return zip(result_files(out), read_results(out), strict=True)


def _write(path: Path, text: str) -> None:
    if str(path) == "-":
        sys.stdout.write(text)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, text)
    except OSError as error:
        raise ChalkgradError(
            f"{path}: cannot be written ({error.strerror}); the results are untouched"
        ) from None
