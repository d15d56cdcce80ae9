"""A small assignment full of canaries, and the attacks on it.

Every attack is one file in `attacks/`: a script or notebook that is handed in unchanged, or a JSON
file that describes a whole folder. Its header has a description, the honest score (of the code
without its trick) and the expected incident. An attack does not have to guess paths: in its text,
`@ROOT@` is the project with the hidden tests, `@OTHER@` another student's file, `@OUT@` the folder
of results and `@GRADER@` the pid of the grader.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.assignment import Assignment, load_assignment
from autograder.building.build import build
from autograder.grading.grader import Grader
from autograder.grading.result import Result
from autograder.sandbox.fence import Fence
from autograder.sandbox.limits import Limits

ATTACKS = Path(__file__).parents[1] / "attacks"
POINTS = 8.0
# Nothing that a student reads may contain one of these: inputs and results of hidden tests, and
# marks in every file that is not the student's.
CANARIES = (
    "CANARY",
    "7351.25",
    "14702.5",
    "48113",
    "48114",
    "ESCAPED",
    "\x1b",
    "\u202e",
    "\u2066",
    "\u200f",
    "\u2028",
    "\u200b",
)

# Small, for a suite of many attacks.
LIMITS = Limits(
    cell_cpu_seconds=0.3,
    cells_cpu_seconds=0.8,
    test_cpu_seconds=0.2,
    after_timeout_cpu_seconds=0.1,
    grace_cpu_seconds=0.1,
    idle_floor_seconds=0.5,
    callbacks=500,
    wall_seconds=8.0,
    memory_bytes=120 << 20,
    address_space_bytes=400 << 20,
    processes=24,
    file_bytes=8 << 20,
    scratch_bytes=12 << 20,
    scratch_files=200,
    received_bytes=24 << 20,
)

MASTER = '''\
# %% [markdown] assignment="arena" title="Arena" points=8 lang="en"
# # Arena

# %% [markdown] assignment="arena" title="경기장" lang="ko"
# # 경기장

# %%
import otter

grader = otter.Notebook("arena.ipynb")

# %% module=true
import numpy as np

# %% [markdown] question="q1_double" points=4 lang="en" names=["double"] requires=[] cpu_seconds=0.2
# ### Question 1

# %% [markdown] question="q1_double" lang="ko"
# ### 문제 1

# %% module=true
def double(x):
    """Return twice x."""
    # TODO: return twice x.
    # BEGIN SOLUTION
    CANARY_SOLUTION = 2.0
    return CANARY_SOLUTION * np.asarray(x, dtype=float)
    # END SOLUTION

# %%
grader.check("q1_double")

# %% [markdown] question="q2_counter" points=2 lang="en" names=["Counter", "Counter.count"] requires=[] cpu_seconds=0.2
# ### Question 2

# %% [markdown] question="q2_counter" lang="ko"
# ### 문제 2

# %% module=true
class Counter:
    """Count."""

    def __init__(self, start):
        # TODO: keep the start.
        # BEGIN SOLUTION
        self.CANARY_at = start
        # END SOLUTION

    def count(self):
        """Return the next number."""
        # TODO: count on.
        # BEGIN SOLUTION
        self.CANARY_at += 1
        return self.CANARY_at
        # END SOLUTION

# %%
grader.check("q2_counter")

# %% [markdown] question="q3_twice" points=2 lang="en" names=["apply_twice"] requires=["q1_double"] cpu_seconds=0.2
# ### Question 3

# %% [markdown] question="q3_twice" lang="ko"
# ### 문제 3

# %% module=true
def apply_twice(f, x):
    """Return f(f(x))."""
    # TODO: apply f twice.
    # BEGIN SOLUTION
    return f(f(x))
    # END SOLUTION

# %%
grader.check("q3_twice")

# %% [markdown] question="b1_pairs" points=2 lang="en" kind="bonus" names=["pairs"] requires=[] cpu_seconds=0.2
# ### Bonus question

# %% [markdown] question="b1_pairs" lang="ko"
# ### 보너스 문제

# %% module=true
def pairs(values):
    """Return {"sum": the sum of the products of all pairs of values}, fast."""
    # TODO: do without a loop over pairs.
    # BEGIN SOLUTION
    CANARY_total = sum(values)
    return {"sum": CANARY_total * CANARY_total}
    # END SOLUTION

# %%
grader.check("b1_pairs")
'''  # noqa: E501

PUBLIC = {
    "q1_double": '''\
import numpy as np
from autograder.compare import EXACT, assert_array


def test_three(env):
    """Twice three is six."""
    assert_array(env["double"](np.array([3.0])), np.array([6.0]), EXACT, "double")


def test_zero(env):
    """Twice zero is zero."""
    assert_array(env["double"](np.zeros((2, 2))), np.zeros((2, 2)), EXACT, "double")
''',
    "q2_counter": '''\
import numpy as np
from autograder.compare import EXACT, assert_that, assert_scalar

PLAIN = (type(None), int, float, str, list, tuple, dict, np.ndarray, np.generic)


def test_counts(env):
    """The counter counts from its start."""
    counter = env["Counter"](4.0)
    assert_that(not isinstance(counter, PLAIN), "Counter is no class")
    assert_scalar(counter.count(), 5.0, EXACT, "count")
''',
    "q3_twice": '''\
import numpy as np
from autograder.compare import EXACT, assert_scalar


def test_adds_two(env):
    """Adding one twice adds two."""
    assert_scalar(env["apply_twice"](lambda x: x + 1.0, 1.0), 3.0, EXACT, "apply_twice")
''',
    "b1_pairs": '''\
from autograder.compare import EXACT, assert_scalar


def test_two(env):
    """Two values make four pairs."""
    assert_scalar(env["pairs"]([1.0, 2.0])["sum"], 9.0, EXACT, "pairs")
''',
}

HIDDEN = {
    "q1_double": '''\
import numpy as np
from autograder.compare import EXACT, assert_array

CANARY_HIDDEN_TEST = "CANARY hidden test"


def test_secret_matrix(env):
    """Every entry of a matrix is doubled."""
    x = np.array([[7351.25, 1.0], [2.0, 3.0]])
    want = np.array([[14702.5, 2.0], [4.0, 6.0]])
    assert_array(env["double"](x), want, EXACT, "double")


def test_secret_vector(env):
    """Every entry of a vector is doubled."""
    x = np.full(3, 7351.25)
    got = env["double"](x)
    # Too late, where student code can change x.
    assert_array(got, 2 * x, EXACT, "double")
''',
    "q2_counter": '''\
import numpy as np
from autograder.compare import EXACT, assert_that, assert_scalar
from autograder.sandbox.wire import Opaque

PLAIN = (type(None), int, float, str, list, tuple, dict, np.ndarray, np.generic, Opaque)


def test_secret_start(env):
    """The counter goes on."""
    counter = env["Counter"](48113.0)
    assert_that(not isinstance(counter, PLAIN), "Counter is no class")
    assert_scalar(counter.count(), 48114.0, EXACT, "count")
''',
    "q3_twice": '''\
from autograder.compare import EXACT, assert_scalar


def halve(x):
    # As functions of several variables are, for what student code may call it with.
    return x[0] ** x[1] * x[2] if hasattr(x, "__len__") else x / 2.0


def test_secret_halves(env):
    """Any function is applied twice."""
    assert_scalar(env["apply_twice"](halve, 29405.0), 7351.25, EXACT, "apply_twice")
''',
    "b1_pairs": '''\
from autograder.compare import EXACT, assert_scalar, assert_that

PLAIN = """
import time


