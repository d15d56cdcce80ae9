"""Unpacking of zip archives, which an LMS or an attacker may have made.

Owns the decision which entries are unpacked: an entry is refused alone, with the reason, and
everything else is unpacked. No file is written under the path in the archive: each goes into a
numbered folder of its own, and its name is made safe. Whose the files are is left to `layouts`.
"""

from __future__ import annotations

import errno
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.errors import ChalkgradError
from autograder.intake.entry import Entry
from autograder.intake.naming import safe_id
from autograder.intake.zip_index import UTF8_FLAG, open_zip
from autograder.submissions.regular_file import open_regular
from autograder.submissions.submission import MAX_FILE_BYTES
from autograder.text import unmarked

# 3,000 students with a few files each need a tenth of this.
MAX_ENTRIES = 50_000
# Beyond any class: 3,000 notebooks with plots take 3 GB.
MAX_TOTAL_BYTES = 16 << 30
# Deflate reaches 1,000 to 1. An honest notebook that printed one line endlessly reaches a few
# hundred, but is not that large: a bomb exceeds both limits.
MAX_RATIO = 200
SUSPICIOUS_BYTES = 32 << 20
MAX_NAME_BYTES = 1_000
# Refusals of one kind beyond this many are counted, not listed.
MAX_LINES = 20

_CHUNK = 1 << 20


class _Refused(Exception):  # noqa: N818 - a decision, not a failure
    """An entry is not unpacked; the text is the reason."""


def is_archive(path: Path) -> bool:
    """Tell whether a file is a zip archive, by its content."""
    try:
        with open_regular(path) as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06")
    except OSError:
        return False


def unpack(
    archive: Path,
    into: Path,
    wanted: Callable[[Entry], bool],
    problems: list[str],
    most: int = MAX_TOTAL_BYTES,
) -> list[Entry]:
    """Unpack the entries of an archive that are safe.

    Parameters
    ----------
    archive : Path
        The zip file.
    into : Path
        An empty folder for the unpacked files.
    wanted : callable
        Tells whether an entry should be unpacked.
    problems : list of str
        Receives a line for each entry that is refused.
    most : int, optional
        Bytes that the files may have together.

    Returns
    -------
    list of Entry
        All files in the archive's order; those that are not wanted, without a path.

    Raises
    ------
    ChalkgradError
        The archive cannot be read at all, or there is no space to unpack it.
    """
    refusals: dict[str, int] = {}

    def refuse(name: str, why: str) -> None:
        kind = why.partition(":")[0]
        refusals[kind] = refusals.get(kind, 0) + 1
        if refusals[kind] <= MAX_LINES:
            problems.append(f"{archive.name}: {_printable(name)} is refused: {why}")

    entries: list[Entry] = []
    taken: set[str] = set()
    left = most
    try:
        with open_regular(archive) as raw:
            opened, broken = open_zip(raw, archive)
            for number, info in enumerate(opened.infolist()):
                if number >= MAX_ENTRIES:
                    problems.append(
                        f"{archive.name}: has {len(opened.infolist()):,} entries; those after the "
                        f"first {MAX_ENTRIES:,} are refused: no class has so many"
                    )
                    break
                # Not `is_dir()`, which expects that there is a name.
                if info.filename.endswith("/"):
                    continue
                name = info.filename
                try:
                    if number in broken:
                        raise _Refused(f"its record is broken: {broken[number]}")
                    name = _name(info)
                    place = _place(name)
                    modified = _modified(info)
                    entry = Entry(place, None, modified, "the zip's entry")
                    if not wanted(entry):
                        entries.append(entry)
                        continue
                    if str(place) in taken:
                        raise _Refused("another entry has the same name")
                    path = into / str(number) / safe_id(place.name)
                    left -= _extract(opened, info, path, left)
                    taken.add(str(place))
                    entries.append(Entry(place, path, modified, entry.clock))
                except _Refused as why:
                    refuse(name, str(why))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise ChalkgradError(
            f"{archive}: is damaged ({error}); download it again", exit_code=1
        ) from None
    except OSError as error:
        # What there was room for would be missed elsewhere.
        shutil.rmtree(into, ignore_errors=True)
        raise ChalkgradError(
            f"{archive}: cannot be unpacked ({error.strerror}) into {into.parent}; make room there"
        ) from None
    for kind, count in refusals.items():
        if count > MAX_LINES:
            problems.append(
                f"{archive.name}: {count - MAX_LINES:,} more entries are refused: {kind}"
            )
    return entries


def _extract(opened: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, left: int) -> int:
    """Write one entry's bytes; return how many."""
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        kind = "a symbolic link" if stat.S_ISLNK(mode) else "not a regular file"
        raise _Refused(f"it is {kind}")
    if info.flag_bits & 0x1:
        raise _Refused("it is encrypted: ask for it without a password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # The others are unpacked in one piece, however large it is.
        raise _Refused("it is packed in a way that few programs know: pack it again as a plain zip")
    if info.file_size > MAX_FILE_BYTES:
        raise _Refused(
            f"too large: it has {info.file_size / 2**20:,.0f} MB, and at most "
            f"{MAX_FILE_BYTES >> 20} MB are read"
        )
    if info.file_size > SUSPICIOUS_BYTES and info.file_size > MAX_RATIO * info.compress_size:
        raise _Refused(
            f"a bomb: {info.compress_size / 1000:,.0f} kB would become "
            f"{info.file_size / 2**20:,.0f} MB"
        )
    if info.file_size > left:
        raise _Refused("too much: the archive's files together would fill the disk")
    path.parent.mkdir(parents=True)
    written = 0
    try:
        with opened.open(info) as source, path.open("xb") as target:
            while chunk := source.read(_CHUNK):
                written += len(chunk)
                # zipfile stops at the size in the index; this check does not rely on it.
                if written > info.file_size:
                    raise _Refused("damaged: it is longer than in the archive's index")
                target.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        # A place that no file has is the archive's fault, a full disk is not.
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        path.unlink(missing_ok=True)
        raise _Refused(f"damaged: {error}") from None
    return written


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name; one not marked as UTF-8 may be UTF-8 or CP949 (Korean Windows)."""
    if info.flag_bits & UTF8_FLAG:
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "cp949"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _Refused("its name is neither UTF-8 nor CP949 (Korean) text: rename the file")


def _place(name: str) -> PurePosixPath:
    """Return folders and name of an entry that stays within the archive."""
    if len(name.encode("utf-8", "replace")) > MAX_NAME_BYTES:
        raise _Refused("its name is too long")
    # Windows programs write backslashes, and a path that starts with a drive is absolute there.
    parts = PurePosixPath(name.replace("\\", "/"))
    if parts.is_absolute() or name[1:2] == ":":
        raise _Refused("its name is absolute: it would be written outside the folder")
    if ".." in parts.parts:
        raise _Refused("its name leads out of the folder")
    if not parts.parts or any(ord(letter) < 32 for letter in name):
        raise _Refused("its name has control characters, or is empty")
    return parts


def _modified(info: zipfile.ZipInfo) -> datetime | None:
    """Return an entry's time, which zip archives keep as local time; None if there is none."""
    try:
        return datetime(*info.date_time).astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def _printable(name: str) -> str:
    """Return a name without control characters, shortened to 120 characters."""
    text = name if len(name) <= 120 else f"{name[:100]}...{name[-17:]}"
    return unmarked(text, "\ufffd")
