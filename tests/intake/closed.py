"""A folder that can be listed but not entered, even by root, who ignores permissions."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest


def close(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse what the kernel refuses in a folder of mode 0444."""

    def refusing(call):
        def refused(path, *args, **kwargs):
            if not isinstance(path, int) and folder in Path(os.fsdecode(path)).parents:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fsdecode(path))
            return call(path, *args, **kwargs)

        return refused

    for name in ("stat", "lstat", "scandir"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))
