"""A Korean student from the notebook to the feedback, an instructor from there to the report."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.assignment import load_assignment, project_root
from autograder.cli.main import main
from autograder.course.saved_results import read_results
from autograder.export.feedback import html, markdown
from autograder.export.formats import FORMATS, export
from autograder.grading.grader import Grader
from autograder.grading.result import SCHEMA_FILE, Result
from autograder.intake.entry import SubmissionFile
from autograder.report.class_report import write_report
from autograder.runners import container, gradescope
from autograder.submissions.submission import UnreadableSubmission, read_submission

ROOT = project_root()
NAME = "hw2_learning"
HANGUL = re.compile("[가-힣]")
WRONG = {
    # Twice too large; divided by 2, then multiplied by h. q3 and what follows is not attempted.
    "mean_squared_error": "def mean_squared_error(y, t):\n    return np.sum((y - t) ** 2)\n",
    "numerical_diff": (
        "def numerical_diff(f, x):\n    h = 1e-4\n    return (f(x + h) - f(x - h)) / 2 * h\n"
    ),
    "cross_entropy_error": "def cross_entropy_error(y, t):\n    return [0.5]\n",
}


def notebook(folder: str, path: Path, *, metadata: bool = True) -> Path:
    """Write the notebook of a student who answers three questions wrongly."""
    document = json.loads((ROOT / "student_template" / folder / f"{NAME}.ipynb").read_bytes())
    for cell in document["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            if "figures." in source:
                source = ""  # not run: drawing takes longer than everything else
            for name, answer in WRONG.items():
                if source.startswith(f"def {name}("):
                    source = answer
        cell["source"] = source
    if not metadata:
        del document["metadata"]["chalkgrad"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with the results of a Korean and an English student."""
    folder = tmp_path_factory.mktemp("class")
    notebook(f"{NAME}-ko", folder / "in" / "kim.ipynb")
    notebook(NAME, folder / "in" / "smith.ipynb")
    (folder / "in" / "park.ipynb").write_bytes(
        (folder / "in" / "kim.ipynb").read_bytes().rstrip()[:-1] + b"]"
    )
    out = folder / "out"
    assert main(["grade", str(folder / "in"), "-a", NAME, "-o", str(out), "--jobs", "1"]) == 1
    return out


def result_of(out: Path, student: str) -> Result:
    return next(each for each in read_results(out) if each.student["id"] == student)


def test_a_student_reads_the_language_of_the_notebook(graded: Path) -> None:
    kim, smith = (result_of(graded, name) for name in ("kim", "smith"))
    assert (kim.language, smith.language) == ("ko", "en")
    assert kim.score == smith.score
    for korean, english in zip(kim.questions, smith.questions, strict=True):
        assert (korean.status, korean.misconception) == (english.status, english.misconception)
        assert HANGUL.search(korean.feedback)
        assert not HANGUL.search(english.feedback)
        for one, other in zip(korean.tests, english.tests, strict=True):
            assert (one.name, one.status) == (other.name, other.status)
            assert HANGUL.search(one.message)
            assert not HANGUL.search(other.message + other.detail)
    q1, q4 = kim.questions[0].feedback, kim.questions[3].feedback
    assert "좋은 답의 오차: 종류는 맞지만 값이 다릅니다 (받은 값 0.195" in q1
    assert "이때의 호출: `numerical_diff(function_1, 5.0)`" in q4
    assert kim.questions[3].misconception
    assert re.search("힌트: .*[가-힣]{2}", q4)
    assert "아직 풀지 않은 문제입니다." in kim.questions[2].feedback


def test_no_english_sentence_is_left_in_what_a_korean_student_reads(graded: Path) -> None:
    for text in (markdown(result_of(graded, "kim")), *result_of(graded, "kim").incidents):
        prose = re.sub(r"`[^`]*`|\([^()]*\)", "", text)
        assert not re.findall(r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}", prose), text


def test_a_damaged_notebook_is_still_answered_in_its_language(graded: Path) -> None:
    park = result_of(graded, "park")
    assert (park.status, park.language) == ("ungraded", "ko")
    assert "손상되었거나 잘렸습니다" in park.incidents[0]
    assert "이 제출물은 채점하지 못했습니다." in markdown(park)


