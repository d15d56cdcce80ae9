"""One class graded through every entry point, in real containers; started by `run`.

The same sample class goes through `chalkgrad grade`, `otter run`, `otter grade` and the image as
Gradescope runs it, and every question must have the same points everywhere. Attacks and an endless
script are graded in the containers too.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ATTACKS = HERE / "attacks"
SCHEMA = json.loads((ROOT / "autograder/runners/gradescope.schema.json").read_text())
SENTINEL = Path("/tmp/chalkgrad-attack-succeeded")
# The default container of Gradescope.
CPUS, MEMORY = "0.5", "768m"
# Seconds on the clock: enough for a class on a busy machine, and few for an endless script.
CLASS_TIMEOUT, ENDLESS_TIMEOUT = 400, 25
# Right but slow, as a notebook and as a script; wrong; unreadable.
SHOWN = ("choi_yuna.ipynb", "hong_gildong.ipynb", "jang_minji.ipynb", "lee_minho.py")
# The most that a correct, slow submission may take there.
MAX_SECONDS, MAX_BYTES = 90.0, 400 << 20
METADATA = {
    "id": 123456,
    "created_at": "2026-11-20T22:00:00.000000-08:00",
    "assignment": {"id": 1, "title": "Homework 2", "total_points": "100.0"},
    "submission_method": "upload",
    "users": [{"email": "kim@example.edu", "id": 1, "name": "Kim Seo-yeon", "sid": "2026001"}],
    "previous_submissions": [],
}

problems: list[str] = []


def check(condition: object, what: str) -> None:
    """Record a problem if the condition is false; the number of problems is printed at the end."""
    if not condition:
        problems.append(what)
        print(f"   PROBLEM: {what}", flush=True)


def run(
    *command: object, ok: bool = True, seconds: float = 600
) -> subprocess.CompletedProcess[str]:
    """Run a command and capture its output."""
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, timeout=seconds, check=False
    )
    if ok and done.returncode:
        print(done.stdout[-3000:], done.stderr[-3000:], sep="\n")
        sys.exit(f"{' '.join(map(str, command[:3]))} ... ended in {done.returncode}")
    return done


class Doors:
    """Grades the class through each entry point; points by file and question."""

    def __init__(self, bin_: Path, work: Path, assignment: str, only: Sequence[str]) -> None:
        self.bin, self.work, self.assignment = bin_, work, assignment
        self.zip = ROOT / "dist" / f"{assignment}-autograder.zip"
        self.image = f"otter-grade:{assignment}"
        folder = ROOT / "tests" / "submissions" / assignment
        self.files = sorted(
            path
            for path in folder.iterdir()
            if path.suffix in (".ipynb", ".py") and (not only or path.name in only)
        )
        self.endless = ATTACKS / "endless.py"
        self.attacks = sorted(path for path in ATTACKS.glob("*.py") if path != self.endless)

    def chalkgrad_grade(self) -> dict[str, dict[str, float] | None]:
        """Return the points from `chalkgrad grade`; None for an ungraded file."""
        out = self.work / "graded"
        command = [self.bin / "chalkgrad", "grade", *self.files, "-a", self.assignment, "-o", out]
        run(*command, "--jobs", "2", ok=False)
        points: dict[str, dict[str, float] | None] = {}
        for path in (out / "results").glob("*.json"):
            result = json.loads(path.read_text(encoding="utf-8"))
            graded = result["status"] == "graded"
            questions = {each["id"]: each["points"] for each in result["questions"]}
            points[result["submission"]["file"]] = questions if graded else None
        return points

    # -- otter grade -------------------------------------------------------------------------------

    def otter_grade(
        self, name: str, files: list[Path], seconds: int = CLASS_TIMEOUT
    ) -> dict[str, dict[str, float] | None]:
        """Return the points in the CSV of the real `otter grade`; all files have the same suffix.

        The containers are kept, for `written_beside`.
        """
        folder, out = self.work / "handed_in" / name, self.work / "otter_grade" / name
        for each in (folder, out):
            each.mkdir(parents=True)
        for path in files:
            shutil.copy(path, folder)
        command = [self.bin / "otter", "grade", "-n", self.assignment, "-a", self.zip, "-v"]
        command += ["--image", "base:1", "--containers", "2", "--timeout", seconds]
        command += ["--no-kill", "--no-network", "--ext", files[0].suffix[1:], "-o", out, folder]
        done = run(*command, seconds=1200)
        (out / "log").write_text(done.stdout + done.stderr)
        with open(out / "final_grades.csv", newline="", encoding="utf-8") as file:
            rows = {row["file"]: row for row in csv.DictReader(file)}
        possible = rows.pop("points-per-question")
        others = ("file", "total_points_earned", "percent_correct", "grading_status")
        names = [column for column in possible if column not in others]
        check(float(possible["total_points_earned"]) == 100, "points-per-question is not 100")
        expected = sorted(path.name for path in folder.iterdir())
        check(sorted(rows) == expected, f"{name}: the CSV has other rows than submissions")
        self.statuses = {file: row["grading_status"] for file, row in rows.items()}
        return {
            file: {name: float(row[name]) for name in names}
            if row["grading_status"] == "Completed"
            else None
            for file, row in rows.items()
        }

    # -- as Gradescope does ------------------------------------------------------------------------

    def written_beside(self) -> dict[str, dict]:
        """Return the `results.json` of each container that `otter grade` left, and remove it."""
        found, new = {}, "A /autograder/submission/"
        listed = run("docker", "ps", "-aq", "--no-trunc", "--filter", f"ancestor={self.image}")
        for container in listed.stdout.split():
            changed = run("docker", "diff", container).stdout.splitlines()
            (name,) = [line[len(new) :] for line in changed if line.startswith(new)]
            place = self.work / "beside" / name
            place.mkdir(parents=True, exist_ok=True)
            run("docker", "cp", f"{container}:/autograder/results/results.json", place)
            results = json.loads((place / "results.json").read_text(encoding="utf-8"))
            jsonschema.validate(results, SCHEMA)
            self._check_changes(name, changed)
            found[name] = results
            run("docker", "rm", "-f", container)
        return found

    def _check_changes(self, name: str, changed: list[str]) -> None:
        """Require that only the entry has written in the container."""
        # What Python and IPython write, as root, before any student code runs.
        own = re.compile(r"/autograder/source/.*__pycache__(/.*\.pyc)?|/root/\.ipython(/.*)?")
        places = (
            "/autograder/results",
            "/autograder/submission",
            "/run",
            "/tmp",
            "/var/tmp",
            "/dev",
        )
        strange = []
        for line in changed:
            kind, path = line[0], line[2:]
            # A folder counts as changed if something was added in it.
            folder = kind == "C" and any(other[2:].startswith(f"{path}/") for other in changed)
            if not (folder or path.startswith(places) or own.fullmatch(path)):
                strange.append(line)
        strange = [line for line in strange if line != "C /autograder/source"]  # its mode
        check(not strange, f"{name}: changed in the image: {strange}")

    def gradescope(self, path: Path) -> tuple[dict, float, int, float]:
        """Run one submission as Gradescope does; return results, seconds, bytes, CPU seconds."""
        place = self.work / "gradescope" / path.name
        place.mkdir(parents=True)
        (place / "submission_metadata.json").write_text(json.dumps(METADATA))
        limits = ["--cpus", CPUS, "-m", MEMORY, "--memory-swap", MEMORY, "--network", "none"]
        made = run("docker", "create", *limits, self.image, "/autograder/run_autograder")
        container = made.stdout.strip()
        submission = f"{container}:/autograder/submission/{path.name}"
        run("docker", "cp", path, submission)
        run("docker", "cp", place / "submission_metadata.json", f"{container}:/autograder/")
        started = time.monotonic()
        run("docker", "start", container)
        meter = _Meter(container)
        code = run("docker", "wait", container).stdout.strip()
        seconds = time.monotonic() - started
        peak, cpu = meter.stop()
        log = run("docker", "logs", container).stdout
        (place / "log").write_text(log)
        check(code == "0", f"{path.name}: the container ended in {code}: {log[-500:]}")
        run("docker", "cp", f"{container}:/autograder/results", place)
        changed = run("docker", "diff", container).stdout.splitlines()
        run("docker", "rm", container)
        results = json.loads((place / "results" / "results.json").read_text(encoding="utf-8"))
        jsonschema.validate(results, SCHEMA)
        self._check_changes(path.name, changed)
        left = sorted(each.name for each in (place / "results").iterdir())
        check(left == ["results.json", "results.pkl"], f"{path.name}: results/ holds {left}")
        return results, seconds, peak, cpu

    # -- otter run ---------------------------------------------------------------------------------

    def otter_run(self, path: Path) -> tuple[dict[str, float] | None, float]:
        """Return the points from stock `otter run`, and its seconds."""
        out = self.work / "otter_run" / path.name
        out.mkdir(parents=True)
        started = time.monotonic()
        done = run(self.bin / "otter", "run", "-a", self.zip, "-o", out, path, ok=False)
        seconds = time.monotonic() - started
        if done.returncode:
            (out / "log").write_text(done.stdout + done.stderr)
            return None, seconds
        tests = json.loads((out / "results.json").read_text(encoding="utf-8"))["tests"]
        return {test["name"]: test["score"] for test in tests if "score" in test}, seconds


class _Meter(threading.Thread):
    """Reads a running container's memory and CPU time from its control group."""

    def __init__(self, container: str) -> None:
        super().__init__(daemon=True)
        self.peak, self.cpu = 0, 0.0
        self._going = True
        first, second = f"docker/{container}", f"system.slice/docker-{container}.scope"
        groups = [Path("/sys/fs/cgroup") / each for each in (first, second)]
        self.memory = [Path("/sys/fs/cgroup/memory") / first / "memory.max_usage_in_bytes"]
        self.memory += [group / "memory.peak" for group in groups]
        self.usage = Path("/sys/fs/cgroup/cpuacct") / first / "cpuacct.usage"
        self.stat = [group / "cpu.stat" for group in groups]
        self.start()

    def run(self) -> None:
        while self._going:
            self._read()
            time.sleep(0.05)

    def _read(self) -> None:
        for path in self.memory:
            try:
                self.peak = max(self.peak, int(path.read_text()))
            except (OSError, ValueError):
                continue
        try:
            self.cpu = max(self.cpu, int(self.usage.read_text()) / 1e9)
        except (OSError, ValueError):
            for path in self.stat:
                try:
                    self.cpu = max(self.cpu, int(path.read_text().split()[1]) / 1e6)
                except (OSError, ValueError, IndexError):
                    continue

    def stop(self) -> tuple[int, float]:
        self._going = False
        self.join()
        return self.peak, self.cpu


