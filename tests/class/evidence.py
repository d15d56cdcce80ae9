"""Evidence that grading a class survives kills, full disks and more; see ``tests/class/run``."""

from __future__ import annotations

import contextlib
import csv
import json
import multiprocessing
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.authoring.assignment import load_assignment
from autograder.building.build import build
from autograder.course.class_run import ClassRun
from autograder.grading.job import Task
from autograder.intake.files import find_submissions
from tests.authoring.tiny_assignment import HIDDEN, MASTER, PUBLIC
from tests.intake.downloads import (
    HALF,
    NOTHING,
    RIGHT,
    gradescope_metadata,
    notebook,
    tiny,
    write_zip,
)

STUDENTS = 300
KILLS = 10
SMALL, LARGE = 300, 3_000
COMMAND = [sys.executable, "-W", "error", "-m", "autograder.cli", "grade"]
BROKEN = (b"", b'{"cells": [', b"%PDF-1.7", b"<!doctype html><p>log in", b"\x00\x01\x02" * 99)
HOSTILE = (
    "import os\nos._exit(0)\n",
    "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n",
    "raise SystemExit(0)\n",
    "def double(x):\n    return double(x)\n",
    "import os\ndef double(x):\n    os._exit(0)\n",
    "import sys\ndef double(x):\n    sys.stdout.write('x' * 10_000_000)\n    return 2 * x\n",
)


def main() -> int:
    """Gather all evidence; stop at the first failure."""
    started = time.monotonic()
    if sys.argv[1:] == ["memory"]:
        with tempfile.TemporaryDirectory(prefix="chalkgrad-class-") as name:
            memory(Path(name))
        return 0
    if sys.argv[1:2] == ["memory"]:
        return print_memory(Path(sys.argv[2]), int(sys.argv[3]))
    with tempfile.TemporaryDirectory(prefix="chalkgrad-class-") as name:
        folder = Path(name)
        master = tiny(folder / "project").master
        zips = downloads(folder)
        whole = folder / "canvas"
        seconds = from_canvas(master, zips.pop("canvas"), whole)
        report(f"canvas: {STUDENTS} students in {seconds:.0f} s, {60 * STUDENTS / seconds:.0f}/min")
        killed(master, folder / "canvas.zip", folder / "killed", whole)
        for lms, path in zips.items():
            others(master, lms, path, folder / lms, whole)
        full_disk(master, folder / "canvas.zip", folder / "full", whole)
        read_only(master, folder / "canvas.zip", folder / "read_only")
        memory(folder)
    report(f"all in {time.monotonic() - started:.0f} s")
    return 0


# -- the class -------------------------------------------------------------------------------------


