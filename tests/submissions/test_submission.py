from __future__ import annotations

import copy
import hashlib
import json
import os
import subprocess
import sys
import tracemalloc
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.errors import ChalkgradError
from autograder.submissions import notebook as notebook_cells
from autograder.submissions import submission
from autograder.submissions.cell import parse
from autograder.submissions.submission import (
    Submission,
    SubmittedCell,
    UnreadableSubmission,
    read_submission,
)

ANSWER = "def mean_squared_error(y, t):\n    # 손실\n    return 0.5 * ((y - t) ** 2).sum()"


def code(source, **more):
    return {
        "cell_type": "code",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": source,
        **more,
    }


def text(source, kind="markdown", **more):
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def notebook(*cells, **more):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more}


@pytest.fixture
def read(tmp_path):
    """Return a function that writes JSON, text or bytes to a file and reads it."""

    def write_and_read(content, name="kim.ipynb") -> Submission:
        if isinstance(content, dict | list):
            content = json.dumps(content)
        if isinstance(content, str):
            content = content.encode()
        (tmp_path / name).write_bytes(content)
        return read_submission(tmp_path / name)

    return write_and_read


def sources(result):
    return [cell.source for cell in result.code_cells]


# --- what is read


def test_a_notebook_gives_its_cells_in_order_with_their_kinds(read):
    document = notebook(text("# 숙제"), code(ANSWER), text("note", kind="raw"), code("x = 1"))
    result = read(document)
    assert result.cells == (
        SubmittedCell(0, "# 숙제", "markdown"),
        SubmittedCell(1, ANSWER, "code"),
        SubmittedCell(2, "note", "raw"),
        SubmittedCell(3, "x = 1", "code"),
    )
    assert [cell.index for cell in result.code_cells] == [1, 3]
    assert (result.format, result.kernel_language, result.notes) == ("notebook 4.5", "python", ())
    assert result.sha256 == hashlib.sha256(json.dumps(document).encode()).hexdigest()


def test_a_source_may_be_a_string_or_lines(read):
    lines = ANSWER.splitlines(keepends=True)
    assert sources(read(notebook(code(ANSWER), code(lines)))) == [ANSWER, ANSWER]


def test_lines_that_have_lost_their_newlines_are_put_back_on_lines(read):
    result = read(notebook(code(ANSWER.splitlines())))
    assert sources(result) == [ANSWER]
    # In Jupyter, the cell is one line.
    assert result.notes == ("cell 1 has lines without ends; read as lines",)


def test_nbformat_3_keeps_its_code_in_worksheets_and_input(read):
    document = {
        "metadata": {"name": "hw2"},
        "nbformat": 3,
        "nbformat_minor": 0,
        "worksheets": [
            {"cells": [{"cell_type": "heading", "level": 1, "source": "hw2"}]},
            {
                "cells": [
                    {
                        "cell_type": "code",
                        "collapsed": False,
                        "input": ["x = 1\n", "y = 2"],
                        "language": "python",
                        "outputs": [{"output_type": "pyout", "text": "1"}],
                    }
                ]
            },
        ],
    }
    result = read(document)
    assert result.format == "notebook 3.0"
    assert [(cell.kind, cell.source) for cell in result.cells] == [
        ("markdown", "hw2"),
        ("code", "x = 1\ny = 2"),
    ]


@pytest.mark.parametrize("version", [3, 4])
def test_cells_agree_with_nbformats_own_reader(read, version):
    import nbformat

    current = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# 숙제\n\n둘째 줄"),
            nbformat.v4.new_code_cell(ANSWER + "\n"),
            nbformat.v4.new_code_cell("%matplotlib inline\nplt.plot(x)"),
            nbformat.v4.new_raw_cell("raw"),
        ]
    )
    if version == 3:
        current = nbformat.convert(current, 3)
    result = read(nbformat.writes(current, version))
    expected = nbformat.reads(nbformat.writes(current, version), as_version=4).cells
    assert [c.source for c in result.cells] == [c.source for c in expected]
    assert [c.kind for c in result.cells] == [c.cell_type for c in expected]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"]
)
@pytest.mark.parametrize("name", ["김민수.ipynb", "김민수.py"])
def test_every_encoding_that_editors_write_is_read(read, encoding, name):
    if name.endswith(".py"):
        if encoding in ("utf-16-le", "utf-16-be"):
            return  # a script has no known first character
        content = ANSWER
    else:
        content = json.dumps(notebook(code(ANSWER)), ensure_ascii=False)
    result = read(content.encode(encoding), name)
    assert sources(result) == [ANSWER]
    assert bool(result.notes) == (not encoding.startswith("utf-8"))


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_foreign_line_ends_become_newlines_inside_and_outside_of_the_json(read, newline):
    document = notebook(code(ANSWER.replace("\n", newline)))
    raw = json.dumps(document, indent=1).replace("\n", newline)
    assert sources(read(raw)) == [ANSWER]
    assert sources(read(ANSWER.replace("\n", newline), "kim.py")) == [ANSWER]


