"""What belongs to one worker on the grader's side: its keeper, its folder, its user id.

Owns ending them with the worker, and measuring the worker against `limits`. The channels are left
to `session`.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from autograder.sandbox import linux, processes, uids
from autograder.sandbox.accounts import Account
from autograder.sandbox.fence import Fence
from autograder.sandbox.limits import Limits
from autograder.sandbox.pidfd import Pidfd
from autograder.sandbox.scratch import Scratch
from autograder.text import Text, localized

_END_SECONDS = 10.0


class Interference(Exception):  # noqa: N818 - what a process does, not an error of ours
    """A process has run that should have stood still."""


class Enclosure:
    """One worker's keeper, folder and user id.

    Parameters
    ----------
    fence : Fence
        Which layers the worker gets.
    files : sequence of Path
        Copied into the folder.
    limits : Limits
        The caps.
    """

    TOO_LATE = Text(
        "the submission took longer than its time on the clock",
        "제출물이 실제 시간 제한을 넘겼습니다",
    )

    def __init__(self, fence: Fence, files: Sequence[Path], limits: Limits) -> None:
        self.limits = limits
        self.incidents: list[str] = []
        self.deadline = float("inf")
        self.keeper: Pidfd | None = None
        self.worker: Pidfd | None = None
        self._ended: set[int] = set()
        drops_uid = fence.sandboxed and "uid" not in fence.without and os.geteuid() == 0
        reservation = uids.reserve() if drops_uid else None
        self._lock = reservation.descriptor if reservation else None
        uid = reservation.uid if reservation else None
        self._ours, self._theirs = socket.socketpair()
        try:
            self.scratch = Scratch(files, uid)
        except BaseException:
            self.handed_over()
            self._ours.close()
            raise
        self.account = Account()
        group = self.account.group
        self.order = {
            **fence.order(self.scratch.folder, uid, limits),
            "grader": os.getpid(),
            "cgroup": str(group.folder) if group else "",
        }

    @property
    def keeper_pid(self) -> int:
        """Pid of the keeper; 0 if there is none."""
        return self.keeper.pid if self.keeper is not None else 0

    def kept_by(self, pid: int, zygote_pid: int) -> None:
        """Note the keeper, which the zygote has just forked.

        Raises
        ------
        OSError
            If it has ended.
        """
        self.keeper = Pidfd(pid)
        if linux.IS_LINUX and processes.parent_of(pid) != zygote_pid:
            raise OSError("the keeper has ended")

    @property
    def descriptors(self) -> list[int]:
        """The descriptors for the keeper: its socket, and the lock on the user id."""
        return [self._theirs.fileno(), *([] if self._lock is None else [self._lock])]

    def handed_over(self) -> None:
        """Close our copies of the keeper's descriptors."""
        self._theirs.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def note(self, reason: Text) -> None:
        """Record once why the sandbox stopped something."""
        incident = localized(f"Stopped: {reason}.", f"중단했습니다: {reason}.")
        if incident not in self.incidents:
            self.incidents.append(incident)

    def excess(self, received: int) -> Text | None:
        """Return which cap student code has exceeded; None if none."""
        limits = self.limits
        if time.monotonic() > self.deadline:
            return self.TOO_LATE
        if received > limits.received_bytes:
            size = _size(limits.received_bytes)
            return Text(
                f"sent more than {size} to the grader",
                f"채점기에 {size}보다 많은 데이터를 보냈습니다",
            )
        if not self.keeper_pid:
            return None
        pids = processes.descendants(self.keeper_pid)
        written, files = self.scratch.usage()
        with linux.rights_of(self.scratch.uid):
            nameless = processes.nameless_bytes(pids, limits.file_bytes, limits.mappings_bytes)
        if nameless is None:
            return Text(
                "made more mappings of memory than allowed",
                "메모리 매핑을 허용된 것보다 많이 만들었습니다",
            )
        written += nameless
        # Files may lie in memory (tmpfs), where they stay when the kernel ends processes for want
        # of it: next would be the grader.
        left = limits.memory_bytes - written - self.scratch.kept_bytes
        if processes.memory_bytes(pids) > left and processes.proportional_memory_bytes(pids) > left:
            size = _size(limits.memory_bytes)
            return Text(f"used more than {size} of memory", f"메모리를 {size}보다 많이 썼습니다")
        if written > limits.scratch_bytes:
            size = _size(limits.scratch_bytes)
            return Text(f"wrote more than {size} of files", f"파일을 {size}보다 많이 썼습니다")
        if files > limits.scratch_files:
            most = limits.scratch_files
            return Text(
                f"made more than {most} files, or folders too deep",
                f"파일을 {most}개보다 많이 만들었거나 폴더가 너무 깊습니다",
            )
        return None

    def remember(self) -> None:
        """Make the present state of the folder the one that every fork starts from."""
        with self._worker_stopped():
            self.scratch.remember()

    def restore(self) -> None:
        """Put the folder back as it was when the cells had run."""
        if self.scratch.changed:
            with self._worker_stopped():
                self.scratch.restore()

    def _worker_stopped(self) -> contextlib.AbstractContextManager[None]:
        return contextlib.nullcontext() if self.worker is None else processes.stopped(self.worker)

    def clear(self, known: Collection[int] = ()) -> None:
        """End every process but the worker; record those that are not among `known`."""
        # A process that was killed before may still be there for a moment.
        self._ended.update(known)
        if self.keeper is None or self.worker is None:
            return
        found = processes.kill_all_below(self.keeper, {self.worker.pid})
        if found - self._ended:
            self.note(Text("processes that were left running", "끝나지 않고 남아 있던 프로세스"))
        self._ended |= found

    @contextlib.contextmanager
    def only(self, process: Pidfd) -> Iterator[None]:
        """Let no process but this one run during a block.

        Raises
        ------
        Interference
            If another cannot be stopped or ended, or has run all the same.
        """
        if self.keeper is None or self.worker is None or not linux.IS_LINUX:
            yield
            return
        worker, allowed = self.worker, {self.worker.pid, process.pid}
        with processes.stopped(worker) if process is not worker else contextlib.nullcontext():
            processes.kill_all_below(self.keeper, allowed)
            # Their ends take CPU time too.
            if not _comes_true(lambda: self._alive() <= allowed):
                raise Interference
            # Those that have ended, too: when their parent waits for them, their time is counted
            # anew, in coarser units.
            present = set(processes.descendants(worker.pid))
            before = processes.own_cpu_seconds(worker.pid)
            yield
            has_run = processes.own_cpu_seconds(worker.pid) != before
            if process is not worker and has_run:
                raise Interference
            if self._alive() != allowed or set(processes.descendants(worker.pid)) != present:
                raise Interference

    @contextlib.contextmanager
    def at_rest(self, process: Pidfd) -> Iterator[None]:
        """Stop the worker and one fork of it during a block."""
        with contextlib.ExitStack() as block:
            block.enter_context(self._worker_stopped())
            if process is not self.worker:
                block.enter_context(processes.stopped(process))
            yield

    def wait_for_ends(self) -> bool:
        """Wait until all that was killed has ended; return whether it has.

        What was killed in the middle of a system call still completes it.
        """
        if self.keeper is None or not linux.IS_LINUX:
            return True
        if not _comes_true(lambda: not self._ended & self._alive()):
            return False
        # A pid can be given again.
        self._ended.clear()
        return True

    def _alive(self) -> set[int]:
        """Return the pids of all processes of the worker that have not ended."""
        assert self.keeper is not None
        return {pid for pid in processes.descendants(self.keeper.pid) if processes.is_alive(pid)}

    def close(self) -> None:
        """End every process of the worker, then remove its folder."""
        self.handed_over()
        with contextlib.suppress(OSError):
            self._ours.shutdown(socket.SHUT_WR)
            self._ours.settimeout(_END_SECONDS)
            while self._ours.recv(64):
                pass
        self._ours.close()
        self.scratch.remove()
        self.account.close()
        for process in (self.keeper, self.worker):
            if process is not None:
                process.close()


def _comes_true(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds, but not forever; return whether it does."""
    deadline = time.monotonic() + _END_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.0005)
    return True


def _size(count: int) -> str:
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB")):
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"
