"""One notebook or script that a student handed in.

Owns the model (`Submission`, `SubmittedCell`) and the reading of damaged files: whatever is
readable is read, with a note for every oddity, and an unreadable file raises
`UnreadableSubmission` with one line that says why. The cells are left to `notebook` and `script`,
finding the submissions in a folder to `intake`, running the cells to the sandbox.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import os
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import ChalkgradError
from autograder.submissions.cell import MAX_PARSED_IN_ALL, SubmittedCell, Unreadable, parse
from autograder.submissions.notebook import (
    count_marks,
    looks_like_a_notebook,
    read_notebook,
    without_bulk,
)
from autograder.submissions.regular_file import NotRegularError, open_regular, read_regular
from autograder.submissions.script import split_script
from autograder.text import (
    LANGUAGES,
    Text,
    current_language,
    localized,
    shortened,
    use_language,
)

__all__ = ["Submission", "SubmittedCell", "UnreadableSubmission", "read_submission"]

# A notebook with many plots has 20 MB; one that printed in an endless loop can have hundreds.
MAX_FILE_BYTES = 256 * 2**20
# Without outputs, attachments and widgets: far more than anybody writes by hand.
MAX_TEXT_BYTES = 32 * 2**20
MAX_TEXT_MARKS = 1_000_000  # see `count_marks`

_AGAIN_KO = "파일을 다시 제출해 달라고 하십시오"
_ITSELF_KO = "노트북 파일 자체를 제출해 달라고 하십시오"
_PICTURE = Text("is a picture; ask for the notebook itself", f"그림입니다; {_ITSELF_KO}")
# The first bytes of other files that students hand in under a wrong name.
FOREIGN = (
    (
        b"PK\x03\x04",
        Text(
            "is a zip archive (or an Office document); unpack it",
            "zip 압축 파일(또는 Office 문서)입니다; 압축을 푸십시오",
        ),
    ),
    (
        b"\x1f\x8b",
        Text("is a gzip archive; unpack it", "gzip 압축 파일입니다; 압축을 푸십시오"),
    ),
    (b"%PDF", Text("is a PDF; ask for the notebook itself", f"PDF입니다; {_ITSELF_KO}")),
    (
        b"{\\rtf",
        Text("is an RTF document; ask for the notebook itself", f"RTF 문서입니다; {_ITSELF_KO}"),
    ),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (
        b"\xd0\xcf\x11\xe0",
        Text(
            "is an Office document; ask for the notebook itself",
            f"Office 문서입니다; {_ITSELF_KO}",
        ),
    ),
)
# The mark with the notebook's language, written by the build.
LANGUAGE_MARK = re.compile(rb'"chalkgrad"\s*:\s*\{[^{}]*"lang"\s*:\s*"([a-z]+)"')
HTML = re.compile(rb"\s*<[!?a-zA-Z]")
CONFLICT = re.compile(rb"^<{7} ", re.MULTILINE)
DEFINITION = re.compile(r"^(?:async +def|def|class) +\w", re.MULTILINE)


class UnreadableSubmission(ChalkgradError):  # noqa: N818 - a fact about the file, not a fault of ours
    """A file cannot be read as a submission.

    Parameters
    ----------
    path : Path
        The file.
    reason : str
        Why, and what to do, without the path.
    language : str, optional
        The language of `reason`.
    """

    def __init__(self, path: Path, reason: str, language: str = LANGUAGES[0]) -> None:
        super().__init__(f"{path}: {reason}", exit_code=1)
        self.path = path
        self.reason = reason
        self.language = language


@dataclass(frozen=True)
class Submission:
    """One file that a student handed in.

    Parameters
    ----------
    path : Path
        The file.
    sha256 : str
        Of its bytes, in hexadecimal.
    cells : tuple of SubmittedCell
        In the order of the file.
    format : str
        "notebook 4.5", "percent script", "exported script" or "plain script".
    kernel_language : str
        Of the notebook's code, in lower case; "python" if the notebook does not name one.
    notes : tuple of str
        Oddities of the file, one per line, for student and instructor; not more than anybody reads.
    language : str
        The language that the student reads, one of `LANGUAGES`.
    """

    path: Path
    sha256: str
    cells: tuple[SubmittedCell, ...]
    format: str
    kernel_language: str = "python"
    notes: tuple[str, ...] = ()
    language: str = LANGUAGES[0]

    @property
    def code_cells(self) -> tuple[SubmittedCell, ...]:
        """The cells that are run."""
        return tuple(cell for cell in self.cells if cell.kind == "code")


def read_submission(path: str | Path, language: str | None = None) -> Submission:
    """Read a notebook or a script.

    Parameters
    ----------
    path : str or Path
        A notebook of any nbformat, or a Python script; the contents decide, then the suffix.
    language : str, optional
        Of the notes, one of `LANGUAGES`; by default the language of the notebook.

    Returns
    -------
    Submission
        With a note for everything that was guessed, repaired or left out.

    Raises
    ------
    UnreadableSubmission
        If the file cannot be read as either.
    """
    path = Path(path)
    with use_language(language or current_language()):
        raw = _read_bytes(path)
    with use_language(language or language_in(raw)):
        return _read(path, raw)


def language_in(raw: bytes) -> str:
    """Return the language in which a notebook was handed out, else the current one."""
    # Found without parsing, so that it works for a damaged notebook. Quotes in a cell are escaped.
    found = LANGUAGE_MARK.search(raw)
    language = found[1].decode() if found else ""
    return language if language in LANGUAGES else current_language()


def language_of(path: Path) -> str:
    """Return the language of any file, like `language_in` for its bytes."""
    with contextlib.suppress(OSError):
        if path.stat().st_size <= MAX_FILE_BYTES:
            return language_in(read_regular(path))
    return current_language()


def _read(path: Path, raw: bytes) -> Submission:
    """Read a file's bytes; all messages are in the current language."""
    sha256 = hashlib.sha256(raw).hexdigest()
    notes: list[str] = []
    try:
        raw = _as_utf8(raw, notes)
        is_script = path.suffix.lower() == ".py"
        if re.match(rb"\s*[{\[]", raw) and (not is_script or looks_like_a_notebook(raw)):
            if is_script:
                notes.append(
                    localized(
                        "this notebook has the name of a script; read as a notebook",
                        "스크립트 이름이 붙은 노트북이어서 노트북으로 읽었습니다",
                    )
                )
            text = _decode(without_bulk(raw), notes)
            cells, form, kernel_language = read_notebook(text, notes)
        elif is_script:
            form, cells = split_script(_decode(raw, notes))
            kernel_language = "python"
        else:
            raise Unreadable(_not_json(raw))
    except Unreadable as error:
        raise UnreadableSubmission(path, _conflict(raw) or str(error), current_language()) from None
    if conflict := _conflict(raw):
        notes.append(conflict)
    notes += _misplaced_code(cells)
    return Submission(
        path,
        sha256,
        tuple(cells),
        form,
        kernel_language,
        tuple(shortened(notes)),
        current_language(),
    )


