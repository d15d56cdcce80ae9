"""What is written while a submission is graded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.grading.job import Job, RestartingGrader, Task
from autograder.grading.result import QuestionResult, Result
from autograder.intake.entry import SubmissionFile


def unfinished(points: float, feedback: str) -> Result:
    return Result(
        assignment="hw",
        submission={"file": "kim.py", "sha256": ""},
        student={"id": "kim", "name": ""},
        grader={"version": "1", "tests_sha256": ""},
        max_score=10.0,
        questions=[QuestionResult("q1", points, 10.0, feedback=feedback)],
    )


def test_the_size_of_an_unfinished_result_tells_nothing(tmp_path: Path) -> None:
    live = tmp_path / "kim.json"
    job = Job(SubmissionFile(tmp_path / "kim.py", "kim"), live=live)
    sizes = set()
    for result in (unfinished(0.0, "틀렸습니다. " * 40), unfinished(10.0, "All tests passed.")):
        job.write_live(result)
        sizes.add(live.stat().st_size)
        assert json.loads(live.read_text(encoding="utf-8"))["status"] == "partial"
    assert len(sizes) == 1


def test_what_an_import_makes_of_ctrl_c_is_no_failure_of_the_grader(tmp_path: Path) -> None:
    class Interrupted(Task):
        def __init__(self) -> None:
            pass

        def grader(self):
            try:
                raise KeyboardInterrupt
            except KeyboardInterrupt as error:
                raise RuntimeError("Error calling __set_name__") from error

    with pytest.raises(KeyboardInterrupt), RestartingGrader(Interrupted()) as grader:
        grader.grade(Job(SubmissionFile(tmp_path / "kim.py", "kim")))
