"""The exports: a port of the LMS's own code reads each, and hostile text stays text."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
from datetime import datetime
from html.parser import HTMLParser
from importlib import import_module
from types import SimpleNamespace
from xml.etree import ElementTree

import jsonschema
import nbformat
import pytest
from markdown_it import MarkdownIt

from autograder.cli.main import main
from autograder.course.gradebook import formula_safe
from autograder.errors import ChalkgradError
from autograder.export.feedback import html, markdown, write_feedback
from autograder.export.form import Options
from autograder.export.formats import FORMATS, export
from autograder.intake.origin import origin_of
from tests.report.graded_class import FORMULA, HOSTILE, make_class, question, result, write_class

NOW = "2026-11-20T12:00:00.000+00:00"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
EACH = [name for name, kind in FORMATS.items() if not kind.whole_class]


@pytest.fixture
def out(tmp_path):
    """Return the folder of the class in `graded_class`."""
    return write_class(tmp_path / "out")


def exported(out, name, **options):
    """Export a class; return the text, or the texts by number of the result, and the notes."""
    done = export(out, name, options=Options(now=NOW, **options))
    if done.path.is_dir():
        texts = {int(path.stem): path.read_text("utf-8") for path in done.path.iterdir()}
        assert len(texts) == done.files
        return texts, done
    return done.path.read_text("utf-8"), done


# -- all formats ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"canvas", "feedback"}))
def test_no_text_drives_a_terminal_or_turns_a_line_around(name, out):
    texts, _ = exported(out, name)
    for text in texts.values() if isinstance(texts, dict) else [texts]:
        if name == "github-classroom":
            text = base64.b64decode(text).decode()
        assert not CONTROLS.search(text)
        assert not re.search(r"\\u00[01][0-8bcef]|\\u00[89]|\\u202[a-e]|\\u206[6-9]", text)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"canvas", "lti-ags"}))
def test_the_same_results_give_the_same_bytes(name, out):
    def content():
        done = export(out, name)
        files = [done.path] if done.path.is_file() else sorted(done.path.iterdir())
        return [path.read_bytes() for path in files]

    assert content() == content()


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"canvas", "lti-ags"}))
def test_no_form_tells_a_time_more_precisely_than_in_seconds(name, out):
    def content(wall, cpu):
        for path in (out / "results").iterdir():
            data = json.loads(path.read_text("utf-8"))
            path.write_text(json.dumps({**data, "wall_seconds": wall, "cpu_seconds": cpu}))
        done = export(out, name)
        files = [done.path] if done.path.is_file() else sorted(done.path.iterdir())
        return [path.read_bytes() for path in files]

    assert content(7.123, 3.25) == content(6.876, 2.751)


@pytest.mark.parametrize("name", EACH)
def test_one_result_goes_to_standard_output(name, out, capsys):
    assert main(["export", str(out / "results/000.json"), "--format", name]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    text = printed.out if name != "autolab" else printed.out.splitlines()[-1]
    if name == "github-classroom":
        text = base64.b64decode(text)
    assert isinstance(json.loads(text), dict)
    assert not (out / "export").exists()


@pytest.mark.parametrize("name", ["csv", "junit", "nbgrader"])
def test_a_table_goes_to_standard_output(name, out, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert main(["export", str(out), "--format", name, "-o", "-"]) in (0, 1)
    printed = capsys.readouterr().out
    assert main(["export", str(out / "results/000.json"), "--format", name]) == 0
    alone = capsys.readouterr().out
    assert sorted(tmp_path.rglob("*")) == before
    assert "tanaka" in printed
    assert "kim_seoyeon" in alone
    assert "tanaka" not in alone
    assert printed == export(out, name).path.read_bytes().decode()


@pytest.mark.parametrize("name", [*EACH, "feedback"])
def test_several_files_do_not_go_to_standard_output(name, out, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    assert main(["export", str(out), "--format", name, "-o", "-"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == f"chalkgrad: -o -: {name} is several files; give a folder\n"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", EACH)
def test_who_has_no_score_gets_no_zero(name, out):
    texts, done = exported(out, name)
    says_so = {"github-classroom", "lti-ags", "prairielearn", "submitty"}
    assert (3 in texts, 4 in texts) == ((name in says_so),) * 2
    assert len(done.left_out) == (0 if name in says_so else 2)
    if name not in says_so:
        assert done.left_out[0].startswith("broken: is ungraded")


def test_the_command_ends_in_1_where_somebody_was_left_out(out, capsys):
    assert main(["export", str(out), "--format", "gradescope"]) == 1
    printed = capsys.readouterr()
    assert "broken: is ungraded, and was left out" in printed.err
    assert f"gradescope: {out / 'export' / 'gradescope'} (6 files)" in printed.out
    assert main(["export", str(out), "--format", "csv", "-o", str(out / "g.csv")]) == 0
    assert (out / "g.csv").exists()


def test_an_unknown_format_is_wrong_usage(out, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["export", str(out), "--format", "blackboard"])
    assert caught.value.code == 2


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        (["student"], {}, "student lacks 'id'"),
        (["submission"], {"file": "x.py"}, "submission lacks 'sha256'"),
        (["grader"], None, "grader cannot be None"),
        (["student", "name"], 7, "student cannot be {"),
        (["score"], "8", "score cannot be '8'"),
        (["max_score"], float("nan"), "max_score cannot be nan"),
        (["questions"], None, "NoneType"),
        (["questions", 0, "points"], True, "points cannot be True"),
        (["questions", 0, "feedback"], None, "feedback cannot be None"),
        (["questions", 0, "tests", 0, "max_points"], [], "max_points cannot be []"),
        (["incidents"], "none", "incidents cannot be 'none'"),
    ],
)
@pytest.mark.parametrize("command", [["export", "--format", "csv"], ["report"]])
def test_what_lacks_something_of_a_result_is_one_clear_line(
    command, place, value, says, out, capsys
):
    path = out / "results" / "000.json"
    data = json.loads(path.read_text("utf-8"))
    part = data
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    path.write_text(json.dumps(data))
    assert main([*command, str(out)]) == 1
    printed = capsys.readouterr().err
    assert printed.startswith(f"chalkgrad: {path}: not a result file (")
    assert says in printed
    assert printed.count("\n") == 1


def test_a_place_that_cannot_be_written_is_one_clear_line(out, capsys):
    (out / "file").write_text("")
    assert main(["export", str(out), "--format", "csv", "-o", str(out / "file" / "g.csv")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


# -- files of one student -------------------------------------------------------------------------

# https://gradescope-autograders.readthedocs.io/en/latest/specs/ as a schema; unknown keys, which
# Gradescope ignores, are refused here.
GRADESCOPE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["score", "tests"],
    "properties": {
        "score": {"type": "number"},
        "execution_time": {"type": "number"},
        "output": {"type": "string"},
        **{
            f"{what}output_format" if what != "name_" else "test_name_format": {
                "enum": ["text", "html", "simple_format", "md", "ansi"]
            }
            for what in ("", "test_", "name_")
        },
        **{
            key: {"enum": ["hidden", "after_due_date", "after_published", "visible"]}
            for key in ("visibility", "stdout_visibility")
        },
        "leaderboard": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "value"],
                "properties": {"order": {"enum": ["asc", "desc"]}},
            },
        },
        "tests": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["score", "max_score", "name"],
                "properties": {
                    "score": {"type": "number"},
                    "max_score": {"type": "number"},
                    "status": {"enum": ["passed", "failed"]},
                    "name": {"type": "string"},
                    "number": {"type": "string"},
                    "output": {"type": "string"},
                    "visibility": {"const": "visible"},
                },
            },
        },
    },
}


def test_gradescope_follows_its_specification_and_hides_no_total(out):
    texts, _ = exported(out, "gradescope")
    for text in texts.values():
        jsonschema.validate(json.loads(text), GRADESCOPE)
    first = json.loads(texts[0])
    assert first["score"] == 20.0
    assert [test["score"] for test in first["tests"]] == [10.0, 10.0, 0.0]


def prairielearn(text):
    """Port of PrairieLearn's reading: `lib/externalGrader.ts` and `pl-external-grader-results`."""
    assert len(text.encode()) <= 1_000_000
    content = json.loads(text)
    if not content.get("gradable", True):
        return None, content["format_errors"]
    score = content["score"]
    assert isinstance(score, int | float)
    assert 0 <= score <= 1
    # Details are shown only if each test has both.
    assert all("points" in test and "max_points" in test for test in content["tests"])
    return score, content["tests"]


