"""The pytest plugin of ``chalkgrad pytest notebook.ipynb -a hw2_learning``.

Owns the options and what pytest reports: one item per test, marked with its question and as
`public` or `hidden`, with its points among the item's properties and so in ``--junitxml``. The
whole submission is graded before the first item, behind the same fence as everywhere, so that a
question gets the same points whichever others are selected. pytest never imports or collects the
student's file, or anything in its folder.

`cli.pytest_command` starts `main` in a process that reads no configuration of others. Plain
``pytest --submission`` reads the configuration of its folder before any plugin is asked, so it is
accepted only in the course's root.

pytest loads this file wherever chalkgrad is installed: without ``--submission`` it does nothing,
and imports only pytest.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from autograder.authoring.assignment import Assignment
    from autograder.grading.result import QuestionResult, Result, TestResult

_OPTION = "--submission"


# Whether this process was started by `chalkgrad pytest`.
_is_ours = False


def main(arguments: Sequence[str]) -> int:
    """Run pytest with this plugin and no other; return its exit code."""
    global _is_ours
    _is_ours = True
    sys.argv[0] = "chalkgrad pytest"
    return int(pytest.main(list(arguments), plugins=[sys.modules[__name__]]))


class _Grading:
    """One submission and its result."""

    def __init__(self, path: Path, assignment: Assignment) -> None:
        self.path = path
        self.assignment = assignment
        self._result: Result | None = None
        self._error: Exception | None = None

    @property
    def result(self) -> Result:
        """The result; the submission is graded at the first access, and only then.

        Raises
        ------
        NotGraded
            If the grader has failed.
        """
        if self._error is not None:
            raise NotGraded(f"the grader failed ({self._error!r})") from self._error
        if self._result is None:
            from autograder.errors import ChalkgradError
            from autograder.grading.grader import grade_file
            from autograder.sandbox.failures import SandboxError
            from autograder.text import printable

            try:
                self._result = grade_file(self.assignment, self.path)
            except (ChalkgradError, SandboxError, OSError) as error:
                # Nothing can be graded here, so no test can be reported.
                pytest.exit(printable(str(error)), returncode=1)
            except Exception as error:
                self._error = error
                raise
        return self._result


_GRADING = pytest.StashKey[_Grading]()


class TestFailed(Exception):  # noqa: N818 - an outcome, not an error of ours
    """A test of the submission failed; the message is the report."""

    __test__ = False  # not a test class, although pytest would take the name for one


class NotGraded(Exception):  # noqa: N818 - as pytest words it, an "error"
    """The submission, or this test, could not be graded."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the two options."""
    group = parser.getgroup("chalkgrad", "grading a submission (chalkgrad)")
    group.addoption(
        _OPTION, metavar="FILE", help="run an assignment's tests on this notebook or script"
    )
    group.addoption(
        "--assignment", metavar="NAME", help=f"the assignment of {_OPTION}; short: -a NAME"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Accept ``-a``, and collect the assignment's folder instead of the usual one."""
    options = early_config.known_args_namespace
    if options.submission is None:
        return
    if not (_is_ours or _is_in_course(early_config)):
        raise pytest.UsageError(
            f"{_OPTION}: use `chalkgrad pytest FILE -a ASSIGNMENT` outside the course's root: "
            "pytest itself obeys what other files in the folder say"
        )
    options.noconftest = True
    # pytest reserves lower-case letters for itself; ours is an option only with a submission.
    name = options.assignment
    if "-a" in args and args.index("-a") + 1 < len(args):
        index = args.index("-a")
        name = args[index + 1]
        args[index : index + 2] = ["--assignment", name]
    args.append(str(_load(name).folder))


def pytest_configure(config: pytest.Config) -> None:
    """Register a mark for each question."""
    if config.option.__dict__.get("submission") is None:
        return
    if config.getoption("usepdb") or config.getoption("trace"):
        # It would also run the `.pdbrc` of the current folder.
        raise pytest.UsageError("--pdb and --trace: no student code runs in this process")
    path = Path(config.invocation_params.dir, config.getoption(_OPTION))
    _refuse_what_is_no_file(path)
    assignment = _load(config.getoption("--assignment"))
    config.stash[_GRADING] = _Grading(path, assignment)
    for mark in ("public", "hidden", *(question.id for question in assignment.questions)):
        config.addinivalue_line("markers", f"{mark}: tests of a submission (chalkgrad)")


@pytest.hookimpl(tryfirst=True)
def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect an assignment's folder with `SubmissionCollector`."""
    grading = parent.config.stash.get(_GRADING, None)
    if grading is None or path != grading.assignment.folder:
        return None
    return SubmissionCollector.from_parent(parent, path=path)


@pytest.hookimpl(tryfirst=True)
def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Ignore everything but the assignment's folder."""
    grading = config.stash.get(_GRADING, None)
    if grading is None:
        return None
    folder = grading.assignment.folder
    return not (collection_path == folder or folder.is_relative_to(collection_path))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Print the points and the incidents of the submission."""
    grading = config.stash.get(_GRADING, None)
    if grading is None or grading._result is None:
        return
    from autograder.text import one_line

    result = grading.result
    file = one_line(result.submission["file"])
    terminalreporter.section(f"{file}, {result.assignment}: {result.status}")
    for question in result.questions:
        terminalreporter.line(
            f"{question.id}: {question.points:g}/{question.max_points:g} {question.status}"
        )
    terminalreporter.line(f"total: {result.score:g}/{result.max_score:g}")
    for incident in result.incidents:
        terminalreporter.line(one_line(incident))


class SubmissionCollector(pytest.Directory):
    """The tests of an assignment, to run on the submission."""

    def collect(self) -> Iterable[pytest.Item]:
        """Yield one item per test: a question's public tests, then its hidden ones."""
        from autograder.authoring.testcase import load_tests

        for question in self.config.stash[_GRADING].assignment.questions:
            for test in load_tests(question):
                item = SubmissionTest.from_parent(
                    self, name=f"{question.id}::{test.name}", question=question.id, test=test.name
                )
                item.add_marker(question.id)
                item.add_marker("hidden" if test.hidden else "public")
                yield item


class SubmissionTest(pytest.Item):
    """One test of one question on the submission."""

    def __init__(self, *, question: str, test: str, **more: Any) -> None:
        super().__init__(**more)
        self.question = question
        self.test = test

    def setup(self) -> None:
        """Grade the submission at the first item; an error is the grader's or the file's fault."""
        result = self.config.stash[_GRADING].result
        begun = any(question.status != "not_attempted" for question in result.questions)
        if result.status == "ungraded" and not begun:
            raise NotGraded("; ".join(result.incidents) or "not graded")
        outcome = self._outcome()[1]
        self.user_properties += [("points", outcome.points), ("max_points", outcome.max_points)]
        if outcome.status == "error":
            raise NotGraded(f"{outcome.message} {outcome.detail}")

    def runtest(self) -> None:
        """Fail if the test did."""
        question, outcome = self._outcome()
        if outcome.status != "passed":
            lines = [outcome.message, outcome.detail and f"Detail: {outcome.detail}"]
            lines.append(f"Points: {outcome.points:g} of {outcome.max_points:g} ({question.id})")
            raise TestFailed("\n".join(filter(None, lines)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Report our own outcomes by their message, without a traceback of the grader."""
        if isinstance(excinfo.value, TestFailed | NotGraded):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return the item's place and title."""
        return self.path, None, f"{self.question}: {self.test}"

    def _outcome(self) -> tuple[QuestionResult, TestResult]:
        questions = self.config.stash[_GRADING].result.questions
        question = next(each for each in questions if each.id == self.question)
        return question, next(each for each in question.tests if each.name == self.test)


def _refuse_what_is_no_file(path: Path) -> None:
    from autograder.intake.files import why_no_file
    from autograder.text import printable

    if problem := why_no_file(path):
        raise pytest.UsageError(f"{_OPTION} {printable(problem)}")


def _is_in_course(config: pytest.Config) -> bool:
    """Return whether pytest was started in the course's root, and has read no file elsewhere."""
    from autograder.authoring.assignment import project_root
    from autograder.errors import ChalkgradError

    try:
        root = project_root()
    except ChalkgradError:
        return False
    here = config.invocation_params.dir.resolve()
    return here == root and config.inipath in (None, root / "pyproject.toml")


def _load(name: str | None) -> Assignment:
    from autograder.authoring.assignment import load_assignment
    from autograder.errors import ChalkgradError

    if name is None:
        raise pytest.UsageError(f"{_OPTION} needs -a ASSIGNMENT")
    try:
        return load_assignment(name)
    except ChalkgradError as error:
        raise pytest.UsageError(str(error)) from None
