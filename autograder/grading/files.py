"""Files that are whole at every moment: written beside their place, and moved there when complete.

Owns the writing of everything that a class run, a report or an export leaves behind. Names and
contents are left to those who write.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO


def write_atomically(path: Path, text: str) -> None:
    """Replace a text file so that a reader, or a crash, sees the old or the new one, whole."""
    with writing(path) as stream:
        stream.write(text)


@contextmanager
def writing(path: Path, encoding: str = "utf-8") -> Iterator[TextIO]:
    """Open a text file that takes the place of another when it is complete, and not before."""
    with (
        _replacing(path) as descriptor,
        open(
            descriptor, "w", encoding=encoding, errors="backslashreplace", newline="", closefd=False
        ) as file,
    ):
        yield file


@contextmanager
def writing_bytes(path: Path) -> Iterator[BinaryIO]:
    """Open a binary file that takes the place of another when it is complete, and not before."""
    with _replacing(path) as descriptor, open(descriptor, "wb", closefd=False) as file:
        yield file


@contextmanager
def _replacing(path: Path) -> Iterator[int]:
    """Lend a file that takes the place of another if nothing fails, closing included."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        try:
            yield descriptor
            # mkstemp makes it private; a gradebook is as readable as any file here.
            os.fchmod(descriptor, 0o644)
        finally:
            os.close(descriptor)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