def test_prairielearn_gets_a_share_and_never_a_zero_for_a_fault(out):
    texts, _ = exported(out, "prairielearn")
    assert prairielearn(texts[0])[0] == pytest.approx(20 / 35.5, abs=1e-6)
    assert prairielearn(texts[1])[0] == 1
    assert prairielearn(texts[3]) == (None, ["broken.ipynb: is damaged or cut off"])


def test_prairielearn_gets_less_than_a_megabyte(tmp_path):
    out = write_class(tmp_path / "out", [result("kim", parts=(0.0, 0.0, 0.0))])
    path = out / "results" / "000.json"
    data = json.loads(path.read_text())
    data["questions"] = [{**data["questions"][0], "feedback": "é" * 30_000}] * 40
    path.write_text(json.dumps(data))
    texts, _ = exported(out, "prairielearn")
    assert len(prairielearn(texts[0])[1]) == 40


def autolab(text):
    """Port of Autolab's parseAutoresult (autograde.rb) and parseFeedback (its controller)."""
    lines = text.rstrip().split("\n")
    scores = json.loads(re.sub(r"([a-zA-Z0-9]+):", r'"\1":', lines[-1]))
    feedback = json.loads(lines[-2])
    assert feedback["_presentation"] == "semantic"
    for stage in feedback["stages"]:
        assert all(isinstance(test["passed"], bool) for test in feedback[stage].values())
    return scores, feedback


