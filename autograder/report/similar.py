"""Which submissions are unusually similar: worth a look, not a verdict.

Owns what is compared: the code of each submission, without the code of the template that students
were given. The comparison itself (tokens, k-grams, winnowing, as in MOSS) is left to the
`copydetect` library, an optional extra.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.authoring.assignment import load_assignment, project_root
from autograder.building.build import TEMPLATES
from autograder.course.saved_results import read_results
from autograder.errors import ChalkgradError
from autograder.intake.files import MAX_LINES
from autograder.intake.intake import take_in
from autograder.submissions.submission import UnreadableSubmission, read_submission
from autograder.text import LANGUAGES

# The length of a k-gram in characters of code in which all names are the same, so one or two lines:
# copydetect's default. The window of 1 keeps every k-gram: the choice of a larger window depends on
# Python's hash seed, and two reports on one class would differ.
K_GRAM, WINDOW = 25, 1
THRESHOLD = 0.7
MAX_PAIRS = 30
# Of code: each takes 80 bytes and 6 microseconds.
MAX_CHARACTERS = 500_000
# In a class with enough pairs, the usual share of common code is at most the median of all pairs
# plus three times their spread (the median absolute deviation, scaled as a standard deviation), and
# at least a tenth.
_SPREADS, _LEAST, _ENOUGH, _HIGHEST = 3 * 1.4826, 0.1, 10, 0.95


@dataclass(frozen=True)
class Compared:
    """What a comparison found.

    Parameters
    ----------
    pairs : list of Pair
        Unusually similar submissions, the most similar first.
    said : list of str
        A line for what was recognised, and for everything that the instructor should look at.
    complete : bool
        Whether every path was found and every submission read.
    """

    pairs: list[Pair]
    said: list[str]
    complete: bool


@dataclass(frozen=True)
class Pair:
    """Two submissions, and the share of each one's own code that is also in the other, 0 to 1."""

    first: str
    second: str
    of_first: float
    of_second: float


def similar_pairs(
    files: Sequence[tuple[str, Path]],
    template: Path | None,
    threshold: float = THRESHOLD,
    unread: list[str] | None = None,
) -> list[Pair]:
    """Compare every submission with every other.

    Parameters
    ----------
    files : sequence of (str, Path)
        Ids and submissions; those that cannot be read are left out.
    template : Path or None
        The notebook that students were given.
    threshold : float
        The least share of the shorter one's code for a pair to be listed; higher in a class in
        which all submissions are similar.
    unread : list of str, optional
        Receives a line for each submission that cannot be read.

    Returns
    -------
    list of Pair
        The most similar first, at most 30.

    Raises
    ------
    ChalkgradError
        `copydetect` is not installed.
    """
    try:
        import copydetect
        from copydetect.utils import get_document_fingerprints
    except ModuleNotFoundError:
        raise ChalkgradError(
            "similar pairs need the library copydetect, which is not installed: "
            "pip install -e '.[similar]'"
        ) from None
    boilerplate: Any = []
    unread = [] if unread is None else unread
    if template is not None and (code := _code("template", template, [])):
        given = copydetect.CodeFingerprint("t.py", K_GRAM, WINDOW, fp=io.StringIO(code))
        boilerplate, _ = get_document_fingerprints(given.filtered_code, K_GRAM, WINDOW)
    prints = []
    for student, path in files:
        if code := _code(student, path, unread):
            found = copydetect.CodeFingerprint(
                "s.py", K_GRAM, WINDOW, boilerplate=list(boilerplate), fp=io.StringIO(code)
            )
            if found.token_coverage:
                prints.append((student, found))
    combinations = list(itertools.combinations(prints, 2))
    shares = [
        len(one.hashes & other.hashes) / min(len(one.hashes), len(other.hashes))
        for (_, one), (_, other) in combinations
    ]
    limit = max(threshold, _usual(shares))
    pairs = []
    # The exact comparison is slower, so it is made only for the pairs that pass the fast one.
    for share, ((first, one), (second, other)) in zip(shares, combinations, strict=True):
        if share >= limit:
            _, (of_one, of_other), _ = copydetect.compare_files(one, other)
            if max(of_one, of_other) >= threshold:
                pairs.append(Pair(first, second, float(of_one), float(of_other)))
    pairs.sort(key=lambda pair: -(pair.of_first + pair.of_second))
    return pairs[:MAX_PAIRS]


def _usual(shares: Sequence[float]) -> float:
    """Return the share of common code that is usual in this class."""
    if len(shares) < _ENOUGH:
        return 0.0
    middle = statistics.median(shares)
    spread = statistics.median(abs(share - middle) for share in shares)
    return min(_HIGHEST, middle + max(_LEAST, _SPREADS * spread))


def _code(student: str, path: Path, unread: list[str]) -> str:
    """Return a submission's code; "", and a line in `unread`, if it cannot be read."""
    try:
        cells = read_submission(path, LANGUAGES[0]).code_cells
    except UnreadableSubmission as error:
        unread.append(f"{student}: not compared: {error.reason}")
    except OSError as error:
        unread.append(f"{student}: not compared: cannot be read ({error.strerror})")
    else:
        code = "\n\n".join(cell.source for cell in cells)
        if len(code) <= MAX_CHARACTERS:
            return code
        unread.append(f"{student}: not compared: has more code than anybody writes by hand")
    return ""


def find_pairs(out: Path, paths: Sequence[str]) -> Compared:
    """Compare the submissions of a graded class.

    Parameters
    ----------
    out : Path
        The folder that `chalkgrad grade` wrote.
    paths : sequence of str
        Files, folders and LMS downloads, as for `grade`.

    Raises
    ------
    ChalkgradError
        There are no results or fewer than two readable submissions, or `copydetect` is missing.
    """
    name = next(read_results(out)).assignment
    template = project_root() / TEMPLATES / name / f"{name}.ipynb"
    handed_out: frozenset[str] = frozenset()
    # The assignment may no longer exist.
    with contextlib.suppress(ChalkgradError):
        handed_out = load_assignment(name).handed_out
    unread: list[str] = []
    with tempfile.TemporaryDirectory(prefix="chalkgrad-") as scratch:
        intake = take_in(paths, name, Path(scratch), handed_out=handed_out)
        files = [(file.student_id, file.path) for file in intake.files]
        known = template if template.exists() else None
        pairs = similar_pairs(files, known, unread=unread)
    if len(files) - len(unread) < 2:
        nothing = "nothing to compare: fewer than two submissions can be read"
        lines = [*intake.problems[:MAX_LINES], *unread[:MAX_LINES], nothing]
        raise ChalkgradError("; ".join(lines))
    complete = not unread and not intake.incomplete
    return Compared(pairs, [*intake.notes, *intake.problems, *unread], complete)