def by_question(results: dict) -> dict[str, float] | None:
    """Return a question's points from the entries of its tests; None for an ungraded file."""
    if "extra_data" not in results:
        return None
    points: dict[str, float] = {}
    for test in results["tests"]:
        question = test["tags"][0]
        points[question] = round(points.get(question, 0.0) + test.get("score", 0.0), 2)
    check(points == results["extra_data"]["questions"], "questions differ from their tests")
    check(round(sum(points.values()), 2) == results["score"], "the score is not the sum")
    return points


def compare(door: str, got: dict, wanted: dict) -> None:
    """Require the same points for every question of every file."""
    differing = [name for name in wanted if not _same(got.get(name), wanted[name])]
    check(not differing, f"{door} differs from chalkgrad grade in {differing}")
    same = len(wanted) - len(differing)
    print(f"   {door}: {same} of {len(wanted)} as chalkgrad grade has them", flush=True)


def _same(one: dict | None, other: dict | None) -> bool:
    if one is None or other is None:
        return one is other
    return set(one) == set(other) and all(abs(one[key] - other[key]) < 0.005 for key in one)


def main(bin_: str, work: str, assignment: str, *only: str) -> int:
    """Grade through every entry point and report; return 0 if there are no problems."""
    doors = Doors(Path(bin_), Path(work), assignment, only)
    SENTINEL.unlink(missing_ok=True)
    begun = time.monotonic()

    def report(text: str) -> None:
        print(f"{time.monotonic() - begun:5.0f}s {text}", flush=True)

    wanted = doors.chalkgrad_grade()
    report(f"chalkgrad grade: {len(wanted)} submissions")

    scripts = [path for path in doors.files if path.suffix == ".py"]
    started = time.time()
    points = doors.otter_grade("scripts", [*scripts, *doors.attacks])
    created = run("docker", "image", "inspect", "-f", "{{.Created}} {{.Size}}", doors.image)
    stamp, size = created.stdout.split()
    base = int(run("docker", "image", "inspect", "-f", "{{.Size}}", "base:1").stdout)
    built = time.mktime(time.strptime(stamp[:19], "%Y-%m-%dT%H:%M:%S")) - time.timezone
    build_seconds = built - started
    report(f"otter grade, scripts and attacks; image built in {build_seconds:.0f} s")
    for attack in doors.attacks:
        got = points.pop(attack.name, None)
        check(got is not None and not any(got.values()), f"{attack.name} has points: {got}")
    written = doors.written_beside()
    # An endless submission affects only itself.
    light = doors.attacks[0]
    short = doors.otter_grade("endless", [doors.endless, light], ENDLESS_TIMEOUT)
    check(short[doors.endless.name] is None, "endless.py was graded")
    status = doors.statuses[doors.endless.name]
    check("timed out" in status, f"endless.py: {status}")
    check(short[light.name] is not None, f"{light.name}, beside endless.py, was not graded")
    doors.written_beside()
    report(f"otter grade, endless: {status.rpartition('/')[2]}")
    points |= doors.otter_grade("notebooks", [p for p in doors.files if p.suffix == ".ipynb"])
    report("otter grade, notebooks")
    compare("otter grade", points, wanted)
    status = doors.statuses["jang_minji.ipynb"]
    check("damaged" in status, f"the unreadable notebook's status is {status!r}")
    written |= doors.written_beside()
    by_entry = {name: by_question(each) for name, each in written.items()}
    compare("Gradescope's results.json", by_entry, wanted)

    results, figures = {}, {}
    shown = [path for path in doors.files if path.name in SHOWN]
    with ThreadPoolExecutor(4) as pool:
        ran = pool.map(doors.gradescope, [*shown, *doors.attacks])
        for path, (result, *more) in zip([*shown, *doors.attacks], ran, strict=True):
            results[path.name], figures[path.name] = result, more
    report("the image as Gradescope runs it")
    for attack in doors.attacks:
        result = results.pop(attack.name)
        check(result["score"] == 0, f"{attack.name} got {result['score']} on Gradescope")
        said = next(each["output"] for each in result["tests"] if each["number"] == "1.1")
        check("attempts, none succeeded" in said, f"{attack.name}: {said}")
        print(f"   {attack.name}: {said.partition('(')[2].partition(')')[0]}")
    little = {name: by_question(each) for name, each in results.items()}
    compare(f"{CPUS} CPU and {MEMORY}", little, {path.name: wanted[path.name] for path in shown})
    for name in figures:
        seconds, peak, cpu = figures[name]
        print(f"   {name}: {seconds:.1f} s, {peak / 2**20:.0f} MB at most, {cpu:.1f} s of CPU")
        # In CPU time, because this machine may be busy.
        if not little.get(name) or sum(little[name].values()) < 100:
            continue
        check(cpu / float(CPUS) < MAX_SECONDS, f"{name} needs {cpu:.0f} s of CPU")
        check(peak < MAX_BYTES, f"{name} took {peak / 2**20:.0f} MB")
        check(peak > 0 and cpu > 0, f"nothing was measured of {name}")

    with ThreadPoolExecutor(2) as pool:
        ran_by_otter = dict(
            zip([p.name for p in doors.files], pool.map(doors.otter_run, doors.files), strict=True)
        )
    report("otter run")
    compare("otter run", {name: each for name, (each, _) in ran_by_otter.items()}, wanted)
    times = sorted(seconds for each, seconds in ran_by_otter.values() if each)
    print(f"   otter run: median {times[len(times) // 2]:.1f} s a submission, two at a time")

    check(not SENTINEL.exists(), "a submission's code ran on this machine")
    print(
        f"   image: {build_seconds:.0f} s, {(int(size) - base) / 1e6:.0f} MB on a base of "
        f"{base / 1e6:.0f} MB"
    )
    print(f"{len(problems)} problems" if problems else "every door gives the same points")
    return 1 if problems else 0


if __name__ == "__main__":
    os.environ["PYTHONUNBUFFERED"] = "1"
    sys.exit(main(*sys.argv[1:]))
