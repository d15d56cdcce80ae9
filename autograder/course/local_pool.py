"""Graders at work on this machine, each in a process of its own.

Owns starting them, handing each one submission at a time, and ending them. A grader that is killed
(out of memory, by hand) is replaced, and its submission given to another; what kills two graders
is set aside. What a grader does is left to `job`.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from autograder.errors import ChalkgradError
from autograder.grading.job import Job, RestartingGrader, Task, TaskSpec
from autograder.grading.result import Result
from autograder.sandbox.linux import die_with_parent
from autograder.text import Text

# A submission that has cost this many graders their lives is not given to another.
_DEATHS = 2
_STOP_SECONDS = 5.0


@dataclass
class _Hand:
    """One grading process and what it is at."""

    process: SpawnProcess
    pipe: Connection
    processor: int | None
    job: Job | None = None


def grade_in_this_process(task: Task, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
    """Grade submissions in this process; see `grade_in_pool`."""
    with RestartingGrader(task) as station:
        for job in jobs:
            yield job, station.grade(job)


def grade_in_pool(task: Task, jobs: Iterable[Job], count: int) -> Iterator[tuple[Job, Result]]:
    """Grade submissions, `count` at a time; yield each with its result as it is ready.

    Parameters
    ----------
    task : Task
        What every grader is set up with.
    jobs : iterable of Job
        Taken one by one, when a grader is free.
    count : int
        Number of graders.

    Raises
    ------
    ChalkgradError
        Nothing can be graded on this machine.
    """
    crew = _Crew(task, count)
    try:
        yield from crew.work(iter(jobs))
    finally:
        crew.end()


class _Crew:
    """The processes of one batch."""

    def __init__(self, task: Task, count: int) -> None:
        self.task = task
        self.count = count
        self.hands: list[_Hand] = []
        self.deaths: dict[Job, int] = {}
        # Spawned, not forked: a grader starts as clean as in a run of its own.
        self.context = multiprocessing.get_context("spawn")

    def work(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Result]]:
        again: deque[Job] = deque()
        while True:
            while len(self.hands) < self.count or any(hand.job is None for hand in self.hands):
                job = again.popleft() if again else next(jobs, None)
                if job is None:
                    break
                self._hand_out(job)
            busy = {hand.pipe: hand for hand in self.hands if hand.job is not None}
            if not busy:
                return
            for pipe in wait(list(busy)):
                hand = busy[pipe]  # type: ignore[index]  # only pipes were waited for
                job = hand.job
                assert job is not None
                result = self._answer(hand)
                if result is None:
                    self.deaths[job] = self.deaths.get(job, 0) + 1
                    if self.deaths[job] < _DEATHS:
                        again.append(job)
                        continue
                    result = self.task.failed(
                        job.file,
                        Text(
                            f"{_DEATHS} graders were killed over it (out of memory?)",
                            f"채점 프로세스가 {_DEATHS}번 강제로 끝났습니다 (메모리 부족?)",
                        ),
                    )
                yield job, result

    def _hand_out(self, job: Job) -> None:
        """Give a submission to a free grader, or to a new one."""
        while True:
            hand = next((each for each in self.hands if each.job is None), None)
            if hand is None:
                hand = self._start()
            try:
                hand.pipe.send(job)
            except (BrokenPipeError, ConnectionResetError):
                # It was killed while it had nothing to do.
                self._bury(hand)
                continue
            hand.job = job
            return

    def _answer(self, hand: _Hand) -> Result | None:
        """Return a grader's result; None if it is gone."""
        try:
            text, error, code = hand.pipe.recv()
        except (EOFError, OSError):
            self._bury(hand)
            return None
        hand.job = None
        if error:
            raise ChalkgradError(error, exit_code=code)
        return Result.from_json(text)

    def _start(self) -> _Hand:
        here, there = self.context.Pipe()
        pinned = self._free_processor()
        process = self.context.Process(
            target=_serve,
            args=(there, self.task.spec(), os.getpid(), pinned),
            daemon=False,
        )
        # Ctrl-C is for this process alone, also while that one starts; see `_serve`.
        blocked = hasattr(signal, "pthread_sigmask")
        if blocked:
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            if blocked:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        there.close()
        hand = _Hand(process, here, pinned)
        self.hands.append(hand)
        return hand

    def _free_processor(self) -> int | None:
        """Return a processor for one more grader, where each will have one."""
        processors = _processors()
        if self.count < len(processors):
            return None
        taken = [hand.processor for hand in self.hands]
        return min(processors, key=taken.count)

    def _bury(self, hand: _Hand) -> None:
        hand.pipe.close()
        hand.process.kill()
        hand.process.join()
        hand.process.close()
        self.hands.remove(hand)

    def end(self) -> None:
        """End all graders: idle ones by closing their pipes, busy ones by a signal."""
        for hand in self.hands:
            if hand.job is not None:
                hand.process.terminate()
            hand.pipe.close()
        for hand in list(self.hands):
            hand.process.join(_STOP_SECONDS)
            hand.process.kill()
            hand.process.join()
            hand.process.close()
        self.hands.clear()


def _processors() -> list[int]:
    """Return the processors that this process may use; none where the system does not tell."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def _serve(pipe: Connection, spec: TaskSpec, parent: int, processor: int | None) -> None:
    """Grade what comes through the pipe until it closes."""
    if processor is not None:
        # Grader and student take turns. On two processors, each turn has to wake the other one,
        # which costs a third of all CPU time.
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {processor})
    # A batch that is killed leaves no graders behind.
    die_with_parent()
    if os.getppid() != parent:
        return
    # Ctrl-C reaches every process of the terminal's group; the parent alone answers it.
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with contextlib.ExitStack() as stack:
        station: RestartingGrader | None = None
        while True:
            try:
                job: Job = pipe.recv()
            except (EOFError, OSError):
                return
            text = error = ""
            code = 0
            try:
                if station is None:
                    station = stack.enter_context(RestartingGrader(spec.task()))
                text = station.grade(job).to_json()
            except ChalkgradError as refusal:
                error, code = str(refusal), refusal.exit_code
            try:
                pipe.send((text, error, code))
            except OSError:
                return


def _leave(*_: object) -> None:
    """End this process from wherever it is, by way of whatever cleans up."""
    # That may be between the opening of a socket and the object that would close it.
    warnings.simplefilter("ignore", ResourceWarning)
    sys.exit(1)
