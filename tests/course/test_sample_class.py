"""The sample class: its expected results are complete, and grading gives the same."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from autograder.authoring.assignment import load_assignment
from autograder.grading.result import SCHEMA_FILE, Result
from autograder.intake.files import find_submissions
from autograder.submissions.submission import UnreadableSubmission, read_submission
from tests.course.whole_class import grade_class

CLASS = Path(__file__).parents[1] / "submissions" / "hw2_learning"
EXPECTED = json.loads((CLASS / "expected.json").read_text(encoding="utf-8"))["submissions"]
GRADED = [name for name, expected in EXPECTED.items() if expected["status"] == "graded"]


def test_every_submission_has_an_expectation_and_nothing_is_amiss():
    found = find_submissions([CLASS])
    assert [file.path.name for file in found.files] == sorted(EXPECTED)
    assert found.problems == ()
    assert [path.name for path in found.ignored] == ["expected.json"]


@pytest.mark.parametrize("name", GRADED)
def test_an_expected_score_is_the_sum_of_its_questions(name):
    expected = EXPECTED[name]
    questions = load_assignment("hw2_learning").questions
    assert list(expected["questions"]) == [question.id for question in questions]
    total = 0.0
    for question in questions:
        status = expected["questions"][question.id]
        assert status in ("passed", "partial", "failed", "not_attempted", "timeout")
        points = expected["points_of_partial"].get(question.id)
        assert (points is not None) == (status == "partial")
        if points is not None:
            assert 0 < points < question.points
        total += question.points if status == "passed" else points or 0.0
        if question.id in expected["carried_forward"]:
            ids = _all_required(questions, question)
            assert any(expected["questions"][required] != "passed" for required in ids) or any(
                required in expected["carried_forward"] for required in ids
            )
    assert expected["score"] == round(total, 2)


def _all_required(questions, question):
    by_id = {each.id: each for each in questions}
    ids = list(question.requires)
    for required in ids:
        ids += [id_ for id_ in by_id[required].requires if id_ not in ids]
    return ids


@pytest.mark.parametrize(
    ("name", "form", "notes"),
    [
        ("choi_yuna.ipynb", "notebook 4.5", 0),
        ("박지훈.ipynb", "notebook 4.4", 0),
        ("nam_jisoo.ipynb", "notebook 3.0", 0),
        ("baek_hyun.ipynb", "notebook", 2),
        ("lee_minho.py", "exported script", 0),
        ("seo_jun.py", "plain script", 0),
    ],
)
def test_the_class_comes_in_every_form(name, form, notes):
    submission = read_submission(CLASS / name)
    assert submission.format == form
    assert len(submission.notes) == notes


def test_the_script_with_a_broken_class_has_kept_its_bytes_and_its_functions():
    raw = (CLASS / "seo_jun.py").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n")  # not tidied up by an editor or by git
    starts = [cell.source for cell in read_submission(CLASS / "seo_jun.py").code_cells]
    assert any(source.startswith("def gradient_descent") for source in starts)
    assert any(source.startswith("def train") for source in starts)


def test_one_file_is_cut_off():
    unreadable = []
    for name in EXPECTED:
        try:
            read_submission(CLASS / name)
        except UnreadableSubmission as error:
            unreadable.append((name, error.reason.split(":")[0]))
    assert unreadable == [("jang_minji.ipynb", "is damaged or cut off")]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """Return the results of the whole class by file name, graded as by `chalkgrad grade`."""
    out = tmp_path_factory.mktemp("class")
    files = find_submissions([CLASS]).files
    results = list(grade_class(load_assignment("hw2_learning"), files, out, jobs=2))
    for result in results:
        written = (out / "results" / f"{result.student['id']}.json").read_text(encoding="utf-8")
        assert Result.from_json(written) == result
        jsonschema.validate(json.loads(written), json.loads(SCHEMA_FILE.read_text()))
    return {result.submission["file"]: result for result in results}


def test_every_submission_gets_what_was_worked_out_by_hand(graded):
    got, wanted = {}, {}
    for name, expected in EXPECTED.items():
        result = graded[name]
        got[name] = {
            "status": result.status,
            "score": result.score,
            "questions": {question.id: question.status for question in result.questions},
            "carried_forward": [q.id for q in result.questions if q.carried_forward],
        }
        # For an unreadable file, only the status is expected.
        unread = {**got[name], "score": 0.0, "carried_forward": []}
        wanted[name] = {key: expected.get(key, unread[key]) for key in got[name]}
    assert got == wanted


def test_every_student_who_lost_marks_reads_why(graded):
    for result in graded.values():
        if result.status == "ungraded":
            assert result.submission["file"] in result.incidents[0]
            continue
        for question in result.questions:
            assert question.feedback == "All tests passed." or len(question.feedback) > 20
            assert all(test.message for test in question.tests)


def test_a_second_grading_gives_the_same_bytes_but_for_times(graded, tmp_path):
    # Without the slow ones (endless loops, training runs in cells).
    names = sorted(graded, key=lambda name: graded[name].cpu_seconds)[:9]
    assert sum(graded[name].status == "graded" for name in names) >= 8
    files = [file for file in find_submissions([CLASS]).files if file.path.name in names]
    for result in grade_class(load_assignment("hw2_learning"), files, tmp_path):
        assert timeless(result) == timeless(graded[result.submission["file"]])


def timeless(result):
    return replace(result, cpu_seconds=0.0, wall_seconds=0.0).to_json()
