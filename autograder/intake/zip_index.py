"""The index of a zip archive, made readable for `zipfile` even if entries are broken.

`zipfile` rejects a whole archive for one misnamed entry. Owns finding such entries and making them
harmless, in memory: they keep their position, so that `archive` can refuse them by number.
"""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

from autograder.errors import ChalkgradError

# The index of 100,000 entries has about 12 MB; zipfile needs ten times that to read it, and three
# times that again to read it a second time.
MAX_INDEX_BYTES = 16 << 20

# Signature, version needed, flags; lengths of name, extra field and comment; APPNOTE 4.3.12.
_ENTRY = struct.Struct("<4s2xHH18x3H12x")
_END = struct.Struct("<4s4x2H2IH")
_END64_BYTES = 56 + 20
UTF8_FLAG = 0x800


def open_zip(raw: BinaryIO, archive: Path) -> tuple[zipfile.ZipFile, dict[int, str]]:
    """Open an archive; return it and, by number, what is wrong with each broken entry.

    Raises
    ------
    ChalkgradError
        The file is not a complete archive, or its index is too large.
    zipfile.BadZipFile
        The index as a whole is broken.
    """
    start, size = _find_index(raw, archive)
    raw.seek(0)
    try:
        return zipfile.ZipFile(raw), {}
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, struct.error) as error:
        raw.seek(start)
        index = bytearray(raw.read(size))
        broken = _repair(index)
        if not broken:
            raise zipfile.BadZipFile(str(error)) from None
        return zipfile.ZipFile(io.BufferedReader(_Overlaid(raw, start, bytes(index)))), broken


def _find_index(raw: BinaryIO, archive: Path) -> tuple[int, int]:
    """Return where the index starts and its size, from the record at the archive's end."""
    length = raw.seek(0, io.SEEK_END)
    raw.seek(max(0, length - (1 << 16) - _END.size))
    tail = raw.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise ChalkgradError(
            f"{archive}: is cut off (a zip archive has its index at the end); download it again",
            exit_code=1,
        )
    _, _, _, size, offset, _ = _END.unpack_from(tail, at)
    end = length - len(tail) + at
    if 0xFFFFFFFF in (size, offset) or (at >= 20 and tail[at - 20 : at - 16] == b"PK\x06\x07"):
        # Beyond 4 GB the numbers are in a record before this one.
        raw.seek(max(0, end - _END64_BYTES))
        size = struct.unpack_from("<Q", raw.read(56).ljust(56, b"\0"), 40)[0]
        end -= _END64_BYTES
    if size > MAX_INDEX_BYTES:
        raise ChalkgradError(
            f"{archive}: its index has {size >> 20:,} MB, more than for any class; "
            "unpack what you need and give the folder",
            exit_code=1,
        )
    return max(0, end - size), int(size)


def _repair(index: bytearray) -> dict[int, str]:
    """Make every entry that zipfile cannot read harmless, in place; return what was wrong."""
    broken: dict[int, str] = {}
    at = number = 0
    while at + _ENTRY.size <= len(index):
        signature, _, flags, name, extra, comment = _ENTRY.unpack_from(index, at)
        if signature != b"PK\x01\x02":
            break
        length = _ENTRY.size + name + extra + comment
        entry = bytes(index[at : at + length])
        try:
            end = _END.pack(b"PK\x05\x06", 1, 1, len(entry), 0, 0)
            zipfile.ZipFile(io.BytesIO(entry + end)).close()
        except UnicodeDecodeError:
            broken[number] = "its name is marked as UTF-8 and is not"
        except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError) as error:
            broken[number] = str(error)
        if number in broken:
            struct.pack_into("<HH", index, at + 6, 20, flags & ~UTF8_FLAG)
            # One extra field of an unknown kind, or too few bytes for one.
            start = at + _ENTRY.size + name
            index[start : start + extra] = bytes(extra)
            if extra >= 4:
                struct.pack_into("<HH", index, start, 0xCAFE, extra - 4)
        at += length
        number += 1
    return broken


class _Overlaid(io.RawIOBase):
    """A file in which one stretch of bytes is replaced on reading."""

    def __init__(self, raw: BinaryIO, start: int, stretch: bytes) -> None:
        self._raw = raw
        self._start = start
        self._stretch = stretch

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        at = self._raw.tell()
        data = bytearray(self._raw.read(len(buffer)))
        first = max(at, self._start)
        last = min(at + len(data), self._start + len(self._stretch))
        if first < last:
            data[first - at : last - at] = self._stretch[first - self._start : last - self._start]
        buffer[: len(data)] = data
        return len(data)
