"""IPython's magics in the worker, without IPython's home folder.

Owns what replaces `~/.ipython`, which is neither read nor written, and the magics that would need
an editor, another program, a history or an extension that is not installed here. A cell goes on
after them, as in the student's own Jupyter: there, what is absent here was installed.
"""

from __future__ import annotations

import contextlib
import fnmatch
import pickle
from collections.abc import Iterator, MutableMapping
from typing import Any

_NOTHING_TO_DO = (
    # They open an editor or send something away.
    *("edit", "ed", "pastebin"),
    # They look for programs or start them.
    *("rehashx", "conda", "mamba", "micromamba"),
    # They write the history, which is not kept. A log that stays open would be shared by all tests.
    *("notebook", "logstart", "logon", "logoff", "logstop"),
)
# These start a program, which the fence would refuse.
_SCRIPTS = ("script", "sh", "bash", "perl", "ruby", "python", "python2", "python3", "pypy")
_EXTENSIONS = ("load_ext", "reload_ext")


class Store(MutableMapping[str, Any]):
    """What `%store`, `%bookmark` and `%cd` keep: in memory, and so for this submission only.

    Values are pickled, as IPython's own store does: a later change does not reach them, and what
    cannot be pickled is refused.
    """

    def __init__(self) -> None:
        self._pickles: dict[str, bytes] = {}

    def __getitem__(self, key: str) -> Any:
        return pickle.loads(self._pickles[key])

    def __setitem__(self, key: str, value: Any) -> None:
        self._pickles[key] = pickle.dumps(value, protocol=2)

    def __delitem__(self, key: str) -> None:
        # As in IPython's own store, a key that is not there can be deleted.
        self._pickles.pop(key, None)

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._pickles))

    def __len__(self) -> int:
        return len(self._pickles)

    def keys(self, globpat: str = "*") -> list[str]:  # type: ignore[override]
        """Return the keys that match a pattern."""
        return fnmatch.filter(self._pickles, globpat)


def set_up(shell: Any) -> None:
    """Register the magics of a kernel, and those that do nothing here."""
    # A kernel loads this one when it starts.
    shell.extension_manager.load_extension("storemagic")
    for name in _NOTHING_TO_DO:
        shell.register_magic_function(_do_nothing, "line", name)
    for name in _SCRIPTS:
        shell.register_magic_function(_do_nothing, "cell", name)
    for name in _EXTENSIONS:
        shell.register_magic_function(_if_installed(shell.find_line_magic(name)), "line", name)


def _do_nothing(line: str, cell: str = "") -> None:
    pass


def _if_installed(load: Any) -> Any:
    def load_extension(line: str) -> Any:
        with contextlib.suppress(ImportError):
            return load(line)
        return None

    return load_extension
