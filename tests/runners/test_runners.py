"""Otter, Gradescope and pytest: the same points everywhere, and student code stays confined."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import io
import json
import os
import pickle
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace

import jsonschema
import pytest

from autograder.authoring.assignment import VISIBILITIES, load_assignment, project_root
from autograder.building import archive
from autograder.cli.main import main as command
from autograder.errors import ChalkgradError
from autograder.grading.grader import Grader
from autograder.intake.entry import SubmissionFile
from autograder.runners import container, gradescope, otter_results
from autograder.runners.inbox import NoSubmission, language_in, student_name, the_submission
from tests.authoring.tiny_assignment import write_tiny
from tests.hostile_folder import fill, opened_in

ROOT = project_root()
CLASS = ROOT / "tests" / "submissions" / "hw2_learning"
SCHEMA = json.loads(gradescope.SCHEMA_FILE.read_text(encoding="utf-8"))
LIGHT = "def mean_squared_error(y, t):\n    return 0.5 * ((y - t) ** 2).sum()\n"
# One function is right, one computes a forward difference, one calls a missing function.
SCRIPT = (
    LIGHT
    + """
def numerical_diff(f, x):
    h = 1e-4
    return (f(x + h) - f(x)) / h

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    for _ in range(step_num):
        x -= lr * numerical_gradient(f, x)
    return x
