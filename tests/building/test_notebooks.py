"""Every built notebook: its headings, its figures, its last cells. No kernel, no browser."""

from __future__ import annotations

import json
import re
import shutil
import sys
import types
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgba

from autograder.authoring.assignment import available_assignments, load_assignment, project_root

ROOT = project_root()
STUDENTS = sorted(path for path in (ROOT / "student_template").glob("*/*.ipynb"))
NOTEBOOKS = [*STUDENTS, *sorted((ROOT / "solutions").glob("*.ipynb"))]
HIDDEN_TESTS = {"en": "hidden tests", "ko": "숨은 테스트"}


def cells(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def headings(text: str) -> list[tuple[int, str]]:
    """Return level and text of each heading; comments in code blocks are not headings."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [(len(m[1]), m[2]) for m in re.finditer(r"^(#+) +(.+)$", prose, re.MULTILINE)]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_are_notebooks_in_both_languages():
    assert {path.parent.name for path in STUDENTS} == {
        name + ending for name in available_assignments() for ending in ("", "-ko")
    }


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_headings_are_one_outline(path):
    found = [
        heading
        for cell in cells(path)
        if cell["cell_type"] == "markdown"
        for heading in headings("".join(cell["source"]))
    ]
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert levels.count(1) == 1, [text for level, text in found if level == 1]
    for (level, text), before in zip(found[1:], levels, strict=False):
        assert level <= before + 1, f"{text!r} skips a level"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=named)
def test_every_question_has_its_heading_on_the_same_level(path):
    assignment = load_assignment(path.stem)
    first = {}
    for cell in cells(path):
        section = cell["id"].rpartition("-")
        if section[2] == "1" and section[0] != "intro":
            first[section[0]] = headings("".join(cell["source"]))
    prompts = [cell for cell in assignment.cells if cell.kind == "prompt"]
    assert list(first) == [cell.keys["question"] for cell in prompts]
    assert {found[0][0] for found in first.values()} in ({2}, {3})
    for question, found in first.items():
        level = found[0][0]
        assert all(each > level for each, _ in found[1:]), f"{question}: a second heading"


@pytest.mark.parametrize("path", STUDENTS, ids=named)
def test_the_end_checks_all_exports_and_says_that_hidden_tests_remain(path):
    *_, text, last = ("".join(cell["source"]) for cell in cells(path))
    assert f'hand_in(grader, grader.check_all(), "{path.stem}")' in last
    # Otherwise Otter needs LaTeX.
    assert "pdf=False" in (path.parent / "hand_in.py").read_text(encoding="utf-8")
    language = "ko" if path.parent.name.endswith("-ko") else "en"
    assert HIDDEN_TESTS[language] in text
    assert f"{path.stem}-submission.zip" in text


@pytest.mark.parametrize("name", available_assignments())
def test_figures_name_their_axes_and_are_readable_on_any_theme(name, tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "student_template" / name, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "figures", raising=False)
    monkeypatch.setitem(sys.modules, "otter", _otter())
    shown = []
    monkeypatch.setattr(plt, "show", lambda: shown.append(plt.gcf()))
    before = plt.get_backend()
    plt.switch_backend("agg")
    namespace = {"__name__": "__main__"}
    try:
        for cell in cells(ROOT / "solutions" / f"{name}.ipynb"):
            if cell["cell_type"] == "code":
                exec("".join(cell["source"]), namespace)
        printed = capsys.readouterr().out
        assert "Waiting for" not in printed
        assert "Nothing to show" not in printed
        assert len(shown) >= 3
        for figure in shown:
            _check(figure)
    finally:
        plt.close("all")
        plt.switch_backend(before)


def _check(figure):
    title = figure.axes[0].get_title() or figure.axes[0].get_title("left")
    assert to_rgba(figure.get_facecolor())[3] == 1, f"{title}: the theme shines through"
    for axes in figure.axes:
        images_only = axes.images and not len(axes.get_xticks())
        if images_only:
            continue
        for axis, siblings in (("x", axes.get_shared_x_axes()), ("y", axes.get_shared_y_axes())):
            group = siblings.get_siblings(axes)
            labels = [getattr(each, f"get_{axis}label")() for each in group]
            assert any(labels) or not len(getattr(axes, f"get_{axis}ticks")()), (
                f"{title}: no label on an {axis} axis"
            )


def _otter():
    """Return a stand-in for the module otter, whose Notebook accepts every call."""

    class Notebook:
        def __init__(self, *args):
            pass

        def __getattr__(self, name):
            return lambda *args, **kwargs: None

    module = types.ModuleType("otter")
    module.Notebook = Notebook
    return module
