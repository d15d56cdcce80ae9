"""What the journal keeps, for which grader, and its error messages."""

from __future__ import annotations

import sqlite3

import pytest

from autograder.course.journal import NAME, Journal
from autograder.errors import ChalkgradError
from autograder.grading.hashes import environment_hash, grader_hash, submission_hash
from autograder.grading.result import Adjustment, QuestionResult, Result
from autograder.sandbox.limits import Limits
from tests.intake.downloads import tiny


def result(score=3.0, status="graded"):
    return Result(
        assignment="tiny",
        submission={"file": "kim.py", "sha256": "0" * 64},
        student={"id": "김", "name": ""},
        grader={"version": "1", "tests_sha256": "0" * 64},
        max_score=5.0,
        status=status,
        score=score,
        questions=[QuestionResult("q1", score, 5.0)],
        adjustments=[Adjustment("cap", -1.0, "at most 2")],
    )


def test_a_result_is_found_again_by_the_same_grader_alone(tmp_path):
    with Journal(tmp_path, "g1", "e1") as journal:
        journal.keep("s1", result())
        journal.keep("s2", result(status="ungraded"))
    with Journal(tmp_path, "g1", "e1") as journal:
        assert journal.find("s1") == result()
        assert journal.has("s1")
        assert not journal.has("s2")  # after a fault of the grader, it is tried again
        assert not journal.has("s3")
    for hashes in (("g2", "e1"), ("g1", "e2")):
        with Journal(tmp_path, *hashes) as journal:
            assert not journal.has("s1")
            assert journal.released("김") is None


def test_what_a_student_was_given_outlives_the_grader(tmp_path):
    with Journal(tmp_path, "g1", "e1") as journal:
        journal.release("김", result())
    with Journal(tmp_path, "g2", "e2") as journal:
        assert journal.released("김") == result()
        assert journal.students() == {"김"}


def test_a_result_is_there_for_others_as_soon_as_it_is_kept(tmp_path):
    with Journal(tmp_path, "g", "e") as journal:
        journal.keep("s", result())
        # Like another process after a kill: the first one buffers nothing.
        with Journal(tmp_path, "g", "e") as other:
            assert other.has("s")


@pytest.mark.parametrize("damage", [b"not a database at all, just some text. " * 200, None])
def test_a_damaged_journal_is_one_clear_line(tmp_path, damage):
    if damage is None:
        database = sqlite3.connect(tmp_path / NAME)
        database.execute("PRAGMA user_version=99")
        database.close()
    else:
        (tmp_path / NAME).write_bytes(damage)
    with pytest.raises(ChalkgradError) as caught:
        Journal(tmp_path, "g", "e")
    assert NAME in str(caught.value)
    assert "delete" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_full_disk_is_one_clear_line_and_keeps_what_was_there(tmp_path):
    with Journal(tmp_path, "g", "e") as journal:
        journal.keep("s1", result())
        pages = journal._database.execute("PRAGMA page_count").fetchone()[0]
        journal._database.execute(f"PRAGMA max_page_count={pages}")
        large = result()
        large.incidents = [f"{number:x}" for number in range(100_000, 200_000)]
        with pytest.raises(ChalkgradError, match="full; make room"):
            journal.keep("s2", large)
        assert journal.has("s1")
    with Journal(tmp_path, "g", "e") as journal:
        assert journal.has("s1")
        assert not journal.has("s2")


def test_the_grader_hash_follows_what_decides_a_mark(tmp_path):
    assignment = tiny(tmp_path)
    before = grader_hash(assignment)
    assert grader_hash(assignment) == before
    assert grader_hash(assignment, Limits(test_cpu_seconds=1.0)) != before
    (assignment.folder / "student_readme.md").write_text("no matter")
    assert grader_hash(assignment) == before
    changed = [
        assignment.folder / "files" / "helper.py",
        assignment.questions[0].public_test,
        assignment.questions[1].hidden_test,
        assignment.master,
    ]
    for path in changed:
        path.write_bytes(path.read_bytes() + b"\n")
        after = grader_hash(assignment)
        assert after != before
        before = after
    assert len(environment_hash()) == 64


def test_a_submission_hash_follows_bytes_and_kind_alone(tmp_path):
    paths = [tmp_path / name for name in ("kim.py", "lee.py", "kim.ipynb")]
    for path in paths:
        path.write_bytes(b"x = 1")
    kim, lee, notebook = (submission_hash(path) for path in paths)
    assert kim == lee != notebook
    paths[0].write_bytes(b"x = 2")
    assert submission_hash(paths[0]) != kim
    gone = {submission_hash(tmp_path / name) for name in ("gone.py", "gone_too.py")}
    assert len(gone) == 2
