"""A pool of graders on this machine, each in a process of its own.

Owns starting the processes, sending each one submission at a time, and ending them. If a grader is
killed (out of memory, by hand), it is replaced and its submission is graded once more, at the end
and alone. So is a submission of which the kernel has killed a process because memory ran out, which
another may have used up. One that had seen something hidden by then (`job`), or that two graders
were killed over, is ungraded. What a grader does is left to `job`.
"""

from __future__ import annotations

import contextlib
import enum
import os
import signal
import sys
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from autograder.course.spawn import spawn_context
from autograder.errors import ChalkgradError
from autograder.grading.job import Job, RestartingGrader, Task, TaskSpec, runs_once
from autograder.grading.result import Result
from autograder.sandbox.failures import OutOfMemory
from autograder.sandbox.linux import die_with_parent
from autograder.text import Text

# After this many graders were killed over a submission, it is not graded again.
_MAX_CRASHES = 2
_STOP_SECONDS = 5.0
_KILLED = Text(
    "its grader was killed (out of memory?)",
    "채점 프로세스가 강제로 끝났습니다 (메모리 부족?)",
)
_KILLED_AGAIN = Text(
    f"{_MAX_CRASHES} graders were killed while grading it (out of memory?)",
    f"채점 프로세스가 {_MAX_CRASHES}번 강제로 끝났습니다 (메모리 부족?)",
)


class _Notice(enum.Enum):
    """What a worker tells instead of a result."""

    SEES_HIDDEN = enum.auto()
    # The process has ended, or memory ran out.
    LOST = enum.auto()


@dataclass
class _Worker:
    """One grading process and its current submission, which may have seen something hidden."""

    process: SpawnProcess
    pipe: Connection
    processor: int | None
    job: Job | None = None
    has_shown_hidden: bool = False


def grade_in_this_process(task: Task, jobs: Iterable[Job]) -> Iterator[tuple[Job, Result]]:
    """Grade submissions in this process; see `grade_in_pool`."""
    with RestartingGrader(task.sharing(1)) as grader:
        for job in jobs:
            yield job, grader.grade(job)


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
    pool = _Pool(task, count)
    try:
        yield from pool.grade(iter(jobs))
    finally:
        pool.close()


class _Pool:
    """The processes of one batch."""

    def __init__(self, task: Task, count: int) -> None:
        self.task = task.sharing(count)
        self.count = count
        self.workers: list[_Worker] = []
        self.crashes: dict[Job, int] = {}
        # Spawned, not forked: a grader starts as clean as in a run of its own.
        self.context = spawn_context()

    def grade(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Result]]:
        again: deque[Job] = deque()
        while True:
            while len(self.workers) < self.count or any(each.job is None for each in self.workers):
                job = next(jobs, None)
                if job is None:
                    break
                self._send(job)
            if again and not any(worker.job for worker in self.workers):
                self._send(again.popleft(), alone=True)
            busy = {worker.pipe: worker for worker in self.workers if worker.job is not None}
            if not busy:
                return
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]  # only pipes were waited for
                job = worker.job
                assert job is not None
                found = self._receive(worker)
                if found is _Notice.SEES_HIDDEN:
                    worker.has_shown_hidden = True
                    continue
                result = self._lost(worker, job) if isinstance(found, _Notice) else found
                if result is None:
                    again.append(job)
                else:
                    yield job, result

    def _lost(self, worker: _Worker, job: Job) -> Result | None:
        """Return the result of a submission that was not graded; None if it may be once more."""
        self.crashes[job] = self.crashes.get(job, 0) + 1
        if worker.has_shown_hidden:
            return self.task.failed(job.file, runs_once(_KILLED))
        if self.crashes[job] == _MAX_CRASHES:
            return self.task.failed(job.file, _KILLED_AGAIN)
        return None

    def _send(self, job: Job, *, alone: bool = False) -> None:
        """Send a submission to an idle worker, or to a new one."""
        while True:
            worker = next((each for each in self.workers if each.job is None), None)
            if worker is None:
                worker = self._start()
            try:
                worker.pipe.send((job, alone))
            except (BrokenPipeError, ConnectionResetError):
                # It was killed while it was idle.
                self._remove(worker)
                continue
            worker.job, worker.has_shown_hidden = job, False
            return

    def _receive(self, worker: _Worker) -> Result | _Notice:
        """Return what a worker has sent."""
        try:
            message = worker.pipe.recv()
        except (EOFError, OSError):
            self._remove(worker)
            return _Notice.LOST
        if message is None:
            return _Notice.SEES_HIDDEN
        text, error, code = message
        worker.job = None
        if error:
            raise ChalkgradError(error, exit_code=code)
        return Result.from_json(text) if text else _Notice.LOST

    def _start(self) -> _Worker:
        here, there = self.context.Pipe()
        processor = self._free_processor()
        arguments = (there, self.task.spec(), os.getpid(), processor)
        process = self.context.Process(target=_serve, args=arguments, daemon=False)
        # Only this process handles Ctrl-C, also while a worker starts; see `_serve`.
        blocked = hasattr(signal, "pthread_sigmask")
        if blocked:
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            if blocked:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        there.close()
        worker = _Worker(process, here, processor)
        self.workers.append(worker)
        return worker

    def _free_processor(self) -> int | None:
        """Return the least used processor; None if there are more of them than workers."""
        # Not every system tells which processors this process may use.
        processors = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        if not processors or self.count < len(processors):
            return None
        taken = [worker.processor for worker in self.workers]
        return min(processors, key=taken.count)

    def _remove(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        self.workers.remove(worker)

    def close(self) -> None:
        """End all workers: idle ones by closing their pipes, busy ones by a signal."""
        for worker in self.workers:
            if worker.job is not None:
                worker.process.terminate()
            worker.pipe.close()
        for worker in list(self.workers):
            worker.process.join(_STOP_SECONDS)
            self._remove(worker)


def _serve(pipe: Connection, spec: TaskSpec, parent: int, processor: int | None) -> None:
    """Grade the submissions that come through the pipe until it closes."""
    if processor is not None:
        # The grader and the student's process take turns. On two processors, each turn has to wake
        # the other process, which costs a third of all CPU time.
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {processor})
    # Workers do not outlive a batch that is killed.
    die_with_parent()
    if os.getppid() != parent:
        return
    # Ctrl-C reaches every process in the terminal's group; only the parent handles it.
    os.setpgid(0, 0)
    signal.signal(signal.SIGTERM, _exit)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with contextlib.ExitStack() as stack:
        grader: RestartingGrader | None = None
        while True:
            try:
                job, alone = pipe.recv()
            except (EOFError, OSError):
                return
            text = error = ""
            code = 0
            try:
                if grader is None:
                    grader = stack.enter_context(RestartingGrader(spec.task()))
                text = grader.grade(
                    job, alone=alone, before_hidden=lambda: pipe.send(None)
                ).to_json()
            except ChalkgradError as refusal:
                error, code = str(refusal), refusal.exit_code
            except OutOfMemory:
                # It is graded again when nothing else is.
                pass
            try:
                pipe.send((text, error, code))
            except OSError:
                return


def _exit(*_: object) -> None:
    """End this process at any point, running the cleanup code on the way."""
    # The signal may come between the opening of a socket and the object that would close it.
    warnings.simplefilter("ignore", ResourceWarning)
    sys.exit(1)