"""
)
# Partly right, some with functions carried forward, in every file format; none trains for long.
HANDFUL = ("hong_gildong.ipynb", "nam_jisoo.ipynb", "script.py")


@pytest.fixture(scope="module")
def assignment():
    return load_assignment("hw2_learning")


@pytest.fixture(scope="module")
def handful(tmp_path_factory):
    """Return the folder of the submissions."""
    folder = tmp_path_factory.mktemp("handful")
    (folder / "script.py").write_text(SCRIPT)
    for name in HANDFUL[:2]:
        (folder / name).write_bytes((CLASS / name).read_bytes())
    return folder


@pytest.fixture(scope="module")
def graded(assignment, handful):
    """Return the results of the submissions by file name, graded without a runner."""
    with Grader(assignment) as grader:
        files = [SubmissionFile(handful / name, name.partition(".")[0]) for name in HANDFUL]
        return {file.path.name: grader.grade(file) for file in files}


@pytest.fixture(scope="module")
def zip_file(assignment, tmp_path_factory):
    return archive.write_archive(assignment, tmp_path_factory.mktemp("built"))


def python(*arguments, **options):
    """Run Python with this package, whether or not it is installed."""
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": path, "PYTHONWARNINGS": "default"},
        **options,
    )


def output(process):
    said = process.communicate(timeout=120)[0]
    assert process.returncode == 0, said
    return said


# -- the zip ---------------------------------------------------------------------------------------


def test_the_zip_has_the_same_bytes_each_time(assignment, zip_file):
    assert archive.archive_bytes(assignment) == zip_file.read_bytes()


def test_the_zip_holds_what_otter_and_gradescope_look_for(zip_file):
    with zipfile.ZipFile(zip_file) as opened:
        names = opened.namelist()
        config = json.loads(opened.read("otter_config.json"))
        modes = {info.filename: info.external_attr >> 16 for info in opened.infolist()}
        setup = opened.read("setup.sh").decode()
        requirements = opened.read("requirements.txt").decode().split()
    # Otter's image adds each of these by name.
    for name in ("setup.sh", "run_autograder", "run_otter.py", "environment.yml"):
        assert name in names
    assert modes["run_autograder"] & 0o111
    assert "tests/q4_numerical_diff.py" in names
    carried = [name for name in names if name.startswith("files/chalkgrad/")]
    for name in (
        "solutions/hw2_learning.py",
        "assignments/hw2_learning/files/digits_5x5.npz",
        "autograder/hidden_tests/hw2_learning/held_out_5x5.npz",
        "autograder/hidden_tests/hw2_learning/test_q9_training.py",
        "autograder/runners/container.py",
    ):
        assert f"files/chalkgrad/{name}" in carried
    # Otter copies files/ next to the submission, so it has one folder and no second notebook.
    assert {name.split("/")[1] for name in names if name.startswith("files/")} == {"chalkgrad"}
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in names)
    assert list(config["plugins"][0]) == [archive.PLUGIN]
    assert "conda" not in setup.split("set -euo")[1]
    assert requirements == ["ipython", "matplotlib", "numpy"]


def test_every_package_of_the_image_is_pinned(zip_file):
    with zipfile.ZipFile(zip_file) as opened:
        constraints = opened.read("requirements.constraints.txt").decode()
        requirements = opened.read("requirements.txt").decode().split()
    for package in requirements:
        assert f"\n{package}==" in constraints


def test_without_otter_the_rest_is_built_and_one_line_says_so(tmp_path, monkeypatch, capsys):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "otter" else find(name)
    )
    monkeypatch.setattr(archive, "DIST", str(tmp_path))
    stale = tmp_path / "hw2_learning-autograder.zip"
    stale.write_text("of an earlier build")
    assert command(["build", "hw2_learning"]) == 0
    printed = capsys.readouterr()
    assert "unchanged" in printed.out
    assert printed.err.count("\n") == 1
    assert "otter-grader is not installed" in printed.err
    assert not stale.exists()
    assert command(["build", "hw2_learning", "--check"]) == 0


# -- Gradescope ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HANDFUL)
def test_gradescope_results_are_valid_and_add_up(assignment, graded, name):
    result = graded[name]
    results = gradescope.as_results(assignment, result)
    jsonschema.validate(results, SCHEMA)
    assert results["score"] == result.score
    assert round(sum(test.get("score", 0) for test in results["tests"]), 2) == result.score
    assert len({test["number"] for test in results["tests"]}) == len(results["tests"])
    points = {}
    for test in results["tests"]:
        question = test["tags"][0]
        points[question] = round(points.get(question, 0) + test.get("score", 0), 2)
    assert points == {question.id: question.points for question in result.questions}


def test_gradescope_is_told_no_time_more_precisely_than_in_seconds(assignment, graded):
    result = graded[HANDFUL[0]]
    one = replace(result, wall_seconds=7.123, cpu_seconds=3.25)
    other = replace(result, wall_seconds=6.876, cpu_seconds=2.751)
    told = [json.dumps(gradescope.as_results(assignment, each)) for each in (one, other)]
    assert told[0] == told[1]


@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_hidden_tests_are_shown_when_the_assignment_says(assignment, graded, visibility):
    told = replace(assignment, hidden_tests=visibility)
    results = gradescope.as_results(told, graded["hong_gildong.ipynb"])
    jsonschema.validate(results, SCHEMA)
    for test in results["tests"]:
        hidden = test["tags"][1] != "public"
        assert test["visibility"] == (visibility if hidden else "visible")
    # The leaderboard is shown at once, so it may not include hidden tests.
    public = sum(test["score"] for test in results["tests"] if test["tags"][1] == "public")
    assert results["leaderboard"][0]["value"] == round(public, 2)
    assert results["leaderboard"][0]["value"] < results["score"]
    measured = replace(graded["hong_gildong.ipynb"], leaderboard={"times faster": 400.0})
    entries = gradescope.as_results(told, measured)["leaderboard"]
    assert entries[1] == {"name": "times faster", "value": 400.0, "order": "desc"}
    assert "test_" not in results["output"]


def test_a_master_may_state_no_other_visibility(tmp_path):
    master = write_tiny(tmp_path)
    text = master.read_text(encoding="utf-8")
    master.write_text(text.replace('lang="en"\n', 'lang="en" hidden_tests="soon"\n', 1))
    with pytest.raises(ChalkgradError, match="hidden_tests is none of hidden, after_due_date"):
        load_assignment(master)


def test_the_schema_refuses_what_gradescope_would():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for wrong in (
        {},
        {"tests": []},
        {"score": "3"},
        {"score": 1, "visibility": "never"},
        {"score": 1, "tests": [{"number": 1.1}]},
        {"score": 1, "tests": [{"status": "error"}]},
        {"score": 1, "leaderboard": [{"name": "x", "value": 1, "order": "up"}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, SCHEMA)


def test_what_students_write_is_no_markdown(assignment, graded):
    result = graded["hong_gildong.ipynb"]
    test = replace(result.questions[0].tests[0], message="<b> ![x](http://a) in line 1: `y * _x`.")
    question = replace(result.questions[0], tests=[test], feedback="`a` [b](c)", status="failed")
    results = gradescope.as_results(assignment, replace(result, questions=[question]))
    assert [each["output"] for each in results["tests"]] == [
        r"`a` \[b\](c)",
        r"\<b\> !\[x\](http\://a) in line 1: `y * _x`\.",
    ]


# -- Otter's results -------------------------------------------------------------------------------

READ = """
import dill, json, sys
from otter.run import AutograderConfig
from otter.grade.utils import merge_scores_to_df
ours = [dill.load(open(path, "rb")) for path in sys.argv[1:]]
for number, each in enumerate(ours):
    each.file = f"{number}.ipynb"
    each.to_gradescope_dict(AutograderConfig({"show_hidden": True}))
    each.summary()
