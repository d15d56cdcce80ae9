"""What belongs to one worker on the grader's side: its keeper, its folder, its user id.

Owns ending them with the worker, and measuring the worker against `limits`. The channels are left
to `session`.
"""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from autograder.sandbox import processes, uids
from autograder.sandbox.fence import Fence
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import Scratch, wipe
from autograder.text import Text, localized

_END_SECONDS = 10.0


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
        self.keeper_pid = self.worker_pid = 0
        self._ended: set[int] = set()
        drops_uid = fence.sandboxed and "uid" not in fence.without and os.geteuid() == 0
        reservation = uids.reserve() if drops_uid else None
        self._lock = reservation.descriptor if reservation else None
        uid = reservation.uid if reservation else None
        self.scratch = Scratch(files, uid)
        self._ours, self._theirs = socket.socketpair()
        self.order = {**fence.order(self.scratch.folder, uid, limits), "grader": os.getpid()}

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
        if (
            processes.memory_bytes(pids) > limits.memory_bytes
            and processes.proportional_memory_bytes(pids) > limits.memory_bytes
        ):
            size = _size(limits.memory_bytes)
            return Text(f"used more than {size} of memory", f"메모리를 {size}보다 많이 썼습니다")
        written, files = self.scratch.usage()
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

    def settle(self) -> None:
        """Make the present state of the worker the one that every test starts from."""
        self.clear()
        with processes.stopped(self.worker_pid):
            self.scratch.remember()

    def restore(self) -> None:
        """Put the folder back as it was when the cells had run."""
        if self.scratch.changed:
            with processes.stopped(self.worker_pid):
                self.scratch.restore()

    def clear(self, known: Collection[int] = ()) -> None:
        """End every process but the worker; record those that are not among `known`."""
        # A process that was killed before may still be there for a moment.
        self._ended.update(known)
        found = processes.kill_all_below(self.keeper_pid, {self.worker_pid})
        if found - self._ended:
            self.note(Text("processes that were left running", "끝나지 않고 남아 있던 프로세스"))
        self._ended |= found

    def close(self) -> None:
        """End every process of the worker, then remove its folder."""
        self.handed_over()
        with contextlib.suppress(OSError):
            self._ours.shutdown(socket.SHUT_WR)
            self._ours.settimeout(_END_SECONDS)
            while self._ours.recv(64):
                pass
        self._ours.close()
        wipe(self.scratch.folder)


def _size(count: int) -> str:
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB")):
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"
