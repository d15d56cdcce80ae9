"""The one submission in a folder from Gradescope or Otter, or the reason why there is none.

Owns the rule that nothing is chosen for a student: there must be exactly one notebook or script,
apart from the assignment's own files. Reading it is left to `submission`.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from autograder.errors import ChalkgradError
from autograder.intake.entry import SUFFIXES, SubmissionFile
from autograder.intake.files import everything_below, find_submissions
from autograder.submissions.submission import language_of
from autograder.text import current_language, localized

_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar")
_SHOWN = 5
_MAX_METADATA_BYTES = 10 << 20


class NoSubmission(ChalkgradError):  # noqa: N818 - a fact about the folder, not an error of ours
    """There is not exactly one submission; the message is for the student."""


def the_submission(folder: Path, handed_out: Collection[str]) -> SubmissionFile:
    """Return the one submission in a folder.

    Parameters
    ----------
    folder : Path
        ``/autograder/submission``.
    handed_out : collection of str
        Names of the assignment's own files and folders.

    Raises
    ------
    NoSubmission
        If there is none, more than one, or an archive.
    """
    # Otter's own runner leaves an `__init__.py`, which is not an answer.
    handed_out = {*handed_out, "__init__.py"}
    try:
        files = find_submissions([folder], handed_out).files
    except ChalkgradError:
        files = ()
    if len(files) == 1:
        return files[0]
    if files:
        names = sorted(file.path.relative_to(folder).as_posix() for file in files)
        raise NoSubmission(
            localized(
                f"You handed in {len(files)} submissions at once: {_listed(names)}. "
                "Hand in only one notebook or one script.",
                f"제출물 {len(files)}개를 한꺼번에 냈습니다: {_listed(names)}. "
                "노트북이나 스크립트 하나만 제출하십시오.",
            )
        )
    links = sorted(
        path.relative_to(folder).as_posix()
        for path in everything_below(folder)
        if path.is_symlink() and path.suffix.lower() in SUFFIXES
    )
    if links:
        raise NoSubmission(
            localized(
                f"You handed in a symbolic link: {_listed(links)}. Hand in the file itself.",
                f"심볼릭 링크를 냈습니다: {_listed(links)}. 파일 자체를 제출하십시오.",
            )
        )
    names = sorted(
        path.relative_to(folder).as_posix()
        for path in everything_below(folder)
        if not path.is_symlink() and path.is_file() and path.name not in handed_out
    )
    if archives := [name for name in names if name.lower().endswith(_ARCHIVES)]:
        raise NoSubmission(
            localized(
                f"You handed in an archive: {_listed(archives)}. "
                "Unpack it and hand in the notebook.",
                f"압축 파일을 냈습니다: {_listed(archives)}. 압축을 풀고 노트북을 제출하십시오.",
            )
        )
    listed = _listed(names)
    seen = localized(f"; you handed in: {listed}", f" (제출한 것: {listed})") if names else ""
    raise NoSubmission(
        localized(
            f"There is no notebook (.ipynb) or script (.py) to grade{seen}. Hand in one of them.",
            f"채점할 노트북(.ipynb)이나 스크립트(.py)가 없습니다{seen}. "
            "둘 가운데 하나를 제출하십시오.",
        )
    )


def language_in(folder: Path) -> str:
    """Return the language of the first notebook in a folder; by default the current one."""
    found = (each for each in everything_below(folder) if each.suffix == ".ipynb")
    notebooks = sorted(each for each in found if not each.is_symlink())
    return language_of(notebooks[0]) if notebooks else current_language()


def student_name(metadata: Path) -> str:
    """Return the students' names from Gradescope's metadata; empty if there are none.

    Parameters
    ----------
    metadata : Path
        The ``submission_metadata.json``, which may be missing or malformed.
    """
    try:
        if metadata.stat().st_size > _MAX_METADATA_BYTES:
            return ""
        data = json.loads(metadata.read_text(encoding="utf-8"))
        names = [user["name"] for user in data["users"] if isinstance(user["name"], str)]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return ""
    return ", ".join(names)


def _listed(names: list[str]) -> str:
    rest = len(names) - _SHOWN
    more = localized(f" and {rest} more", f" 외 {rest}개") if rest > 0 else ""
    return ", ".join(f"`{name.replace('`', chr(39))}`" for name in names[:_SHOWN]) + more