def seconds(values):
    started = time.process_time()
    total = 0.0
    for one in values:
        for other in values:
            total += one * other
    return time.process_time() - started
"""


def test_secret_race(env):
    """A thousand values take less than a third of the time of a loop over all pairs."""
    watch = env.stopwatch()
    values = [7351.25] * 1000
    with watch:
        got = env["pairs"](values)["sum"]
    assert_scalar(got, sum(values) ** 2, EXACT, "pairs")
    plain = env.beside(PLAIN)["seconds"](values)
    assert_that(0.0 < watch.seconds < plain / 3, "pairs is slow", f"{plain} {watch.seconds}")
    env.leaderboard("times as fast", plain / watch.seconds)
''',
}

# The last question is a race, which no attack and no honest answer below runs as fast as it must.
HONEST = """\
import numpy as np

def double(x):
    return np.asarray(x) * 2.0

class Counter:
    def __init__(self, start):
        self.at = start

    def count(self):
        self.at += 1
        return self.at

def apply_twice(f, x):
    return f(f(x))
"""


@dataclass(frozen=True)
class Attack:
    """One file in `attacks/`.

    Attributes
    ----------
    path : Path
        The file.
    tries : str
        What it tries.
    honest : float
        The highest score that it may get.
    observed : float or None
        The score that it gets; None if that depends on when it is stopped.
    incident : str
        A pattern that one of the incidents must match; empty if no incident is expected.
    """

    path: Path
    tries: str
    honest: float
    observed: float | None
    incident: str

    @property
    def name(self) -> str:
        return self.path.stem

    def hand_in(self, arena: Arena, folder: Path) -> Path:
        """Write the attack's file or folder; return its path."""
        text = self.path.read_text(encoding="utf-8")
        if self.path.suffix != ".json":
            target = folder / self.path.name
            target.write_text(arena.filled(text), encoding="utf-8")
            return target
        for name, content in json.loads(text)["files"].items():
            _write(arena, folder / name, content)
        return folder


