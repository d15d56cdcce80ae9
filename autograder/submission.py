"""What a student handed in: one notebook or script, read tolerantly, run by nobody.

Owns the model (`Submission`, `SubmittedCell`) and the reading of a file, however damaged: what can
be read is read, with a note of what was odd; what cannot raises `UnreadableSubmission` with one
line that says what is wrong. Which cells a notebook or a script has is left to `notebook_cells`
and `script_cells`, which files of a folder are submissions to `collecting`, and running the cells
to the sandbox.
"""

from __future__ import annotations

import ast
import hashlib
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from autograder.cells import SubmittedCell, Unreadable
from autograder.errors import ChalkgradError
from autograder.notebook_cells import looks_like_a_notebook, read_notebook, without_bulk
from autograder.script_cells import split_script

__all__ = ["Submission", "SubmittedCell", "UnreadableSubmission", "read_submission"]

# A notebook with many plots has 20 MB; one that printed in an endless loop can have hundreds.
MAX_FILE_BYTES = 256 * 2**20
# What is left without outputs, attachments and widgets: far beyond anything written by hand.
MAX_TEXT_BYTES = 32 * 2**20

# The first bytes of what students hand in under a wrong name.
FOREIGN = (
    (b"PK\x03\x04", "a zip archive (or an Office document); unpack it"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"%PDF", "a PDF; ask for the notebook itself"),
    (b"{\\rtf", "an RTF document; ask for the notebook itself"),
    (b"\x89PNG", "a picture; ask for the notebook itself"),
    (b"\xff\xd8\xff", "a picture; ask for the notebook itself"),
    (b"\xd0\xcf\x11\xe0", "an Office document; ask for the notebook itself"),
)
HTML = re.compile(rb"\s*<[!?a-zA-Z]")
CONFLICT = re.compile(rb"^<{7} ", re.MULTILINE)
DEFINITION = re.compile(r"^(?:async +def|def|class) +\w", re.MULTILINE)


