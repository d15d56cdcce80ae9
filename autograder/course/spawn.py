"""Processes of our own that import nothing from the current folder.

`multiprocessing` starts a process as ``python -c ...``, which searches the current folder before
the standard library: a `multiprocessing.py` in a folder of submissions would run as the instructor.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing import util
from multiprocessing.context import SpawnContext

_flags = util._args_from_interpreter_flags  # type: ignore[attr-defined]


def spawn_context() -> SpawnContext:
    """Return the context whose processes, and their resource tracker, are started isolated.

    They get this process's `sys.path` before they import anything but the standard library.
    """
    # It has no public name: if another Python calls it otherwise, `tests/cli/test_doors.py` fails.
    util._args_from_interpreter_flags = _isolated_flags  # type: ignore[attr-defined]
    return multiprocessing.get_context("spawn")


def _isolated_flags() -> list[str]:
    return [*_flags(), "-I"]
