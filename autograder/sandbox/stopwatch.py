"""Timing calls of student code from outside, in a process that nobody can help.

Owns what makes a time comparable: the process can start neither process nor thread, none of the
worker's other processes runs, and the kernel counts. A test author uses `Env.stopwatch`.
"""

from __future__ import annotations

import contextlib
import time
from types import TracebackType

from autograder.sandbox import linux, processes
from autograder.sandbox.channel import Channel
from autograder.sandbox.enclosure import Interference
from autograder.sandbox.failures import StudentFailure
from autograder.text import Text

_HELPED = Text(
    "had help from another process or thread while it was timed",
    "시간을 재는 동안 다른 프로세스나 스레드의 도움을 받았습니다",
)


class Stopwatch:
    """Measures the CPU time of the calls in a `with` block.

    Values that are read after the block are computed after it too: read everything inside.

    Parameters
    ----------
    channel : Channel
        The process that is timed. It has promised to start nothing; that is checked here.

    Attributes
    ----------
    seconds : float
        CPU seconds of the last block.

    Raises
    ------
    StudentFailure
        If the process could still start another, or has help.
    """

    def __init__(self, channel: Channel) -> None:
        self.seconds = 0.0
        self._channel = channel
        if linux.IS_LINUX and not self._is_alone():
            raise self._failure()

    def _is_alone(self) -> bool:
        """Whether the process can start nothing and has started nothing.

        A worker that has run the cells itself may have kept threads of theirs; whatever they use is
        counted as its own.
        """
        pid = self._channel.pid
        return (
            processes.process_limits(pid) == (0, 0)
            and not any(map(processes.is_alive, processes.descendants(pid)))
            and (not self._channel.is_fork or processes.thread_count(pid) == 1)
        )

    def __enter__(self) -> Stopwatch:
        self._block = contextlib.ExitStack()
        enclosure = self._channel.enclosure
        if enclosure is not None:
            try:
                self._block.enter_context(enclosure.only(self._channel.process))
            except Interference:
                raise self._failure() from None
        self._started = self._readings()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        # What a running process has used since the last tick of the clock is not counted yet.
        with processes.stopped(self._channel.process):
            now = self._readings()
        self.seconds = max(each - was for each, was in zip(now, self._started, strict=True))
        try:
            self._block.__exit__(kind, error, traceback)
        except Interference:
            raise self._failure() from None

    def _readings(self) -> tuple[float, float]:
        """Return the seconds of the process, then of the control group if there is one."""
        if not linux.IS_LINUX:
            # No clock of another process, and no fence: real time.
            return time.perf_counter(), 0.0
        own = processes.cpu_seconds(self._channel.pid)
        enclosure = self._channel.enclosure
        counts = enclosure is not None and enclosure.account.group is not None
        return own, enclosure.account.cpu_seconds() if enclosure is not None and counts else 0.0

    def _failure(self) -> StudentFailure:
        """End the process, which is not alone; return the exception to raise."""
        self._channel.note(_HELPED)
        self._channel.kill()
        return StudentFailure("stopped", text=str(_HELPED))
