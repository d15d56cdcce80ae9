from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.submissions.cell import Unreadable, parse
from autograder.submissions.script import split_script


def split(text):
    form, cells = split_script(text)
    assert [cell.index for cell in cells] == list(range(len(cells)))
    lines = text.split("\n")
    for cell in cells:  # first_line is the line in the file
        if cell.kind == "code":
            first = cell.source.split("\n")[0]
            assert lines[cell.first_line - 1].rstrip() == first.rstrip()
    return form, [(cell.kind, cell.source.strip("\n")) for cell in cells]


def test_percent_markers_make_cells():
    text = (
        "import numpy as np\n"
        "# %% [markdown]\n# # 숙제\n#\n# text\n"
        "# %% plots\nx = 1\n\n"
        "#%%\ny = 2\n"
        "# %% [raw]\n# raw\n"
        '# %% [md] tags=["a"]\n# more\n'
        "# %%\n\n"
    )
    assert split(text) == (
        "percent script",
        [
            ("code", "import numpy as np"),
            ("markdown", "# 숙제\n\ntext"),
            ("code", "x = 1"),
            ("code", "y = 2"),
            ("raw", "raw"),
            ("markdown", "more"),
        ],
    )


def test_a_marker_inside_a_string_is_ignored():
    text = '# %%\nhelp_text = """\n# %% not a cell\n"""\n# %%\ny = 2\n'
    assert [source for _, source in split(text)[1]] == [
        'help_text = """\n# %% not a cell\n"""',
        "y = 2",
    ]


def test_a_magic_in_a_comment_is_not_a_marker():
    assert split("# %%time is a magic\nx = 1\n")[0] == "plain script"


def test_an_exported_script_is_split_into_its_cells():
    text = (
        "#!/usr/bin/env python\n# coding: utf-8\n\n# # 숙제\n\n# In[1]:\n\n\n"
        "import numpy as np\nget_ipython().run_line_magic('matplotlib', 'inline')\n\n\n"
        "# ## 문제 1\n\n# In[ ]:\n\n\ndef f(x):\n    return x\n\n\n# In[12]:\n\n\n"
    )
    form, cells = split(text)
    assert form == "exported script"
    assert [source for _, source in cells[1:]] == [
        "import numpy as np\nget_ipython().run_line_magic('matplotlib', 'inline')\n\n\n# ## 문제 1",
        "def f(x):\n    return x",
    ]


def test_a_plain_script_is_split_into_its_statements():
    text = (
        '"""숙제 2"""\nimport numpy as np\n\n# 손실 함수\n@decorator\ndef f(x):\n\n    return x\n'
        "a = 1; b = (\n2); c = 3\nif a:\n    pass\nelse:\n    pass\n# the end\n"
    )
    assert split(text) == (
        "plain script",
        [
            ("code", '"""숙제 2"""'),
            ("code", "import numpy as np"),
            ("code", "# 손실 함수\n@decorator\ndef f(x):\n\n    return x"),
            ("code", "a = 1; b = (\n2); c = 3"),
            ("code", "if a:\n    pass\nelse:\n    pass"),
        ],
    )


BEFORE = "import numpy as np\n\n@np.vectorize\ndef f(x):\n\n    return x\n"
AFTER = "z = [\n1,\n]\n# 주석\nclass A:\n    b = 1\n"
LONG = 'w = """\nlong\n"""'


@pytest.mark.parametrize(
    "wrong",
    [
        "def g(x)\n    return x",
        "def g(x):\n    return (x",
        "print('no end)",
        "y = = 2",
        "%matplotlib inline",
        "!pip install numpy",
        '"""never closed',
        "x = (1,",
    ],
)
def test_a_syntax_error_costs_its_own_statement_only(wrong):
    long = "" if '"""' in wrong else LONG + "\n"
    cells = [source for _, source in split(f"{BEFORE}{wrong}\n{long}{AFTER}")[1]]
    assert cells == [
        "import numpy as np",
        "@np.vectorize\ndef f(x):\n\n    return x",
        wrong,
        *([LONG] if long else []),
        "z = [\n1,\n]",
        "# 주석\nclass A:\n    b = 1",
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "# %%\n# %%\n"])
def test_nothing_gives_no_cells(text):
    assert [source for _, source in split(text)[1] if not source.startswith("#")] == []


