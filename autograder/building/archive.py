"""The one zip that `otter grade`, `otter run` and Gradescope take: ``dist/<name>-autograder.zip``.

Owns its content; its bytes depend on nothing else. `otter generate` makes the first version, so
that every Otter command accepts it. The scripts of `image/` replace Otter's, which install conda
and LaTeX and run student code as root in the same place as the tests::

    setup.sh, run_autograder, run_otter.py        of `image/`
    requirements.txt, requirements.constraints.txt
    otter_config.json, environment.yml, tests/    of `otter generate`
    files/chalkgrad/                              this package, assignment, hidden tests, solution

It contains hidden tests and solutions: for instructors only.
"""

from __future__ import annotations

import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from autograder.authoring.assignment import SOLUTIONS, Assignment
from autograder.authoring.master import read_text, shown
from autograder.authoring.testcase import tests_sha256
from autograder.building.build import files_below, solution_files
from autograder.building.otter_files import otter_tests
from autograder.errors import ChalkgradError

DIST = "dist"
PLUGIN = "autograder.runners.otter_plugin.ChalkgradPlugin"

_PACKAGE = Path(__file__).resolve().parents[1]
_IMAGE = _PACKAGE / "runners" / "image"
_IGNORED = ("__pycache__", ".ipynb_checkpoints", ".mypy_cache", ".ruff_cache")
_EXECUTABLE = ("setup.sh", "run_autograder")
# The earliest time that a zip can hold: every build has the same.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_OTTER_SECONDS = 300


class OtterMissingError(ChalkgradError):
    """Otter is not installed, so no zip can be made."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: {DIST}/{name}-autograder.zip was not made, as otter-grader is not installed; "
            "install it with `pip install -c constraints.txt -e '.[otter]'`"
        )


def write_archive(assignment: Assignment, root: Path | None = None) -> Path:
    """Write the zip of an assignment; return its path.

    Parameters
    ----------
    assignment : Assignment
        As loaded.
    root : Path, optional
        The folder of ``dist/``; by default the one that holds the assignment's ``assignments/``.

    Raises
    ------
    OtterMissingError
        If Otter is not installed; a zip of an earlier build is removed all the same.
    ChalkgradError
        If `otter generate` fails.
    """
    root = root or assignment.root
    path = root / DIST / f"{assignment.name}-autograder.zip"
    path.unlink(missing_ok=True)
    if importlib.util.find_spec("otter") is None:
        raise OtterMissingError(assignment.name)
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(archive_bytes(assignment))
    os.replace(part, path)
    return path


def archive_bytes(assignment: Assignment) -> bytes:
    """Return the bytes of the zip."""
    entries = {**_generated(assignment), **_image(assignment), **_carried(assignment)}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.create_system = 3  # Unix, on every machine
            info.external_attr = (0o100755 if name in _EXECUTABLE else 0o100644) << 16
            # Not compressed: compressors differ between machines.
            archive.writestr(info, entries[name], zipfile.ZIP_STORED)
    return data.getvalue()


def _generated(assignment: Assignment) -> dict[str, bytes]:
    """Return the files that `otter generate` makes from the tests and our configuration."""
    config = {
        "lang": "python",
        "show_hidden": assignment.hidden_tests in ("after_published", "visible"),
        "plugins": [
            {PLUGIN: {"assignment": assignment.name, "tests_sha256": tests_sha256(assignment)}}
        ],
    }
    with tempfile.TemporaryDirectory(prefix="chalkgrad-") as temporary:
        folder = Path(temporary)
        otter_tests(assignment, folder / "tests")
        (folder / "otter_config.json").write_text(json.dumps(config), encoding="utf-8")
        command = [sys.executable, "-m", "otter", "generate", "-t", "tests", "-o", "made.zip"]
        path = [str(_PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        done = subprocess.run(
            [*command, "-c", "otter_config.json", "--no-requirements", "--no-environment"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
            capture_output=True,
            text=True,
            timeout=_OTTER_SECONDS,
            check=False,
        )
        if done.returncode or not (folder / "made.zip").is_file():
            last = (done.stderr or done.stdout).strip().rpartition("\n")[2]
            message = f"`otter generate` failed ({last}); is it otter-grader 7?"
            raise ChalkgradError(f"{assignment.name}: {message}")
        with zipfile.ZipFile(folder / "made.zip") as made:
            return {name: made.read(name) for name in made.namelist()}


def _image(assignment: Assignment) -> dict[str, bytes]:
    """Return the scripts of the image and the lists of packages to install."""
    scripts = {path.name: path.read_bytes() for path in _IMAGE.iterdir() if path.is_file()}
    constraints = _PACKAGE.parent / "constraints.txt"
    return {
        **scripts,
        "requirements.txt": "".join(f"{line}\n" for line in _requirements(assignment)).encode(),
        "requirements.constraints.txt": read_text(constraints).encode(),
    }


def _requirements(assignment: Assignment) -> Iterator[str]:
    """Yield the packages to install: for the grader itself and for students' imports."""
    yield "ipython"
    for line in read_text(assignment.folder / "requirements.txt").split("\n"):
        # In the worker, a stand-in replaces Otter; see `sandbox.shell`.
        if line.strip() and not line.startswith(("#", "otter-grader", "ipython")):
            yield line.strip()


def _carried(assignment: Assignment) -> dict[str, bytes]:
    """Return the package and the assignment, with their paths in a clone."""
    root, hidden = assignment.root, assignment.hidden_folder
    files = {}
    for path in _tree(_PACKAGE):
        relative = path.relative_to(_PACKAGE)
        if relative.parts[0] != "hidden_tests" or len(relative.parts) == 2:
            files[f"autograder/{relative.as_posix()}"] = path.read_bytes()
    for path in (*_tree(hidden), *_tree(assignment.folder)):
        files[path.relative_to(root).as_posix()] = path.read_bytes()
    module = f"{SOLUTIONS}/{assignment.name}.py"
    files[module] = solution_files(assignment)[module]
    return {f"files/chalkgrad/{name}": data for name, data in files.items()}


def _tree(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise ChalkgradError(f"{shown(folder)}: no such folder")
    yield from (path for path in files_below(folder, _IGNORED) if path.is_file())
