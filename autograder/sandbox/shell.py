"""The in-process IPython shell that runs a submission's cells in the worker.

Owns what makes a notebook's cells run outside a notebook: magics and shell lines that do nothing
harmful, no history, no tracebacks printed, code whose lines keep the numbers that they have in the
student's cell, and the last function of each asked name kept, so that
`numerical_diff = numerical_diff(f, 5)` further down does not lose the answer.
"""

from __future__ import annotations

import itertools
import sys
import types
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.history import HistoryManager
from IPython.core.inputtransformer2 import TokenTransformBase
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type

HistoryManager.enabled = False  # type: ignore[assignment]

CELL_FILE = "<cell {}>"


class CellCompiler(CachingCompiler):
    """Name compiled code after the cell it stands in, so that a traceback says which."""

    cell = 0

    def get_code_name(self, raw_code: str, transformed_code: str, number: int) -> str:
        """Return the file name that frames of the current cell carry."""
        return CELL_FILE.format(self.cell)


class SilentDisplayHook(DisplayHook):
    """Show and keep no value: a large one would stay in memory for the life of the snapshot."""

    def __call__(self, result: Any = None) -> None:
        """Drop the value of a cell's last expression."""


class WorkerShell(InteractiveShell):
    """IPython without a terminal, a display, a history or a way to the system's shell."""

    displayhook_class = Type(SilentDisplayHook)
    asked: tuple[str, ...] = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(compiler_class=CellCompiler, **kwargs)  # type: ignore[no-untyped-call]
        self.functions: dict[str, Any] = {}
        self._above = 0  # lines of the student's cell above the code that runs now
        self._begun = 0  # the line of the cell that this code begins on
        manager = self.input_transformer_manager
        manager.token_transformers = [_keeping_lines(each) for each in manager.token_transformers]

    def transform_cell(self, raw_cell: str) -> str:
        """Turn magics into Python, below the blank lines that IPython drops."""
        lines = raw_cell.splitlines(keepends=True)
        dropped = list(itertools.takewhile(_says_nothing, lines))
        above = self._above + "".join(dropped).count("\n")
        self._begun = above + 1
        code = "".join(lines[len(dropped) :])
        return "\n" * above + str(super().transform_cell(code))  # type: ignore[no-untyped-call]

    def run_cell_magic(self, magic_name: str, line: str, cell: str) -> Any:
        """Run a cell magic; the code below it keeps its lines' numbers."""
        above, self._above = self._above, self._begun
        try:
            return super().run_cell_magic(magic_name, line, cell)  # type: ignore[no-untyped-call]
        finally:
            self._above = above

    def enable_gui(self, gui: Any = None) -> None:
        """Accept `%gui` without a display."""

    def enable_matplotlib(self, gui: Any = None) -> tuple[str, str]:
        """Accept `%matplotlib` and keep the Agg backend."""
        return "agg", "agg"

    def enable_pylab(self, *args: Any, **kwargs: Any) -> None:
        """Accept `%pylab` without its star import."""

    def system(self, cmd: str) -> None:
        """Do nothing for a `!line`."""

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """Return nothing for `x = !line`."""
        return [] if split else ""

    def showtraceback(self, *args: Any, **kwargs: Any) -> None:
        """Print no traceback: nobody reads this process's output."""

    def showsyntaxerror(self, *args: Any, **kwargs: Any) -> None:
        """Print no traceback: nobody reads this process's output."""

    async def run_code(self, code_obj: Any, result: Any = None, *, async_: bool = False) -> bool:
        """Run one statement, then keep what the asked names stand for if it can be called."""
        failed = await super().run_code(code_obj, result, async_=async_)  # type: ignore[no-untyped-call]
        for name in self.asked:
            value = self.user_ns.get(name)
            if callable(value):
                self.functions[name] = value
        return bool(failed)

    def restore_functions(self) -> list[str]:
        """Put back the asked functions whose names stand for something else; return which."""
        shadowed = [
            name
            for name, function in self.functions.items()
            if name in self.user_ns and not callable(self.user_ns[name])
        ]
        # The student's other functions call them by these names too.
        self.user_ns.update((name, self.functions[name]) for name in shadowed)
        return shadowed


def _says_nothing(line: str) -> bool:
    """Tell whether a cell means the same without a line that it begins with.

    Nobody reads the time or the output; behind these magics, it is hard to tell what line raised.
    """
    return line.isspace() or line.rstrip() in ("%%time", "%%capture")


def _keeping_lines(transformer: type[TokenTransformBase]) -> type[TokenTransformBase]:
    """Return a rewriter of magics that leaves as many lines as it found: IPython's join them."""

    class Keeping(transformer):  # type: ignore[valid-type, misc]
        def transform(self, lines: list[str]) -> list[str]:
            changed: list[str] = super().transform(lines)
            after = self.start_line + 1
            return changed[:after] + ["\n"] * (len(lines) - len(changed)) + changed[after:]

    return Keeping


def make_shell() -> WorkerShell:
    """Return the process's shell, with stand-ins that make the notebook's own lines harmless."""
    shell: WorkerShell = WorkerShell.instance()
    sys.modules["otter"] = _otter_stub()
    sys.modules["hand_in"] = _hand_in_stub()
    return shell


def _otter_stub() -> types.ModuleType:
    """Return a module whose `Notebook` accepts every call: the import of the real one takes 3 s."""

    class Notebook:
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            pass

        def __getattr__(self, name: str) -> Any:
            return lambda *args, **kwargs: None

    module = types.ModuleType("otter")
    module.Notebook = Notebook  # type: ignore[attr-defined]
    return module


def _hand_in_stub() -> types.ModuleType:
    """Return a module for what hands a notebook in: here it has been."""
    module = types.ModuleType("hand_in")
    module.hand_in = lambda *args, **kwargs: None  # type: ignore[attr-defined]
    return module