def test_feedback_files_say_which_language_they_are_in(graded: Path) -> None:
    feedback = graded / "feedback"
    page = (feedback / "kim.html").read_text(encoding="utf-8")
    assert '<html lang="ko">' in page
    assert f"<h1>{NAME} 채점 결과</h1>" in page
    assert "100점 만점에 0점" in page
    assert "통과하지 못함</h2>" in page
    assert f"# {NAME} 채점 결과\n" in (feedback / "kim.md").read_text(encoding="utf-8").replace(
        "\\", ""
    )
    page = (feedback / "smith.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert not HANGUL.search(page)
    assert page == html(result_of(graded, "smith"))


def test_a_result_says_its_language_as_the_schema_has_it(graded: Path) -> None:
    import jsonschema

    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    text = (graded / "results" / "kim.json").read_text(encoding="utf-8")
    data = json.loads(text)
    jsonschema.validate(data, schema)
    assert data["language"] == "ko"
    # Results of an earlier version do not have the language.
    del data["language"]
    assert Result.from_json(json.dumps(data)).language == "en"
    with pytest.raises(ValueError, match="unknown language, 'fr'"):
        Result.from_json(json.dumps({**data, "language": "fr"}))


@pytest.mark.parametrize("form", sorted({*FORMATS} - {"canvas", "moodle", "feedback"}))
def test_every_export_takes_both_languages(graded: Path, tmp_path: Path, form: str) -> None:
    done = export(graded / "results" / "kim.json", form, tmp_path / "file")
    text = (tmp_path / "file").read_text(encoding="utf-8-sig")
    assert done.files == 1
    if form in ("gradescope", "junit", "prairielearn", "submitty", "lti-ags"):
        assert HANGUL.search(json.loads(text).__repr__() if text.startswith("{") else text)


def test_the_report_is_in_the_language_asked_for(graded: Path, tmp_path: Path) -> None:
    english = (graded / "report.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in english
    assert '<dd lang="ko">' in english  # what the Korean student reads
    korean = write_report(graded, tmp_path / "ko.html", language="ko").read_text(encoding="utf-8")
    assert '<html lang="ko">' in korean
    assert f"<h1>학급 보고서: {NAME}</h1>" in korean
    assert '<dd lang="en">' in korean
    section = korean.partition('id="h-mistakes"')[2].partition("</section>")[0]
    assert re.search(r"100 %</strong>의 학생 \(2명\)", section)
    assert re.search("[가-힣]{2,}.*[가-힣]{2,}", section.partition("numerical_diff")[2])
    assert main(["report", str(graded), "-o", str(tmp_path / "again.html"), "--lang", "ko"]) == 0
    assert (tmp_path / "again.html").read_text(encoding="utf-8") == korean


def test_the_option_overrules_the_notebook_and_grades_anew(
    graded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    light = folder / "lee.py"
    folder.mkdir()
    light.write_text("import numpy as np\n" + WRONG["mean_squared_error"], encoding="utf-8")
    arguments = ["grade", str(folder), "-a", NAME, "-o", str(tmp_path / "out"), "--jobs", "1"]
    texts = []
    for more in ([], ["--lang", "ko"], []):
        assert main([*arguments, *more]) == 0
        result = result_of(tmp_path / "out", "lee")
        texts.append(result.questions[0].feedback)
        page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
        assert f'<html lang="{"ko" if more else "en"}">' in page
        assert bool(
            HANGUL.search((tmp_path / "out" / "feedback" / "lee.md").read_text("utf-8"))
        ) is bool(more)
    assert not HANGUL.search(texts[0])
    assert HANGUL.search(texts[1])
    assert texts[2] == texts[0]


def test_check_says_it_in_the_language_of_the_notebook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = notebook(f"{NAME}-ko", tmp_path / "kim.ipynb")
    assert main(["check", str(path), "-q", "q1_mean_squared_error"]) == 0
    said = capsys.readouterr().out
    assert "통과하지 못함: 본문의 두 예제" in said
    assert "숨은 테스트가 남아 있습니다." in said
    assert main(["check", str(path), "-q", "q1_mean_squared_error", "--lang", "en"]) == 0
    assert not HANGUL.search(capsys.readouterr().out)


def test_a_notebook_says_its_language_in_its_metadata_alone(tmp_path: Path) -> None:
    path = notebook(f"{NAME}-ko", tmp_path / "kim.ipynb")
    assert read_submission(path).language == "ko"
    assert read_submission(path, "en").language == "en"
    # As an editor may write them, with keys of its own.
    text = path.read_text(encoding="utf-8")
    text = text.replace('"chalkgrad": {"lang": "ko"}', '"chalkgrad":{"x":1,\n"lang" : "ko"}')
    path.write_text(text, encoding="utf-8")
    assert read_submission(path).language == "ko"
    for other in ("fr", "KO", ""):
        path.write_text(text.replace('"lang" : "ko"', f'"lang" : "{other}"'), encoding="utf-8")
        assert read_submission(path).language == "en"
    # In a cell, it is only text.
    path = notebook(NAME, tmp_path / "smith.ipynb", metadata=False)
    document = json.loads(path.read_text(encoding="utf-8"))
    document["cells"][0]["source"] = '"chalkgrad": {"lang": "ko"}'
    path.write_text(json.dumps(document), encoding="utf-8")
    assert read_submission(path).language == "en"
    (tmp_path / "cut.ipynb").write_text('{"metadata": {"chalkgrad": {"lang": "ko"}}, "cells": [')
    with pytest.raises(UnreadableSubmission, match="잘렸습니다") as caught:
        read_submission(tmp_path / "cut.ipynb")
    assert caught.value.language == "ko"


def test_one_grader_speaks_to_each_student_in_turn(tmp_path: Path) -> None:
    paths = [notebook(f"{NAME}-ko", tmp_path / "kim.ipynb"), notebook(NAME, tmp_path / "a.ipynb")]
    with Grader(load_assignment(NAME)) as grader:
        results = [
            grader.grade(SubmissionFile(path, path.stem), only=["q4_numerical_diff"])
            for path in [*paths, paths[0]]
        ]
    assert [each.language for each in results] == ["ko", "en", "ko"]
    q4 = [each.questions[3] for each in results]
    assert len({each.misconception for each in q4}) == 1
    assert q4[0].feedback == q4[2].feedback != q4[1].feedback


def test_gradescope_is_told_in_the_students_language(graded: Path, tmp_path: Path) -> None:
    assignment = load_assignment(NAME)
    told = gradescope.as_results(assignment, result_of(graded, "kim"))
    names = [test["name"] for test in told["tests"]]
    assert "q1_mean_squared_error: 살펴볼 점" in names
    assert "- q3_sample_minibatch: 풀지 않았습니다." in told["output"].splitlines()
    # All students share one leaderboard.
    assert told["leaderboard"][0]["name"] == "Points in public tests"
    # The reason why a submission cannot be graded is in its language too.
    submission = tmp_path / "submission"
    for name in ("one.ipynb", "two.ipynb"):
        notebook(f"{NAME}-ko", submission / name)
    (tmp_path / "source").mkdir()
    assert container.main(tmp_path) == 0
    told = json.loads((tmp_path / "results" / "results.json").read_text(encoding="utf-8"))
    assert HANGUL.search(told["output"])


CHECK = """
import json, sys, warnings
warnings.simplefilter("ignore")
import otter
namespace = {"np": __import__("numpy")}
exec(sys.argv[1], namespace)
grader = otter.Notebook("NAME.ipynb")
for question in sys.argv[2:]:
    print(repr(grader.check(question, global_env=namespace)).encode("unicode_escape").decode())
""".replace("NAME", NAME)


@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_grader_check_of_stock_otter_speaks_korean(locale: str) -> None:
    # Otter can read a test file even in a locale that is not UTF-8, as on a Korean Windows.
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            CHECK,
            "".join(WRONG.values()),
            "q1_mean_squared_error",
            "q4_numerical_diff",
        ],
        cwd=ROOT / "student_template" / f"{NAME}-ko",
        env={
            **{key: value for key, value in os.environ.items() if not key.startswith("LC_")},
            "LC_ALL": locale,
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONPATH": "",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, second = (
        line.encode().decode("unicode_escape") for line in done.stdout.strip().splitlines()[-2:]
    )
    assert "좋은 답의 오차: 종류는 맞지만 값이 다릅니다 (받은 값 0.195" in first
    assert "5에서의 미분: 종류는 맞지만 값이 다릅니다" in second
    assert re.search("힌트: .*[가-힣]{2}", second)