def test_autolab_reads_its_last_lines_whatever_colons_are_in_the_feedback(out):
    texts, _ = exported(out, "autolab")
    for text in texts.values():
        scores, feedback = autolab(text)
        assert list(scores["scores"]) == ["q1_topic", "q2_topic", "q3_topic"]
    scores, feedback = autolab(texts[0])
    assert scores == {
        "scores": {"q1_topic": 10.0, "q2_topic": 10.0, "q3_topic": 0.0},
        "scoreboard": [20.0],
    }
    assert "note: see http://a.b" in feedback["Questions"]["q2_topic"]["hint"]
    # The quoting would break the JSON at a colon that is not escaped: the port can fail.
    assert '"http": ' not in texts[0]
    with pytest.raises(json.JSONDecodeError):
        autolab(texts[0].splitlines()[0] + '\n{"scores": {"Part 1: a": 1}}')


def classroom(text):
    """Port of autograding-grading-reporter: main.js and notify-classroom.js; its two numbers."""
    results = json.loads(base64.b64decode(text))
    tests = results["tests"]  # without it, the reporter crashes
    if not results["max_score"]:
        return results["status"], None
    return results["status"], (sum(test["score"] for test in tests), results["max_score"])


def test_github_classroom_is_told_the_points(out):
    texts, _ = exported(out, "github-classroom")
    assert classroom(texts[0]) == ("fail", (20.0, 35.5))
    assert classroom(texts[1]) == ("pass", (35.5, 35.5))
    assert classroom(texts[3]) == ("error", None)
    assert all(re.fullmatch(r"[A-Za-z0-9+/=]+\n", text) for text in texts.values())


def test_submitty_gets_a_share_or_a_failure(out):
    texts, _ = exported(out, "submitty")
    read = {number: json.loads(text) for number, text in texts.items()}
    assert read[1]["data"]["score"] == 1
    assert [read[n]["data"]["status"] for n in (0, 1, 7)] == ["warning", "success", "failure"]
    assert read[3] == {"status": "fail", "message": "broken.ipynb: is damaged or cut off"}
    assert all(set(each) <= {"status", "data", "message"} for each in read.values())


def edx(body):
    """Port of CodeResponse._parse_score_msg (`capa/responsetypes.py` of edx-platform)."""
    content = json.loads(body)
    assert all(tag in content for tag in ("correct", "score", "msg"))
    return content["correct"], content["score"], ElementTree.fromstring(content["msg"])


def test_open_edx_reads_well_formed_xml_without_foreign_elements(out):
    texts, _ = exported(out, "xqueue")
    for text in texts.values():
        _, score, message = edx(text)
        assert 0 <= score <= 1
        assert {element.tag for element in message.iter()} == {"div", "p", "ul", "li"}
    assert edx(texts[1])[:2] == (True, 1)
    assert edx(texts[0])[0] is False
    said = "".join(edx(texts[6])[2].itertext())
    assert HOSTILE in said


# https://www.imsglobal.org/spec/lti-ags/v2p0#score-service-media-type-and-schema
AGS = {
    "type": "object",
    "required": ["userId", "timestamp", "activityProgress", "gradingProgress"],
    "additionalProperties": False,
    "dependentRequired": {"scoreGiven": ["scoreMaximum"]},
    "properties": {
        "userId": {"type": "string", "minLength": 1},
        "timestamp": {"type": "string"},
        "scoreGiven": {"type": "number", "minimum": 0},
        "scoreMaximum": {"type": "number", "exclusiveMinimum": 0},
        "comment": {"type": "string"},
        "activityProgress": {
            "enum": ["Initialized", "Started", "InProgress", "Submitted", "Completed"]
        },
        "gradingProgress": {
            "enum": ["FullyGraded", "Pending", "PendingManual", "Failed", "NotReady"]
        },
    },
}


def test_lti_scores_follow_the_specification(out):
    texts, _ = exported(out, "lti-ags")
    read = {number: json.loads(text) for number, text in texts.items()}
    for score in read.values():
        jsonschema.validate(score, AGS)
        assert datetime.fromisoformat(score["timestamp"]).tzinfo is not None
    assert (read[0]["scoreGiven"], read[0]["scoreMaximum"]) == (20.0, 35.5)
    assert read[3]["gradingProgress"] == "Failed"
    assert "scoreGiven" not in read[3]


