from __future__ import annotations

import os
import subprocess
import unicodedata
from pathlib import Path

import pytest

from autograder.errors import ChalkgradError
from autograder.intake.files import everything_below, find_submissions, walk, why_no_file
from tests.intake.closed import close


@pytest.fixture
def tree(tmp_path):
    """Make a folder of empty files."""

    def make(*names) -> Path:
        root = tmp_path / "class"
        root.mkdir(exist_ok=True)
        for name in names:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        return root

    return make


def ids(found):
    return [file.student_id for file in found.files]


def test_notebooks_and_scripts_of_a_folder_are_found_and_sorted(tree):
    root = tree("lee.py", "Kim.ipynb", "박지훈.ipynb", "b/choi.IPYNB", "notes.txt", "jung.docx")
    found = find_submissions([root])
    assert ids(found) == ["choi", "Kim", "lee", "박지훈"]
    assert found.problems == ()
    assert found.ignored == (root / "jung.docx", root / "notes.txt")


def test_what_editors_and_the_assignment_left_is_nobodys_answer(tree):
    root = tree(
        "kim/hw2.ipynb",
        "kim/figures.py",
        "kim/tests/q1.py",
        "kim/.ipynb_checkpoints/hw2-checkpoint.ipynb",
        "kim/__pycache__/x.py",
        "__MACOSX/kim/hw2.ipynb",
        "kim/._hw2.ipynb",
        "kim/myenv/pyvenv.cfg",
        "kim/myenv/lib/site.py",
    )
    found = find_submissions([root], handed_out={"figures.py", "tests"})
    assert [file.path for file in found.files] == [root / "kim/hw2.ipynb"]
    assert found.ignored == ()


def test_a_named_file_is_taken_whatever_it_is_called(tree):
    root = tree("figures.py", "answer.txt")
    found = find_submissions([root / "figures.py", root / "answer.txt"], handed_out={"figures.py"})
    assert ids(found) == ["answer", "figures"]


def test_a_file_named_twice_is_graded_once(tree):
    root = tree("kim.ipynb")
    assert ids(find_submissions([root, root / "kim.ipynb", str(root)])) == ["kim"]


def test_two_files_of_one_student_are_both_graded_under_their_full_names(tree):
    root = tree("kim.ipynb", "kim.py", "lee.ipynb")
    found = find_submissions([root])
    assert ids(found) == ["kim.ipynb", "kim.py", "lee"]
    assert found.problems == (
        f"{root}: kim.ipynb and kim.py have one student's name; each is graded, "
        "under its full name: keep one",
    )


def test_one_name_in_many_folders_is_told_apart_by_folder(tree):
    root = tree("kim/hw2.ipynb", "lee/hw2.ipynb", "lee/hw2.py", "choi.ipynb")
    found = find_submissions([root])
    assert ids(found) == ["choi", "class_kim_hw2", "class_lee_hw2.ipynb", "class_lee_hw2.py"]
    assert found.problems == (
        f"{root / 'lee'}: hw2.ipynb and hw2.py have one student's name; each is graded, "
        "under its full name: keep one",
        "3 files are called hw2; each is graded, under the name of its folder too",
    )
    named = find_submissions([root / "kim/hw2.ipynb", root / "lee/hw2.py"])
    assert ids(named) == ["kim_hw2", "lee_hw2"]


def test_names_that_one_file_system_folds_are_told_apart(tree):
    root = tree("a/Kim.ipynb", "b/kim.ipynb")
    assert ids(find_submissions([root])) == ["class_a_Kim", "class_b_kim"]
    both = tree("c_d/x.ipynb", "c/d_x.ipynb", "c/x.ipynb")  # c_d_x would be the id of two files
    assert len({i.casefold() for i in ids(find_submissions([both]))}) == 5


def test_ids_are_composed_and_safe_as_file_names(tree):
    decomposed = unicodedata.normalize("NFD", "박지훈")
    root = tree(f"{decomposed}.ipynb", "a\nb:c.ipynb", "가" * 70 + ".ipynb", "..ipynb.ipynb")
    found = find_submissions([root])
    assert "박지훈" in ids(found)
    assert "a_b_c" in ids(found)
    assert all(len(f"{i}.json.part".encode()) < 200 and not i.startswith(".") for i in ids(found))