table = merge_scores_to_df(ours)
print(json.dumps(table.to_dict("records")))
"""


def test_otter_itself_reads_the_pickles_and_makes_its_table(graded, tmp_path):
    result = graded["hong_gildong.ipynb"]
    (tmp_path / "graded").write_bytes(otter_results.pickled(result))
    (tmp_path / "not").write_bytes(otter_results.pickled_failure("kim.ipynb: is damaged"))
    said = output(python("-c", READ, tmp_path / "graded", tmp_path / "not"))
    possible, row, failed = json.loads(said.strip().splitlines()[-1])
    for question in result.questions:
        assert row[question.id] == question.points
        assert possible[question.id] == pytest.approx(0 if question.bonus else question.max_points)
        assert failed[question.id] == 0
    assert (row["total_points_earned"], row["grading_status"]) == (result.score, "Completed")
    assert failed["grading_status"] == "kim.ipynb: is damaged"


def test_the_names_of_otters_modules_are_given_back(graded):
    before = {name: module for name, module in sys.modules.items() if name.startswith("otter")}
    otter_results.pickled(graded["script.py"])
    assert before == {n: m for n, m in sys.modules.items() if n.startswith("otter")}


@pytest.mark.parametrize("dask", [False, True])
def test_a_pickle_names_no_class_but_otters(graded, dask, monkeypatch):
    import copyreg
    import pickletools

    if dask:  # Dask's tblib pickles exceptions in its own way
        monkeypatch.setitem(copyreg.dispatch_table, RuntimeError, lambda error: (print, ()))
    for data in (
        otter_results.pickled(graded["script.py"]),
        otter_results.pickled_failure("cposix\nsystem\n"),
    ):
        strings = [arg for op, arg, _ in pickletools.genops(data) if isinstance(arg, str)]
        classes = set()

        class Looking(pickle.Unpickler):
            def find_class(self, module, name, found=classes):
                found.add((module, name))
                return RuntimeError if module == "builtins" else type(name, (), {})

        import io

        Looking(io.BytesIO(data)).load()
        assert strings
        assert all(
            module.startswith("otter.test_files") or (module, name) == ("builtins", "RuntimeError")
            for module, name in classes
        )


# -- the container ---------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Return a folder like the container's, with one assignment."""
    monkeypatch.setattr(
        "autograder.authoring.assignment.available_assignments", lambda _: ["hw2_learning"]
    )
    for name in ("source", "submission"):
        (tmp_path / "autograder" / name).mkdir(parents=True)
    return tmp_path / "autograder"