# -- tables ---------------------------------------------------------------------------------------


def rows(text, **options):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), **options))


@pytest.mark.parametrize("name", ["csv", "nbgrader", "moodle"])
def test_no_cell_of_a_table_is_a_formula(name, out):
    table = rows(exported(out, name)[0])
    assert len(table) > 4
    for row in table:
        assert len(row) == len(table[0])
        assert not any(cell.strip().startswith(tuple("=+@\uff1d")) for cell in row)


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "  =1", "\uff1d1", "\r=1", "\x1b=1", "\n=1"]
)
def test_what_spreadsheets_take_for_a_formula_is_made_inert(text):
    assert not formula_safe(text).lstrip(" ").startswith(tuple("=+-@\t\r\n\uff1d"))
    assert formula_safe("kim=1") == "kim=1"


def test_nbgraders_columns_and_names(out):
    text, done = exported(out, "nbgrader")
    table = list(csv.DictReader(io.StringIO(text)))
    # `nbgrader/plugins/export.py`, CsvExportPlugin.keys
    assert list(table[0]) == [
        *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
        *("raw_score", "late_submission_penalty", "score", "max_score"),
    ]
    kim = table[0]
    assert (kim["last_name"], kim["first_name"], kim["score"]) == ("Seoyeon", "Kim", "20")
    assert len(table) == 6
    assert len(done.left_out) == 2


def test_junit_counts_what_it_lists(out):
    text, _ = exported(out, "junit")
    root = ElementTree.fromstring(text)
    assert root.tag == "testsuites"
    for suite in root:
        cases = suite.findall("testcase")
        for key, tag in {"errors": "error", "failures": "failure", "skipped": "skipped"}.items():
            assert int(suite.get(key)) == len(suite.findall(f"testcase/{tag}"))
        assert int(suite.get("tests")) == len(cases)
        # xunit2 has no other attributes (`src/_pytest/junitxml.py`).
        assert all(set(case.attrib) <= {"classname", "name", "time"} for case in cases)
    by_name = {suite.get("name"): suite.attrib for suite in root}
    assert (by_name["broken"]["errors"], by_name["broken"]["failures"]) == ("1", "0")
    assert (by_name["tanaka"]["skipped"], by_name["tanaka"]["failures"]) == ("2", "0")


def test_what_policies_changed_is_in_the_score_and_is_said():
    late = result("kim")
    late.adjustments = [SimpleNamespace(kind="late", points=-3.55, reason="late: 1 day")]
    late.score = 31.95
    texts = {
        name: import_module(f"autograder.export.{FORMATS[name].module}").convert(late, Options())
        for name in EACH
    }
    assert autolab(texts["autolab"])[0]["scores"]["adjustments"] == -3.55
    assert classroom(texts["github-classroom"]) == ("pass", (pytest.approx(31.95), 35.5))
    assert json.loads(texts["gradescope"])["score"] == 31.95
    assert json.loads(texts["lti-ags"])["scoreGiven"] == 31.95
    assert prairielearn(texts["prairielearn"])[0] == 0.9
    assert json.loads(texts["submitty"])["data"]["score"] == 0.9
    assert edx(texts["xqueue"])[:2] == (False, 0.9)
    assert "late: 1 day: -3.55" in json.loads(texts["submitty"])["data"]["message"]
    assert "- late: 1 day: -3.55" in markdown(late)
    assert "late: 1 day: -3.55" in html(late)
    table = import_module("autograder.export.nbgrader").convert_class([late], Options())
    assert "35.5,3.55,31.95,35.5" in table.text


def test_a_bonus_adds_and_its_lack_is_no_failure():
    got, lacks = result("kim"), result("lee")
    for each, points in ((got, 4.0), (lacks, 0.0)):
        status = "passed" if points else "not_attempted"
        each.questions.append(question(4, points, 4.0, status, "Bonus feedback.", bonus=True))
        each.score = each.total()
    got.leaderboard = {"times faster": 12.5}

    def convert(name, each):
        return import_module(f"autograder.export.{FORMATS[name].module}").convert(each, Options())

    assert classroom(convert("github-classroom", got)) == ("pass", (39.5, 35.5))
    assert classroom(convert("github-classroom", lacks)) == ("pass", (35.5, 35.5))
    assert [prairielearn(convert("prairielearn", each))[0] for each in (got, lacks)] == [1, 1]
    assert [edx(convert("xqueue", each))[:2] for each in (got, lacks)] == [(True, 1)] * 2
    assert json.loads(convert("lti-ags", got))["scoreGiven"] == 39.5
    jsonschema.validate(json.loads(convert("gradescope", got)), GRADESCOPE)
    assert "q4_topic, 0 of 4 as a bonus" in markdown(lacks)
    table = import_module("autograder.export.moodle").convert_class([got], Options())
    assert "above 35.5 are refused" in table.notes[0]