def _write(arena: Arena, path: Path, content: str | dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, str):
        path.write_text(arena.filled(content), encoding="utf-8")
    elif "link" in content:
        path.symlink_to(arena.filled(str(content["link"])))
    elif "base64" in content:
        path.write_bytes(base64.b64decode(str(content["base64"])))
    elif "zip" in content:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in dict(content["zip"]).items():  # type: ignore[call-overload]
                archive.writestr(name, text * int(content.get("times", 1)))  # type: ignore[call-overload]
        path.write_bytes(packed.getvalue())
    elif "parts" in content:
        parts = [str(part["text"]) * int(part.get("times", 1)) for part in content["parts"]]  # type: ignore[attr-defined]
        path.write_text("".join(parts), encoding="utf-8")
    elif "times" in content:
        head, text = str(content.get("head", "")), str(content["text"])
        numbered = (text.replace("@N@", str(i)) for i in range(int(str(content["times"]))))
        path.write_text(head + "".join(numbered), encoding="utf-8")


def read_attack(path: Path) -> Attack:
    """Read an attack's header."""
    if path.suffix == ".py":
        lines = path.read_text(encoding="utf-8").splitlines()
        header = dict(line[2:].split(": ", 1) for line in lines if re.match(r"# [a-z]+: ", line))
    else:
        document = json.loads(path.read_text(encoding="utf-8"))
        header = document.get("metadata", document).get("attack", {})
    observed = header.get("observed", "")
    return Attack(
        path,
        header["tries"],
        float(header["honest"]),
        float(observed) if observed not in ("", "any") else None,
        header.get("incident", ""),
    )


def all_attacks() -> list[Attack]:
    """Read every attack."""
    return [
        read_attack(path)
        for path in sorted(ATTACKS.iterdir())
        if path.suffix in (".py", ".ipynb", ".json")
    ]


class Arena:
    """The assignment in a folder of its own, with other files that are worth stealing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(exist_ok=True)
        # Readable for every user, so that only the fence keeps student code out.
        for folder in (root, *list(root.parents)[:3]):
            if folder not in (Path("/"), Path("/tmp")) and os.access(folder, os.W_OK):
                folder.chmod(0o755)
        self.assignment = self._write()
        self.other = root / "submissions" / "other.py"
        self.other.parent.mkdir()
        self.other.write_text(HONEST + "\nsecret = 'CANARY other submission'\n", encoding="utf-8")
        self.out = root / "out"
        self.out.mkdir()
        (self.out / "other.json").write_text('{"score": "CANARY result"}', encoding="utf-8")
        os.environ["ARENA_CANARY"] = "CANARY environment"

    def _write(self) -> Assignment:
        folder = self.root / "assignments" / "arena"
        hidden = self.root / "autograder" / "hidden_tests" / "arena"
        for path, texts in ((folder / "public_tests", PUBLIC), (hidden, HIDDEN)):
            path.mkdir(parents=True)
            for question, text in texts.items():
                (path / f"test_{question}.py").write_text(text, encoding="utf-8")
        (hidden / "labels.bin").write_bytes(b"CANARY labels")
        (folder / "files").mkdir()
        (folder / "files" / "digits.txt").write_text("1 2 3\n", encoding="utf-8")
        (folder / "requirements.txt").write_text("numpy\n", encoding="utf-8")
        (folder / "student_readme.md").write_text("# Arena\n", encoding="utf-8")
        (folder / "student_readme.ko.md").write_text("# 경기장\n", encoding="utf-8")
        master = folder / "arena.py"
        master.write_text(MASTER, encoding="utf-8")
        assignment = load_assignment(master)
        build(assignment)
        return assignment

    def metadata(self) -> dict[str, tuple[object, ...]]:
        """Return mode, owner, times of change and attributes of everything that is the grader's.

        To an ordinary user's worker, they are files of its own user.
        """
        found: dict[str, tuple[object, ...]] = {}
        for path in (self.root, *sorted(self.root.rglob("*"))):
            if "__pycache__" not in path.parts:
                state = path.lstat()
                names = os.listxattr(path, follow_symlinks=False)
                attributes = {n: os.getxattr(path, n, follow_symlinks=False) for n in names}
                found[str(path)] = (
                    *(state.st_mode, state.st_uid, state.st_gid, state.st_nlink),
                    # The kernel sets the second one at every change of the others.
                    *(state.st_mtime_ns, state.st_ctime_ns),
                    attributes,
                )
        return found

    def filled(self, text: str) -> str:
        """Return an attack's text with the paths that it needs."""
        values = {
            "@ROOT@": str(self.root),
            "@OTHER@": str(self.other),
            "@OUT@": str(self.out),
            "@GRADER@": str(os.getpid()),
        }
        for mark, value in values.items():
            text = text.replace(mark, value)
        return text

    def grader(self, fence: Fence | None = None, limits: Limits = LIMITS) -> Grader:
        """Return a grader of the arena."""
        return Grader(self.assignment, limits, fence)


def student_text(result: Result) -> str:
    """Return everything in a result that a student may read."""
    parts = [*result.incidents, result.student["id"], result.student["name"]]
    for question in result.questions:
        parts.append(question.feedback)
        parts += [test.message for test in question.tests]
        # Students may read the details of public tests only.
        parts += [test.detail for test in question.tests if not test.hidden]
    return "\n".join(parts)


def leaks(result: Result) -> list[str]:
    """Return the canaries that a student can read."""
    text = student_text(result)
    return [canary for canary in CANARIES if canary in text]