def results_of(place):
    results = json.loads((place / "results" / "results.json").read_text(encoding="utf-8"))
    jsonschema.validate(results, SCHEMA)
    assert sorted(path.name for path in (place / "results").iterdir()) == [
        "results.json",
        "results.pkl",
    ]
    return results, (place / "results" / "results.pkl").read_bytes()


@pytest.mark.parametrize(
    "metadata",
    [None, "", "[]", '{"users": 3}', '{"users": [{"name": 4}]}', "\0\xff", "[" * 100_000],
    ids=["missing", "empty", "list", "no users", "no name", "bytes", "deep"],
)
def test_metadata_may_be_anything(tmp_path, metadata):
    path = tmp_path / "submission_metadata.json"
    if metadata is not None:
        path.write_text(metadata, encoding="latin-1")
    assert student_name(path) == ""
    path.write_text('{"users": [{"name": "김서연"}, {"name": "Lee"}]}', encoding="utf-8")
    assert student_name(path) == "김서연, Lee"


def test_the_container_grades_and_hides_its_source(place, capsys):
    (place / "source").chmod(0o755)
    (place / "submission" / "kim.py").write_text(LIGHT)
    (place / "submission" / "figures.py").write_text("handed out, and nobody's answer")
    (place / "submission_metadata.json").write_text("")
    assert container.main(place) == 0
    results, data = results_of(place)
    assert results["score"] == 8.0
    assert results["extra_data"]["questions"]["q1_mean_squared_error"] == 8.0
    assert b"GradingResults" in data
    assert "kim.py (kim): graded, 8/100" in capsys.readouterr().out
    if os.geteuid() == 0:
        assert (place / "source").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "There is no notebook (.ipynb) or script (.py)"),
        ({"a.ipynb": "{}", "b.ipynb": "{}"}, "You handed in 2 submissions at once: `a.ipynb`"),
        ({"a.ipynb": "{}", "a.py": ""}, "You handed in 2 submissions at once"),
        ({"hw2.zip": "PK"}, "You handed in an archive: `hw2.zip`. Unpack it"),
        ({"essay.pdf": "%PDF", "tests/q1.py": ""}, "you handed in: `essay.pdf`"),
        ({"a.ipynb": "{"}, "cannot be graded: a.ipynb"),
    ],
    ids=["none", "two", "two kinds", "zip", "pdf", "damaged"],
)
def test_what_cannot_be_graded_is_said_and_valid(place, files, says):
    for name, text in files.items():
        (place / "submission" / name).parent.mkdir(exist_ok=True)
        (place / "submission" / name).write_text(text)
    assert container.main(place) == 0
    results, data = results_of(place)
    assert results["score"] == 0
    assert says in results["output"].replace("\\", "")
    assert results["tests"][0]["visibility"] == "visible"
    assert says.encode()[:40] in data.replace(b"\\", b"")


