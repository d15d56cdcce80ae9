"""Downloads are recognised by their contents, and every file that is not refused is taken."""

from __future__ import annotations

import io
import os
import struct
import threading
import zipfile
from datetime import datetime, timezone
from pathlib import Path

import pytest

from autograder.errors import ChalkgradError
from autograder.intake import layouts
from autograder.intake.archive import is_archive
from autograder.intake.intake import take_in
from autograder.intake.roster import read_roster
from tests.intake.closed import close
from tests.intake.downloads import gradescope_metadata, notebook, write_zip

BOOK = notebook("x = 1")


@pytest.fixture
def take(tmp_path):
    """Take in paths for the assignment "hw2"."""

    def take(*paths, **options):
        scratch = tmp_path / f"scratch-{len(list(tmp_path.glob('scratch-*')))}"
        scratch.mkdir()
        return take_in(paths, "hw2", scratch, **options)

    return take


def who(intake):
    return {file.student_id: file.name for file in intake.files}


# -- layouts ---------------------------------------------------------------------------------------


CANVAS = {
    "doejane_1001_555_hw2.ipynb": BOOK,
    "kimseoyeon_LATE_1002_556_hw2.ipynb": BOOK,
    "김서연_1003_557_내 답안.ipynb": BOOK,
    "leeminho_1004_558_hw2.py": b"x = 1",
    "parkjihoon_1005_559_report.pdf": b"%PDF",
    "anon_AbC12_560_hw2.ipynb": BOOK,
}


def test_canvas(take, tmp_path):
    intake = take(write_zip(tmp_path / "submissions.zip", CANVAS))
    assert who(intake) == {
        "1001": "doejane",
        "1002": "kimseoyeon",
        "1003": "김서연",
        "1004": "leeminho",
        "anon_AbC12": "",
    }
    assert [file.student_id for file in intake.files if file.late] == ["1002"]
    # The times in Canvas' zip are those of the download.
    assert {file.submitted for file in intake.files} == {None}
    assert "Canvas" in intake.notes[0]
    assert intake.problems == (
        "1005 (parkjihoon): handed in nothing that can be graded: report.pdf",
    )
    assert {file.file for file in intake.files} >= {"doejane_1001_555_hw2.ipynb"}


def test_moodle_with_and_without_folders(take, tmp_path):
    files = {
        "Jane Doe_71_assignsubmission_file_/hw2.ipynb": BOOK,
        "박 지훈_72_assignsubmission_file_/답안/hw2.ipynb": BOOK,
        "Lee Min_73_assignsubmission_file_hw2.py": b"x = 1",
        "Only Text_74_assignsubmission_onlinetext_/onlinetext.html": b"<p>",
    }
    intake = take(write_zip(tmp_path / "m.zip", files, (2026, 10, 2, 1, 2, 4)))
    assert who(intake) == {"71": "Jane Doe", "72": "박 지훈", "73": "Lee Min"}
    assert intake.files[0].submitted == datetime(2026, 10, 2, 1, 2, 4).astimezone()
    assert intake.files[0].file == "Jane Doe_71_assignsubmission_file_/hw2.ipynb"
    assert "74 (Only Text): handed in nothing" in intake.problems[0]


def test_gradescope_groups_numbers_and_unknown_folders(take, tmp_path):
    people = {
        11: [("Jane Doe", "00123", "jane@uni.edu")],
        12: [("Kim Seoyeon", "2", "kim@uni.edu"), ("Lee Min", "", "lee@uni.edu")],
    }
    files = {
        "assignment_9_export/submission_metadata.yml": gradescope_metadata(
            people, "2026-10-01 03:04:05.123456789 Z"
        ),
        "assignment_9_export/submission_11/hw2.ipynb": BOOK,
        "assignment_9_export/submission_12/hw2.ipynb": BOOK,
        "assignment_9_export/submission_13/hw2.ipynb": BOOK,
    }
    intake = take(write_zip(tmp_path / "g.zip", files))
    assert who(intake) == {
        "00123": "Jane Doe",
        "2": "Kim Seoyeon",
        "lee@uni.edu": "Lee Min",
        "submission_13": "",
    }
    assert intake.files[0].submitted == datetime(2026, 10, 1, 3, 4, 5, tzinfo=timezone.utc)
    assert "submission_13" in intake.problems[0]


BILLIONS = b"".join(
    b"l%d: &l%d [%s]\n" % (n, n, b", ".join([b"*l%d" % (n - 1) if n else b"x"] * 9))
    for n in range(12)
)


