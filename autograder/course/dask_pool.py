"""Graders on other machines, which get their jobs from a Dask scheduler.

Owns what is sent and what comes back: a submission's bytes, and its result as JSON. The university
starts the cluster; Dask finds a worker, and another one if that dies. Every worker process has a
grader of its own, grades one submission at a time (``--nthreads 1``), reads the tests from its own
installation, and refuses if they differ from the ones here. It writes no result file.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import itertools
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
from autograder.intake.entry import SubmissionFile
from autograder.submissions.regular_file import read_regular
from autograder.text import Text

_CONNECT_SECONDS = 10
# Submissions in flight at least, so that no worker waits for the next one.
_MIN_IN_FLIGHT = 4
_POLL_SECONDS = 2.0

_lock = threading.Lock()
# The grader of this worker process, and what it was made for.
_grader: tuple[TaskSpec, str, RestartingGrader] | None = None


def grade_on_dask(task: Task, jobs: Iterable[Job], address: str) -> Iterator[tuple[Job, Result]]:
    """Grade submissions on a cluster, otherwise like `local_pool.grade_in_pool`.

    Parameters
    ----------
    address : str
        Of a Dask scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    ChalkgradError
        Dask is not installed, the scheduler cannot be reached or is lost, or a worker's tests or
        versions differ from the ones here.
    """
    distributed = _distributed()
    for name in ("distributed", "distributed.client"):
        # An error is reported once, in one line, and not as a traceback too.
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
        yield from _Batch(distributed, client, task, address).grade(iter(jobs))


class _Batch:
    """One batch of submissions on a cluster."""

    def __init__(self, distributed: Any, client: Any, task: Task, address: str) -> None:
        self.distributed = distributed
        self.client = client
        self.task = task
        self.address = address
        self.expected = _fingerprint(task)
        self._most = _MIN_IN_FLIGHT
        self._polled = -_POLL_SECONDS

    def grade(self, jobs: Iterator[Job]) -> Iterator[tuple[Job, Result]]:
        """Keep more submissions in flight than there are workers; yield results as they come."""
        running: dict[str, Job] = {}
        done = self.distributed.as_completed(loop=self.client.loop)
        self._submit(jobs, running, done)
        while running:
            future = next(done)
            job = running.pop(future.key)
            result = self._result(future, job)
            # The scheduler keeps nothing of it.
            future.release()
            del future
            self._submit(jobs, running, done)
            yield job, result

    def _submit(self, jobs: Iterator[Job], running: dict[str, Job], done: Any) -> None:
        for job in itertools.islice(jobs, max(0, self._most_in_flight() - len(running))):
            try:
                data = read_regular(job.file.path)
            except OSError:
                # The grader reports what is wrong with an empty file.
                data = b""
            file = replace(job.file, path=Path(job.file.path.name))
            future = self.client.submit(
                grade_sent, self.task.spec(), self.expected, file, data, pure=False
            )
            running[future.key] = job
            done.add(future)

    def _most_in_flight(self) -> int:
        """Return twice the number of workers, which join and leave."""
        now = time.monotonic()
        if now >= self._polled + _POLL_SECONDS:
            self._polled = now
            with contextlib.suppress(Exception):
                threads = sum(self.client.nthreads().values())
                self._most = max(_MIN_IN_FLIGHT, 2 * int(threads))
        return self._most

    def _result(self, future: Any, job: Job) -> Result:
        """Return the result of a future that is done."""
        try:
            text, error, code = future.result()
        except self.distributed.KilledWorker:
            why = Text(
                "the workers that graded it were killed (out of memory?)",
                "채점하던 프로세스가 강제로 끝났습니다 (메모리 부족?)",
            )
            return self.task.failed(job.file, why)
        except (ImportError, AttributeError) as lacking:
            text, code = "", 1
            error = (
                f"a worker has another version of chalkgrad ({lacking}); install this clone there"
            )
        except (Exception, asyncio.CancelledError) as lost:
            cancelled = isinstance(lost, asyncio.CancelledError) or future.status == "cancelled"
            reason = "the scheduler ended" if cancelled else f"{type(lost).__name__}: {lost}"
            text, code = "", 1
            error = f"the cluster is gone ({reason}); what is graded is kept: run the command again"
        if error:
            raise ChalkgradError(f"--scheduler {self.address}: {error}", exit_code=code)
        return Result.from_json(text)


def grade_sent(
    spec: TaskSpec, expected: str, file: SubmissionFile, data: bytes
) -> tuple[str, str, int]:
    """Grade one submission in a Dask worker; return its result as JSON, an error and exit code."""
    # A grader grades one submission at a time, even if the worker has several threads.
    with _lock:
        try:
            grader = _grader_for(spec, expected)
            with tempfile.TemporaryDirectory(prefix="chalkgrad-") as folder:
                path = Path(folder) / file.path.name
                path.write_bytes(data)
                result = grader.grade(Job(replace(file, path=path)))
        except ChalkgradError as refusal:
            return "", str(refusal), refusal.exit_code
    return result.to_json(), "", 0


def _grader_for(spec: TaskSpec, expected: str) -> RestartingGrader:
    """Return this process's grader for a task, with this machine's own copy of the tests."""
    global _grader
    if _grader is not None:
        if _grader[:2] == (spec, expected):
            return _grader[2]
        _grader[2].close()
        _grader = None
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
    _grader = (spec, expected, RestartingGrader(task))
    return _grader[2]


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
