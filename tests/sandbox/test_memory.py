"""The cap on memory is what is there, and a kill by the kernel is nobody's zero."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.assignment import Assignment
from autograder.grading.grader import Grader
from autograder.grading.job import Job, RestartingGrader, Task
from autograder.grading.result import Result
from autograder.intake.entry import SubmissionFile
from autograder.sandbox import memory
from autograder.sandbox.failures import OutOfMemory
from autograder.sandbox.limits import Limits
from tests.sandbox.arena import HONEST, POINTS, Arena

MIB = 1 << 20
V1 = "under_oom 0\noom_kill_disable 0\noom_kill {}\n"
V2 = "low 0\nhigh 0\noom 9\noom_kill {}\noom_group_kill 0\n"


@pytest.fixture
def group(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a control group of this process's own, below another."""
    folder = tmp_path / "above" / "own"
    folder.mkdir(parents=True)
    monkeypatch.setattr(memory, "_groups", lambda: [folder])
    memory._counter.cache_clear()
    yield folder
    memory._counter.cache_clear()


@pytest.mark.parametrize(("name", "text"), [("memory.oom_control", V1), ("memory.events", V2)])
def test_kills_are_counted_in_the_control_group(group: Path, name: str, text: str) -> None:
    (group / name).write_text(text.format(45))
    assert memory.kills() == 45
    (group / name).write_text(text.format(46))
    assert memory.kills() == 46


def test_kills_are_counted_on_the_machine_where_no_group_counts(
    group: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (group / "memory.events").write_text("low 0\n")
    monkeypatch.setattr(memory, "_MACHINE", tmp_path / "vmstat")
    (tmp_path / "vmstat").write_text("nr_free_pages 1\noom_kill 3\n")
    assert memory.kills() == 3
    memory._counter.cache_clear()
    (tmp_path / "vmstat").unlink()
    assert memory.kills() == 0


@pytest.mark.parametrize(
    ("limit", "graders", "expected"),
    [
        # In the container that is graded in, an honest submission has what it needs.
        (768 * MIB, 1, 576 * MIB),
        (768 * MIB, 2, 300 * MIB),
        (2048 * MIB, 2, 864 * MIB),
        (2048 * MIB, 40, 300 * MIB),
    ],
)
@pytest.mark.parametrize("name", ["memory.max", "memory.limit_in_bytes"])
def test_graders_share_what_is_there(
    group: Path, name: str, limit: int, graders: int, expected: int
) -> None:
    (group / name).write_text("max\n")
    (group.parent / name).write_text(f"{limit}\n")
    assert memory.share(graders) == expected


def test_a_grader_has_its_share_but_no_more_than_the_cap(assignment: Assignment) -> None:
    usual = Limits()
    for share, memory_bytes, scratch_bytes in (
        (300 * MIB, 300 * MIB, 75 * MIB),
        (1 << 40, usual.memory_bytes, usual.scratch_bytes),
    ):
        with Task(assignment, memory_bytes=share).spec().task().grader() as grader:
            assert grader.limits.memory_bytes == memory_bytes
            assert grader.limits.scratch_bytes == scratch_bytes


def test_the_share_is_no_part_of_what_results_are_kept_under(assignment: Assignment) -> None:
    assert Task(assignment).grader_hash() == Task(assignment, memory_bytes=1).grader_hash()


@pytest.fixture(scope="module")
def assignment(tmp_path_factory: pytest.TempPathFactory) -> Assignment:
    return Arena(tmp_path_factory.mktemp("arena")).assignment


# In its cells, and in a test.
DYING = [
    # The functions above the cell that ends the process remain.
    (HONEST + "import os\nos._exit(1)\n", POINTS),
    (HONEST + "def double(x):\n    import os\n    os.kill(os.getpid(), 9)\n", 4.0),
]


@pytest.mark.parametrize(("text", "score"), DYING, ids=["cell", "test"])
def test_a_process_that_the_kernel_has_killed_is_no_zero(
    text: str, score: float, assignment: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lee.py"
    path.write_text(text, encoding="utf-8")
    job = Job(SubmissionFile(path, "lee"))
    with RestartingGrader(Task(assignment)) as grader:
        # It has ended itself: that counts.
        ended = grader.grade(job)
        assert ended.status == "graded"
        assert ended.score == score
        # The same end, while the kernel has killed.
        count = iter(range(1_000_000))
        monkeypatch.setattr(memory, "kills", lambda: next(count))
        with pytest.raises(OutOfMemory):
            grader.grade(job, alone=False)
        killed = grader.grade(job)
        assert killed.status == "ungraded"
        assert "memory ran out" in killed.incidents[0]


DIE = "import os; os.kill(os.getpid(), 9)"
# In a hidden test, and in a public one beside the reference's `double`.
DYING_LATE = [
    HONEST + f"def double(x):\n    if np.any(x == 7351.25): {DIE}\n    return 2 * x\n",
    HONEST + f"def double(x): return x\ndef apply_twice(f, x):\n    if double(1.0) == 2.0: {DIE}\n",
]


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("text", DYING_LATE, ids=["hidden test", "beside the reference"])
def test_what_has_seen_something_hidden_is_not_graded_again(
    text: str, alone: bool, assignment: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The kernel would tell the second run what the first has seen."""
    path = tmp_path / "lee.py"
    path.write_text(text, encoding="utf-8")
    count = iter(range(1_000_000))
    monkeypatch.setattr(memory, "kills", lambda: next(count))
    runs = []
    inner = Grader.grade

    def grade(self: Grader, file: SubmissionFile, *args: Any, **kwargs: Any) -> Result:
        runs.append(file.student_id)
        return inner(self, file, *args, **kwargs)

    monkeypatch.setattr(Grader, "grade", grade)
    with RestartingGrader(Task(assignment)) as grader:
        killed = grader.grade(Job(SubmissionFile(path, "lee")), alone=alone)
        assert runs == ["lee"]
        assert killed.status == "ungraded"
        (incident,) = killed.incidents
        assert "memory ran out" in incident
        assert incident.endswith("each of them runs once; run the command again")
        # It does not stick to the grader.
        path.write_text(HONEST, encoding="utf-8")
        assert grader.grade(Job(SubmissionFile(path, "kim")), alone=alone).score == POINTS


def test_kills_of_others_do_not_concern_a_submission_that_lives(
    assignment: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kim.py"
    path.write_text(HONEST, encoding="utf-8")
    count = iter(range(1_000_000))
    monkeypatch.setattr(memory, "kills", lambda: next(count))
    with RestartingGrader(Task(assignment)) as grader:
        assert grader.grade(Job(SubmissionFile(path, "kim")), alone=False).score == POINTS
