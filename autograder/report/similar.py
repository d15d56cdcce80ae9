"""Which submissions are unusually alike: a place to look, and no more than that.

Owns what is compared: the code of each submission, with the handed-out template as boilerplate that
counts for nothing. The comparison itself (tokens, k-grams, winnowing, as in MOSS) is the
`copydetect` library's, an optional extra.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.assignment import project_root
from autograder.build import TEMPLATES
from autograder.collecting import find_submissions
from autograder.errors import ChalkgradError
from autograder.graded import read_results
from autograder.submission import UnreadableSubmission, read_submission

# Characters of a k-gram (of code whose names are all alike), k-grams of a window. Short homework
# functions are alike by nature; what is shorter than a line says nothing.
K_GRAM, WINDOW = 15, 5
THRESHOLD = 0.7
MAX_PAIRS = 30


@dataclass(frozen=True)
class Pair:
    """Two submissions and how much of each one's own code is in the other, 0 to 1."""

    first: str
    second: str
    of_first: float
    of_second: float


def similar_pairs(
    files: Sequence[tuple[str, Path]], template: Path | None, threshold: float = THRESHOLD
) -> list[Pair]:
    """Compare every submission with every other.

    Parameters
    ----------
    files : sequence of (str, Path)
        Ids and submissions; what cannot be read is left out.
    template : Path or None
        The notebook that was handed out.
    threshold : float
        Share of the shorter one's code from which on a pair is listed.

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
            "pip install 'chalkgrad[similar]'"
        ) from None
    boilerplate: Any = []
    if template is not None and (code := _code(template)):
        handed_out = copydetect.CodeFingerprint("t.py", K_GRAM, 1, fp=io.StringIO(code))
        boilerplate, _ = get_document_fingerprints(handed_out.filtered_code, K_GRAM, 1)
    prints = []
    for student, path in files:
        code = _code(path)
        if code:
            found = copydetect.CodeFingerprint(
                "s.py", K_GRAM, WINDOW, boilerplate=list(boilerplate), fp=io.StringIO(code)
            )
            if found.token_coverage:
                prints.append((student, found))
    pairs = []
    for place, (first, one) in enumerate(prints):
        for second, other in prints[:place]:
            # Cheap first: most pairs share too little to be worth the exact comparison.
            if len(one.hashes & other.hashes) < threshold * min(len(one.hashes), len(other.hashes)):
                continue
            _, (of_one, of_other), _ = copydetect.compare_files(one, other)
            if max(of_one, of_other) >= threshold:
                pairs.append(Pair(second, first, float(of_other), float(of_one)))
    pairs.sort(key=lambda pair: -(pair.of_first + pair.of_second))
    return pairs[:MAX_PAIRS]


def _code(path: Path) -> str:
    """Return a submission's code; nothing if it cannot be read."""
    try:
        return "\n\n".join(cell.source for cell in read_submission(path).code_cells)
    except (UnreadableSubmission, OSError):
        return ""


def find_pairs(out: Path, paths: Sequence[str]) -> list[Pair]:
    """Compare the submissions in files and folders, the graded assignment's template left out.

    Raises
    ------
    ChalkgradError
        There are no results or submissions, or `copydetect` is not installed.
    """
    assignment = next(read_results(out)).assignment
    template = project_root() / TEMPLATES / assignment / f"{assignment}.ipynb"
    found = find_submissions(paths)
    return similar_pairs(
        [(file.student_id, file.path) for file in found.files],
        template if template.exists() else None,
    )