# -- Canvas ---------------------------------------------------------------------------------------

CANVAS_HEADER = [
    *("Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Notes"),
    *("Essay (11)", "tiny (12)", "Current Score", "Final Score"),
]
CANVAS_ROWS = [
    ["    Points Possible", "", "", "", "", "", "5", "35.5", "(read only)", "(read only)"],
    ["Kim, Seoyeon", "101", "s101", "kim_seoyeon", "A", "", "5", "", "9", "9"],
    ["박지훈", "102", "s102", "박지훈", "A", "x", "4", "EX", "9", "9"],
    ["Aoi, Tanaka", "103", "TANAKA", "ta", "A", "", "", "1.00", "9", "9"],
    ["Nobody, Else", "104", "s104", "nobody", "A", "", "", "17.00", "9", "9"],
    [FORMULA, "105", "s105", "form", "A", "", "", "", "9", "9"],
    ["Lee, Minho", "106", "s106", "broken", "A", "", "", "3.00", "9", "9"],
    ["Student, Test", "107", "", "1f2e", "A", "", "", "", "9", "9"],
]


def canvas_template(path, header=None, body=None, separator=","):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(
        [header or CANVAS_HEADER, *(body or CANVAS_ROWS)]
    )
    path.write_text("\ufeff" + text.getvalue(), "utf-8")
    return path


def canvas(text, assignments, students):
    """Port of GradebookImporter (`lib/gradebook_importer.rb`): what is new, and grades."""
    lines = text.splitlines()[:3]
    counts = {mark: {len(rows(line, delimiter=mark)[0]) for line in lines} for mark in ";,"}
    sizes = {mark: max(count) if len(count) == 1 else 0 for mark, count in counts.items()}
    header, *body = rows(text, delimiter=";" if sizes[";"] > sizes[","] else ",")
    assert len(header) > 3
    assert "Student" in header[0]
    assert "ID" in header[1]
    columns = 3
    if re.search(r"SIS\s+Login\s+ID", header[2]):
        columns += 1
    elif re.search(r"SIS\s+User\s+ID", header[2]) and re.search(r"SIS\s+Login\s+ID", header[3]):
        columns += 2
        columns += bool(re.search(r"Integration\s+ID", header[4]))
    assert "Section" in header[columns - 1]
    non_assignment = "|".join(
        f"{a} {b}" for a in ("Current", "Final", "Override") for b in ("Score", "Points", "Grade")
    )
    new, grades = [], {}
    for place, title in list(enumerate(header))[columns:]:
        if re.search(non_assignment, title):
            continue
        parts = re.fullmatch(r"(.*)\s\((\d+)\)", title)
        if parts is None or int(parts[2]) not in assignments:
            new.append(title)
            continue
        for row in body:
            empty = all(re.fullmatch(r"\s*(Muted|Manual Posting.*)?\s*", c, re.I) for c in row)
            if "Points Possible" in row[0] or empty:
                continue
            assert int(row[1]) in students, f"a new student: {row}"
            grades[int(row[1])] = row[place].strip()
    return new, grades


def test_canvas_gets_marks_in_its_own_column_and_no_new_assignment(out, tmp_path):
    template = canvas_template(tmp_path / "g.csv")
    text, done = exported(out, "canvas", template=template)
    new, grades = canvas(text, {11, 12}, range(101, 108))
    assert new == []
    assert grades == {
        101: "20.00",
        102: "EX",  # excused, in spite of a score
        103: "30.00",
        104: "17.00",  # no submission: unchanged
        105: "15.00",  # matched by name alone
        106: "3.00",  # ungraded: unchanged
        107: "",
    }
    assert rows(text)[0] == [*CANVAS_HEADER[:5], "tiny (12)"]
    assert not any(cell.startswith("=") for row in rows(text) for cell in row)
    assert any("broken: is ungraded" in line for line in done.left_out)
    assert any("hostile: is in no row" in line for line in done.left_out)
    assert any("excused" in line for line in done.notes)
    assert any("by name alone" in line for line in done.notes)


def test_canvas_rows_are_found_by_the_number_in_the_downloads_name(tmp_path):
    out = write_class(tmp_path / "out", [result("someone", file="kim_LATE_104_777_hw.ipynb")])
    text, _ = exported(out, "canvas", template=canvas_template(tmp_path / "g.csv"))
    assert canvas(text, {12}, range(101, 108))[1][104] == "35.50"


