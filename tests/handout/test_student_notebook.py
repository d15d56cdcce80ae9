"""The notebook as students and stock Otter run it: a real kernel, the real `otter` command."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbclient
import nbformat
import pytest

from autograder.authoring.assignment import available_assignments, load_assignment, project_root
from autograder.building.build import otter_tests, student_folder
from autograder.text import LANGUAGES

ROOT = project_root()
# The kernel's own libraries warn about their versions, which are not tested here.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(params=available_assignments())
def assignment(request):
    return load_assignment(request.param)


def executed(notebook, folder, language=LANGUAGES[0], typed=""):
    """Run a notebook from top to bottom, next to the students' files; return it.

    As in VS Code, where a cell cannot save. `typed` is run before the last cell, in a cell that is
    not saved.
    """
    shutil.copytree(ROOT / student_folder(notebook.stem, language), folder, dirs_exist_ok=True)
    shutil.copy(notebook, folder)
    document = nbformat.read(folder / notebook.name, as_version=4)
    document.cells[-1:-1] = [
        nbformat.v4.new_code_cell(source) for source in ("__vsc_ipynb_file__ = ''", typed)
    ]
    client = nbclient.NotebookClient(
        document, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    return client.execute()


def checks(document):
    """Return, by question, the text under its `grader.check` cell."""
    said = {}
    for cell in document.cells:
        if cell.cell_type == "code" and cell.source.startswith("grader.check("):
            outputs = [output.get("text", output.get("data", {})) for output in cell.outputs]
            said[cell.source.split('"')[1]] = "".join(
                text if isinstance(text, str) else text.get("text/plain", "") for text in outputs
            )
    return said


def last_words(document):
    """Return what the last cell prints."""
    return "".join(output.text for output in document.cells[-1].outputs)


def test_the_answered_notebook_runs_passes_every_check_and_is_packed(assignment, tmp_path):
    name = assignment.name
    document = executed(ROOT / "solutions" / f"{name}.ipynb", tmp_path)
    said, last = checks(document), last_words(document)
    assert list(said) == [question.id for question in assignment.questions]
    for question, text in said.items():
        assert f"{question} results: All test cases passed!" in text
        assert f"{question}: passed\n" in last
    assert "cannot be saved from here" in last
    assert f"\nHand in {name}-submission.zip.\n" in last
    with zipfile.ZipFile(tmp_path / f"{name}-submission.zip") as archive:
        assert archive.read(f"{name}.ipynb") == (tmp_path / f"{name}.ipynb").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_untouched_notebook_runs_and_every_check_says_what_is_missing(
    assignment, tmp_path, language
):
    name = assignment.name
    notebook = ROOT / student_folder(name, language) / f"{name}.ipynb"
    document = executed(notebook, tmp_path, language)
    assert document.metadata["chalkgrad"] == {"lang": language}  # the kernel keeps it
    said = checks(document)
    for question in assignment.questions:
        text = said[question.id]
        assert "failed" in text
        assert "NotImplementedError" in text
        assert any(f"NotImplementedError: {name}" in text for name in question.names) or (
            # The class itself fails before its method is called.
            "NotImplementedError: TwoLayerNet" in text
        )
    last = last_words(document)
    not_yet = {"en": "not yet", "ko": "아직"}[language]
    assert last.count(not_yet) == len(assignment.questions)
    assert {"en": "Hand in", "ko": "제출하십시오"}[language] in last.splitlines()[-2]


def test_the_last_cell_warns_if_the_saved_file_is_stale(tmp_path):
    solved = ROOT / "solutions" / "hw1_forward.ipynb"
    typed = "def softmax(x):\n    return x\n\n\ndef scratch():\n    pass"
    said = last_words(executed(solved, tmp_path, typed=typed))
    assert "NOT UP TO DATE. The saved hw1_forward.ipynb does not contain what you ran last" in said
    assert "\n    softmax\n" in said
    assert "Hand in" not in said
    assert "q3_softmax: not yet" in said


def test_the_last_cell_waits_until_a_save_is_complete(tmp_path):
    # Like JupyterLab on a busy machine: Otter finds a part of the file.
    typed = """
import pathlib, threading
saved = pathlib.Path("hw1_forward.ipynb")
whole = saved.read_bytes()
saved.write_bytes(whole[:5000])
threading.Timer(2.0, saved.write_bytes, [whole]).start()
"""
    said = last_words(executed(ROOT / "solutions" / "hw1_forward.ipynb", tmp_path, typed=typed))
    assert "\nHand in hw1_forward-submission.zip.\n" in said
    with zipfile.ZipFile(tmp_path / "hw1_forward-submission.zip") as archive:
        json.loads(archive.read("hw1_forward.ipynb"))


def test_the_last_cell_says_when_the_notebook_has_another_name(tmp_path):
    typed = "import os\n\nos.rename('hw1_forward.ipynb', 'mine.ipynb')"
    said = last_words(executed(ROOT / "solutions" / "hw1_forward.ipynb", tmp_path, typed=typed))
    assert "\nhw1_forward.ipynb is not in this folder" in said
    assert not list(tmp_path.glob("*.zip"))


def test_stock_otter_run_gives_the_reference_every_point(assignment, tmp_path):
    notebook = f"{assignment.name}.ipynb"
    otter_tests(assignment, tmp_path / "tests")
    files = sorted(assignment.handed_out - {"tests"})
    for name in files:
        shutil.copy(ROOT / student_folder(assignment.name, LANGUAGES[0]) / name, tmp_path)
    otter = [sys.executable, "-m", "otter"]
    run(
        [*otter, "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment", *files],
        tmp_path,
    )
    shutil.copy(ROOT / "solutions" / notebook, tmp_path)
    run([*otter, "run", "-a", "autograder.zip", "-o", ".", notebook], tmp_path)
    results = json.loads((tmp_path / "results.json").read_text())
    scores = {test["name"]: test.get("score") for test in results["tests"] if "score" in test}
    for question in assignment.questions:
        assert any(question.id in name for name in scores), scores
    total = sum(question.points for question in assignment.questions)  # the bonus too
    assert sum(scores.values()) == pytest.approx(total, abs=1e-6)


def run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