def test_a_decomposed_file_name_is_read(read):
    name = unicodedata.normalize("NFD", "박지훈.ipynb")
    assert sources(read(notebook(code("x = 1")), name)) == ["x = 1"]


def test_the_language_is_reported_and_another_one_noted(read):
    metadata = {"kernelspec": {"language": "R", "name": "ir"}}
    result = read(notebook(code("x <- 1"), metadata=metadata))
    assert result.kernel_language == "r"
    assert result.notes == ("the notebook names a language other than Python; run as Python",)


def test_an_upper_case_suffix_is_read(read):
    assert sources(read(notebook(code("x = 1")), "KIM.IPYNB")) == ["x = 1"]
    assert sources(read("x = 1", "KIM.PY")) == ["x = 1"]


# --- what is tolerated, and noted


def test_missing_metadata_and_format_are_read(read):
    result = read({"cells": [{"cell_type": "code", "source": "x = 1"}]})
    assert sources(result) == ["x = 1"]
    assert result.notes == ("the notebook does not name its format; guessed from its contents",)


def test_junk_among_the_cells_is_left_out_and_named(read):
    result = read(notebook(None, 7, "x", code("x = 1"), code({"a": 1}), code(["y = 2\n", 3, "z"])))
    assert sources(result) == ["x = 1", "", "y = 2\nz"]
    assert [cell.index for cell in result.cells] == [3, 4, 5]
    assert result.notes == (
        "cell 1 is not a cell; ignored",
        "cell 2 is not a cell; ignored",
        "cell 3 is not a cell; ignored",
        "cell 5 has no text; ignored",
        "cell 6 has entries that are not text; ignored",
    )


def test_of_many_oddities_the_first_are_named_and_the_rest_counted(read):
    notes = read(notebook(*[None] * 1_050, code("x = 1"))).notes
    assert notes[49:] == ("cell 50 is not a cell; ignored", "... and 1,000 more.")


def test_a_bounded_amount_of_code_is_looked_for_in_cells_of_text(read, monkeypatch):
    parsed = []

    def counted(source):
        parsed.append(len(source))
        return parse(source)

    monkeypatch.setattr("autograder.submissions.submission.parse", counted)
    result = read(notebook(*[text("def f():\n    return 1\n" * 4_000)] * 30))
    assert len(result.cells) == 30
    assert 900_000 < sum(parsed) <= 1_000_000


def test_a_cell_without_a_type_is_code_if_it_has_fields_of_one(read):
    lost_code, lost_text = code("x = 1"), text("words")
    del lost_code["cell_type"], lost_text["cell_type"]
    result = read(notebook(lost_code, lost_text))
    assert [cell.kind for cell in result.cells] == ["code", "markdown"]
    assert result.notes == (
        "cell 1 has no type; read as code",
        "cell 2 has no type; read as text",
    )


def test_an_answer_in_a_cell_of_another_type_is_not_run_but_named(read):
    result = read(notebook(text(ANSWER), text("class TwoLayerNet:\n    pass", kind="raw")))
    assert result.code_cells == ()
    assert result.notes == (
        "cell 1 defines mean_squared_error but is a markdown cell: it was not run; "
        "make it a code cell",
        "cell 2 defines TwoLayerNet but is a raw cell: it was not run; make it a code cell",
    )


def test_prose_that_quotes_code_gives_no_note(read):
    prose = f"Write it like this:\n\n```python\n{ANSWER}\n```\n\nand a `\\d` is no escape"
    assert read(notebook(text(prose), text("def of a word"))).notes == ()


def test_what_follows_the_end_is_ignored_and_noted(read):
    assert read(json.dumps(notebook(code("x = 1"))) + "\n\n").notes == ()
    result = read(json.dumps(notebook(code("x = 1"))) + '\n"metadata": {}}\n')
    assert sources(result) == ["x = 1"]
    assert result.notes == ("there is text after the end of the notebook; ignored",)


def test_lone_surrogates_do_not_survive(read):
    result = read(r'{"cells": [{"cell_type": "code", "source": "s = \"\ud83d\""}], "nbformat": 4}')
    result.cells[0].source.encode()  # would raise


def test_control_characters_inside_json_strings_are_read(read):
    raw = json.dumps(notebook(code("a\nb"))).replace(r"\n", "\n")
    assert sources(read(raw)) == ["a\nb"]