def test_canvas_takes_the_column_that_is_named(out, tmp_path, capsys):
    header = [title.replace("tiny", "Homework 2") for title in CANVAS_HEADER]
    template = canvas_template(tmp_path / "g.csv", header)
    command = ["export", str(out), "--format", "canvas", "--template", str(template)]
    assert main(command) == 2
    said = capsys.readouterr().err
    assert "Essay (11); Homework 2 (12)" in said
    assert "--column" in said
    assert main([*command, "--column", "Homework 2"]) == 1
    text = (out / "export" / "canvas.csv").read_text()
    assert canvas(text, {12}, range(101, 108))[1][101] == "20.00"


def test_canvas_keeps_semicolons(out, tmp_path):
    template = canvas_template(tmp_path / "g.csv", separator=";")
    text, _ = exported(out, "canvas", template=template)
    assert canvas(text, {12}, range(101, 108))[1][101] == "20.00"


def test_two_results_never_share_a_row(tmp_path):
    twins = [result("kim_seoyeon"), result("x", file="kim_101_5_hw.ipynb", parts=(0.0, 0.0, 0.0))]
    out = write_class(tmp_path / "out", twins)
    text, done = exported(out, "canvas", template=canvas_template(tmp_path / "g.csv"))
    assert canvas(text, {12}, range(101, 108))[1][101] == "35.50"
    assert "fits several rows of the gradebook, or another's" in done.left_out[0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"template": None}, "--template"),
        ({"points": "10"}, "has 10 points"),
        ({"header": ["name", "mark"]}, "not a gradebook of Canvas"),
        ({"bytes": "김,1\n".encode("cp949")}, "not UTF-8"),
        ({"bytes": b""}, "has no header"),
    ],
)
def test_a_template_that_does_not_fit_is_refused_in_one_line(change, says, out, tmp_path, capsys):
    body = [row[:] for row in CANVAS_ROWS]
    body[0][7] = change.get("points", "35.5")
    path = canvas_template(tmp_path / "g.csv", change.get("header"), body)
    if "bytes" in change:
        path.write_bytes(change["bytes"])
    extra = [] if "template" in change else ["--template", str(path)]
    assert main(["export", str(out), "--format", "canvas", *extra]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert not (out / "export").exists()


# -- Moodle ---------------------------------------------------------------------------------------

MOODLE_HEADER = [
    *("Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade"),
    *("Grade can be changed", "Last modified (submission)", "Last modified (grade)"),
    "Feedback comments",
]


def worksheet(path, most="35.50"):
    people = [("12", "Kim Seoyeon"), ("13", "박지훈"), ("14", "Lee Minho"), ("15", "No One")]
    body = [
        [
            f"Participant {number}",
            name,
            f"u{number}@a.kr",
            "Submitted",
            "",
            most,
            "Yes",
            "-",
            "-",
            "",
        ]
        for number, name in people
    ]
    text = io.StringIO()
    csv.writer(text).writerows([MOODLE_HEADER, *body])
    path.write_text(text.getvalue(), "utf-8")
    return path


def moodle_worksheet(text):
    """Port of assignfeedback_offline_grade_importer (`importgradeslib.php`)."""
    header, *body = rows(text)
    places = [header.index(name) for name in ("Identifier", "Grade", "Feedback comments")]
    assert "Last modified (grade)" in header
    found = {}
    for row in body:
        identifier, grade, feedback = (row[place] for place in places)
        found[int(identifier[len("Participant ") :])] = (grade, feedback)
    return found


def test_moodles_worksheet_is_filled_by_participant_number(tmp_path):
    folder = "{}_assignsubmission_file_/hw.ipynb"
    results = [
        result("12", "Kim", (1.0, 0.5, 0.0), feedback=HOSTILE),
        result("s1", file=folder.format("박지훈_13")),
        result("14", status="ungraded"),
        result("99"),
    ]
    out = write_class(tmp_path / "out", results)
    text, done = exported(out, "moodle", template=worksheet(tmp_path / "w.csv"))
    found = moodle_worksheet(text)
    assert {number: grade for number, (grade, _) in found.items()} == {
        12: "20.00",
        13: "35.50",
        14: "",
        15: "",
    }
    assert "<script" not in found[12][1]
    assert set(re.findall(r"<[^>]*>", found[12][1])) == {"<br>"}
    assert [line.partition(":")[0] for line in done.left_out] == ["14", "99"]
    before, after = rows((tmp_path / "w.csv").read_text("utf-8")), rows(text)
    for old, new in zip(before, after, strict=True):
        assert [*old[:4], *old[5:9]] == [*new[:4], *new[5:9]]  # all but grade and feedback


def test_moodle_is_not_given_marks_out_of_another_maximum(tmp_path, capsys):
    out = write_class(tmp_path / "out", [result("12")])
    template = worksheet(tmp_path / "w.csv", most="100.00")
    assert main(["export", str(out), "--format", "moodle", "--template", str(template)]) == 2
    assert "has 100 points in Moodle" in capsys.readouterr().err


def moodle_import(text, users):
    """Port of gradeimport_csv_load_data: one bad user or grade fails the whole import."""
    header, *body = rows(text)
    assert header[1:] == ["grade", "feedback"]
    for user, grade, _ in body:
        assert user in users
        assert grade in ("", "-") or float(grade) <= 100
    return {user: grade for user, grade, _ in body}


def test_moodles_import_of_grades_has_no_user_that_could_fail_it(tmp_path):
    results = [result("a@x.kr"), result("b@x.kr", status="ungraded"), result("=c@x.kr")]
    out = write_class(tmp_path / "out", results)
    text, done = exported(out, "moodle")
    assert moodle_import(text, {"a@x.kr", "b@x.kr"}) == {"a@x.kr": "35.50"}
    assert text.startswith("email,")
    assert len(done.left_out) == 2


def test_participant_numbers_alone_need_the_worksheet(tmp_path, capsys):
    out = write_class(
        tmp_path / "out", [result("12", file="Kim_12_assignsubmission_file_/hw.ipynb")]
    )
    assert main(["export", str(out), "--format", "moodle"]) == 2
    assert "--template" in capsys.readouterr().err


# -- feedback -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "origin"),
    [
        ("kimseoyeon_101_777_hw2-1.ipynb", ("canvas", "101", "kimseoyeon_101_777_hw2-1.ipynb")),
        ("kim_LATE_101_777_my_hw.ipynb", ("canvas", "101", "kim_LATE_101_777_my_hw.ipynb")),
        ("Kim Seo_12_assignsubmission_file_/a.ipynb",
         ("moodle", "12", "Kim Seo_12_assignsubmission_file_")),
        ("Kim_12_assignsubmission_file/a.ipynb", ("moodle", "12", "Kim_12_assignsubmission_file")),
        ("Kim_12_assignsubmission_file_a.ipynb", ("moodle", "12", "Kim_12_assignsubmission_file_")),
        ("anon_AbC12_777_hw2.ipynb", ("canvas", "anon_AbC12", "anon_AbC12_777_hw2.ipynb")),
        ("Kim_12_assignsubmission_onlinetext_/a.ipynb",
         ("moodle", "12", "Kim_12_assignsubmission_onlinetext_")),
        ("Kim_12_assignsubmission_onlinetext_a.ipynb",
         ("moodle", "12", "Kim_12_assignsubmission_onlinetext_")),
        ("jane_1001_555_Kim_12_assignsubmission_file_hw2.py",
         ("canvas", "1001", "jane_1001_555_Kim_12_assignsubmission_file_hw2.py")),
        ("hw2_learning.ipynb", None),
        ("kim_2026.ipynb", None),
    ],
)  # fmt: skip
def test_a_submissions_name_tells_where_it_is_from(file, origin):
    found = origin_of(file)
    assert (None if found is None else (found.lms, found.user, found.place)) == origin