def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(tmp_path, monkeypatch):
    results = container.Results(tmp_path)
    results.not_graded("first")
    earlier = results.pickle.read_bytes()
    inner = os.replace

    def full(source, target):
        if target == results.pickle:
            raise OSError(28, "No space left on device")
        inner(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        results.not_graded("second")
    assert results.pickle.read_bytes() == earlier
    assert sorted(path.name for path in tmp_path.iterdir()) == ["results.json", "results.pkl"]


def test_results_are_valid_before_any_student_code_and_after_a_crash(place, monkeypatch, capsys):
    (place / "submission" / "kim.py").write_text(LIGHT)
    seen = []

    def crash(self, file, write, **more):
        results, data = results_of(place)
        seen.append((results["output"], b"Grading is not complete" in data))
        raise MemoryError("the grader's own")

    monkeypatch.setattr(Grader, "grade", crash)
    assert container.main(place) == 0
    assert "Grading is not complete" in seen[0][0]
    assert seen[0][1]
    results, data = results_of(place)
    assert "The grader itself failed" in results["output"]
    assert b"The grader itself failed" in data
    # Only the instructor sees the reason.
    assert "MemoryError" in capsys.readouterr().out
    assert "MemoryError" not in json.dumps(results)


def test_a_link_out_of_the_folder_is_no_submission(place, tmp_path):
    (tmp_path / "secret.py").write_text(LIGHT)
    (place / "submission" / "kim.py").symlink_to(tmp_path / "secret.py")
    with pytest.raises(NoSubmission):
        the_submission(place / "submission", set())


def test_a_link_beside_the_submission_is_not_read(place):
    (place / "submission" / "kim.py").write_text(LIGHT)
    (place / "submission" / "a.ipynb").symlink_to("/proc/kmsg")
    (place / "submission" / "b.py").symlink_to("kim.py")
    assert the_submission(place / "submission", set()).path.name == "kim.py"
    assert language_in(place / "submission") == "en"


def test_who_hands_in_nothing_but_a_link_is_told(place):
    (place / "submission" / "kim.py").symlink_to("/etc/passwd")
    with pytest.raises(NoSubmission, match=r"You handed in a symbolic link: `kim\.py`"):
        the_submission(place / "submission", set())


@pytest.mark.parametrize("broken", ["ascii", "closed"])
def test_what_cannot_be_printed_replaces_no_result(place, monkeypatch, broken):
    (place / "submission" / "김서연.py").write_text(LIGHT)
    log = io.BytesIO()
    stream = io.TextIOWrapper(log, encoding="ascii", write_through=True)
    if broken == "closed":

        def full(_data):
            raise BrokenPipeError(32, "Broken pipe")

        monkeypatch.setattr(stream, "write", full)
    monkeypatch.setattr(sys, "stdout", stream)
    assert container.main(place) == 0
    results, _ = results_of(place)
    assert (results["score"], results["extra_data"]["status"]) == (8.0, "graded")
    assert broken == "closed" or b"\\uae40" in log.getvalue()


def test_the_zip_alone_grades(zip_file, place, graded):
    with zipfile.ZipFile(zip_file) as opened:
        opened.extractall(place / "source")
    name = "hong_gildong.ipynb"
    (place / "submission" / name).write_bytes((CLASS / name).read_bytes())
    # Isolated, so that this clone is not on the path.
    output(python("-I", "-B", place / "source" / "run_otter.py", cwd="/"))
    results, _ = results_of(place)
    wanted = {question.id: question.points for question in graded[name].questions}
    assert results["extra_data"]["questions"] == wanted


def test_the_zip_of_another_assignment_grades_that_one_in_a_hostile_folder(place, tmp_path):
    other = load_assignment(ROOT / "assignments" / "hw1_forward")
    with zipfile.ZipFile(archive.write_archive(other, place)) as opened:
        opened.extractall(place / "source")
    (place / "submission" / "kim.ipynb").write_bytes(
        (ROOT / "solutions" / "hw1_forward.ipynb").read_bytes()
    )
    fill(tmp_path / "hostile")
    with opened_in(tmp_path / "hostile") as opened:
        entry = place / "source" / "run_otter.py"
        output(python("-I", "-B", entry, cwd=tmp_path / "hostile"))
    results, _ = results_of(place)
    assert results["score"] == 40.0
    assert not opened


# -- otter run -------------------------------------------------------------------------------------

EVIL = "open({!r}, 'a').write(__name__)\n"


def test_otter_run_gives_what_grade_gives(zip_file, graded, handful, tmp_path):
    sentinel = tmp_path / "imported"
    started = {}
    for name in (HANDFUL[0], HANDFUL[2]):
        # Next to the submission are files that Otter itself would import, unpickle or run.
        submission = tmp_path / f"{name}.zip"
        with zipfile.ZipFile(submission, "w") as made:
            made.write(handful / name, name)
            if name.endswith(".ipynb"):
                for module in ("otter", "numpy", "nbconvert", "sitecustomize"):
                    made.writestr(f"{module}.py", EVIL.format(str(sentinel)))
            made.writestr(".OTTER_LOG", pickle.dumps(_Evil(str(sentinel))))
        out = tmp_path / name
        out.mkdir()
        arguments = ("-m", "otter", "run", "-a", zip_file, "-o", out, submission)
        started[name] = python(*arguments, cwd=tmp_path)
    for name, process in started.items():
        said = output(process)
        tests = json.loads((tmp_path / name / "results.json").read_text())["tests"]
        got = {test["name"]: test["score"] for test in tests if "score" in test}
        wanted = {question.id: question.points for question in graded[name].questions}
        assert got == wanted
        assert "Graded by chalkgrad" in said
    assert not sentinel.exists()


def test_otter_run_opens_nothing_in_a_hostile_folder(tmp_path):
    assignment = load_assignment("hw1_forward")
    zip_file = archive.write_archive(assignment, tmp_path)
    fill(tmp_path / "hostile")
    solution = (ROOT / "solutions" / "hw1_forward.ipynb").read_bytes()
    (tmp_path / "hostile" / "kim.ipynb").write_bytes(solution)
    # As the installed command does: the current folder is not searched.
    script = tmp_path / "otter_command.py"
    script.write_text("from otter.cli import cli\ncli()\n")
    with opened_in(tmp_path / "hostile") as opened:
        given = (script, "run", "-a", zip_file, "-o", tmp_path, "kim.ipynb")
        said = output(python(*given, cwd=tmp_path / "hostile"))
    assert "Graded by chalkgrad" in said
    assert opened <= {"kim.ipynb"}


class _Evil:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


def test_otter_run_refuses_a_zip_of_other_tests(zip_file, tmp_path):
    other = tmp_path / "other.zip"
    with zipfile.ZipFile(zip_file) as old, zipfile.ZipFile(other, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "otter_config.json":
                config = json.loads(data)
                config["plugins"][0][archive.PLUGIN]["tests_sha256"] = "0" * 64
                data = json.dumps(config).encode()
            new.writestr(info, data)
    process = python(
        "-m", "otter", "run", "-a", other, "-o", tmp_path, CLASS / HANDFUL[0], cwd=tmp_path
    )
    said = process.communicate(timeout=120)[0]
    assert process.returncode != 0
    assert "this zip was built from other tests than the installed ones" in said


def test_otters_plugin_reads_nothing_through_a_link(assignment, tmp_path, monkeypatch):
    plugins = pytest.importorskip("autograder.runners.otter_plugin")
    classmate = tmp_path / "classmate.py"
    classmate.write_text(LIGHT)
    handed_in = tmp_path / "submission" / "kim.py"
    handed_in.parent.mkdir()
    handed_in.symlink_to(classmate)
    plugin = plugins.ChalkgradPlugin(str(handed_in), {}, {})
    monkeypatch.setattr(plugin, "_assignment", lambda: assignment)
    plugin.before_grading(None)
    assert plugin._result.status == "ungraded"
    assert "kim.py: is a symbolic link" in plugin._result.incidents[0]
    assert classmate.read_text() == LIGHT
    assert (handed_in.is_symlink(), handed_in.read_text()) == (False, "")


# -- pytest ----------------------------------------------------------------------------------------


def run_pytest(*arguments, cwd):
    names = [entry.value for entry in importlib.metadata.entry_points(group="pytest11")]
    plugin = "autograder.runners.pytest_plugin"
    loaded = () if plugin in names else ("-p", plugin)
    return python("-m", "pytest", "-p", "no:cacheprovider", *loaded, *arguments, cwd=cwd)


def chalkgrad_pytest(*arguments, cwd):
    return python("-m", "autograder.cli", "pytest", *arguments, cwd=cwd)


def test_pytest_reports_one_item_a_test_with_its_points(graded, assignment, tmp_path):
    name = "hong_gildong.ipynb"
    folder = tmp_path / "handed_in"
    folder.mkdir()
    (folder / name).write_bytes((CLASS / name).read_bytes())
    # pytest must not run other files in the folder of the submission.
    (folder / "conftest.py").write_text("raise SystemExit('student code in the grader')\n")
    (folder / "test_evil.py").write_text("raise SystemExit('student code in the grader')\n")
    report = tmp_path / "report.xml"
    given = (folder / name, "-a", "hw2_learning")
    whole = chalkgrad_pytest(*given, "--junitxml=report.xml", "--strict-markers", cwd=tmp_path)
    chosen = ("-m", "q4_numerical_diff and hidden", "-v")
    one = chalkgrad_pytest(*given, *chosen, cwd=tmp_path)
    # In the course's root, whose configuration is the instructor's, pytest itself does the same.
    plain = run_pytest("--submission", *given, *chosen, cwd=ROOT)
    said = whole.communicate(timeout=120)[0]
    assert whole.returncode == 1, said  # some tests fail
    assert "total: 83/100" in said
    cases = list(ElementTree.parse(report).iter("testcase"))
    tests = [test for question in graded[name].questions for test in question.tests]
    assert [case.get("name") for case in cases] == [test.name for test in tests]
    for case, test in zip(cases, tests, strict=True):
        properties = {each.get("name"): each.get("value") for each in case.iter("property")}
        assert float(properties["points"]) == test.points
        assert float(properties["max_points"]) == test.max_points
        assert (case.find("failure") is not None) == (test.status != "passed")
    hidden = [test for test in graded[name].questions[3].tests if test.hidden]
    for process in (one, plain):
        assert f"{len(hidden)} passed" in output(process)


def test_pytest_is_left_alone_where_there_is_no_submission(tmp_path):
    (tmp_path / "test_mine.py").write_text(
        "import sys\ndef test_mine():\n    assert 'numpy' not in sys.modules\n"
        "    assert 'autograder.authoring.assignment' not in sys.modules\n"
    )
    assert "1 passed" in output(run_pytest("--strict-markers", "-W", "error", cwd=tmp_path))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nobody.ipynb", "-a", "hw2_learning"), "no such file"),
        ((CLASS / "seo_jun.py", "-a", "hw9"), "unknown assignment 'hw9'"),
        ((CLASS / "seo_jun.py", "-a", "hw2_learning", "--absent"), "unrecognized arguments"),
        ((CLASS / "seo_jun.py", "-a", "hw2_learning", "--pdb"), "--pdb and --trace"),
    ],
    ids=["no file", "another assignment", "another option", "a debugger"],
)
def test_pytest_says_what_is_missing(arguments, says, tmp_path):
    process = chalkgrad_pytest(*arguments, cwd=tmp_path)
    said = process.communicate(timeout=120)[0]
    assert process.returncode == 4
    assert says in said
    assert "Traceback" not in said