def _read_bytes(path: Path) -> bytes:
    """Read a regular file that is not too large."""
    try:
        with open_regular(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size <= MAX_FILE_BYTES:
                return file.read()
        reason = localized(
            f"has {size / 2**20:.0f} MB; at most {MAX_FILE_BYTES // 2**20} MB are read; "
            "clear the outputs and save again",
            f"크기가 {size / 2**20:.0f} MB입니다. {MAX_FILE_BYTES // 2**20} MB까지만 "
            "읽습니다; 출력을 지우고 다시 저장하십시오",
        )
    except (NotRegularError, FileNotFoundError, NotADirectoryError) as error:
        what = localized("no such file", "파일이 없습니다")
        if isinstance(error, NotRegularError):
            what = str(error.strerror)
        remedy = localized("expected a notebook or a script", "노트북이나 스크립트가 있어야 합니다")
        reason = f"{what}; {remedy}"
    except OSError as error:
        reason = localized(
            f"cannot be read ({error.strerror})", f"읽을 수 없습니다 ({error.strerror})"
        )
    raise UnreadableSubmission(path, reason, current_language())


def _as_utf8(raw: bytes, notes: list[str]) -> bytes:
    """Undo byte order marks and UTF-16; reject files that are not text."""
    if not raw.strip(b"\0 \t\r\n"):
        raise Unreadable(
            localized("is empty; ask for the file again", f"비어 있습니다; {_AGAIN_KO}")
        )
    for start, what in FOREIGN:
        if raw.startswith(start):
            raise Unreadable(str(what))
    if HTML.match(raw):
        raise Unreadable(
            localized(
                "is a web page, not a notebook (saved from the browser, or a login page); "
                "ask for the notebook itself",
                "노트북이 아니라 웹 페이지입니다(브라우저에서 저장했거나 로그인 페이지가 대신 "
                f"저장되었습니다); {_ITSELF_KO}",
            )
        )
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:]
    utf16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"{\0": "utf-16-le", b"\0{": "utf-16-be"}
    if raw[:2] in utf16:
        # All of it is decoded, with up to 4 bytes a character.
        _check_size(raw)
        text = "\0?"
        with contextlib.suppress(UnicodeDecodeError):
            text = raw.decode(utf16[raw[:2]])
        if "\0" in text.rstrip("\0"):  # UTF-32 has it in every character
            raise Unreadable(
                localized(
                    "is neither UTF-8 nor UTF-16 text; save it as UTF-8",
                    "UTF-8도 UTF-16도 아닌 텍스트입니다; UTF-8로 저장하십시오",
                )
            )
        notes.append(
            localized(
                "the file is in UTF-16; read as UTF-16", "파일이 UTF-16이어서 UTF-16으로 읽었습니다"
            )
        )
        return text.encode("utf-8", "replace")
    stripped = raw.rstrip(b"\0")
    if b"\0" in stripped:
        raise Unreadable(
            localized(
                "is binary data, not a notebook or a script; ask for the file again",
                f"노트북도 스크립트도 아닌 이진 데이터입니다; {_AGAIN_KO}",
            )
        )
    return stripped