class Tags(HTMLParser):
    """The elements of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)


def test_everybody_gets_two_files_and_nothing_in_them_is_alive(out):
    done = write_feedback(out)
    assert len(list(done.path.iterdir())) == done.files == 16
    for path in done.path.glob("*.html"):
        assert not Tags(path.read_text("utf-8")).tags & {"script", "img", "a", "link", "iframe"}
    for path in done.path.glob("*.md"):
        rendered = MarkdownIt("gfm-like", {"linkify": False}).render(path.read_text("utf-8"))
        assert Tags(rendered).tags <= {"h1", "h2", "p", "strong", "code", "ul", "li"}


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "![a](http://x.y/z)",
        "<b>bold</b> &amp; *it* __b__ ~~s~~ | a | b |",
        "# head",
        "- item",
        "1. item",
        "a\n===",
        "https://evil.example www.evil.example",
        "$x$ \\[y\\]",
        "snake_case_name",
    ],
)
def test_markdown_shows_text_as_it_is(text):
    shown = result("kim", parts=(0.0, 1.0, 1.0), feedback=text)
    rendered = MarkdownIt("commonmark").render(markdown(shown))
    expected = " ".join(text.split())
    for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        expected = expected.replace(mark, entity)
    assert f"<p>{expected}</p>" in rendered
    # Renderers that turn addresses into links find none.
    assert not re.search(r"(?i)https?:|www\.", markdown(shown))


def test_feedback_says_score_questions_and_what_was_not_graded():
    kim, broken = make_class()[0], make_class()[3]
    assert "**20 of 35.5 points**" in markdown(kim)
    assert "but `x` has changed" in markdown(kim)
    assert "<code>x</code>" in html(kim)
    assert "could not be graded" in markdown(broken)
    assert "0 of" not in markdown(broken)
    assert "of 35.5 points" not in html(broken)


def canvas_comment(path, attachments):
    """Port of Assignment#infer_comment_context_from_filename: whose file, under which name."""
    parts = [part for part in path.rpartition("/")[2].split("_") if part != "LATE"]
    if parts[0] == "anon":
        user, attachment = parts[1:3]
    else:
        user, attachment = [part for part in parts if re.fullmatch(r"\d+", part)][:2]
    return user, attachments[attachment]