class UnreadableSubmission(ChalkgradError):  # noqa: N818 - a fact about the file, not a fault of ours
    """A file that cannot be read as a submission at all.

    Parameters
    ----------
    path : Path
        The file.
    reason : str
        What is wrong and what to do, without the path.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}", exit_code=1)
        self.path = path
        self.reason = reason


@dataclass(frozen=True)
class Submission:
    """One file that a student handed in.

    Parameters
    ----------
    path : Path
        Where it was read from.
    sha256 : str
        Of the file's bytes, in hexadecimal.
    cells : tuple of SubmittedCell
        In the order of the file.
    format : str
        "notebook 4.5", "percent script", "exported script" or "plain script".
    language : str
        What the notebook says it is written in, in lower case; "python" where it says nothing.
    notes : tuple of str
        What was odd about the file, a line each; for student and instructor.
    """

    path: Path
    sha256: str
    cells: tuple[SubmittedCell, ...]
    format: str
    language: str = "python"
    notes: tuple[str, ...] = ()

    @property
    def code_cells(self) -> tuple[SubmittedCell, ...]:
        """The cells that are run."""
        return tuple(cell for cell in self.cells if cell.kind == "code")


def read_submission(path: str | Path) -> Submission:
    """Read a notebook or a script.

    Parameters
    ----------
    path : str or Path
        A notebook of any nbformat, or a Python script; the content decides, then the suffix.

    Returns
    -------
    Submission
        With a note for everything that had to be guessed, repaired or left out.

    Raises
    ------
    UnreadableSubmission
        The file cannot be read as either.
    """
    path = Path(path)
    raw = _read_bytes(path)
    sha256 = hashlib.sha256(raw).hexdigest()
    notes: list[str] = []
    try:
        raw = _as_utf8(raw, notes)
        is_script = path.suffix.lower() == ".py"
        if re.match(rb"\s*[{\[]", raw) and (not is_script or looks_like_a_notebook(raw)):
            if is_script:
                notes.append("this is a notebook under a script's name; read as a notebook")
            text = _decode(without_bulk(raw), notes)
            cells, form, language = read_notebook(text, notes)
        elif is_script:
            form, cells = split_script(_decode(raw, notes))
            language = "python"
        else:
            raise Unreadable(_not_json(raw))
    except Unreadable as error:
        raise UnreadableSubmission(path, _conflict(raw) or str(error)) from None
    if conflict := _conflict(raw):
        notes.append(conflict)
    notes += _misplaced_code(cells)
    return Submission(path, sha256, tuple(cells), form, language, tuple(notes))


def _read_bytes(path: Path) -> bytes:
    """Read a regular file of a bearable size."""
    try:
        if not path.is_file():
            what = "is not a regular file" if path.exists() else "no such file"
            raise UnreadableSubmission(path, f"{what}; expected a notebook or a script")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UnreadableSubmission(
                path,
                f"has {size / 2**20:.0f} MB, and {MAX_FILE_BYTES // 2**20} MB is the most that is "
                "read; clear the outputs and save again",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableSubmission(path, f"cannot be read ({error.strerror})") from error


def _as_utf8(raw: bytes, notes: list[str]) -> bytes:
    """Undo byte order marks and foreign encodings; turn away what is no text."""
    if not raw.strip(b"\0 \t\r\n"):
        raise Unreadable("is empty; ask for the file again")
    for start, what in FOREIGN:
        if raw.startswith(start):
            raise Unreadable(f"is {what}")
    if HTML.match(raw):
        raise Unreadable(
            "is a web page, not a notebook (saved from the browser, or a login page in its place); "
            "ask for the notebook itself"
        )
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:]
    utf16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"{\0": "utf-16-le", b"\0{": "utf-16-be"}
    if raw[:2] in utf16:
        try:
            text = raw.decode(utf16[raw[:2]])
        except UnicodeDecodeError:
            raise Unreadable("is neither UTF-8 nor UTF-16 text; save it as UTF-8") from None
        notes.append("the file is in UTF-16; read as that")
        return text.encode("utf-8", "replace")
    stripped = raw.rstrip(b"\0")
    if b"\0" in stripped:
        raise Unreadable("is binary data, not a notebook or a script; ask for the file again")
    return stripped


def _decode(raw: bytes, notes: list[str]) -> str:
    """Decode text: UTF-8, or what an older Korean editor writes."""
    if len(raw) > MAX_TEXT_BYTES:
        raise Unreadable(
            f"holds more than {MAX_TEXT_BYTES // 2**20} MB of text beside its outputs; "
            "remove pasted data and save again"
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp949")
        except UnicodeDecodeError:
            raise Unreadable("is not UTF-8 text; save it as UTF-8") from None
        notes.append("the file is not in UTF-8; read as CP949 (Korean)")
    return text


def _not_json(raw: bytes) -> str:
    """Say what a notebook that does not start as JSON may be instead."""
    head = raw[:100_000].decode("utf-8", "replace")
    if re.search(r"^(?:import |from \w+ import |def \w+\(|# ?%%)", head, re.MULTILINE):
        return "is not a notebook but looks like a Python script; rename it to end in .py"
    return "is not a notebook (no JSON); ask for the file again"


def _conflict(raw: bytes) -> str:
    """Say where a git conflict was left in the file, if there is one."""
    mark = CONFLICT.search(raw) if b"<<<<<<< " in raw else None
    if mark is None:
        return ""
    line = raw.count(b"\n", 0, mark.start()) + 1
    return f"holds an unresolved git conflict at line {line}; resolve it and save again"


def _misplaced_code(cells: list[SubmittedCell]) -> list[str]:
    """Note answers that stand in cells of a type that is not run."""
    notes = []
    for cell in cells:
        if cell.kind == "code" or not DEFINITION.search(cell.source) or len(cell.source) > 100_000:
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                body = ast.parse(cell.source).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # prose with some code in it, as the assignment's own text has
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        names = [node.name for node in body if isinstance(node, kinds)]
        if names:
            notes.append(
                f"cell {cell.index + 1} defines {', '.join(names)} but is a {cell.kind} cell: "
                "it was not run; make it a code cell"
            )
    return notes
