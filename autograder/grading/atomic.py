"""Files that are complete at every moment: written in the same folder, then moved into place.

Owns the writing of everything that a class run, a report or an export produces. Names and contents
are left to the callers.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

# Larger than all results of this course.
_SIZE_STEP = 1 << 18


def write_atomically(path: Path, text: str) -> None:
    """Replace a text file: readers see the old or the new one, complete, even after a crash."""
    with writing(path) as stream:
        stream.write(text)


def of_one_size(text: str) -> str:
    """Return a JSON text with spaces at its end, so that its size tells nothing about it.

    Student code cannot read a result that is written while it is graded, but can see its size.
    """
    size = len(text.encode(errors="backslashreplace"))
    return text + " " * (-size % _SIZE_STEP)


@contextmanager
def writing(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a text file that replaces the one at `path` once it is complete."""
    with (
        _replacing(path) as descriptor,
        open(
            descriptor, "w", encoding=encoding, errors="backslashreplace", newline="", closefd=False
        ) as file,
    ):
        yield file


@contextmanager
def writing_bytes(path: Path) -> Iterator[BinaryIO]:
    """Open a binary file that replaces the one at `path` once it is complete."""
    with _replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        yield file


@contextmanager
def _replacing(path: Path) -> Iterator[int]:
    """Yield a file's descriptor; move the file to `path` unless writing or closing fails."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        try:
            yield descriptor
            # mkstemp makes it private; a gradebook should be as readable as the other files.
            os.fchmod(descriptor, 0o644)
        finally:
            os.close(descriptor)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
