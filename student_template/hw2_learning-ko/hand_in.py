"""Check everything once more, and make the file to hand in.

Students receive it with every notebook, in its language; the notebook's last cell calls it.
"""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any


PASSED = "통과"
FAILED = "아직입니다. 문제의 확인 셀에 설명이 있습니다"
NOT_HERE = ("이 폴더에 {notebook} 파일이 없어서 아직 제출할 것이 없습니다.\n"
    "노트북의 이름을 원래대로 바꾸고 이 셀을 다시 실행하십시오.")
NOT_UP_TO_DATE = ("최신 내용이 아닙니다. 저장된 {notebook} 파일이 마지막으로 실행한 것과 다릅니다.\n"
    "    {names}\n"
    "고친 셀을 실행하고 노트북을 저장한(Ctrl+S) 다음, 이 셀을 다시 실행하십시오.")
SAVED_BEFORE = ("여기에서는 노트북을 저장할 수 없습니다. {target} 파일에는\n"
    "마지막으로 저장한 내용이 들어 있습니다(저장 시각 {time}).\n"
    "그 뒤에 고친 것이 있으면 저장하고(Ctrl+S) 이 셀을 다시 실행하십시오.\n")
PLEASE = "{target} 파일을 제출하십시오.\n채점할 때에는 숨은 테스트도 실행합니다."


def hand_in(grader: Any, results: Any, name: str) -> None:
    """Print the results of the checks, and put the saved notebook in a zip.

    Warn if the saved notebook has other code than was last run, since the zip does not show this.

    Parameters
    ----------
    grader : otter.Notebook
        The notebook's grader.
    results : otter.test_files.GradingResults or None
        Of all checks; None if Otter is grading, and then nothing is done.
    name : str
        Of the assignment: ``<name>.ipynb`` is put in ``<name>-submission.zip``.
    """
    if results is None:
        return
    from otter.check.utils import save_notebook

    notebook, target = Path(f"{name}.ipynb"), Path(f"{name}-submission.zip")
    # The bonus is last.
    for question in sorted(results.results, key=lambda each: (each.startswith("b"), each)):
        passed = results.results[question].passed_all_public
        print(f"{question}: {PASSED if passed else FAILED}")
    print()
    if not notebook.exists():
        print(NOT_HERE.format(notebook=notebook))
        return
    # VS Code cannot save from a cell: it would ask about the widget that Otter uses for that, and
    # open the zip of Otter's link as text.
    in_vscode = "__vsc_ipynb_file__" in _shell().user_ns
    saved = not in_vscode and save_notebook(str(notebook))
    source = _complete(notebook)
    grader.export(
        str(notebook),
        export_path=str(target),
        pdf=False,
        display_link=not in_vscode,
        ignore_log=True,
    )
    changed = _changed_since_saved(source)
    if changed:
        print(NOT_UP_TO_DATE.format(notebook=notebook, names=", ".join(changed)))
        return
    if not saved:
        last = time.localtime(notebook.stat().st_mtime)
        print(SAVED_BEFORE.format(target=target, time=time.strftime("%H:%M:%S", last)))
    print(PLEASE.format(target=target))


def _complete(notebook: Path) -> Any:
    """Return the saved notebook when all of it is written.

    Otter waits for a save only until the file begins to change.
    """
    end = time.monotonic() + 10
    while True:
        try:
            return json.loads(notebook.read_bytes())
        except ValueError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _changed_since_saved(notebook: Any) -> list[str]:
    """Return the functions and classes that were last run with other code than is saved."""
    cells = notebook["cells"]
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
    """Return a cell's text without the white space that saving may change."""
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def _defined(source: str) -> list[str]:
    """Return the functions and classes that a cell defines."""
    return re.findall(r"^(?:def|class) +(\w+)", source, flags=re.MULTILINE)