@pytest.mark.parametrize(
    "text",
    ["(" * 50_000, "-" * 50_000 + "1", "x" + ".a" * 50_000, "(\n" * 3_000, '"""\n' * 3_001],
)
def test_hostile_text_is_split_too(text):
    assert "".join("".join(s.split()) for _, s in split(text)[1]) == "".join(text.split())


LINES = st.sampled_from(
    [
        "x = 1", "def f(x):", "    return x", "@deco", "# %%", "# In[3]:", "# %% [markdown]",
        '"""', "(", ")", "else:", "", "# words", "y = (1,", "!ls", "a = '", "class A:", "\ttab",
    ]
)  # fmt: skip


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(LINES, max_size=14))
def test_no_line_of_code_is_lost_or_moved(lines):
    text = "\n".join(lines)
    form, cells = split(text)
    if form != "plain script":
        return
    kept = [line for _, source in cells for line in source.split("\n") if line.strip()]
    expected = [line.rstrip() for line in lines if line.strip()]
    while expected and expected[-1].startswith("#") and expected != kept:
        expected.pop()  # comments below the last statement
    assert kept == expected


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("x\n" * 15_000_000, "200,000 lines"),
        ("x\r" * 250_000, "200,000 lines"),
        ("# %%\nx\n" * 10_001, "10,000 cells or statements"),
        ("# In[1]:\nx\n" * 10_001, "10,000 cells or statements"),
        ("x\n" * 10_001, "10,000 cells or statements"),
        ("x = (\n" + "x\n" * 10_001, "10,000 cells or statements"),
        ("y = '''" + "z" * 250_000 + "'''\n" + "x\n" * 10_001, "10,000 cells or statements"),
    ],
    ids=[
        "lines",
        "old lines",
        "percent",
        "exported",
        "statements",
        "unparsed",
        "too long to parse",
    ],
)
def test_a_script_of_too_many_pieces_is_refused_while_it_is_split(text, limit):
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match=f"has more than {limit}"):
            split_script(text)
        assert tracemalloc.get_traced_memory()[1] < 60 << 20
    finally:
        tracemalloc.stop()


def test_as_many_cells_as_are_read_can_be_read():
    assert len(split_script("# %%\nx = 1\n" * 10_000)[1]) == 10_000
    assert len(split_script("def f():\n    return 1\n\n\n" * 9_000)[1]) == 9_000


@pytest.mark.parametrize(
    "text",
    [
        "x = (\n" * 9_000,
        "".join(f"x{n} = [{'1+' * 500}1\n" for n in range(9_000)),
        "y = '''\n" * 9_001,
        ("x = (" + "1, " * 80_000 + "\n") * 20,
    ],
    ids=["unclosed", "long unclosed", "quotes", "long pieces"],
)
def test_a_script_is_split_after_a_bounded_amount_of_parsing(text, monkeypatch):
    parsed = []

    def counted(source):
        parsed.append(len(source))
        return parse(source)

    monkeypatch.setattr("autograder.submissions.script.parse", counted)
    _, cells = split_script(text)
    assert "".join("".join(cell.source.split()) for cell in cells) == "".join(text.split())
    assert 0 < sum(parsed) <= 1_000_000


def test_what_is_left_of_a_script_is_split_when_no_more_is_parsed():
    noise = "x = (" + "1, " * 80_000 + "\n"
    _, cells = split_script(noise * 20 + "def right():\n    return 1\n\ny = 2\n")
    assert [cell.source.strip() for cell in cells[-2:]] == ["def right():\n    return 1", "y = 2"]
