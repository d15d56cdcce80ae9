"""Which submissions are unusually alike: a place to look, and no more than that.

Owns what is compared: the code of each submission, with the handed-out template as boilerplate that
counts for nothing. The comparison itself (tokens, k-grams, winnowing, as in MOSS) is the
`copydetect` library's, an optional extra.
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

# Characters of a k-gram, of code in which all names are alike (so one to two lines): copydetect's
# own default. All of them are compared: which ones winnowing keeps depends on Python's hash seed,
# and two reports on one class would differ.
K_GRAM, WINDOW = 25, 1
THRESHOLD = 0.7
MAX_PAIRS = 30
# What is usual is the class's own: the median of all pairs and three times their spread (the median
# absolute deviation, scaled as a standard deviation) but a tenth at least, where there are enough
# pairs to tell.
_SPREADS, _LEAST, _ENOUGH, _HIGHEST = 3 * 1.4826, 0.1, 10, 0.95


@dataclass(frozen=True)
class Compared:
    """The pairs that stand out, what is to be said of the submissions, and whether all were read.

    Parameters
    ----------
    pairs : list of Pair
        The most alike first.
    said : list of str
        A line for what was recognised, and for everything that the instructor should look at.
    complete : bool
        Whether everything that was named was found and read.
    """

    pairs: list[Pair]
    said: list[str]
    complete: bool


@dataclass(frozen=True)
class Pair:
    """Two submissions and how much of each one's own code is in the other, 0 to 1."""

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
        Ids and submissions; what cannot be read is left out.
    template : Path or None
        The notebook that was handed out.
    threshold : float
        Share of the shorter one's code from which on a pair is listed; in a class in which
        everybody is alike, more.
    unread : list of str, optional
        Receives a line for each submission that cannot be read.

    Returns
    -------
    list of Pair
        The most alike first, at most 30.

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
            "similar pairs are found by the library copydetect, which is not installed: "
            "pip install -e '.[similar]'"
        ) from None
    boilerplate: Any = []
    unread = [] if unread is None else unread
    if template is not None and (code := _code("template", template, [])):
        handed_out = copydetect.CodeFingerprint("t.py", K_GRAM, 1, fp=io.StringIO(code))
        boilerplate, _ = get_document_fingerprints(handed_out.filtered_code, K_GRAM, 1)
    prints = []
    for student, path in files:
        code = _code(student, path, unread)
        if code:
            found = copydetect.CodeFingerprint(
                "s.py", K_GRAM, WINDOW, boilerplate=list(boilerplate), fp=io.StringIO(code)
            )
            if found.token_coverage:
                prints.append((student, found))
    shares = [
        (len(one.hashes & other.hashes) / min(len(one.hashes), len(other.hashes)), one, other)
        for one, other in itertools.combinations((found for _, found in prints), 2)
    ]
    limit = max(threshold, _usual([share for share, _, _ in shares]))
    names = {id(found): student for student, found in prints}
    pairs = []
    # The exact comparison, which costs more, only of those that the cheap one has picked out.
    for share, one, other in shares:
        if share >= limit:
            _, (of_one, of_other), _ = copydetect.compare_files(one, other)
            if max(of_one, of_other) >= threshold:
                pair = Pair(names[id(one)], names[id(other)], float(of_one), float(of_other))
                pairs.append(pair)
    pairs.sort(key=lambda pair: -(pair.of_first + pair.of_second))
    return pairs[:MAX_PAIRS]


def _usual(shares: Sequence[float]) -> float:
    """Return the share of common code up to which a pair of this class is like any other."""
    if len(shares) < _ENOUGH:
        return 0.0
    middle = statistics.median(shares)
    spread = statistics.median(abs(share - middle) for share in shares)
    return min(_HIGHEST, middle + max(_LEAST, _SPREADS * spread))


def _code(student: str, path: Path, unread: list[str]) -> str:
    """Return a submission's code; if it cannot be read, nothing, and a line that says so."""
    try:
        cells = read_submission(path, LANGUAGES[0]).code_cells
    except UnreadableSubmission as error:
        unread.append(f"{student}: not compared: {error.reason}")
    except OSError as error:
        unread.append(f"{student}: not compared: cannot be read ({error.strerror})")
    else:
        return "\n\n".join(cell.source for cell in cells)
    return ""


def find_pairs(out: Path, paths: Sequence[str]) -> Compared:
    """Compare the submissions in what was graded, the assignment's template left out.

    Parameters
    ----------
    out : Path
        The folder that `chalkgrad grade` wrote.
    paths : sequence of str
        Files, folders and LMS downloads, as `grade` takes them.

    Raises
    ------
    ChalkgradError
        There are no results, or no two submissions that can be read, or `copydetect` is not
        installed.
    """
    name = next(read_results(out)).assignment
    template = project_root() / TEMPLATES / name / f"{name}.ipynb"
    handed_out: frozenset[str] = frozenset()
    # Results may outlive their assignment.
    with contextlib.suppress(ChalkgradError):
        handed_out = load_assignment(name).handed_out
    unread: list[str] = []
    with tempfile.TemporaryDirectory(prefix="chalkgrad-") as scratch:
        intake = take_in(paths, name, Path(scratch), handed_out=handed_out)
        files = [(file.student_id, file.path) for file in intake.files]
        known = template if template.exists() else None
        pairs = similar_pairs(files, known, unread=unread)
    if len(files) - len(unread) < 2:
        nothing = "nothing to compare: two submissions that can be read make a pair"
        raise ChalkgradError(
            "; ".join([*intake.problems[:MAX_LINES], *unread[:MAX_LINES], nothing])
        )
    complete = not unread and not intake.absent
    return Compared(pairs, [*intake.notes, *intake.problems, *unread], complete)
