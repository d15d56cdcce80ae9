"""The class report: its figures are right, hostile names are only text, nothing is loaded."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import types
import zipfile
from html.parser import HTMLParser

import pytest

from autograder.cli.main import main
from autograder.course.saved_results import read_results
from autograder.errors import ChalkgradError
from autograder.report import charts, similar
from autograder.report.class_report import write_report
from autograder.report.hints import hints_of
from autograder.report.page import named, with_code
from autograder.report.similar import Pair, find_pairs, similar_pairs
from autograder.report.summary import summarise
from autograder.text import one_line, printable
from tests.report.graded_class import (
    ANSI,
    FORMULA,
    HOSTILE,
    make_class,
    question,
    result,
    write_class,
)

VOID = {"meta", "rect", "path", "link", "img", "br"}


class Page(HTMLParser):
    """The report parsed as by a browser: elements with attributes, nesting checked."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.open, self.text = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("script", "style"):
            self.text.append(data)

    def of(self, tag):
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Return the text of the report of a class with hostile names."""
    out = write_class(tmp_path_factory.mktemp("class") / "out")
    return write_report(out, pairs=[Pair(HOSTILE, "박지훈", 0.9, 0.8)]).read_text("utf-8")


def test_hostile_names_are_text_and_nothing_else(report):
    page = Page(report)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"img", "iframe", "object", "link", "form", "input"}
    assert len(page.of("script")) == 1
    for _, attributes in page.elements:
        assert not any(name.startswith("on") for name in attributes)
    assert one_line(HOSTILE) in "".join(page.text)  # shown unchanged
    assert "{{7*7}}" in "".join(page.text)
    assert "49" not in re.findall(r"&#39;`(\d+)", report)


def test_no_control_or_direction_character_survives(report):
    assert ANSI not in report
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", report)


def test_nothing_is_loaded_and_only_the_known_script_may_run(report):
    page = Page(report)
    for _, attributes in page.elements:
        assert "src" not in attributes
        assert attributes.get("href", "#").startswith("#")
    assert "@import" not in report
    assert "url(" not in report
    (policy,) = [m["content"] for m in page.of("meta") if "http-equiv" in m]
    assert policy.startswith("default-src 'none'")
    for tag in ("script", "style"):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", report, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_every_link_has_its_target_and_ids_are_unique(report):
    page = Page(report)
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {a["href"][1:] for a in page.of("a")} <= set(ids)
    for svg in page.of("svg"):
        assert set(svg["aria-labelledby"].split()) <= set(ids)


def test_ungraded_files_come_before_everything_else(report):
    assert report.index('id="ungraded"') < report.index('id="scores"')
    section = report[report.index('id="ungraded"') : report.index('id="scores"')]
    assert "Lee Minho" in section
    assert "is damaged or cut off" in section
    assert "Choi Yuna" in section
    assert "cut short" in section


def test_ungraded_and_cut_short_count_in_no_figure():
    summary = summarise(make_class())
    assert len(summary.rows) == 8
    assert [row.id for row in summary.ungraded] == ["broken", "cut"]
    # Worked out by hand from make_class: 20, 35.5, 30, 15, 5 and 0 points.
    assert summary.scores == [20.0, 35.5, 30.0, 15.0, 5.0, 0.0]
    assert summary.median == 17.5
    assert summary.full_marks == 1
    first = summary.questions["q1_topic"]
    assert (first.answered, first.lost, round(first.success, 3)) == (6, 20.0, 0.667)
    assert dict(first.counts) == {"passed": 3, "partial": 2, "failed": 1}


def test_a_question_that_was_not_attempted_fails_no_test():
    summary = summarise([result("kim", parts=(-1, 1.0, 1.0)), result("lee", parts=(0.5, 1.0, 1.0))])
    assert [(test.name, test.failed) for test in summary.failed_tests] == [("test_strange", 1)]
    assert summary.failed_tests[0].points_lost == 5.0


def test_a_bonus_loses_nobody_points(tmp_path):
    lacks, tries = result("kim"), result("lee")
    lacks.questions.append(question(4, 0.0, 4.0, "not_attempted", "Nothing yet.", bonus=True))
    tries.questions.append(question(4, 0.0, 4.0, "failed", "Not fast enough.", bonus=True))
    summary = summarise([lacks, tries])
    assert summary.questions["q4_topic"].lost == 0
    assert summary.full_marks == 2
    assert [test.points_lost for test in summary.failed_tests] == [0.0, 0.0]
    text = write_report(write_class(tmp_path / "out", [lacks, tries])).read_text("utf-8")
    assert "Nothing yet." not in text
    assert "Not fast enough." in text


def test_misconceptions_are_ranked_with_their_hints(monkeypatch, tmp_path):
    wrong = types.SimpleNamespace(id="diff-half-span", hint="The numerator spans `one` step.")
    bank = types.SimpleNamespace(wrong=[wrong], families={})
    monkeypatch.setattr("autograder.report.hints.load_bank", lambda name: bank)
    summary = summarise(make_class())
    first = summary.mistakes[0]
    assert (first.question, len(first.students)) == ("q2_topic", 2)
    assert first.hint == "The numerator spans `one` step."
    text = write_report(write_class(tmp_path / "out")).read_text("utf-8")
    assert "<strong>33 %</strong>" in text
    assert "spans <code>one</code> step" in text


def test_without_a_bank_there_are_no_hints():
    assert hints_of("tiny") == {}


def test_the_same_results_give_the_same_bytes(tmp_path):
    out = write_class(tmp_path / "out")
    first = write_report(out).read_bytes()
    assert write_report(out).read_bytes() == first
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("scores", "counts"),
    [
        ([], [0] * 10),
        ([0.0, 9.99, 10.0, 100.0, 99.99], [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]),
        ([105.0], [0] * 9 + [1]),
    ],
)
def test_scores_fall_into_their_bars(scores, counts):
    assert [bar.count for bar in charts.score_histogram(scores, 100.0).bars] == counts


def test_a_score_of_nothing_is_no_division_by_zero():
    assert charts.score_histogram([0.0], 0.0).bars[0].count == 1


def test_a_questions_pieces_fill_its_bar():
    (line,) = charts.question_bars(list(summarise(make_class()).questions.values()))[:1]
    assert sum(piece.width for piece in line.pieces) == pytest.approx(
        charts.WIDTH - 190 - 50, abs=1
    )
    assert [(piece.kind, piece.count) for piece in line.pieces] == [
        ("passed", 3),
        ("partial", 2),
        ("failed", 1),
    ]


def test_names_have_their_language():
    assert named("박지훈") == '<bdi lang="ko">박지훈</bdi>'
    assert named("田中 あおい") == '<bdi lang="ja">田中 あおい</bdi>'
    assert named("<b>") == "<bdi>&lt;b&gt;</bdi>"


def test_code_is_marked_and_escaped():
    assert with_code("`<i>` & `x`") == "<code>&lt;i&gt;</code> &amp; <code>x</code>"
    assert with_code("a lone ` stays") == "a lone ` stays"


def test_plain_text_drives_no_terminal():
    assert printable("\x1b[2J\x1b]0;title\x07a\tb\nc") == "a\tb\nc"
    assert one_line("a\r\nb\u202ec\ud800") == "a b\ufffdc\ufffd"


def test_the_command_says_where_the_report_is(tmp_path, capsys):
    out = write_class(tmp_path / "out")
    assert main(["report", str(out), "-o", str(tmp_path / "r.html")]) == 0
    assert capsys.readouterr().out == f"Report: {tmp_path / 'r.html'}\n"
    assert (tmp_path / "r.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("case", ["nothing", "damaged", "mixed"])
def test_a_folder_that_is_no_class_is_one_clear_line(case, tmp_path, capsys):
    results = [] if case == "nothing" else make_class()[:2]
    if case == "mixed":
        results[1].assignment = "other"
    out = write_class(tmp_path / "out", results)
    if case == "damaged":
        (out / "results" / "000.json").write_text('{"schema": 1')
    code = main(["report", str(out)])
    said = capsys.readouterr().err
    assert (code, said.count("\n")) == (1 if case == "damaged" else 2, 1)
    assert {"nothing": "no results", "damaged": "not a result", "mixed": "of other among"}[
        case
    ] in said
    assert not (out / "report.html").exists()


def test_a_report_that_cannot_be_written_leaves_the_old_one(tmp_path):
    out = write_class(tmp_path / "out")
    with pytest.raises(ChalkgradError, match="cannot be written"):
        write_report(out, tmp_path / "missing" / "report.html")


def test_an_empty_class_of_formulas_is_shown(tmp_path):
    out = write_class(tmp_path / "out", [result(FORMULA, FORMULA, status="ungraded")])
    text = write_report(out).read_text("utf-8")
    assert "nothing was graded" in text
    assert [each.student["id"] for each in read_results(out)] == [FORMULA]


# -- similar pairs ------------------------------------------------------------------------------

TEMPLATE = """import numpy as np

