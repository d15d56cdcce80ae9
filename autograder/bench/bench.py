"""Running the benchmark and printing it: figures with median and range, machine and versions."""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import autograder
from autograder.bench import grading
from autograder.bench.figure import Figure, Measured
from autograder.bench.figures import FIGURES
from autograder.errors import ChalkgradError


def bench(names: Sequence[str], *, as_json: bool = False) -> int:
    """Measure figures and print them; return 1 if one misses its claim, 0 otherwise.

    Raises
    ------
    ChalkgradError
        If a name is unknown or a figure cannot be measured.
    """
    known = {figure.name: figure for figure in FIGURES}
    for name in names:
        if name not in known:
            raise ChalkgradError(f"no figure {name!r}; use some of {', '.join(known)}")
    results = []
    try:
        for figure in [known[name] for name in names] or FIGURES:
            print(f"measuring {figure.name} ...", file=sys.stderr, flush=True)
            results.append(Measured(figure, [figure.measure() for _ in range(figure.repeats)]))
            if not as_json:
                print(as_line(results[-1]), flush=True)
    finally:
        grading.close()
    if as_json:
        figures = [result.as_dict() for result in results]
        print(json.dumps({"machine": machine(), "figures": figures}, indent=1))
    else:
        print("  ".join(f"{key} {value}" for key, value in machine().items()))
    return 0 if all(result.holds for result in results) else 1


def as_line(result: Measured) -> str:
    """Return a figure's verdict, name, median, range and claim."""
    figure = result.figure
    return (
        f"{'ok   ' if result.holds else 'SHORT'} {figure.name:<16} "
        f"{_number(result.median, figure):>10}   "
        f"({_number(min(result.values), figure)} to {_number(max(result.values), figure)}, "
        f"{len(result.values)} times)   "
        f"claim: {'at most' if figure.at_most else 'at least'} {_number(figure.claim, figure)}\n"
        f"      {figure.what}"
    )


def machine() -> dict[str, str]:
    """Return the machine and the versions, on which the figures depend."""
    model = platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text(encoding="utf-8", errors="replace").split("\n")
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    return {
        "cpu": model,
        "cores": str(os.cpu_count()),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "chalkgrad": autograder.__version__,
        "otter-grader": _version("otter-grader"),
    }


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _number(value: float, figure: Figure) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {figure.unit}"
