"""Where the `chalkgrad` command starts: Ctrl-C ends it with one line, however early it comes.

Imports nothing that takes time. What the command does is left to `main`.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.cli.interrupt import ends_at_once, stopped


def main(arguments: Sequence[str] | None = None) -> int:
    """Load and run the command; return its exit code."""
    try:
        with ends_at_once():
            from autograder.cli import main as command
        return command.main(arguments)
    except KeyboardInterrupt:
        # It came between two blocks that take it themselves.
        return stopped()