def test_canvas_feedback_is_what_its_name_says(tmp_path):
    results = [
        result("101", file="kim_101_777_hw2.ipynb", feedback=HOSTILE, parts=(0.0, 0.0, 0.0)),
        result("102", file="sub/lee_LATE_102_778_hw2.py", parts=(0.0, 0.0, 0.0)),
        result("anon_AbC12", file="anon_AbC12_779_hw2.ipynb"),
    ]
    done = write_feedback(write_class(tmp_path / "out", results))
    with zipfile.ZipFile(done.path / "canvas.zip") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    attachments = {"777": "hw2.ipynb", "778": "hw2.py", "779": "hw2.ipynb"}
    shown = {canvas_comment(name, attachments) for name in texts}
    assert shown == {("101", "hw2.ipynb"), ("102", "hw2.py"), ("AbC12", "hw2.ipynb")}
    notebook = nbformat.reads(texts["kim_101_777_hw2.ipynb"], as_version=4)
    nbformat.validate(notebook)
    assert [cell.cell_type for cell in notebook.cells] == ["markdown"]
    script = texts["lee_LATE_102_778_hw2.py"]
    assert all(line.startswith("#") for line in script.splitlines())


def moodle_feedback(path, participants):
    """Port of is_valid_filename_for_import (`importziplib.php`): whose file, under which name."""
    parts = path.split("/")
    while parts:
        info = parts.pop(0).split("_", 4)
        if len(info) < 4 or not info[1].isdigit() or int(info[1]) not in participants:
            continue
        assert info[2] == "assignsubmission"
        assert info[3] in ("file", "onlinetext")
        return int(info[1]), "/".join([info[4] if len(info) > 4 else "", *parts])
    return None


@pytest.mark.parametrize(
    "file",
    [
        "김 서연_12_assignsubmission_file_/hw2.ipynb",
        "김 서연_12_assignsubmission_file/deep/hw2.ipynb",
        "김 서연_12_assignsubmission_file_hw2.ipynb",
        "all/김 서연_12_assignsubmission_file_/hw2.ipynb",
        "김 서연_12_assignsubmission_onlinetext_/hw2.ipynb",
        "김 서연_12_assignsubmission_onlinetext_hw2.ipynb",
    ],
)
def test_moodle_finds_whose_feedback_it_is(file, tmp_path):
    done = write_feedback(write_class(tmp_path / "out", [result("12", file=file)]))
    with zipfile.ZipFile(done.path / "moodle.zip") as archive:
        (name,) = archive.namelist()
    user, shown = moodle_feedback(name, {12})
    assert (user, shown.lstrip("/")) == (12, "feedback.html")
    assert not name.startswith("/")
    assert ".." not in name


def test_two_files_of_one_student_have_feedback_each(tmp_path):
    folder = "Kim_12_assignsubmission_file_/"
    results = [result("12", file=f"{folder}a.ipynb"), result("12-2", file=f"{folder}b.ipynb")]
    done = write_feedback(write_class(tmp_path / "out", results))
    with zipfile.ZipFile(done.path / "moodle.zip") as archive:
        assert archive.namelist() == [f"{folder}feedback.html", f"{folder}feedback-2.html"]


def test_a_zip_that_cannot_be_finished_leaves_the_earlier_one(tmp_path, monkeypatch):
    results = [result("12", file="Kim_12_assignsubmission_file_/hw.ipynb")]
    out = write_class(tmp_path / "out", results)
    folder = write_feedback(out).path
    earlier = (folder / "moodle.zip").read_bytes()
    inner = zipfile.ZipFile.close

    def full(self):
        if self.fp is not None:
            inner(self)
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "close", full)
    results[0].score = 1.0
    results[0].write(out / "results" / "000.json")
    with pytest.raises(ChalkgradError, match="No space left on device"):
        write_feedback(out)
    assert (folder / "moodle.zip").read_bytes() == earlier
    assert sorted(path.name for path in folder.iterdir()) == ["000.html", "000.md", "moodle.zip"]