def softmax(x):
    shifted = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(shifted) / np.sum(np.exp(shifted), axis=-1, keepdims=True)

def load(path, scale=255.0, dtype=float):
    with np.load(path, allow_pickle=False) as data:
        train, test = data["x_train"] / scale, data["x_test"] / scale
    mean = train.mean(axis=0)
    return (train - mean).astype(dtype), (test - mean).astype(dtype)

class Layer:
    def __init__(self, n_in, n_out, seed=None):
        generator = np.random.default_rng(seed)
        self.W, self.b = generator.normal(size=(n_in, n_out)), np.zeros(n_out)

    def forward(self, x):
        if x.ndim == 1:
            x = x[np.newaxis, :]
        return softmax(np.maximum(0, x @ self.W + self.b))
"""
OWN = """
def gradient(f, x):
    grad = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + 1e-4
        above = f(x)
        x[place] = kept - 1e-4
        below = f(x)
        x[place] = kept
        grad[place] = (above - below) / 2e-4
    return grad
"""
OTHER = """
def gradient(f, x):
    flat, out, h = x.reshape(-1), [], 0.0001
    while len(out) < flat.size:
        values = []
        for sign in (1, -1):
            flat[len(out)] += sign * h
            values.append(f(x))
            flat[len(out)] -= sign * h
        out.append((values[0] - values[1]) / h / 2)
    return np.array(out).reshape(x.shape)
