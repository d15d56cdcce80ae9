"""Check everything once more, and make the file to hand in.

Handed out beside every notebook, in its language; the notebook's last cell calls it.
"""

from __future__ import annotations

import json
import re
import time
import warnings
import zipfile
from pathlib import Path
from typing import Any


PASSED = "passed"
FAILED = "not yet: its own check says more"
NOT_HERE = ("{notebook} is not in this folder, so there is nothing to hand in yet.\n"
    "Give the notebook that name again, and run this cell once more.")
NOT_UP_TO_DATE = ("NOT UP TO DATE. The saved {notebook} does not hold what you ran last:\n"
    "    {names}\n"
    "Run the cells that you have changed, save the notebook (Ctrl+S),\n"
    "and run this cell once more.")
SAVED_BEFORE = ("The notebook cannot be saved from here: {target}\n"
    "holds what you saved last, at {time}. If you have changed anything since,\n"
    "save (Ctrl+S) and run this cell once more.\n")
PLEASE = "Hand in {target}.\nWhen it is graded, hidden tests run as well."


def hand_in(grader: Any, results: Any, name: str) -> None:
    """Show what the checks say, and put the saved notebook into a zip.

    Says what cannot be seen from the zip: whether it holds what was run last.

    Parameters
    ----------
    grader : otter.Notebook
        The notebook's own.
    results : otter.test_files.GradingResults or None
        Of all checks; None where Otter is grading, which needs nothing from here.
    name : str
        Of the assignment: ``<name>.ipynb`` goes into ``<name>-submission.zip``.
    """
    if results is None:
        return
    notebook, target = Path(f"{name}.ipynb"), Path(f"{name}-submission.zip")
    # The bonus last.
    for question in sorted(results.results, key=lambda each: (each.startswith("b"), each)):
        passed = results.results[question].passed_all_public
        print(f"{question}: {PASSED if passed else FAILED}")
    print()
    if not notebook.exists():
        print(NOT_HERE.format(notebook=notebook))
        return
    saved = _export(grader, notebook, target)
    others = _run_otherwise(notebook)
    if others:
        print(NOT_UP_TO_DATE.format(notebook=notebook, names=", ".join(others)))
        return
    if not saved:
        last = time.localtime(notebook.stat().st_mtime)
        print(SAVED_BEFORE.format(target=target, time=time.strftime("%H:%M:%S", last)))
    print(PLEASE.format(target=target))


def _export(grader: Any, notebook: Path, target: Path) -> bool:
    """Make the zip; return whether the notebook was saved first."""
    # VS Code has no way to save from a cell. It would ask about the widget that Otter saves with,
    # and the link opens the zip as text.
    can_save = "__vsc_ipynb_file__" not in _shell().user_ns
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        grader.export(
            str(notebook),
            export_path=str(target),
            pdf=False,
            force_save=can_save,
            display_link=can_save,
            ignore_log=True,
        )
    # Otter packs the notebook as soon as a save has begun to change it.
    whole = _whole(notebook)
    with zipfile.ZipFile(target) as archive:
        packed = archive.read(notebook.name)
    if packed != whole:
        grader.export(
            str(notebook), export_path=str(target), pdf=False, display_link=False, ignore_log=True
        )
    return can_save and not any("automatically save" in str(each.message) for each in caught)


def _whole(notebook: Path) -> bytes:
    """Return the saved notebook, once a save that is going on has written all of it."""
    end = time.monotonic() + 10
    while True:
        data = notebook.read_bytes()
        try:
            json.loads(data)
        except ValueError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return data


def _run_otherwise(notebook: Path) -> list[str]:
    """Return the functions and classes that were run last in another form than is saved."""
    cells = json.loads(_whole(notebook))["cells"]
    saved = [_plain("".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]
    known = {name for text in saved for name in _defined(text)}
    last: dict[str, str] = {}
    for text in map(_plain, _shell().history_manager.input_hist_raw):
        last.update(dict.fromkeys(_defined(text), text))
    return [name for name, text in last.items() if name in known and text not in saved]


def _shell() -> Any:
    from IPython import get_ipython

    return get_ipython()


def _plain(source: str) -> str:
    """Return a cell's text without what a front end may change in saving."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _defined(source: str) -> list[str]:
    """Return the functions and classes that a cell defines."""
    return re.findall(r"^(?:def|class) +(\w+)", source, flags=re.MULTILINE)
