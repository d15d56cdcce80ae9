"""A folder with a file for everything that Python, pytest, IPython and others ever look up."""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OPENED, _NOT_BLOCKING, _IS_FOLDER = 0x20, 0x800, 0x4000_0000
_EVENT = struct.Struct("iIII")

_CONFIGURATION = {
    "pytest.ini": "[pytest]\naddopts = -p evil -m nothing\n",
    "pytest.toml": '[pytest]\naddopts = ["-p", "evil"]\n',
    "tox.ini": "[pytest]\naddopts = -p evil\n",
    "setup.cfg": "[tool:pytest]\naddopts = -p evil\n",
    "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "-m nothing"\n',
    "evil.pth": "import evil\n",
    "python._pth": "import evil\n",
    "pyvenv.cfg": "home = /nowhere\n",
    "matplotlibrc": "text.usetex: True\n",
    ".matplotlib": "text.usetex: True\n",
    "ipython_config.py": "import evil\n",
    "jupyter_config.py": "import evil\n",
    "otter_config.json": '{"plugins": ["evil"]}',
    "dask.yaml": "distributed: {worker: {preload: [evil]}}\n",
    ".env": "PYTHONPATH=.\n",
    ".pdbrc": "import evil\n",
    ".coveragerc": "[run]\nplugins = evil\n",
    ".netrc": "machine localhost\n",
    "<unknown>": "x\n",
    "<string>": "x\n",
}
_NAMES = ("conftest", "evil", "hand_in", "otter", "sitecustomize", "usercustomize", "tests")


def fill(folder: Path) -> None:
    """Write the files; a module of them that is imported ends its process."""
    folder.mkdir(parents=True, exist_ok=True)
    installed = importlib.metadata.packages_distributions()
    for name in {*sys.stdlib_module_names, *installed, *_NAMES, "autograder"}:
        if name.isidentifier():
            (folder / f"{name}.py").write_text("import os\nos._exit(66)\n")
    for name, text in _CONFIGURATION.items():
        (folder / name).write_text(text)
    for place in (".ipython/profile_default/startup", ".ipython/extensions", "_pytest"):
        (folder / place).mkdir(parents=True)
        (folder / place / "__init__.py").write_text("import os\nos._exit(66)\n")
    # What an editable installation leaves in `sys.path` is no path.
    for entry in sys.path:
        if entry and not os.path.isabs(entry):
            (folder / entry / "evil-1.dist-info").mkdir(parents=True)


@contextmanager
def opened_in(*folders: Path) -> Iterator[set[str]]:
    """Yield the names of the files that any process opens in these folders during the block.

    The set is filled when the block ends. The kernel reports the names (inotify(7)).
    """
    libc = ctypes.CDLL(None, use_errno=True)
    queue = libc.inotify_init1(_NOT_BLOCKING)
    assert queue >= 0, os.strerror(ctypes.get_errno())
    found: set[str] = set()
    try:
        for folder in folders:
            assert libc.inotify_add_watch(queue, os.fsencode(folder), _OPENED) > 0
        yield found
        while True:
            try:
                data = os.read(queue, 1 << 16)
            except BlockingIOError:
                return
            while data:
                _, mask, _, length = _EVENT.unpack_from(data)
                name = data[_EVENT.size : _EVENT.size + length].rstrip(b"\0").decode()
                data = data[_EVENT.size + length :]
                if not mask & _IS_FOLDER:
                    found.add(name)
    finally:
        os.close(queue)