def test_no_link_is_a_submission_and_each_is_named(tree, tmp_path):
    root = tree("kim/hw.ipynb", "lee/notes.txt", "lee/.git/x")
    (tmp_path / "secret.ipynb").touch()
    links = ["lee/circle.ipynb", "lee/classmate.ipynb", "lee/everything", "lee/gone.py"]
    links += ["lee/of_kim", "lee/out.ipynb"]
    (root / "lee/circle.ipynb").symlink_to("circle.ipynb")
    (root / "lee/classmate.ipynb").symlink_to("../kim/hw.ipynb")
    (root / "lee/everything").symlink_to(tmp_path)
    (root / "lee/gone.py").symlink_to("nothing")
    (root / "lee/of_kim").symlink_to("../kim")
    (root / "lee/out.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (root / "lee/.git/hook").symlink_to("x")
    (root / "lee/readme.md").symlink_to("notes.txt")
    found = find_submissions([root])
    assert [file.path for file in found.files] == [root / "kim/hw.ipynb"]
    assert sorted(found.problems) == [
        f"{root / link}: is a symbolic link; not read" for link in links
    ]


@pytest.mark.parametrize("kind", ["link", "pipe", "device"])
def test_what_is_given_by_name_is_a_regular_file_or_refused(tree, kind):
    root = tree("kim.ipynb", "lee/x.txt")
    path = root / "lee" / "hw.ipynb"
    if kind == "link":
        path.symlink_to(root / "kim.ipynb")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path = Path(os.devnull)
    reason = "is a symbolic link" if kind == "link" else "is not a regular file"
    found = find_submissions([path, root / "kim.ipynb"])
    assert ids(found) == ["kim"]
    assert found.problems == (f"{path}: {reason}; not read",)
    assert why_no_file(path) == f"{path}: {reason}; not read; give a notebook or a script"


def test_a_folder_that_is_given_by_name_may_be_a_link(tree, tmp_path):
    root = tree("kim.ipynb")
    (tmp_path / "mine").symlink_to(root)
    found = find_submissions([tmp_path / "mine"])
    assert [file.path for file in found.files] == [tmp_path / "mine" / "kim.ipynb"]
    assert found.problems == ()


def test_what_is_missing_is_one_line_and_the_rest_is_graded(tree, tmp_path):
    root = tree("kim.ipynb")
    found = find_submissions([tmp_path / "none", root])
    assert ids(found) == ["kim"]
    assert found.problems == (f"{tmp_path / 'none'}: no such file or folder",)


def test_a_folder_that_may_not_be_entered_costs_only_its_own_files(tree, monkeypatch):
    root = tree("kim.ipynb", "closed/lee.ipynb", "closed/venv/x.ipynb")
    close(root / "closed", monkeypatch)
    found = find_submissions([root])
    assert ids(found) == ["kim"]
    assert found.problems == (
        f"{root / 'closed/lee.ipynb'}: cannot be read (Permission denied)",
        f"{root / 'closed/venv'}: cannot be listed (Permission denied)",
    )


def test_a_path_that_cannot_be_looked_up_is_one_line_and_the_rest_is_graded(tree, monkeypatch):
    root = tree("kim.ipynb", "closed/lee.ipynb")
    close(root / "closed", monkeypatch)
    long = "a" * 300 + ".ipynb"
    found = find_submissions([root / "closed/lee.ipynb", long, root / "kim.ipynb"])
    assert ids(found) == ["kim"]
    assert found.problems == (
        f"{root / 'closed/lee.ipynb'}: cannot be read (Permission denied)",
        f"{long}: cannot be read (File name too long)",
    )


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ((), "nothing to grade: expected .ipynb or .py, saw no files"),
        (("a.zip", "b.html"), "nothing to grade: expected .ipynb or .py, saw a.zip, b.html"),
        ((*(f"{i}.txt" for i in range(8)),), "0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 3 more"),
    ],
)
def test_nothing_to_grade_says_what_was_seen(tree, names, line):
    root = tree(*names)
    with pytest.raises(ChalkgradError) as caught:
        find_submissions([root, root / "missing"])
    assert line in str(caught.value)
    assert "missing: no such file or folder" in str(caught.value)
    assert caught.value.exit_code == 2


def test_nothing_to_grade_lists_no_more_problems_than_can_be_read(tmp_path):
    with pytest.raises(ChalkgradError) as caught:
        find_submissions([tmp_path / str(number) for number in range(1000)])
    assert str(caught.value).count("no such file or folder") == 20


def test_folders_of_any_depth_stop_no_class(tmp_path):
    (tmp_path / "kim.py").write_text("x = 1\n")
    deepest = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_100):
        os.mkdir("a", dir_fd=deepest)
        below = os.open("a", os.O_RDONLY, dir_fd=deepest)
        os.close(deepest)
        deepest = below
    os.close(deepest)
    problems = []
    try:
        assert walk(tmp_path, (), problems, []) == [tmp_path / "kim.py"]
        assert tmp_path / "kim.py" in set(everything_below(tmp_path))
    finally:
        # Python's own way is too deep, and so is pytest's.
        subprocess.run(["rm", "-rf", str(tmp_path / "a")], check=True)
    (line,) = problems
    assert line.endswith("40 folders deep; nothing below is read")