"""


def test_a_renamed_copy_stands_out_and_the_template_does_not(tmp_path):
    copy = OWN.replace("grad", "result").replace("place", "i").replace("kept", "old")
    texts = {"template": "", "kim": OWN, "lee": copy, "park": OTHER}
    paths = {name: tmp_path / f"{name}.py" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(TEMPLATE + text)
    files = [(name, paths[name]) for name in ("kim", "lee", "park")]
    (pair,) = similar_pairs(files, paths["template"])
    assert (pair.first, pair.second) == ("kim", "lee")
    assert pair.of_first > 0.9
    # If the template is not left out, all three submissions are similar.
    assert len(similar_pairs(files, None)) > 1


def test_in_a_class_where_all_are_alike_only_the_copy_stands_out(tmp_path):
    # Six students share a solution, each with a few lines of their own; one has a copy.
    files = []
    for number in range(6):
        path = tmp_path / f"s{number}.py"
        own = "".join(
            f"print({name}, [{n}] * {n}, 'x' + str({n}))\n" for n, name in enumerate("abc")
        )
        own = own.replace("print", ["print", "max", "set().add", "len", "sorted", "a.b.c"][number])
        path.write_text(OWN + OTHER + own * (number + 1))
        files.append((f"s{number}", path))
    alone = similar_pairs(files, None)
    assert alone == []
    (tmp_path / "copy.py").write_text((tmp_path / "s3.py").read_text())
    (pair,) = similar_pairs([*files, ("copy", tmp_path / "copy.py")], None)
    assert {pair.first, pair.second} == {"s3", "copy"}


def test_looking_for_pairs_without_the_library_is_one_clear_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "copydetect", None)
    out = write_class(tmp_path / "out")
    (tmp_path / "kim.py").write_text("x = 1")
    assert main(["report", str(out), "--similar", str(tmp_path / "kim.py")]) == 2
    assert "pip install -e '.[similar]'" in capsys.readouterr().err


def test_pairs_are_looked_for_with_the_assignments_template(tmp_path, monkeypatch):
    graded = result("kim")
    graded.assignment = "hw2_learning"
    out = write_class(tmp_path / "out", [graded])
    folder = tmp_path / "class"
    folder.mkdir()
    for name in ("kim.py", "lee.py", "figures.py"):
        (folder / name).write_text("x = 1")
    seen = []
    monkeypatch.setattr(
        similar, "similar_pairs", lambda files, template, unread: seen.append((files, template))
    )
    find_pairs(out, [str(folder)])
    ((files, template),) = seen
    assert template.name == "hw2_learning.ipynb"
    # `figures.py` comes with the assignment.
    assert [student for student, _ in files] == ["kim", "lee"]


def test_pairs_are_looked_for_in_a_download_under_the_ids_of_the_results(tmp_path, capsys):
    pytest.importorskip("copydetect")
    out = write_class(tmp_path / "out")
    download = tmp_path / "submissions.zip"
    with zipfile.ZipFile(download, "w") as archive:
        for user, name, code in ((101, "kim", OWN), (102, "lee", OWN), (103, "park", OTHER)):
            archive.writestr(f"{name}_{user}_77{user}_hw.py", code)
        archive.writestr("choi_104_77104_hw.ipynb", "{")
    assert main(["report", str(out), "--similar", str(download), str(tmp_path / "nothere.py")]) == 1
    printed = capsys.readouterr()
    assert "a download from Canvas, 4 students" in printed.err
    assert "nothere.py: no such file or folder" in printed.err
    assert re.search(r"^chalkgrad: 104: not compared: ", printed.err, re.MULTILINE)
    page = (out / "report.html").read_text("utf-8")
    section = page[page.index('<section id="similar"') :].partition("</section>")[0]
    assert re.findall(r"\b10[1-4]\b", section) == ["101", "102"]


def test_a_class_that_cannot_be_read_is_not_said_to_have_no_pairs(tmp_path, capsys):
    pytest.importorskip("copydetect")
    out = write_class(tmp_path / "out")
    for name in ("kim", "lee"):
        (tmp_path / f"{name}.ipynb").write_text("{")
    paths = [str(tmp_path / name) for name in ("kim.ipynb", "lee.ipynb", "nothere.py")]
    assert main(["report", str(out), "--similar", *paths]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    for part in ("nothere.py: no such", "kim: not compared", "lee: not", "nothing to compare"):
        assert part in said
    assert not (out / "report.html").exists()
