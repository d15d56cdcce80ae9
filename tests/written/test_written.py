"""Written questions: built without answers, found again, shown safely, marked, merged."""

from __future__ import annotations

import base64
import csv
import io
import json
import struct
import zlib

import pytest

from autograder.authoring.assignment import load_assignment, project_root
from autograder.building.build import build, solution_files, student_files
from autograder.cli.main import main
from autograder.errors import ChalkgradError
from autograder.grading.result import Result
from autograder.report.summary import summarise
from autograder.text import use_language
from autograder.written import shown
from autograder.written.answers import Reader
from autograder.written.marks_file import read_marks, write_marks
from autograder.written.sheet import sheet
from autograder.written.shown import png, text
from tests.authoring.tiny_assignment import write_tiny
from tests.intake.downloads import HALF, RIGHT

WRITTEN = """
# %% [markdown] question="w1" points=2 lang="en" kind="written"
# ### Why twice?

# %% [markdown] question="w1" lang="ko"
# ### 왜 두 배인가?

# %% [markdown] answer="w1" lang="en"
# Because of the secret model reason.

# %% [markdown] answer="w1" lang="ko"
# 비밀 모범 답안 때문입니다.

# %% [markdown] rubric="w1" lang="en"
# - **1.5**: the secret criterion, $a_1 * b_1$
# - **0.5**: said clearly

# %% [markdown] rubric="w1" lang="ko"
# - **1.5**: 비밀 채점 기준
# - **0.5**: 분명한 설명

# %% [markdown] question="w2" points=1 lang="en" kind="written"
# ### Plot it

# %% [markdown] question="w2" lang="ko"
# ### 그려 보기

# %% answer="w2"
# TODO: plot it,
# with labels.
SECRET_PLOT = 1

# %% [markdown] answer="w2" lang="en"
# It grows, by the secret model.

# %% [markdown] answer="w2" lang="ko"
# 비밀 모범 풀이대로 커집니다.

# %% [markdown] rubric="w2" lang="en"
# - **1**: a secret plot

# %% [markdown] rubric="w2" lang="ko"
# - **1**: 비밀 그림

# %% [markdown] lang="en"
# ## The end

# %% [markdown] lang="ko"
# ## 끝
"""
SECRETS = ("secret model", "secret criterion", "SECRET_PLOT", "secret plot", "비밀")
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def picture(width=3, height=2) -> bytes:
    """Return a grey PNG."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compress((b"\0" + b"\x80" * min(width, 9)) * min(height, 9))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


PNG = base64.b64encode(picture()).decode()


@pytest.fixture
def assignment(tmp_path):
    master = write_tiny(tmp_path / "project")
    master.write_text(master.read_text(encoding="utf-8") + WRITTEN, encoding="utf-8")
    return load_assignment(master)


def template(assignment, language="en"):
    """Return the notebook as students get it."""
    folder = "tiny" if language == "en" else f"tiny-{language}"
    return json.loads(student_files(assignment)[f"student_template/{folder}/tiny.ipynb"])


def cell(notebook, id_):
    return next(each for each in notebook["cells"] if each["id"] == id_)


def save(notebook, path):
    path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
    return path


def answered(assignment, language="en"):
    """Return a notebook with both questions answered: text, attachment, output."""
    notebook = template(assignment, language)
    text_cell = cell(notebook, "w1-2")
    first_line = text_cell["source"][0]
    text_cell["source"] = [first_line, "왜냐하면 ![그림](attachment:a%20b.png)"]
    text_cell["attachments"] = {"a b.png": {"image/png": PNG}}
    code = cell(notebook, "w2-2")
    code["source"] = [*code["source"], "\n", "plt.plot(1)"]
    code["outputs"] = [{"output_type": "display_data", "data": {"image/png": PNG}, "metadata": {}}]
    return notebook


def texts(answers, id_):
    return [part.source for part in answers.parts[id_]]


# -- the assignment --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
def test_students_get_neither_rubric_nor_model_answer(assignment, language):
    everything = b"".join(student_files(assignment).values()).decode("utf-8", "ignore")
    for secret in SECRETS:
        assert secret not in everything
    notebook = template(assignment, language)
    source = "".join(cell(notebook, "w2-2")["source"])
    assert source == ("# answer w2: leave this line where it is\n# TODO: plot it,\n# with labels.")
    assert cell(notebook, "w1-2")["metadata"]["chalkgrad"] == {"answer": "w1"}
    assert cell(notebook, "w1-2")["source"][0].startswith("<!-- answer w1: ")


@pytest.mark.parametrize("name", ["hw2_learning"])
def test_no_line_of_a_real_rubric_or_model_answer_reaches_students(name):
    assignment = load_assignment(name)
    assert [question.id for question in assignment.written] == ["w1", "w2", "w3", "w4"]
    assert sum(question.points for question in assignment.written) == 10
    everything = "".join(
        path.read_bytes().decode("utf-8", "ignore")
        for folder in (project_root() / "student_template").glob(f"{name}*")
        for path in folder.rglob("*.*")
        if path.is_file()
    )
    assert everything.count("w4") > 4
    for question in assignment.written:
        held = [question.rubric, *(each for each in question.answers if each.kind == "answer")]
        for part in held:
            for language in ("en", "ko"):
                for line in part.text(language).split("\n"):
                    assert (
                        not line.strip()
                        or json.dumps(line, ensure_ascii=False)[1:-1] not in everything
                    )


def test_solutions_have_both_in_every_language(assignment):
    notebook = solution_files(assignment)["solutions/tiny.ipynb"].decode()
    for secret in (*SECRETS, "비밀 모범 답안", "비밀 채점 기준"):
        assert secret in notebook
    assert "TODO: plot it" not in notebook


def test_written_questions_are_not_among_those_that_tests_grade(assignment):
    assert [question.id for question in assignment.questions] == ["q1_double", "q2_counter"]
    assert assignment.points == 5
    assert [(each.id, each.points) for each in assignment.written] == [("w1", 2), ("w2", 1)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("- **0.5**: said clearly", "- **1**: said clearly", "adds up to 2.5 of 2 points"),
        ("- **0.5**: 분명한", "- 분명한", "adds up to 1.5 of 2 points"),
        ('kind="written"', 'kind="essay"', 'or kind="written"'),
        ('kind="written"', 'kind="written" names=["f"]', "'names' of 'w1'"),
        ('answer="w1" lang="en"', 'answer="w9" lang="en"', "belongs to another"),
        ("# TODO: plot it,", "x = 1", "begin the cell with a comment"),
        ("points=2 lang", "points=0 lang", "points above 0"),
        ('answer="w2"\n# TODO', 'answer="w2" module=true\n# TODO', "neither graded nor guided"),
        ('question="w2"', 'question="w1"', "occurs twice"),
    ],
)
def test_a_malformed_written_question_is_told(assignment, old, new, says):
    master = assignment.master
    content = master.read_text(encoding="utf-8")
    assert old in content
    place = content.index("Why twice") - 200
    changed = content[:place] + content[place:].replace(old, new, 2 if "question" in old else 1)
    master.write_text(changed, encoding="utf-8")
    with pytest.raises(ChalkgradError, match=r"tiny\.py:") as error:
        load_assignment(master)
    assert says in str(error.value)


# -- finding answers -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("lost", ["nothing", "metadata", "marker", "both", "all but the marker"])
def test_answers_are_found_whatever_an_editor_keeps(assignment, tmp_path, language, lost):
    notebook = answered(assignment, language)
    for each in notebook["cells"]:
        if lost != "nothing" and lost != "marker":
            each["metadata"] = {}
            each.pop("id")
        source = "".join(each["source"])
        if lost in ("marker", "both") and source.startswith(("<!-- answer", "# answer")):
            each["source"] = source.partition("\n")[2]
        if lost == "both":
            notebook["metadata"] = {}
        if lost == "all but the marker" and source.startswith(("###", "##")):
            each["source"] = f"edited {source}"
    answers = Reader(assignment).read(save(notebook, tmp_path / "kim.ipynb"))
    assert answers.language == language
    assert texts(answers, "w1")[0] == "왜냐하면 ![그림](attachment:a%20b.png)"
    assert list(answers.parts["w1"][0].pictures) == ["a b.png"]
    assert texts(answers, "w2")[0].endswith("plt.plot(1)")
    if lost != "all but the marker":  # then the texts around it are not recognised
        assert len(answers.parts["w1"]) == len(answers.parts["w2"]) == 1
    assert answers.parts["w2"][0].pictures == {"0": picture()}


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_was_handed_out_is_no_answer(assignment, tmp_path, language):
    answers = Reader(assignment).read(save(template(assignment, language), tmp_path / "a.ipynb"))
    assert answers.parts == {"w1": (), "w2": ()}


def test_a_notebook_handed_out_before_a_rewording_is_read_as_today(assignment, tmp_path):
    text = save(template(assignment), tmp_path / "a.ipynb").read_text(encoding="utf-8")
    notebook = json.loads(text.replace("# TODO: plot it", "# TODO: draw the plot"))
    for each in notebook["cells"]:
        if each["cell_type"] == "markdown" and "answer" not in "".join(each["source"]):
            each["source"] = ["As this text was worded then."]
    answers = Reader(assignment).read(save(notebook, tmp_path / "b.ipynb"))
    assert answers.parts == {"w1": (), "w2": ()}


@pytest.mark.parametrize("id_", [[1], {"a": 1}, 3, None])
def test_an_id_that_is_no_text_costs_nobody_a_sheet(assignment, tmp_path, id_):
    notebook = answered(assignment)
    for each in notebook["cells"]:
        each["id"] = id_
    answers = Reader(assignment).read(save(notebook, tmp_path / "kim.ipynb"))
    assert texts(answers, "w2")[0].endswith("plt.plot(1)")


def test_outputs_of_millions_of_parts_are_left_out(assignment, tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.written.answers.MAX_MARKS", 1000)
    notebook = answered(assignment)
    notebook["cells"][0]["outputs"] = [[]] * 1000
    answers = Reader(assignment).read(save(notebook, tmp_path / "kim.ipynb"))
    assert texts(answers, "w2")[0].endswith("plt.plot(1)")
    assert "millions of parts" in str(answers.notes[0])


def test_cells_that_were_added_belong_to_the_answer_before_them(assignment, tmp_path):
    notebook = template(assignment)
    at = notebook["cells"].index(cell(notebook, "w1-2")) + 1
    added = [
        {"cell_type": "markdown", "metadata": {}, "source": "more"},
        {"cell_type": "code", "metadata": {}, "source": "1 + 1", "outputs": []},
    ]
    notebook["cells"][at:at] = added
    notebook["cells"].append({"cell_type": "markdown", "metadata": {}, "source": "after the end"})
    answers = Reader(assignment).read(save(notebook, tmp_path / "a.ipynb"))
    assert texts(answers, "w1") == ["more", "1 + 1"]
    assert texts(answers, "w2") == []


def test_a_percent_script_can_answer_too(assignment, tmp_path):
    path = tmp_path / "kim.py"
    path.write_text(
        "# %% [markdown]\n# <!-- answer w1: x -->\n# 두 배\n# %%\nx = 1\n", encoding="utf-8"
    )
    assert texts(Reader(assignment).read(path), "w1") == ["두 배", "x = 1"]


# -- showing them ----------------------------------------------------------------------------------


def test_nothing_of_a_student_is_active_on_the_sheet(assignment, tmp_path):
    notebook = answered(assignment)
    cell(notebook, "w1-2")["source"] = [
        f"<!-- answer w1 -->\n{HOSTILE} [a](javascript:alert(3)) ![b](http://x.invalid/b.png)",
        f'\n[c](http://x.invalid/"onclick=alert(4)) `{HOSTILE}` $x_1 {HOSTILE}$\n```{HOSTILE}\n```',
    ]
    cell(notebook, "w2-2")["source"] = [HOSTILE]
    answers = Reader(assignment).read(save(notebook, tmp_path / "a.ipynb"))
    page = sheet(assignment, (HOSTILE, HOSTILE), answers)
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "<a " not in page
    assert 'src="http' not in page
    assert page.count("<img ") == 2
    assert "default-src 'none'; img-src data:" in page


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_sheet_has_answer_rubric_and_model_in_the_notebooks_language(
    assignment, tmp_path, language
):
    notebook = answered(assignment, language)
    answers = Reader(assignment).read(save(notebook, tmp_path / "a.ipynb"))
    page = sheet(assignment, ("kim", "김서연"), answers)
    words = {
        "en": ("Why twice?", "secret criterion", "secret model reason", "Answer", "0 to 2 points"),
        "ko": ("왜 두 배인가?", "비밀 채점 기준", "비밀 모범 답안", "답안", "0~2점"),
    }
    for word in ("왜냐하면", "김서연", f"data:image/png;base64,{PNG}", *words[language]):
        assert word in page
    if language == "en":
        assert '<code class="math">a_1 * b_1</code>' in page


def test_only_pngs_are_pictures():
    assert png(PNG) == picture()
    assert png([PNG[:10] + "\n", PNG[10:]]) == picture()
    svg = base64.b64encode(b"<svg onload='alert(1)'/>" * 9).decode()
    jpeg = base64.b64encode(b"\xff\xd8\xff\xe0" + b"x" * 50).decode()
    huge = base64.b64encode(picture(60_000, 60_000)).decode()
    for other in (svg, jpeg, huge, PNG[:20], "no base64!", "", None, 7, {}, [1]):
        assert png(other) is None


def test_a_table_of_more_cells_than_anybody_writes_stays_text():
    row = "|a" * 300 + "|\n" + "|-" * 300 + "|\n"
    assert "<table>" in str(shown.text(row + "|\n" * 20))
    html = str(shown.text((row + "|\n" * 400) * 12))
    assert "<table>" not in html
    assert len(html) < 10 * shown.MAX_CHARACTERS


def test_signs_of_a_formula_are_shown_and_the_rest_stays_as_typed():
    html = text(r"$W \leftarrow W - \eta \cdot \frac{\partial L}{\partial W}$ \\$5 $\etal<b>$")
    assert ">W ← W - η · (∂ L)/(∂ W)</code>" in html
    assert r"\etal&lt;b&gt;" in html


def test_pictures_in_the_text_are_embedded_anew():
    html = text(f"![a](data:image/png;base64,{PNG}) ![b](data:image/png;base64,{PNG[:40]})")
    assert html.count(f'src="data:image/png;base64,{PNG}"') == 1
    assert "[picture not shown: b]" in html


# -- the file of marks -----------------------------------------------------------------------------


def table(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_the_empty_file_opens_in_a_spreadsheet_and_is_never_overwritten(assignment, tmp_path):
    path = tmp_path / "marks.csv"
    write_marks(path, assignment.written, [("=1+1", "김서연"), ("007", "@x")])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert table(path) == [
        ["student_id", "name", "w1", "w2", "comment"],
        ["'=1+1", "김서연", "", "", ""],
        ["007", "'@x", "", "", ""],
    ]
    # As a spreadsheet writes it: another separator, no leading zeros, an added column.
    path.write_text("student_id;name;own;w1;w2;comment\n7;x;y;1,5;0;good\n", encoding="cp949")
    assert write_marks(path, assignment.written, [("007", "x")]) == 0
    assert path.read_text(encoding="cp949").startswith("student_id;name;own")
    assert write_marks(path, assignment.written, [("007", "x"), ("new", "N")]) == 1
    assert table(path)[1:] == [["7", "x", "y", "1,5", "0", "good"], ["new", "N", "", "", "", ""]]
    marks = read_marks(path, assignment.written)
    assert marks.rows[0].marks == {"w1": 1.5, "w2": 0.0}


def test_a_file_that_is_none_of_ours_is_left_alone(assignment, tmp_path):
    path = tmp_path / "marks.csv"
    path.write_text("id,w1\nkim,2\n")
    with pytest.raises(ChalkgradError, match="no column 'student_id'"):
        write_marks(path, assignment.written, [("kim", "")])
    assert path.read_text() == "id,w1\nkim,2\n"


def test_everything_wrong_is_told_at_once_with_row_and_column(assignment, tmp_path):
    path = tmp_path / "marks.csv"
    path.write_text(
        "student_id,name,w1,w2,comment\nkim,,2.5,1,\n\nlee,,two,-1,\n,,1,1,\nchoi,,nan,inf,\n"
    )
    with pytest.raises(ChalkgradError) as error:
        read_marks(path, assignment.written)
    assert str(error.value).replace(str(path), "F").split("\n") == [
        "F:2: column 'w1': '2.5' is not a mark; expected a number from 0 to 2, or nothing",
        "F:4: column 'w1': 'two' is not a mark; expected a number from 0 to 2, or nothing",
        "F:4: column 'w2': '-1' is not a mark; expected a number from 0 to 1, or nothing",
        "F:5: column 'student_id': no id; enter the student's",
        "F:6: column 'w1': 'nan' is not a mark; expected a number from 0 to 2, or nothing",
        "F:6: column 'w2': 'inf' is not a mark; expected a number from 0 to 1, or nothing",
    ]
    path.write_text("student_id,w1,comment\nkim,2,\n")
    with pytest.raises(ChalkgradError, match=r"marks.csv:1: no column 'w2'; add it"):
        read_marks(path, assignment.written)
    path.write_text("student_id,w1,w2,comment\nkim,2,1,\nghost,1,1,\nKIM,1,1,\n")
    with pytest.raises(ChalkgradError) as error:
        read_marks(path, assignment.written).match({"kim", "lee"})
    assert [line.partition(".csv:")[2] for line in str(error.value).split("\n")] == [
        "3: column 'student_id': no student here has the id 'ghost'; correct it",
        "4: column 'student_id': 'KIM' is also in line 2; keep one",
    ]


def test_what_students_read_of_marks_is_in_their_language(assignment, tmp_path):
    path = tmp_path / "marks.csv"
    path.write_text("student_id,w1,w2,comment\nkim,2,,훌륭합니다\n", encoding="utf-8")
    marks = read_marks(path, assignment.written)
    marks.match({"kim"})
    bare = Result("tiny", {"file": "", "sha256": ""}, {"id": "kim", "name": ""}, {}, 5, "graded", 4)
    read = {}
    for language in ("en", "ko"):
        with use_language(language):
            added = marks.add(bare)
        assert (added.score, added.max_score, bare.questions) == (6, 8, [])
        read[language] = [question.feedback for question in added.questions]
    assert read == {
        "en": ["Marked by hand.", "Not yet marked. Comment on your written answers: 훌륭합니다"],
        "ko": [
            "직접 채점한 문제입니다.",
            "아직 채점하지 않았습니다. 서술형 답안에 대한 의견: 훌륭합니다",
        ],
    }


# -- the whole way ---------------------------------------------------------------------------------


@pytest.fixture
def graded(assignment, tmp_path):
    """Return the arguments that grade a class of three, the class's folder and the output's."""
    build(assignment)
    folder, out = tmp_path / "class", tmp_path / "out"
    folder.mkdir()
    (folder / "choi.py").write_text(HALF)
    (folder / "kim.py").write_text(RIGHT)
    (folder / "lee.ipynb").write_text("no notebook")
    return ["grade", str(folder), "-a", str(assignment.master), "-o", str(out)], folder, out


def results(out):
    found = {}
    for path in sorted((out / "results").glob("*.json")):
        result = Result.from_json(path.read_text(encoding="utf-8"))
        found[result.student["id"]] = result
    return found


def test_from_sheets_to_the_gradebook_without_grading_again(graded, capsys, monkeypatch):
    command, folder, out = graded
    assert main(command) == 1  # one cannot be read
    before = {path.name: path.read_bytes() for path in (out / "results").iterdir()}
    grades = (out / "grades.csv").read_bytes()
    assert "written" not in (out / "results" / "kim.json").read_text()

    assert main(["written", str(folder), *command[2:]]) == 1
    assert sorted(path.name for path in (out / "sheets").iterdir()) == [
        "choi.html",
        "kim.html",
        "lee.html",
    ]
    assert 'href="sheets/kim.html"' in (out / "sheets.html").read_text(encoding="utf-8")
    marks = out / "marks.csv"
    assert [row[0] for row in table(marks)] == ["student_id", "choi", "kim", "lee"]
    marks.write_text(
        "student_id,name,w1,w2,comment\nchoi,,1,,\nkim,,1.5,1,=SUM(A1) <b>good</b>\nlee,,1,1,\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("autograder.course.class_run.grade_in_pool", None)
    monkeypatch.setattr(
        "autograder.course.class_run.grade_in_this_process", grade_only_the_unreadable
    )
    capsys.readouterr()
    assert main([*command, "--written", str(marks)]) == 1
    said = capsys.readouterr().err
    assert "marks still missing: choi (w2)" in said
    assert "in the marks, but the submission could not be graded: lee" in said
    kim = results(out)["kim"]
    assert (kim.score, kim.max_score) == (7.5, 8.0)
    assert [(each.id, each.points, each.status) for each in kim.questions[-2:]] == [
        ("w1", 1.5, "partial"),
        ("w2", 1.0, "passed"),
    ]
    assert (results(out)["choi"].score, results(out)["choi"].max_score) == (4.0, 8.0)
    rows = {row[0]: row for row in table(out / "grades.csv")}
    assert rows["id"][4:] == [
        "score", "max_score", "q1_double", "q2_counter", "w1", "w2", "adjustments",
    ]  # fmt: skip
    assert rows["kim"][4:] == ["7.5", "8", "3", "2", "1.5", "1", ""]
    assert rows["choi"][4:] == ["4", "8", "3", "0", "1", "", ""]
    assert rows["lee"][3:] == ["ungraded", "0", "8", "0", "0", "", "", ""]
    feedback = (out / "feedback" / "kim.html").read_text(encoding="utf-8")
    assert "=SUM(A1) &lt;b&gt;good&lt;/b&gt;" in feedback
    assert '<abbr title="w1, 2 points">' in (out / "report.html").read_text(encoding="utf-8")

    assert "Not yet marked." in (out / "feedback" / "choi.html").read_text(encoding="utf-8")

    counted = summarise(results(out).values()).questions
    assert [(counted[id_].answered, counted[id_].lost) for id_ in ("w1", "w2")] == [
        (2, 1.5),
        (1, 0),
    ]

    # Without the marks, the results are those of the tests, and a line reports it.
    assert main(command) == 1
    assert "marks for written answers dropped: choi, kim" in capsys.readouterr().err
    after = {path.name: path.read_bytes() for path in (out / "results").iterdir()}
    assert after["kim.json"] == before["kim.json"]
    assert (out / "grades.csv").read_bytes() == grades


def grade_only_the_unreadable(task, jobs):
    """Grade a file that cannot be read, which the journal does not keep."""
    from autograder.course.local_pool import grade_in_this_process

    jobs = list(jobs)
    assert [job.file.student_id for job in jobs] == ["lee"]
    return grade_in_this_process(task, jobs)


def test_bad_marks_stop_before_anything_is_graded(graded, tmp_path, capsys):
    command, _, out = graded
    marks = tmp_path / "m.csv"
    marks.write_text("student_id,name,w1,w2,comment\nghost,,1,1,\n")
    assert main([*command, "--written", str(marks)]) == 2
    assert (
        f"{marks}:2: column 'student_id': no student here has the id 'ghost'"
        in capsys.readouterr().err
    )
    assert not list((out / "results").iterdir())
