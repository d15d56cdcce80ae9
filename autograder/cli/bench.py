"""`chalkgrad bench`: the speed figures, measured on this machine."""

from __future__ import annotations

import argparse

from autograder.bench.bench import bench


def run(options: argparse.Namespace) -> int:
    """Measure; return the exit code."""
    return bench(options.names, as_json=options.json)
