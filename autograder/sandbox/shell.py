"""The IPython shell that runs a submission's cells in the worker.

Owns running notebook cells outside a notebook: harmless shell lines, no history, no printed
tracebacks, and the line numbers of the student's cell. It also keeps the last function of each name
that the tests need, so that `numerical_diff = numerical_diff(f, 5)` in a later cell does not lose
the answer. Single magics, and what they keep, are left to `magics`.
"""

from __future__ import annotations

import itertools
import sys
import types
from pathlib import Path
from typing import Any

from IPython.core import interactiveshell
from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.history import HistoryManager
from IPython.core.inputtransformer2 import TokenTransformBase
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.profiledir import ProfileDir
from traitlets import Type

from autograder.sandbox import magics

HistoryManager.enabled = False  # type: ignore[assignment]
# IPython 8 makes its store, a folder in the home folder, when the shell is made.
interactiveshell.PickleShareDB = lambda path: magics.Store()  # type: ignore[attr-defined]

CELL_FILE = "<cell {}>"


def _do_nothing(*args: Any, **kwargs: Any) -> None:
    pass


class CellCompiler(CachingCompiler):
    """Name compiled code after its cell, for tracebacks."""

    cell = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """Return the file name for frames of the current cell."""
        return CELL_FILE.format(self.cell)


class SilentDisplayHook(DisplayHook):
    """Show and keep no value: a large one would stay in the snapshot's memory."""

    def __call__(self, result: Any = None) -> None:
        """Drop the value of a cell's last expression."""


class WorkerShell(InteractiveShell):
    """IPython without terminal, display, history, home folder or access to the system's shell."""

    displayhook_class = Type(SilentDisplayHook)
    asked: tuple[str, ...] = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(compiler_class=CellCompiler, **kwargs)  # type: ignore[no-untyped-call]
        self.functions: dict[str, Any] = {}
        self._above = 0  # lines of the student's cell above the code that runs now
        self._begun = 0  # the line of the cell that this code begins on
        self.db = magics.Store()
        manager = self.input_transformer_manager
        manager.token_transformers = [_with_all_lines(each) for each in manager.token_transformers]

    def init_ipython_dir(self, ipython_dir: str | None) -> None:
        """Leave out the folder, by default ``~/.ipython``: it is neither read nor written."""

    def init_profile_dir(self, profile_dir: Any) -> None:
        """Use a profile without a folder."""
        self.profile_dir = ProfileDir()

    def begin(self, names: tuple[str, ...]) -> None:
        """Start a submission in the current folder; keep the functions of these names."""
        self.asked = names
        # Where `%cd -` returns to.
        self.user_ns["_dh"] = [Path.cwd()]

    def transform_cell(self, raw_cell: str) -> str:
        """Turn magics into Python, and put back the blank lines that IPython drops."""
        lines = raw_cell.splitlines(keepends=True)
        dropped = list(itertools.takewhile(_can_be_dropped, lines))
        above = self._above + "".join(dropped).count("\n")
        self._begun = above + 1
        code = "".join(lines[len(dropped) :])
        return "\n" * above + str(super().transform_cell(code))  # type: ignore[no-untyped-call]

    def run_line_magic(self, magic_name: str, line: str, _stack_depth: int = 1) -> Any:
        """Run a line magic; one of an extension that is not installed here does nothing."""
        shell: Any = self
        if not (shell.find_line_magic(magic_name) or shell.find_cell_magic(magic_name)):
            return None
        return super().run_line_magic(magic_name, line, _stack_depth + 1)

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Run a cell magic; the code below it keeps its line numbers."""
        above, self._above = self._above, self._begun
        try:
            return super().run_cell_magic(magic_name, line, cell)  # type: ignore[no-untyped-call]
        finally:
            self._above = above

    # `%gui` needs no display, a `!line` must not run, and nobody reads tracebacks.
    enable_gui = system = showtraceback = showsyntaxerror = _do_nothing

    def enable_matplotlib(self, gui: Any = None) -> tuple[str, str]:
        """Accept `%matplotlib` and keep the Agg backend."""
        return "agg", "agg"

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Return nothing for `x = !line`."""
        return [] if split else ""

    async def run_code(self, code_obj: Any, result: Any = None, *, async_: bool = False) -> bool:
        """Run one statement, then keep the callable values of the asked names."""
        failed = await super().run_code(code_obj, result, async_=async_)  # type: ignore[no-untyped-call]
        for name in self.asked:
            value = self.user_ns.get(name)
            if callable(value):
                self.functions[name] = value
        return bool(failed)

    def restore_functions(self) -> list[str]:
        """Put back the asked functions whose names now have other values; return the names."""
        shadowed = [
            name
            for name, function in self.functions.items()
            if name in self.user_ns and not callable(self.user_ns[name])
        ]
        # The student's other functions also call them by these names.
        self.user_ns.update((name, self.functions[name]) for name in shadowed)
        return shadowed


def _can_be_dropped(line: str) -> bool:
    """Return whether a cell does the same without this first line.

    Nobody reads the time or the output, and these magics hide the line that raised.
    """
    return line.isspace() or line.rstrip() in ("%%time", "%%capture")


def _with_all_lines(transformer: type[TokenTransformBase]) -> type[TokenTransformBase]:
    """Return a transformer of magics that keeps the number of lines: IPython's join them."""

    class Keeping(transformer):  # type: ignore[valid-type, misc]
        def transform(self, lines: list[str]) -> list[str]:
            changed: list[str] = super().transform(lines)
            after = self.start_line + 1
            return changed[:after] + ["\n"] * (len(lines) - len(changed)) + changed[after:]

    return Keeping


def make_shell() -> WorkerShell:
    """Return the process's shell, with stubs for the modules that the notebook's own cells use."""
    shell: WorkerShell = WorkerShell.instance()
    magics.set_up(shell)
    stubs = (("otter", "Notebook", _Notebook), ("hand_in", "hand_in", _do_nothing))
    for module, name, stub in stubs:
        sys.modules[module] = types.ModuleType(module)
        setattr(sys.modules[module], name, stub)
    return shell


class _Notebook:
    """Accepts every call that a notebook makes to Otter, whose import takes 3 s."""

    __init__ = _do_nothing

    def __getattr__(self, name: str) -> Any:
        return _do_nothing