def test_a_notebook_under_a_scripts_name_is_a_notebook(read):
    result = read(notebook(code("x = 1")), "kim.py")
    assert (result.format, sources(result)) == ("notebook 4.5", ["x = 1"])
    assert result.notes == ("this notebook has the name of a script; read as a notebook",)


def test_a_script_that_starts_with_a_brace_is_a_script(read):
    assert read("{}\nx = 1", "kim.py").format == "plain script"


def test_a_conflict_in_a_script_costs_only_its_lines(read):
    result = read("x = 1\n<<<<<<< HEAD\ny = 2\n=======\ny = 3\n>>>>>>> main\nz = 4\n", "kim.py")
    assert "x = 1" in sources(result)
    assert "z = 4" in sources(result)
    assert result.notes == ("has an unresolved git conflict at line 2; resolve it and save again",)


# --- outputs of any size


OUTPUTS = [
    {"output_type": "stream", "name": "stdout", "text": ['tricky "quotes" \\ and ]}[{ \n'] * 3},
    {"output_type": "display_data", "data": {"image/png": "iVBOR", "text/plain": "\\"}},
    {"output_type": "error", "traceback": ["\u001b[0;31m", '"outputs": [']},
]


def test_outputs_attachments_and_widgets_change_nothing(read):
    plain = notebook(text("see"), code('x = "\\"outputs\\": ["'), code('d = {"outputs": ["'))
    full = copy.deepcopy(plain)
    full["cells"][0]["attachments"] = {"a.png": {"image/png": "iVBOR"}}
    full["cells"][1]["outputs"] = OUTPUTS
    full["cells"][2]["outputs"] = OUTPUTS * 2
    full["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    for indent in (None, 1):
        result = read(json.dumps(full, indent=indent))
        assert result.cells == read(plain).cells
        assert result.notes == ()


def test_outputs_are_never_parsed(read):
    raw = json.dumps(notebook(code("x = 1", outputs=["HERE"]), code("y = 2")))
    assert sources(read(raw.replace('"HERE"', "[1, oops, {}]"))) == ["x = 1", "y = 2"]


def test_a_long_output_needs_no_memory_besides_its_file():
    line = 'loss "가" 0.123\n'
    outputs = [{"output_type": "stream", "text": [line] * 40_000}]  # 1 MB, 5 MB as objects
    raw = json.dumps(notebook(code("x = 1", outputs=outputs)), ensure_ascii=False).encode()
    tracemalloc.start()
    try:
        cut = notebook_cells.without_bulk(raw)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert cut == json.dumps(notebook(code("x = 1"))).encode()
    assert peak < 100_000


def test_files_and_texts_over_the_limit_are_rejected(read, monkeypatch):
    monkeypatch.setattr(submission, "MAX_FILE_BYTES", 2 * 2**20)
    monkeypatch.setattr(submission, "MAX_TEXT_BYTES", 2**20)
    assert sources(read(notebook(code("x = 1", outputs=["a" * 1_500_000])))) == ["x = 1"]
    with pytest.raises(UnreadableSubmission, match="1 MB of text besides its outputs"):
        read(notebook(code("#" * 1_500_000)))
    with pytest.raises(UnreadableSubmission, match="has 3 MB; at most 2 MB are read"):
        read(notebook(code("x = 1", outputs=["a" * 3 * 2**20])))


def test_too_many_cells_or_parts_are_rejected(read, monkeypatch):
    with pytest.raises(UnreadableSubmission, match="has 10,001 cells"):
        read(notebook(*[{}] * 10_001))
    monkeypatch.setattr(notebook_cells, "MAX_MARKS", 1000)
    with pytest.raises(UnreadableSubmission, match="millions of parts"):
        read(notebook(code("x = 1", outputs=[[]] * 600)))
    with pytest.raises(UnreadableSubmission, match="millions of parts"):
        read(notebook(*[code("x = 1", outputs=[[]] * 60)] * 10))
    monkeypatch.setattr(notebook_cells, "MAX_BULKY", 10)
    with pytest.raises(UnreadableSubmission, match="millions of parts"):
        read('{"cells": [{' + '"outputs": [], ' * 11 + '"source": "x = 1"}]}')


# --- unreadable files: one line with the path, the reason, and what to do


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "is empty"),
        (b" \n\0\0", "is empty"),
        (b"\xef\xbb\xbf", "no JSON"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\x1f\x8b\x08rest", "gzip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xd0\xcf\x11\xe0 doc", "Office document"),
        (b"\x00\x01\x02\x03", "binary data"),
        (b"{\x00\xd8", "neither UTF-8 nor UTF-16"),
        (b"\xff\xfea", "neither UTF-8 nor UTF-16"),
        ("x = 1".encode("utf-32"), "neither UTF-8 nor UTF-16"),
        (b'{"cells": "\xff\xff"}', "is not UTF-8 text"),
        ("<!DOCTYPE html>\n<html>", "web page"),
        ("\n<html lang='ko'>", "web page"),
        ("<!-- <!-- -->", "web page"),
        ("hello", r"is not a notebook \(no JSON\)"),
        ("import numpy as np\n", "rename it to end in .py"),
        ("# %%\nx = 1\n", "rename it to end in .py"),
        ({"a": 1}, "JSON but not a notebook"),
        ([1, 2], "JSON but not a notebook"),
        ({"cells": {"0": {}}}, "JSON but not a notebook"),
        ({"worksheets": 3}, "JSON but not a notebook"),
        ('{"cells": [', "damaged or cut off"),
        ('{"cells": [{"outputs": [{"text": "abc', "cut off inside an output"),
        ('{"cells": [{"outputs": [{"text": "abc\\', "cut off inside an output"),
        ("[" * 200_000, "nested too deeply|damaged"),
        ('{"cells": [], "nbformat": ' + "9" * 5000 + "}", "damaged"),
        (
            '{\n "cells": [\n<<<<<<< HEAD\n  1\n=======\n  2\n>>>>>>> b\n ]\n}',
            "git conflict at line 3",
        ),
    ],
)
def test_an_unreadable_file_gives_the_reason_in_one_line(read, tmp_path, content, line):
    with pytest.raises(UnreadableSubmission, match=line) as caught:
        read(content)
    error = caught.value
    assert isinstance(error, ChalkgradError)
    assert error.exit_code == 1
    assert str(error) == f"{tmp_path / 'kim.ipynb'}: {error.reason}"
    assert "\n" not in str(error)