def _check_size(raw: bytes) -> None:
    """Reject more text than is read, or more JSON values than the grader's memory has room for."""
    if count_marks(raw) > MAX_TEXT_MARKS:
        raise Unreadable(
            localized(
                "has more than a million numbers or words besides its outputs; "
                "remove pasted data and save again",
                "출력 말고도 백만 개가 넘는 수나 단어가 들어 있습니다; "
                "붙여 넣은 데이터를 지우고 다시 저장하십시오",
            )
        )
    if len(raw) > MAX_TEXT_BYTES:
        most = MAX_TEXT_BYTES // 2**20
        raise Unreadable(
            localized(
                f"has more than {most} MB of text besides its outputs; "
                "remove pasted data and save again",
                f"출력 말고도 {most} MB가 넘는 텍스트가 들어 있습니다; "
                "붙여 넣은 데이터를 지우고 다시 저장하십시오",
            )
        )


def _decode(raw: bytes, notes: list[str]) -> str:
    """Decode UTF-8, or CP949 from an older Korean editor."""
    _check_size(raw)
    with contextlib.suppress(UnicodeDecodeError):
        return raw.decode("utf-8")
    with contextlib.suppress(UnicodeDecodeError):
        text = raw.decode("cp949")
        notes.append(
            localized(
                "the file is not in UTF-8; read as CP949 (Korean)",
                "파일이 UTF-8이 아니어서 CP949(한국어)로 읽었습니다",
            )
        )
        return text
    raise Unreadable(
        localized(
            "is not UTF-8 text; save it as UTF-8", "UTF-8 텍스트가 아닙니다; UTF-8로 저장하십시오"
        )
    )


def _not_json(raw: bytes) -> str:
    """Return what is wrong with a notebook that does not start like JSON."""
    head = raw[:100_000].decode("utf-8", "replace")
    if re.search(r"^(?:import |from \w+ import |def \w+\(|# ?%%)", head, re.MULTILINE):
        return localized(
            "is not a notebook but looks like a Python script; rename it to end in .py",
            "노트북이 아니라 Python 스크립트로 보입니다; 파일 이름이 .py로 끝나게 바꾸십시오",
        )
    return localized(
        "is not a notebook (no JSON); ask for the file again",
        f"노트북이 아닙니다(JSON이 아님); {_AGAIN_KO}",
    )


def _conflict(raw: bytes) -> str:
    """Return a sentence about the first git conflict in the file; "" if there is none."""
    mark = CONFLICT.search(raw) if b"<<<<<<< " in raw else None
    if mark is None:
        return ""
    line = raw.count(b"\n", 0, mark.start()) + 1
    return localized(
        f"has an unresolved git conflict at line {line}; resolve it and save again",
        f"{line}번째 줄에 해결하지 않은 git 충돌이 있습니다; 해결하고 다시 저장하십시오",
    )


def _misplaced_code(cells: list[SubmittedCell]) -> list[str]:
    """Return notes on definitions in cells that are not run."""
    notes = []
    left = MAX_PARSED_IN_ALL
    for cell in cells:
        if cell.kind == "code" or not DEFINITION.search(cell.source):
            continue
        if len(cell.source) > min(left, 100_000):
            continue
        left -= len(cell.source)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                body = parse(cell.source).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue  # prose with some code in it, such as the assignment's own text
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        names = [node.name for node in body if isinstance(node, kinds)]
        if names:
            place, listed = cell.index + 1, ", ".join(names)
            notes.append(
                localized(
                    f"cell {place} defines {listed} but is a {cell.kind} cell: "
                    "it was not run; make it a code cell",
                    f"{place}번째 셀은 {listed}: 정의가 있는데 {cell.kind} 셀이어서 실행하지 "
                    "않았습니다; 코드 셀로 바꾸십시오",
                )
            )
    return notes