def test_pytest_prints_no_name_that_drives_a_terminal(tmp_path):
    name = "a\x1b]0;pwned\x07\x1b[31mRED\u202e.py"
    (tmp_path / name).write_text("%PDF")
    (tmp_path / f"link{name}").symlink_to(name)
    reads = chalkgrad_pytest(
        name, "-a", "hw2_learning", "-v", "-m", "q4_numerical_diff", cwd=tmp_path
    )
    refuses = chalkgrad_pytest(f"link{name}", "-a", "hw2_learning", cwd=tmp_path)
    for process, code in ((reads, 1), (refuses, 4)):
        said = process.communicate(timeout=120)[0]
        assert process.returncode == code, said
        assert "RED" in said
        assert not {"\x1b", "\x07", "\u202e"} & set(said)
    assert "is a symbolic link; not read" in said


def test_an_unreadable_submission_is_an_error_of_no_test(tmp_path):
    (tmp_path / "kim.ipynb").write_text("{")
    process = chalkgrad_pytest("kim.ipynb", "-a", "hw2_learning", "-m", "public", cwd=tmp_path)
    said = process.communicate(timeout=120)[0]
    assert process.returncode == 1
    assert "error" in said.splitlines()[-1]
    assert "failed" not in said.splitlines()[-1]
    assert "is damaged or cut off" in said
