"""A complete assignment of two questions, small enough to break in every way in a test."""

from __future__ import annotations

from pathlib import Path

MASTER = '''\
# %% [markdown] assignment="tiny" title="Twice and once" points=5 lang="en"
# # Twice and once
#
# Two questions: 두 문제.

# %% [markdown] assignment="tiny" title="두 배와 한 번" lang="ko"
# # 두 배와 한 번

# %%
import otter

grader = otter.Notebook("tiny.ipynb")

# %% module=true
import numpy as np

# %% [markdown] question="q1_double" points=3 lang="en" names=["double"] requires=[]
# ### Question 1
#
# - `double(3)` gives 6;
#   it keeps the shape.

# %% [markdown] question="q1_double" lang="ko"
# ### 문제 1
#
# - `double(3)`은 6입니다.

# %% module=true
def double(x):
    """Return twice x."""
    # TODO: return twice x;
    # one line is enough.
    # BEGIN SOLUTION
    both_halves = np.add(x, x)
    return both_halves
    # END SOLUTION

# %%
grader.check("q1_double")

# %% guided=true
print("a demonstration")

# %% [markdown] question="q2_counter" points=2 lang="en" names=["Counter", "Counter.count"] requires=["q1_double"] cpu_seconds=30
# ### Question 2

# %% [markdown] question="q2_counter" lang="ko"
# ### 문제 2

# %% module=true
class Counter:
    """Count."""

    def __init__(self, start):
        # TODO: keep the start.
        # BEGIN SOLUTION
        self.where_it_stands = start
        # END SOLUTION

    def count(self):
        """Return the next number."""
        # TODO: count on.
        # BEGIN SOLUTION
        self.where_it_stands += 1
        return self.where_it_stands
        # END SOLUTION

    def reset(self):
        """Nobody's task."""
        self.where_it_stands = 0

# %%
grader.check("q2_counter")
'''  # noqa: E501

PUBLIC = {
    "q1_double": '''\
"""Public tests of q1."""

from __future__ import annotations

import numpy as np
from autograder.compare import assert_that

THREE = np.array([3.0])


def test_published(env):
    """Twice three is six.

    3의 두 배는 6입니다.
    """
    assert_that(env["double"](THREE)[0] == 6.0, "it's another number")


def test_zero(env):
    """Twice zero is zero."""
    assert_that(env["double"](0.0) == 0.0, "it is not zero")
''',
    "q2_counter": '''\
def test_counts(env):
    """The counter counts from its start.

    처음 값에서 세기 시작합니다.
    """
    assert env["Counter"](4).count() == 5
''',
}

HIDDEN = {
    "q1_double": '''\
"""Hidden tests of q1."""

from __future__ import annotations

import math

import numpy as np

from autograder.compare import assert_that


def test_secret_matrix(env):
    """Every entry of a matrix is doubled."""
    assert_that(env["double"](np.full((2, 2), math.pi))[1, 1] == 2 * math.pi, "secretly wrong")
''',
    "q2_counter": '''\
def test_secret_second_count(env):
    """The counter goes on."""
    counter = env["Counter"](10)
    assert (counter.count(), counter.count()) == (11, 12)
''',
}


def write_tiny(root: Path) -> Path:
    """Write the assignment below `root` and return its master."""
    folder = root / "assignments" / "tiny"
    hidden = root / "autograder" / "hidden_tests" / "tiny"
    for path, texts in ((folder / "public_tests", PUBLIC), (hidden, HIDDEN)):
        path.mkdir(parents=True)
        for question, text in texts.items():
            (path / f"test_{question}.py").write_text(text, encoding="utf-8")
    (folder / "files" / "pictures").mkdir(parents=True)
    (folder / "files" / "helper.py").write_bytes(b"VALUE = 1\r\n")
    (folder / "files" / "pictures" / "dots.bin").write_bytes(bytes(range(256)))
    (folder / "requirements.txt").write_text("numpy\n", encoding="utf-8")
    (folder / "student_readme.md").write_text("# Tiny: 안내\n", encoding="utf-8")
    (folder / "student_readme.ko.md").write_text("# 작은 과제\n", encoding="utf-8")
    master = folder / "tiny.py"
    master.write_text(MASTER, encoding="utf-8")
    return master
