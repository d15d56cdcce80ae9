"""Graders at work on other machines: the same jobs, given to a Dask scheduler.

Owns what is sent there and what comes back: a submission's bytes, and its result as JSON. Dask
finds a worker, and another where one dies; the university starts the cluster. Every worker process
has a grader of its own, grades one submission at a time (``--nthreads 1``), reads the tests from
its own installation and refuses where those are not the ones here. No result file is written there.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import os
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.authoring.assignment import load_assignment
from autograder.errors import ChalkgradError
from autograder.grading.hashes import environment_hash
from autograder.grading.job import Job, RestartingGrader, Task, TaskSpec
from autograder.grading.result import Result
from autograder.intake.naming import SubmissionFile
from autograder.text import Text

_CONNECT_SECONDS = 10
# Submissions that wait at the scheduler, so that no worker waits for the next one.
_AHEAD = 4
_LOOK_SECONDS = 2.0

_lock = threading.Lock()
_station: tuple[TaskSpec, str, RestartingGrader] | None = None


def grade_on_dask(task: Task, jobs: Iterable[Job], address: str) -> Iterator[tuple[Job, Result]]:
    """Grade submissions on a cluster; yield each with its result as it is ready.

    Parameters
    ----------
    task : Task
        What every grader is set up with.
    jobs : iterable of Job
        Taken as workers become free.
    address : str
        Of a Dask scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    ChalkgradError
        Dask is not installed, the scheduler cannot be reached or is gone, or a worker's tests or
        versions are not the ones here.
    """
    distributed = _distributed()
    for name in ("distributed", "distributed.client"):
        # What goes wrong is said once, in one line, and not as tracebacks too.
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = distributed.Client(
            address, timeout=_CONNECT_SECONDS, set_as_default=False, name="chalkgrad"
        )
    except (OSError, ValueError) as error:
        raise ChalkgradError(
            f"--scheduler {address}: no Dask scheduler answers there ({error}); start one with "
            "`dask scheduler` and give its address, such as tcp://10.0.0.1:8786"
        ) from None
    with client:
        yield from _Cluster(distributed, client, task, address).work(iter(jobs))


class _Cluster:
    """One batch on a cluster."""

    def __init__(self, distributed: Any, client: Any, task: Task, address: str) -> None:
        self.distributed = distributed
        self.client = client
        self.task = task
        self.address = address
        self.expected = _fingerprint(task)
        self._ahead = _AHEAD
        self._looked = -_LOOK_SECONDS

    def work(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Result]]:
        """Keep a few submissions ahead of the workers, and take results as they come."""
        running: dict[str, Job] = {}
        done = self.distributed.as_completed(loop=self.client.loop)
        self._fill(jobs, running, done)
        while running:
            future = next(done)
            job = running.pop(future.key)
            result = self._result(future, job)
            # Nothing of it is kept at the scheduler.
            future.release()
            del future
            self._fill(jobs, running, done)
            yield job, result

    def _fill(self, jobs: Iterator[Job], running: dict[str, Job], done: Any) -> None:
        wanted = self._wanted()
        while len(running) < wanted:
            job = next(jobs, None)
            if job is None:
                return
            try:
                data = job.file.path.read_bytes()
            except OSError:
                # Sent all the same: the grader says what is wrong with an empty file of that name.
                data = b""
            future = self.client.submit(
                grade_sent,
                self.task.spec(),
                self.expected,
                replace(job.file, path=Path(job.file.path.name)),
                data,
                pure=False,
            )
            running[future.key] = job
            done.add(future)

    def _wanted(self) -> int:
        """Return how many submissions should be there: workers join and leave."""
        now = time.monotonic()
        if now >= self._looked + _LOOK_SECONDS:
            self._looked = now
            with contextlib.suppress(Exception):
                threads = sum(self.client.nthreads().values())
                self._ahead = max(_AHEAD, 2 * int(threads))
        return self._ahead

    def _result(self, future: Any, job: Job) -> Result:
        """Return what came back."""
        try:
            text, error, code = future.result()
        except self.distributed.KilledWorker:
            return self.task.failed(
                job.file,
                Text(
                    "the workers that graded it died (out of memory?)",
                    "채점하던 프로세스가 강제로 끝났습니다 (메모리 부족?)",
                ),
            )
        except (ImportError, AttributeError) as lacking:
            raise ChalkgradError(
                f"--scheduler {self.address}: a worker has not the chalkgrad that is here "
                f"({lacking}); install this clone there",
                exit_code=1,
            ) from None
        except (Exception, asyncio.CancelledError) as lost:
            cancelled = isinstance(lost, asyncio.CancelledError) or future.status == "cancelled"
            said = "the scheduler ended" if cancelled else f"{type(lost).__name__}: {lost}"
            raise ChalkgradError(
                f"--scheduler {self.address}: the cluster is gone ({said}); what is graded is "
                "kept: run the same command again",
                exit_code=1,
            ) from None
        if error:
            raise ChalkgradError(f"--scheduler {self.address}: {error}", exit_code=code)
        return Result.from_json(text)


def grade_sent(
    spec: TaskSpec, expected: str, file: SubmissionFile, data: bytes
) -> tuple[str, str, int]:
    """Grade one submission in a Dask worker; return its result as JSON, or a line and exit code."""
    # A grader does one thing at a time, whatever the worker's number of threads.
    with _lock:
        try:
            station = _station_for(spec, expected)
            with tempfile.TemporaryDirectory(prefix="chalkgrad-") as folder:
                path = Path(folder) / file.path.name
                path.write_bytes(data)
                result = station.grade(Job(replace(file, path=path)))
        except ChalkgradError as refusal:
            return "", str(refusal), refusal.exit_code
    return result.to_json(), "", 0


def _station_for(spec: TaskSpec, expected: str) -> RestartingGrader:
    """Return this process's grader for a task, with this machine's own copy of the tests."""
    global _station
    if _station is not None:
        if _station[:2] == (spec, expected):
            return _station[2]
        _station[2].close()
        _station = None
    name = Path(spec.master).stem
    master = Path(spec.master)
    assignment = load_assignment(master if master.is_file() else name)
    task = Task(assignment, spec.limits, spec.fence, spec.language)
    if _fingerprint(task) != expected:
        raise ChalkgradError(
            f"the worker on {os.uname().nodename} has other tests of {name}, or other versions of "
            "chalkgrad, Python or NumPy; install there what is here",
            exit_code=1,
        )
    _station = (spec, expected, RestartingGrader(task))
    return _station[2]


def _fingerprint(task: Task) -> str:
    return task.grader_hash() + environment_hash()


def _distributed() -> Any:
    """Return Dask's package, which is an extra."""
    try:
        return importlib.import_module("distributed")
    except ImportError:
        raise ChalkgradError(
            "--scheduler: needs Dask; install it with `pip install -e '.[dask]'`"
        ) from None