def submissions() -> list[tuple[str, bytes]]:
    """Return suffix and bytes of each student's file: 3 % broken, 2 % hostile."""
    made: list[tuple[str, bytes]] = []
    for number in range(STUDENTS):
        if number % 33 == 5:
            made.append((".ipynb", BROKEN[number // 33 % len(BROKEN)]))
        elif number % 50 == 7:
            made.append((".ipynb", notebook(f"# {number}\n" + HOSTILE[number // 50])))
        else:
            source = f"# {number}\n" + (RIGHT, HALF, NOTHING, RIGHT)[number % 4]
            if number % 4 == 3:
                made.append((".py", source.encode()))
            else:
                made.append((".ipynb", notebook(source)))
    return made


def downloads(folder: Path) -> dict[str, Path]:
    """Write the class in the layout of each LMS; return the zips."""
    files = list(enumerate(submissions()))
    people = {n: [(f"Student {n:03}", f"s{n:03}", f"s{n:03}@uni.edu")] for n, _ in files}
    gradescope = {f"export/submission_{n}/tiny{suffix}": data for n, (suffix, data) in files}
    metadata = gradescope_metadata(people, "2026-10-01 12:00:00 Z")
    packed = {
        "canvas": {
            f"student{n:03}_{1000 + n}_{5000 + n}_tiny{suffix}": data for n, (suffix, data) in files
        },
        "moodle": {
            f"Student {n:03}_{n}_assignsubmission_file_/tiny{suffix}": data
            for n, (suffix, data) in files
        },
        "gradescope": {"export/submission_metadata.yml": metadata, **gradescope},
        "nbgrader": {f"submitted/s{n:03}/tiny/tiny{suffix}": data for n, (suffix, data) in files},
    }
    return {lms: write_zip(folder / f"{lms}.zip", files) for lms, files in packed.items()}


def grade(master: Path, path: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    command = [*COMMAND, str(path), "-a", str(master), "-o", str(out), "--jobs", "2", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def rows(out: Path) -> list[list[str]]:
    """Return the gradebook's lines without identity: status, score, points."""
    with (out / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row[3:] for row in csv.reader(file)]


# -- evidence --------------------------------------------------------------------------------------


def from_canvas(master: Path, path: Path, out: Path) -> float:
    """Grade the class in one go; return the seconds."""
    started = time.monotonic()
    options = ("--export", "canvas", "--template", str(canvas_gradebook(path.with_suffix(".csv"))))
    done = grade(master, path, out, *options)
    seconds = time.monotonic() - started
    handed_back(out, "canvas")
    lines = rows(out)[1:]
    broken = sum(line[0] == "ungraded" for line in lines)
    expect(len(lines) == STUDENTS, "a line for each student", len(lines))
    expect(broken == sum(n % 33 == 5 for n in range(STUDENTS)), "only broken ones ungraded", broken)
    expect(done.returncode == 1, "exit code 1, for the ungraded", done.returncode, done.stderr)
    expect("Traceback" not in done.stderr, "no traceback", done.stderr)
    return seconds


def canvas_gradebook(path: Path) -> Path:
    """Write an empty gradebook like an export from Canvas."""
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "tiny (12)"]
    points = ["    Points Possible", "", "", "", "", "5"]
    students = [[f"Student {n:03}", str(1000 + n), "", "", "A", ""] for n in range(STUDENTS)]
    return table(path, [head, points, *students])


def moodle_worksheet(path: Path) -> Path:
    """Write an empty grading worksheet like Moodle's."""
    head = ["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum Grade"]
    students = [
        [f"Participant {n}", f"Student {n:03}", f"s{n:03}@uni.edu", "Submitted", "", "5.00"]
        for n in range(STUDENTS)
    ]
    return table(path, [head, *students])


def table(path: Path, lines: list[list[str]]) -> Path:
    """Write a CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    return path


def handed_back(out: Path, lms: str) -> None:
    """Expect the upload file, with marks for all readable files, and feedback for each student."""
    pages = list((out / "feedback").glob("*.html"))
    expect(len(pages) == STUDENTS, f"{lms}: a page of feedback for each student", len(pages))
    upload = next((out / "export").glob(f"{lms}*"), out)
    expect(upload != out, f"{lms}: an upload file", list(out.iterdir()))
    text = upload.read_text(encoding="utf-8-sig") if upload.is_file() else ""
    files = [upload] if upload.is_file() else [each for each in upload.rglob("*") if each.is_file()]
    entries = len(text.splitlines()) if upload.suffix == ".csv" else len(files)
    report(f"{lms}: {upload.name}, {entries} {'lines' if text else 'files'}, {len(pages)} pages")
    expect(entries > 0.9 * STUDENTS, f"{lms}: an upload for each graded student", entries)


def killed(master: Path, path: Path, out: Path, whole: Path) -> None:
    """Kill the command at ten random moments; the rerun gives the same gradebook."""
    generator = random.Random(2026)
    kept = []
    for _ in range(KILLS):
        command = [*COMMAND, str(path), "-a", str(master), "-o", str(out), "--jobs", "2"]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr is not None
        # After a random number of new results and a random delay.
        fresh = generator.randint(0, STUDENTS // KILLS)
        for line in process.stderr:
            fresh -= "from an earlier run" not in line
            if fresh < 0:
                break
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(generator.random() * 0.2)
        process.kill()
        process.stderr.close()
        process.wait()
        for file in (out / "results").glob("*.json"):
            json.loads(file.read_text(encoding="utf-8"))
        kept.append(len(list((out / "results").glob("*.json"))))
    done = grade(master, path, out)
    same = (out / "grades.csv").read_bytes() == (whole / "grades.csv").read_bytes()
    expect(same, "the gradebook of an uninterrupted run", done.stderr[-500:])
    left = [file.name for file in [*out.iterdir(), *(out / "results").iterdir()]]
    expect(not [name for name in left if name.startswith((".unpacked", ".writing"))], "no litter")
    report(f"kill -9 {KILLS} times, with {kept} results on disk, and again: the same gradebook")


def others(master: Path, lms: str, path: Path, out: Path, whole: Path) -> None:
    """Grade the same class from another LMS: the journal finds the files under any name."""
    out.mkdir()
    shutil.copy(whole / "journal.sqlite", out)
    started = time.monotonic()
    sheet = path.with_suffix(".csv")
    options = ("--template", str(moodle_worksheet(sheet))) if lms == "moodle" else ()
    done = grade(master, path, out, "--export", lms, *options)
    expect("Traceback" not in done.stderr, "no traceback", done.stderr)
    handed_back(out, lms)
    one, other = sorted(rows(whole)), sorted(rows(out))
    expect(one == other, f"{lms}: the marks that Canvas' zip gives", len(other))
    report(
        f"{lms}: the same {STUDENTS} marks, in {time.monotonic() - started:.0f} s with the journal"
    )


def full_disk(master: Path, path: Path, mount: Path, whole: Path) -> None:
    """Grade onto a disk that is too small; then make room."""
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(mount)], check=True)
    try:
        out = mount / "out"
        out.mkdir()
        shutil.copy(whole / "journal.sqlite", out)
        done = grade(master, path, out)
        said = [line for line in done.stderr.splitlines() if line.startswith("chalkgrad: ")]
        expect(done.returncode in (1, 2), "an exit code for it", done.returncode)
        expect("Traceback" not in done.stderr, "no traceback", done.stderr[-2000:])
        report(f"full disk: {said[-1]}")
        for file in (out / "results").glob("*.json"):
            json.loads(file.read_text(encoding="utf-8"))
        subprocess.run(["mount", "-o", "remount,size=64m", str(mount)], check=True)
        done = grade(master, path, out)
        same = (out / "grades.csv").read_bytes() == (whole / "grades.csv").read_bytes()
        expect(same, "the same gradebook once there is room", done.stderr[-500:])
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def read_only(master: Path, path: Path, mount: Path) -> None:
    """Grade into a folder that cannot be written."""
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", str(mount)], check=True)
    try:
        done = grade(master, path, mount / "out")
        expect(done.returncode == 2, "exit code 2", done.returncode)
        expect(done.stderr.count("\n") == 1, "one line", done.stderr)
        report(f"read-only: {done.stderr.strip()}")
    finally:
        subprocess.run(["umount", str(mount)], check=True)


def memory(folder: Path) -> None:
    """Grade 300 and 3,000 light submissions; compare peak memory and take the overhead."""
    peaks = {}
    for count in (SMALL, LARGE):
        command = [sys.executable, "-W", "error", __file__, "memory", str(folder), str(count)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        expect(done.returncode == 0, f"{count} graded", done.stderr[-2000:])
        peaks[count] = json.loads(done.stdout)
        report(f"{count} light submissions: {done.stdout.strip()}")
    small, large = (peaks[count]["all_mb"] for count in (SMALL, LARGE))
    expect(large <= 1.1 * small, f"peak memory within 10 % of that for {SMALL}", large / small)
    expect(peaks[LARGE]["overhead_ms"] <= 300, "at most 300 ms each", peaks[LARGE])


def print_memory(folder: Path, count: int) -> int:
    """Grade `count` light submissions; print peak memory and CPU."""
    root = folder / f"light_{count}"
    assignment = light(root)
    files = root / "class"
    files.mkdir()
    for number in range(count):
        (files / f"s{number:04}.py").write_text(f"# {number}\ndef double(x):\n    return 2 * x\n")
    own = 0.0
    graders: dict[int, float] = {}
    started = time.monotonic()
    with ClassRun(Task(assignment), find_submissions([files]).files, root / "out") as work:
        for result in work.grade(jobs=2):
            expect(result.score == 3.0, "full marks", result.incidents)
            own += result.cpu_seconds
            # After a process's end, its peak would include that of the process it was forked from.
            for child in multiprocessing.active_children():
                graders[child.pid] = peak_mb(child.pid)
        work.finish()
    seconds = time.monotonic() - started
    mine, theirs = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    # The students' own code takes no time here: all CPU time of its processes is overhead.
    cpu = sum(use.ru_utime + use.ru_stime for use in (mine, theirs)) + own
    command = peak_mb(os.getpid())
    figures = {
        "per_minute": round(60 * count / seconds),
        "overhead_ms": round(1000 * cpu / count, 1),
        "all_mb": round(command + sum(graders.values()), 1),
        "command_mb": round(command, 1),
        "graders_mb": [round(each, 1) for each in graders.values()],
    }
    print(json.dumps(figures))
    return 0


def peak_mb(pid: int) -> float:
    """Return the peak memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def light(root: Path):
    """Write an assignment of one question with two tests."""
    cells = MASTER.split("\n# %%")
    cut = next(at for at, cell in enumerate(cells) if 'question="q2_counter"' in cell)
    text = "\n# %%".join(cells[:cut]).replace("points=5", "points=3", 1) + "\n"
    folder = root / "assignments" / "tiny"
    hidden = root / "autograder" / "hidden_tests" / "tiny"
    public = PUBLIC["q1_double"].partition("\n\ndef test_zero")[0] + "\n"
    for path, tests in ((folder / "public_tests", public), (hidden, HIDDEN["q1_double"])):
        path.mkdir(parents=True)
        (path / "test_q1_double.py").write_text(tests, encoding="utf-8")
    (folder / "files").mkdir()
    (folder / "requirements.txt").write_text("numpy\n")
    (folder / "student_readme.md").write_text("# Light\n")
    (folder / "student_readme.ko.md").write_text("# Light\n")
    (folder / "tiny.py").write_text(text, encoding="utf-8")
    assignment = load_assignment(folder / "tiny.py")
    build(assignment)
    return assignment


def expect(holds: bool, what: str, *seen: object) -> None:
    """Exit with what was expected and what was seen, unless `holds`."""
    if not holds:
        sys.exit(f"FAILED: expected {what}; saw {' '.join(map(str, seen))}")


def report(line: str) -> None:
    """Print a line of evidence."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
