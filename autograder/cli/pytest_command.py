"""`chalkgrad pytest`: pytest's report of one submission, in a clean process of our own.

pytest itself reads configuration and runs code of the current folder and of every folder that it is
given, before a plugin can object. The process that is started here reads none: its modules come
from the installation, it has no configuration file, no conftest and no plugin but ours, and pytest
is not told of the submission's folder.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

from autograder.authoring.assignment import load_assignment
from autograder.errors import ChalkgradError
from autograder.intake.files import why_no_file
from autograder.sandbox.fence import PACKAGE

# With -I, Python searches neither the current folder nor a user's own packages. The package's own
# folder comes first, pytest's last: both may be where -I does not look.
_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); sys.path.append({pytest!r}); "
    "from autograder.runners.pytest_plugin import main; sys.exit(main(sys.argv[1:]))"
)
_WRONG_USAGE = 4  # as pytest says it
# What would make pytest or Python load something else.
_DROPPED = ("PYTEST", "PYTHON")


def run(options: argparse.Namespace) -> int:
    """Run pytest on one submission; return its exit code."""
    file = Path(os.path.abspath(options.file))
    if problem := why_no_file(file):
        raise ChalkgradError(problem, exit_code=_WRONG_USAGE)
    try:
        assignment = load_assignment(options.assignment)
    except ChalkgradError as error:
        raise ChalkgradError(str(error), exit_code=_WRONG_USAGE) from None
    course = assignment.folder.parents[1]
    arguments = [
        *("-c", os.devnull, f"--rootdir={course}", f"--confcutdir={course}", "--noconftest"),
        *("-p", "no:cacheprovider", "--strict-markers"),
        *(f"--submission={file}", f"--assignment={assignment.master}"),
        *options.pytest_options,
    ]
    boot = _BOOT.format(root=str(PACKAGE.parent), pytest=str(_place_of_pytest()))
    # The user's folder stays the current one: paths among the options are relative to it.
    with subprocess.Popen([sys.executable, "-I", "-c", boot, *arguments], env=_environment()) as it:
        while True:
            try:
                return it.wait()
            except KeyboardInterrupt:
                # Ctrl-C has reached pytest too, which ends by itself and says so.
                continue


def _place_of_pytest() -> Path:
    """Return the folder in which pytest is installed."""
    package = importlib.util.find_spec("pytest")
    if package is None or package.origin is None:
        raise ChalkgradError("pytest is not installed; install it with `pip install pytest`")
    return Path(package.origin).parents[1]


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_DROPPED)}
    return {**kept, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