@pytest.mark.parametrize(
    "metadata",
    [b"submission_11: [\n", b"[" * 100_000, b"- " * 1_000, BILLIONS, b"%TAG ! x\n---\na: 1"],
    ids=["damaged", "deep in brackets", "deep in lists", "aliases of aliases", "a directive"],
)
def test_gradescope_with_bad_metadata_is_graded_under_its_numbers(take, tmp_path, metadata):
    files = {
        "a/submission_metadata.yml": metadata,
        "a/submission_11/hw2.ipynb": BOOK,
    }
    intake = take(write_zip(tmp_path / "g.zip", files))
    assert list(who(intake)) == ["submission_11"]
    assert "cannot be read" in intake.problems[0]


def test_metadata_of_more_parts_than_any_class_has_are_not_read(take, tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.intake.layouts._MAX_METADATA_EVENTS", 20)
    files = {"submission_metadata.yml": CLAIM, "submission_1/hw2.ipynb": BOOK}
    intake = take(write_zip(tmp_path / "g.zip", files))
    assert list(who(intake)) == ["submission_1"]
    assert "too many parts" in intake.problems[0]


# The metadata of Gradescope, forged by a student.
CLAIM = gradescope_metadata({1: [("Lee Min", "73", "lee@uni.edu")]}, "2026-09-01 00:00:00 Z")


@pytest.mark.parametrize("claim", ["", "submission_1/"])
def test_a_students_own_metadata_changes_no_ids_in_moodles_download(take, tmp_path, claim):
    folder = "Jane Doe_71_assignsubmission_file_"
    files = {
        f"{folder}/submission_metadata.yml": CLAIM,
        f"{folder}/hw2.ipynb": BOOK,
        **{f"{folder}/submission_1/{n}.py": b"x = 1" for n in range(9)},
        "Park Jihoon_72_assignsubmission_file_/hw2.ipynb": BOOK,
        "Lee Min_73_assignsubmission_file_/hw2.ipynb": BOOK,
    }
    if claim:
        files[f"{folder}/{claim}submission_metadata.yml"] = CLAIM
    intake = take(write_zip(tmp_path / "m.zip", files))
    assert who(intake) == {"71": "Jane Doe", "72": "Park Jihoon", "73": "Lee Min"}
    assert "Moodle" in intake.notes[0]


@pytest.mark.parametrize(
    ("files", "student"),
    [
        # Handed in late and downloaded alone: the student's folder is the only one.
        (
            {
                "Jane Doe_71_assignsubmission_file_/submission_metadata.yml": CLAIM,
                "Jane Doe_71_assignsubmission_file_/submission_1/hw2.ipynb": BOOK,
            },
            "71",
        ),
        (
            {
                "lee.ipynb": BOOK,
                "jane/submission_metadata.yml": CLAIM,
                "jane/submission_1/hw2.ipynb": BOOK,
                "jane/submission_1/more.ipynb": BOOK,
            },
            "hw2",
        ),
        # Deeper than Gradescope ever writes it.
        (
            {
                "all/jane/submission_metadata.yml": CLAIM,
                "all/jane/submission_1/hw2.ipynb": BOOK,
            },
            "hw2",
        ),
    ],
)
def test_nobody_is_somebody_else_by_metadata_of_their_own(take, tmp_path, files, student):
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\n71,Jane Doe\n73,Lee Min\n")
    archive = write_zip(tmp_path / "d.zip", files)
    found = who(take(archive, roster=read_roster(roster)))
    assert student in found
    assert "73" not in found


def test_a_students_metadata_in_gradescopes_download_changes_nothing(take, tmp_path):
    people = {
        1: [("Jane Doe", "71", "jane@uni.edu")],
        2: [("Lee Min", "73", "lee@uni.edu")],
    }
    real = gradescope_metadata(people, "2026-10-01 03:04:05 Z")
    files = {
        "assignment_9_export/submission_1/submission_metadata.yml": CLAIM,
        "assignment_9_export/submission_1/submission_1/hw2.ipynb": BOOK,
        "assignment_9_export/submission_2/hw2.ipynb": BOOK,
        "assignment_9_export/submission_metadata.yml": real,
    }
    intake = take(write_zip(tmp_path / "g.zip", files))
    assert who(intake) == {"71": "Jane Doe", "73": "Lee Min"}
    assert {file.submitted for file in intake.files} == {
        datetime(2026, 10, 1, 3, 4, 5, tzinfo=timezone.utc)
    }
    root = {name.partition("/")[2]: data for name, data in files.items()}
    assert who(take(write_zip(tmp_path / "root.zip", root))) == who(intake)


@pytest.mark.parametrize("given", ["course", "course/submitted", "course.zip"])
def test_nbgrader(take, tmp_path, given):
    files = {
        "submitted/jane/hw2/hw2.ipynb": BOOK,
        "submitted/jane/hw2/timestamp.txt": b"2026-10-01 12:34:56.789 UTC\n",
        "submitted/jane/hw1/hw1.ipynb": BOOK,
        "submitted/kim/hw2/hw2.ipynb": BOOK,
    }
    if given.endswith(".zip"):
        write_zip(tmp_path / given, files)
    else:
        for name, data in files.items():
            path = tmp_path / "course" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    intake = take(tmp_path / given)
    assert [file.student_id for file in intake.files] == ["jane", "kim"]
    assert intake.files[0].submitted == datetime(2026, 10, 1, 12, 34, 56, tzinfo=timezone.utc)
    assert intake.files[0].clock == "timestamp.txt"
    assert "hw1" in intake.problems[0]


@pytest.mark.parametrize(
    ("honest", "kind"),
    [
        (["doejane_1001_555_{}", "leemin_1004_558_hw2.py", "kim_1002_556_hw2.py"], "Canvas"),
        (["doejane_1001_555_{}"], "Canvas"),
        (["anon_Ab1_555_{}", "anon_Cd2_556_hw2.py"], "Canvas"),
        (["Jane Doe_71_assignsubmission_file_{}", "Kim_72_assignsubmission_file_a.py"], "Moodle"),
        (["Jane Doe_71_assignsubmission_file_/{}"], "Moodle"),
        (["jane/{}", "lee/hw2.py", "kim/hw2.py"], "files"),
        (["class/jane/{}", "class/lee/hw2.py", "class/kim/hw2.py"], "files"),
    ],
)
@pytest.mark.parametrize(
    "claim",
    [
        "Kim_1002_assignsubmission_file_hw2.py",
        "1002_assignsubmission_file_hw2.py",
        "_72_assignsubmission_file_1.py",
        "kim_1002_999_hw2.py",
        "1002_999_hw2.py",
        "submitted/kim/hw2/hw2.py",
        "Kim_72_assignsubmission_file_/hw2.py",
    ],
)
def test_nobody_is_somebody_else_by_the_name_of_a_file(take, tmp_path, honest, kind, claim):
    if "/" in claim and "/" not in honest[0]:
        claim = claim.replace("/", "_")  # as the LMS does: the download has no folders
    files = {name.format(claim): b"x = 1" for name in honest}
    intake = take(write_zip(tmp_path / "class.zip", files))
    assert len(intake.files) == len(files)
    if kind == "files":
        assert not intake.notes
    else:
        assert f"a download from {kind}" in intake.notes[0]
        ids = {file.file: file.student_id for file in intake.files}
        assert ids[honest[0].format(claim)] in ("1001", "anon_Ab1", "71")


@pytest.mark.parametrize(
    "claim",
    [
        {"submitted/kim/hw2/hw2.ipynb": BOOK},
        {"submitted/kim/hw2/hw2.ipynb": BOOK, "submitted/kim/hw2/timestamp.txt": b"2026-10-03 UTC"},
        {"kim_1002_999_hw2.ipynb": BOOK},
        {"Kim_72_assignsubmission_file_/hw2.ipynb": BOOK},
        {
            "submission_metadata.yml": b'submission_7:\n  :submitters:\n  - :sid: "kim"\n',
            "submission_7/hw2.ipynb": BOOK,
        },
    ],
)
def test_a_students_zip_is_not_a_download_beside_those_of_others(take, tmp_path, claim):
    honest = write_zip(tmp_path / "kim.zip", {"hw2.ipynb": notebook("kim = 1")})
    other = write_zip(tmp_path / "mallory.zip", claim, (2026, 10, 3, 0, 0, 0))
    roster = tmp_path / "roster.csv"
    roster.write_text("id,canvas,moodle\nkim,1002,72\nmallory,1003,73\n", encoding="utf-8")
    for given in ((honest, other), (other, honest)):
        intake = take(*given, roster=read_roster(roster))
        kims = [file for file in intake.files if file.student_id == "kim"]
        assert all(b"kim = 1" in file.path.read_bytes() for file in kims)
        assert len(intake.files) == 2
        (line,) = [each for each in intake.problems if "looks like a download from" in each]
        assert line.startswith(f"{other}: ")


def test_files_of_other_names_in_the_folder_of_a_download_are_not_ruled_by_their_own(
    take, tmp_path
):
    moodle = {f"all/P_{n}_assignsubmission_file_/hw2.py": b"x = 1" for n in (71, 72, 73)}
    late = {"all/late/jane/Kim_72_assignsubmission_file_hw2.py": b"x = 2"}
    assert list(who(take(write_zip(tmp_path / "m.zip", moodle | late))))[:3] == ["71", "72", "73"]
    canvas = {f"all/p_{n}_5_hw2.py": b"x = 1" for n in (1001, 1002)}
    late = {"all/late/jane/kim_1002_999_hw2.py": b"x = 2"}
    intake = take(write_zip(tmp_path / "c.zip", canvas | late))
    assert list(who(intake)) == ["1001", "1002", "kim_1002_999_hw2"]


def test_a_download_of_zips_alone_is_recognised(take, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("hw2.py", "x = 1")
    for name in ("P_{}_assignsubmission_file_hw2.zip", "p_{}_555_hw2.zip"):
        files = {name.format(number): inner.getvalue() for number in (71, 72)}
        assert list(who(take(write_zip(tmp_path / "z.zip", files)))) == ["71", "72"]


# In UTC, before the first possible day.
NEVER = b"0001-01-01 00:00:00 +1400"


def test_a_date_that_is_none_costs_nobody_anything(take, tmp_path):
    moodle = {
        "Jane Doe_71_assignsubmission_file_/hw2.ipynb": BOOK,
        "Jane Doe_71_assignsubmission_file_/timestamp.txt": NEVER,
        "Lee Min_73_assignsubmission_file_/hw2.ipynb": BOOK,
    }
    assert list(who(take(write_zip(tmp_path / "m.zip", moodle)))) == ["71", "73"]
    nbgrader = {
        "submitted/jane/hw2/hw2.ipynb": BOOK,
        "submitted/jane/hw2/timestamp.txt": NEVER,
        "submitted/kim/hw2/hw2.ipynb": BOOK,
    }
    intake = take(write_zip(tmp_path / "n.zip", nbgrader))
    assert [(file.student_id, file.clock) for file in intake.files] == [
        ("jane", "the zip's entry"),
        ("kim", "the zip's entry"),
    ]
    gradescope = {
        "submission_metadata.yml": gradescope_metadata({1: [("Jane", "71", "")]}, NEVER.decode()),
        "submission_1/hw2.ipynb": BOOK,
    }
    (file,) = take(write_zip(tmp_path / "g.zip", gradescope)).files
    assert (file.student_id, file.submitted) == ("71", None)


def test_only_the_timestamp_that_nbgrader_wrote_is_read(take, tmp_path, monkeypatch):
    files = {
        "submitted/jane/hw2/hw2.ipynb": BOOK,
        "submitted/jane/hw2/timestamp.txt": b"2026-10-01 12:34:56 UTC",
        "submitted/jane/hw2/mine/more.ipynb": BOOK,
        "submitted/jane/hw2/mine/timestamp.txt": b"2026-09-01 12:34:56 UTC",
    }
    read = []
    monkeypatch.setattr(layouts, "_time", lambda text: read.append(text))
    (file,) = take(write_zip(tmp_path / "n.zip", files)).files
    assert set(read) == {"2026-10-01 12:34:56 UTC"}
    assert file.clock == "the zip's entry"
    moodle = {f"Jane_71_assignsubmission_file_/{name}": data for name, data in files.items()}
    read.clear()
    assert list(who(take(write_zip(tmp_path / "m.zip", moodle)))) == ["71"]
    assert read == []


def test_an_unpacked_download_is_what_its_zip_is(take, tmp_path):
    folder = tmp_path / "unpacked"
    folder.mkdir()
    for name, data in CANVAS.items():
        (folder / name).write_bytes(data)
    packed = take(write_zip(tmp_path / "c.zip", CANVAS))
    assert who(take(folder)) == who(packed)


def test_what_is_closed_to_this_user_is_a_line_and_the_rest_is_graded(take, tmp_path, monkeypatch):
    root = tmp_path / "class"
    (root / "closed").mkdir(parents=True)
    for name in ("kim.ipynb", "closed/lee.ipynb", "closed/more.zip", "closed/timestamp.txt"):
        (root / name).write_bytes(BOOK)
    close(root / "closed", monkeypatch)
    long = tmp_path / ("a" * 300 + ".ipynb")
    intake = take(root, root / "closed/choi.ipynb", long)
    assert list(who(intake)) == ["kim"]
    assert sorted(intake.problems) == sorted(
        [
            *(
                f"{root}/closed/{name}: cannot be read (Permission denied)"
                for name in ("choi.ipynb", "lee.ipynb", "more.zip", "timestamp.txt")
            ),
            f"{long}: cannot be read (File name too long)",
        ]
    )


def test_a_zip_that_may_not_be_read_is_not_passed_over_in_silence(take, tmp_path, monkeypatch):
    root = tmp_path / "class"
    root.mkdir()
    (root / "kim.ipynb").write_bytes(BOOK)
    archive = write_zip(root / "lee.zip", {"hw2.ipynb": BOOK})
    monkeypatch.setattr(os, "access", lambda path, _mode: path != archive)
    intake = take(root)
    assert list(who(intake)) == ["kim"]
    assert intake.problems == (f"{archive}: cannot be read (Permission denied)",)


def test_plain_zips_folders_and_files_keep_their_names(take, tmp_path):
    folder = tmp_path / "class_a"
    folder.mkdir()
    (folder / "kim.ipynb").write_bytes(BOOK)
    (tmp_path / "choi.py").write_text("x = 1")
    archive = write_zip(
        tmp_path / "class_b.zip",
        {"lee.ipynb": BOOK, "__MACOSX/._lee.ipynb": b"x", "figures.py": b"", "sub/kim.ipynb": BOOK},
    )
    intake = take(folder, tmp_path / "choi.py", archive, handed_out={"figures.py"})
    ids = [file.student_id for file in intake.files]
    assert ids == ["choi", "class_a_kim", "class_b_sub_kim", "lee"]
    assert [file.path.read_bytes() for file in intake.files].count(BOOK) == 3


def test_a_stray_file_in_a_download_is_graded_under_its_own_name(take, tmp_path):
    intake = take(write_zip(tmp_path / "c.zip", {**CANVAS, "forgotten.ipynb": BOOK}))
    assert "forgotten" in who(intake)
    assert "forgotten.ipynb" in " ".join(intake.problems)


@pytest.mark.parametrize("of", ["archive", "folder", "file"])
def test_what_is_given_twice_is_taken_once(take, tmp_path, of):
    folder = tmp_path / "class"
    folder.mkdir()
    for name in ("kim.py", "lee.py"):
        (folder / name).write_text("x = 1")
    path = {
        "archive": write_zip(tmp_path / "class.zip", {"kim.py": "x = 1", "lee.py": "x = 2"}),
        "folder": folder,
        "file": folder / "kim.py",
    }[of]
    once = take(path)
    assert [file.student_id for file in take(path, path).files] == [
        file.student_id for file in once.files
    ]


def test_a_zip_that_a_student_handed_in_is_opened(take, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("homework/hw2.ipynb", BOOK)
        archive.writestr("homework/figures.py", b"")
        archive.writestr("../evil.py", b"")
    files = {**CANVAS, "choi_1009_570_mine.zip": inner.getvalue()}
    intake = take(write_zip(tmp_path / "c.zip", files), handed_out={"figures.py"})
    chosen = next(file for file in intake.files if file.student_id == "1009")
    assert chosen.path.read_bytes() == BOOK
    assert any("../evil.py is refused" in line for line in intake.problems)


def test_the_times_within_a_students_zip_are_the_students_own(take, tmp_path):
    handed_in = datetime(2026, 11, 29, 23, 0).astimezone()
    folder = tmp_path / "class"
    folder.mkdir()
    # One of them claims to have been early, the other has no time.
    for name, when in (("kim.zip", (2026, 11, 1, 0, 0, 0)), ("lee.zip", (1980, 0, 0, 0, 0, 0))):
        write_zip(folder / name, {"hw2.ipynb": BOOK}, when)
        os.utime(folder / name, (handed_in.timestamp(),) * 2)
    for given in ([folder], sorted(folder.iterdir())):
        assert [file.submitted for file in take(*given).files] == [handed_in] * 2


# -- attempts and roster ---------------------------------------------------------------------------


def test_the_last_of_several_files_is_graded_and_said(take, tmp_path):
    files = {
        "doejane_1001_555_hw2.ipynb": BOOK,
        "doejane_1001_557_hw2-1.ipynb": notebook("x = 2"),
        "doejane_1001_558_helper.py": b"",
        "doejane_1001_559_figures-1.py": b"",
        "kim_1002_556_hw2.ipynb": BOOK,
    }
    archive = write_zip(tmp_path / "c.zip", files)
    intake = take(archive, handed_out={"figures.py"})
    assert [file.file for file in intake.files] == [
        "doejane_1001_557_hw2-1.ipynb",
        "kim_1002_556_hw2.ipynb",
    ]
    assert "3 files; the last, doejane_1001_557_hw2-1.ipynb, is graded" in intake.notes[1]
    best = take(archive, best=True, handed_out={"figures.py"})
    assert [file.student_id for file in best.files] == ["1001", "1001", "1001", "1002"]


def test_a_later_download_supersedes_an_earlier_one(take, tmp_path):
    name = "Jane Doe_71_assignsubmission_file_/hw2.ipynb"
    early = write_zip(tmp_path / "late_name.zip", {name: BOOK})
    later = write_zip(tmp_path / "a.zip", {name: notebook("y = 2")}, (2026, 10, 3, 0, 0, 0))
    for order in ((early, later), (later, early)):
        intake = take(*order)
        assert [file.path.read_bytes() for file in intake.files] == [notebook("y = 2")]


def test_a_roster_maps_ids_names_the_missing_and_gives_times(take, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "name;id;canvas;submitted\n"
        "Doe, Jane;s1;1001;\n김서연;s2;1003;2026-10-01T10:00Z\n"
        "Lee Minho;s3;;\nGone Girl;s4;1999;\n",
        encoding="utf-8-sig",
    )
    intake = take(write_zip(tmp_path / "c.zip", CANVAS), roster=read_roster(roster))
    assert who(intake) == {
        "s1": "Doe, Jane",
        "s2": "김서연",
        "s3": "Lee Minho",
        "1002": "kimseoyeon",
        "anon_AbC12": "",
    }
    assert [student.id for student in intake.missing] == ["s4"]
    assert "1002 (kimseoyeon): is not on the roster" in " ".join(intake.problems)
    s2 = next(file for file in intake.files if file.student_id == "s2")
    assert (s2.submitted, s2.clock) == (
        datetime(2026, 10, 1, 10, tzinfo=timezone.utc),
        "the roster",
    )


def test_a_roster_finds_ids_within_plain_file_names(take, tmp_path):
    for name in ("hw2_20261234.ipynb", "20261235 final.ipynb", "nobody.ipynb"):
        (tmp_path / name).write_bytes(BOOK)
    roster = tmp_path / "roster.csv"
    roster.write_bytes("학번,이름\n20261234,홍길동\n20261235,김서연\n".encode("cp949"))
    intake = take(*tmp_path.glob("*.ipynb"), roster=read_roster(roster))
    assert who(intake) == {"20261234": "홍길동", "20261235": "김서연", "nobody": ""}


def test_one_zip_a_student_is_known_by_the_zips_name(take, tmp_path):
    exported = {"hw2.ipynb": BOOK}
    folder = tmp_path / "class"
    folder.mkdir()
    for place in ("20261234.zip", "20261235_Lee.zip"):
        write_zip(folder / place, exported)
    for given in ([folder], sorted(folder.iterdir())):
        assert list(who(take(*given))) == ["20261234", "20261235_Lee"]
        assert not take(*given).problems
    write_zip(folder / "20261235_Lee.zip", {"20261234.ipynb": BOOK})
    assert list(who(take(folder))) == ["20261234", "20261235_Lee"]


def test_a_roster_finds_whose_a_folder_or_a_zip_is_before_names_within(take, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\n20261234,Kim Minsu\n20261235,Lee\n20261236,Park\n2,Choi\n")
    for name in ("20261235_Lee/20261234.ipynb", "Kim Minsu/hw2.ipynb", "week 2/nobody.ipynb"):
        path = tmp_path / "class" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(BOOK)
    answers = {"20261234.ipynb": BOOK, "hw2.ipynb": BOOK}
    write_zip(tmp_path / "class" / "20261236-late.zip", answers)
    intake = take(tmp_path / "class", roster=read_roster(roster))
    assert {file.student_id: file.file for file in intake.files} == {
        "20261234": "Kim Minsu/hw2.ipynb",
        "20261235": "20261235_Lee/20261234.ipynb",
        "20261236": "20261236-late/hw2.ipynb",
        "nobody": "",
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("a,b\n1,2\n", "no column of ids"),
        ("id\n1\n1\n", ":3: id '1' is there twice"),
        ("id,submitted\n1,yesterday\n", "'yesterday' is not a time"),
        ("id,submitted\n1,0001-01-01T00:00:00\n", ":2: '0001-01-01T00:00:00' is not a time"),
        ("id,submitted\n1,0001-01-01T00:00:00+14:00\n", "is not a time; expected one such as"),
    ],
)
def test_a_malformed_roster_is_one_clear_line(tmp_path, text, says):
    path = tmp_path / "roster.csv"
    path.write_text(text)
    with pytest.raises(ChalkgradError, match=says):
        read_roster(path)


# -- hostile archives ------------------------------------------------------------------------------


def hostile(path: Path, fill) -> Path:
    """Write an archive of one honest submission and what `fill` adds."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("kim.ipynb", BOOK)
        fill(archive)
    return path


def link(archive):
    info = zipfile.ZipInfo("link.py")
    info.external_attr = 0o120777 << 16
    archive.writestr(info, "/etc/passwd")


def device(archive):
    info = zipfile.ZipInfo("device.py")
    info.external_attr = 0o020666 << 16
    archive.writestr(info, "")


def bomb(archive):
    archive.writestr("bomb.ipynb", bytes(64 << 20))


def twice(archive):
    with pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("kim.ipynb", b"{}")


@pytest.mark.parametrize(
    ("fill", "says"),
    [
        (lambda z: z.writestr("../../slip.py", "x"), "leads out of the folder"),
        (lambda z: z.writestr("..\\..\\slip.py", "x"), "leads out of the folder"),
        (lambda z: z.writestr("/etc/absolute.py", "x"), "is absolute"),
        (lambda z: z.writestr("C:\\absolute.py", "x"), "is absolute"),
        (lambda z: z.writestr("a\x1b[31m.py", "x"), "control characters"),
        (lambda z: z.writestr("d/" * 600 + "deep.py", "x"), "too long"),
        (link, "a symbolic link"),
        (device, "not a regular file"),
        (bomb, "a bomb: 65 kB would become 64 MB"),
        (twice, "another entry has the same name"),
    ],
)
def test_a_hostile_entry_is_refused_alone(take, tmp_path, fill, says):
    before = {path for path in tmp_path.rglob("*") if "scratch" not in str(path)}
    intake = take(archive := hostile(tmp_path / "h.zip", fill))
    assert [file.student_id for file in intake.files] == ["kim"]
    assert intake.files[0].path.read_bytes() == BOOK
    assert intake.incomplete
    (line,) = intake.problems
    assert says in line
    assert line.startswith("h.zip: ")
    assert line.isprintable()
    after = {path for path in tmp_path.rglob("*") if "scratch" not in str(path)}
    assert after == before | {archive}


def patched(path: Path, find: bytes, *edits) -> Path:
    """Change bytes of the index entry and of the local header that name `find`."""
    data = bytearray(path.read_bytes())
    for signature, name_at, fields in edits:
        at = 0
        while (at := data.find(signature, at)) >= 0:
            if data[at + name_at : at + name_at + len(find)] == find:
                for offset, value in fields:
                    data[at + offset : at + offset + len(value)] = value
            at += 4
    path.write_bytes(data)
    return path


def test_an_encrypted_entry_is_refused_alone(take, tmp_path):
    archive = hostile(tmp_path / "h.zip", lambda z: z.writestr("locked.py", "x"))
    flag = struct.pack("<H", 1)
    patched(archive, b"locked.py", (b"PK\1\2", 46, [(8, flag)]), (b"PK\3\4", 30, [(6, flag)]))
    intake = take(archive)
    assert [file.student_id for file in intake.files] == ["kim"]
    assert "encrypted" in intake.problems[0]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_entry_that_would_be_unpacked_in_one_piece_is_refused_alone(take, tmp_path, method):
    # A kilobyte of the one is a gigabyte, and the other raises errors of its own.
    archive = hostile(tmp_path / "h.zip", lambda z: z.writestr("odd.py", "x" * 99, method))
    intake = take(archive)
    assert [file.student_id for file in intake.files] == ["kim"]
    assert "pack it again as a plain zip" in intake.problems[0]


def test_an_entry_without_a_name_is_refused_alone(take, tmp_path):
    archive = hostile(tmp_path / "h.zip", lambda z: z.writestr("a.py", "x"))
    name = b"\0.py"
    patched(archive, b"a.py", (b"PK\1\2", 46, [(46, name)]), (b"PK\3\4", 30, [(30, name)]))
    intake = take(archive)
    assert [file.student_id for file in intake.files] == ["kim"]
    assert len(intake.problems) == 1


def test_an_entry_at_a_place_that_no_file_has_is_refused_alone(take, tmp_path):
    archive = hostile(tmp_path / "h.zip", lambda z: z.writestr("far.py", "x"))
    # In an extra field of zip64, which the entry did not have.
    data = bytearray(archive.read_bytes())
    at = data.rfind(b"far.py") - 46
    extra = struct.pack("<HHQ", 1, 8, (1 << 63) - 10)
    data[at + 42 : at + 46] = b"\xff" * 4
    data[at + 30 : at + 32] = struct.pack("<H", len(extra))
    data[at + 52 : at + 52] = extra
    end = data.rfind(b"PK\5\6")
    size = struct.unpack_from("<I", data, end + 12)[0]
    struct.pack_into("<I", data, end + 12, size + len(extra))
    archive.write_bytes(data)
    intake = take(archive)
    assert [file.student_id for file in intake.files] == ["kim"]
    assert len(intake.problems) == 1


@pytest.mark.parametrize(
    ("name", "flags", "student"),
    [
        (b"\xb1\xe8\xbc\xad\xbf\xac.py", 0, "김서연"),  # CP949, as Windows in Korea writes it
        ("박지훈.py".encode(), 0, "박지훈"),  # UTF-8 not marked as such
        (b"\xb1\xe8\xbc\xad\xbf\xac.py", 0x800, "김서연"),  # CP949 marked as UTF-8
        (b"\xff\xfe\x81.py", 0, None),
    ],
)
def test_names_that_are_not_utf_8(take, tmp_path, name, flags, student):
    stand_in = b"q" * (len(name) - 3) + b".py"
    archive = hostile(tmp_path / "h.zip", lambda z: z.writestr(stand_in.decode(), "x"))
    flag = struct.pack("<H", flags)
    patched(
        archive,
        stand_in,
        (b"PK\1\2", 46, [(8, flag), (46, name)]),
        (b"PK\3\4", 30, [(6, flag), (30, name)]),
    )
    intake = take(archive)
    ids = [file.student_id for file in intake.files]
    if flags or student is None:
        assert ids == ["kim"]
        assert len(intake.problems) == 1
        assert "name" in intake.problems[0]
    else:
        assert ids == ["kim", student]


def test_a_lying_size_and_a_broken_extra_field_are_refused_alone(take, tmp_path):
    def fill(archive):
        archive.writestr("liar.py", "x" * 1000)
        info = zipfile.ZipInfo("extra.py")
        info.extra = struct.pack("<HH", 1, 24) + bytes(24)
        archive.writestr(info, "x")

    archive = hostile(tmp_path / "h.zip", fill)
    patched(archive, b"liar.py", (b"PK\1\2", 46, [(24, struct.pack("<I", 10))]))
    broken = [(20, b"\xff" * 8), (46 + len("extra.py"), struct.pack("<HH", 1, 2))]
    patched(archive, b"extra.py", (b"PK\1\2", 46, broken))
    intake = take(archive)
    assert [file.student_id for file in intake.files] == ["kim"]
    assert len(intake.problems) == 2


def test_a_hundred_thousand_entries_do_not_cost_the_honest_one(take, tmp_path):
    archive = tmp_path / "many.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("kim.ipynb", BOOK)
        for number in range(100_000):
            opened.writestr(zipfile.ZipInfo(f"junk/{number}.txt"), b"")
    intake = take(archive)
    assert [file.student_id for file in intake.files] == ["kim"]
    assert "has 100,001 entries" in intake.problems[0]
    assert len(intake.problems) == 1


def test_an_index_larger_than_the_graders_memory_has_room_for_is_refused(take, tmp_path):
    archive = write_zip(tmp_path / "many.zip", CANVAS)
    data = bytearray(archive.read_bytes())
    # Its size is in the last record, which is 22 bytes long.
    data[-10:-6] = (17 << 20).to_bytes(4, "little")
    archive.write_bytes(data)
    with pytest.raises(ChalkgradError, match=r"many\.zip: its index has 17 MB"):
        take(archive)


@pytest.mark.parametrize("cut", [0.5, 0.99])
def test_a_cut_off_archive_is_one_clear_line(take, tmp_path, cut):
    archive = write_zip(tmp_path / "c.zip", CANVAS)
    data = archive.read_bytes()
    archive.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(ChalkgradError, match=r"c\.zip: is cut off .* download it again"):
        take(archive)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_named_pipe_is_not_waited_for(take, tmp_path):
    pipe = tmp_path / "class.zip"
    os.mkfifo(pipe)
    looking = threading.Thread(target=is_archive, args=[pipe], daemon=True)
    looking.start()
    looking.join(timeout=5)
    waits = looking.is_alive()
    if waits:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))  # unblocks the reader
    assert not waits
    assert not is_archive(pipe)


def test_a_full_disk_while_unpacking_is_one_clear_line(take, tmp_path, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "mkdir", full)
    scratch = tmp_path
    with pytest.raises(ChalkgradError, match="cannot be unpacked"):
        take_in([write_zip(tmp_path / "c.zip", CANVAS)], "hw2", scratch)


def test_nothing_gradable_says_what_was_seen(take, tmp_path):
    with pytest.raises(ChalkgradError, match=r"nothing to grade: .*saw notes\.txt"):
        take(write_zip(tmp_path / "c.zip", {"notes.txt": b"x"}))