def test_only_a_regular_file_is_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "link.ipynb").symlink_to(__file__)
    for name, line in (
        ("none.ipynb", "no such file"),
        ("", "is not a regular file"),
        ("pipe.ipynb", "is not a regular file"),
        ("link.ipynb", "is a symbolic link"),
        (os.devnull, "is not a regular file"),
    ):
        with pytest.raises(UnreadableSubmission, match=line):
            read_submission(tmp_path / name)


def test_the_language_of_what_a_link_leads_to_is_not_read(tmp_path):
    (tmp_path / "kim.ipynb").write_text('{"metadata": {"chalkgrad": {"lang": "ko"}}}')
    (tmp_path / "lee.ipynb").symlink_to("kim.ipynb")
    assert submission.language_of(tmp_path / "kim.ipynb") == "ko"
    assert submission.language_of(tmp_path / "lee.ipynb") == "en"


def test_a_file_without_permission_gives_one_line(read, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(submission, "open_regular", refuse)
    with pytest.raises(UnreadableSubmission, match=r"cannot be read \(Permission denied\)"):
        read(notebook(code("x = 1")))


SEED = json.dumps(
    notebook(text("# 숙제"), code(ANSWER, outputs=OUTPUTS), code(["x = 1\n", "y"])), indent=1
).encode()


@settings(
    max_examples=600, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(
    st.lists(st.tuples(st.integers(0, len(SEED)), st.integers(0, 40), st.binary(max_size=6))),
    st.sampled_from(["kim.ipynb", "kim.py"]),
)
def test_a_mutated_file_is_read_or_unreadable_and_nothing_else(tmp_path, edits, name):
    raw = SEED
    for at, length, new in edits:
        raw = raw[:at] + new + raw[at + length :]
    (tmp_path / name).write_bytes(raw)
    try:
        result = read_submission(tmp_path / name)
    except UnreadableSubmission:
        return
    for cell in result.cells:
        cell.source.encode()
        assert "\r" not in cell.source
    json.dumps([result.format, result.kernel_language, result.notes]).encode()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("code"),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ("cells", "worksheets", "cell_type", "source", "input", "outputs", "metadata")
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=25,
)


@settings(
    max_examples=400, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(JSON, st.dictionaries(st.sampled_from(["metadata", "nbformat", "nbformat_minor"]), JSON))
def test_any_json_in_a_notebooks_place_is_read_or_unreadable(tmp_path, cells, more):
    (tmp_path / "kim.ipynb").write_text(json.dumps({"cells": cells, **more}))
    try:
        result = read_submission(tmp_path / "kim.ipynb")
    except UnreadableSubmission:
        return
    assert all(isinstance(cell.source, str) for cell in result.cells)


def test_reading_a_notebook_imports_nothing_slow(tmp_path):
    (tmp_path / "kim.ipynb").write_text(json.dumps(notebook(code("x = 1"))))
    program = (
        "import sys; from autograder.submissions.submission import read_submission; "
        f"read_submission({str(tmp_path / 'kim.ipynb')!r}); "
        "print({'numpy', 'nbformat', 'jupytext', 'IPython', 'jsonschema'} & {*sys.modules})"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "set()"
