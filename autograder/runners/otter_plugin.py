"""The plugin for stock `otter run`, which keeps student code out of Otter's process and kernel.

Owns three of Otter's events. Before grading, the submission is read and its folder emptied, because
Otter would import, unpickle or run some files (`otter.py`, a pickled log, `tests/`). The submission
is graded as everywhere else, behind the same fence. Otter then runs an empty notebook, and its
results are replaced with ours.

The zip must be built by this installation: Otter loads the plugin by name, and this package
computes the scores. `otter generate` makes the plugin too, without a submission.
"""

from __future__ import annotations

import contextlib
import pickle
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from otter.plugins import AbstractOtterPlugin

from autograder.errors import ChalkgradError
from autograder.runners import otter_results

if TYPE_CHECKING:
    from autograder.authoring.assignment import Assignment
    from autograder.grading.result import Result

_EMPTY_NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}\n'


class ChalkgradPlugin(AbstractOtterPlugin):  # type: ignore[misc]  # Otter has no types
    """Grades the submission in place of Otter.

    Parameters
    ----------
    submission_path : str or None
        The file in Otter's submission folder; None or empty if there is none.
    submission_metadata : dict
        Not used.
    plugin_config : dict
        ``assignment`` and ``tests_sha256``, as the build wrote them.
    """

    def __init__(
        self,
        submission_path: str | None,
        submission_metadata: dict[str, Any],
        plugin_config: dict[str, Any],
    ) -> None:
        super().__init__(submission_path, submission_metadata, plugin_config)
        self._path = Path(submission_path or "")
        self._config = plugin_config
        self._result: Result | None = None

    def during_generate(self, otter_config: dict[str, Any], assignment: object) -> None:
        """Leave Otter's configuration as the build wrote it."""

    def before_grading(self, config: object) -> None:
        """Grade the submission, and leave an empty file in an empty folder."""
        from autograder.grading.grader import grade_file

        assignment = self._assignment()
        with tempfile.TemporaryDirectory(prefix="chalkgrad-") as temporary:
            copy = Path(temporary) / self._path.name
            # A link stays a link, which is refused like everywhere; a pipe raises an error.
            shutil.copyfile(self._path, copy, follow_symlinks=False)
            _empty(self._path.parent)
            self._path.write_text(
                _EMPTY_NOTEBOOK if self._path.suffix == ".ipynb" else "", encoding="utf-8"
            )
            self._result = grade_file(assignment, copy)

    def before_execution(self, submission: object) -> object:
        """Return a notebook without cells, and without the student's choice of kernel."""
        import nbformat

        return nbformat.reads(_EMPTY_NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]

    def after_grading(self, results: Any) -> None:
        """Replace Otter's results with ours."""
        result = self._result
        assert result is not None
        if result.status == "graded":
            ours = pickle.loads(otter_results.pickled(result))
        else:
            reason = "; ".join(result.incidents) or result.status
            ours = pickle.loads(otter_results.pickled_failure(reason))
        vars(results).update({**vars(ours), "notebook": results.notebook})

    def generate_report(self) -> str:
        """Return what Otter prints below its own summary."""
        result = self._result
        if result is None:
            return ""
        lines = [f"Graded by chalkgrad {result.grader['version']}: {result.status}."]
        lines += [f"- {incident}" for incident in result.incidents]
        lines += [
            f"- {question.id}: {question.feedback}"
            for question in result.questions
            if question.feedback
        ]
        return "\n".join(lines)

    def _assignment(self) -> Assignment:
        from autograder.authoring.assignment import load_assignment
        from autograder.authoring.testcase import tests_sha256

        assignment = load_assignment(str(self._config["assignment"]))
        if tests_sha256(assignment) != self._config.get("tests_sha256"):
            raise ChalkgradError(
                f"{assignment.name}: this zip was built from other tests than the installed ones; "
                "run `chalkgrad build` and use the new zip"
            )
        return assignment


def _empty(folder: Path) -> None:
    """Remove everything in a folder; links are not followed."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
