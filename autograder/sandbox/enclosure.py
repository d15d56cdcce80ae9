"""What one worker holds, as the grader sees it: keeper, folder, user id, and what it uses of them.

Owns that each of them ends with the worker, and the measuring against the caps of `limits`; who is
spoken to over which channel is left to `session`.
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
from autograder.sandbox.scratch import Scratch
from autograder.text import Text, localized

_END_SECONDS = 10.0


class Enclosure:
    """One worker's keeper, folder and user id.

    Parameters
    ----------
    fence : Fence
        What the grader wants of the fence.
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
        self.scratch = Scratch(files, reservation.uid if reservation else None)
        self._ours, self._theirs = socket.socketpair()
        uid = reservation.uid if reservation else None
        self.order = {**fence.order(self.scratch.folder, uid, limits), "grader": os.getpid()}

    @property
    def descriptors(self) -> list[int]:
        """What the keeper is given: its socket, and the lock that holds the user id."""
        return [self._theirs.fileno(), *([] if self._lock is None else [self._lock])]

    def handed_over(self) -> None:
        """Forget what the keeper holds now."""
        self._theirs.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def note(self, incident: str) -> None:
        """Write down what the sandbox stopped, once."""
        if incident not in self.incidents:
            self.incidents.append(incident)

    def excess(self, received: int) -> Text | None:
        """Return what student code has used too much of; None if it keeps to its caps."""
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
        """Make what the worker is now the state that every test starts from."""
        self.clear()
        with processes.stopped(self.worker_pid):
            self.scratch.remember()

    def restore(self) -> None:
        """Put the folder back as it was when the cells had run."""
        if self.scratch.changed:
            with processes.stopped(self.worker_pid):
                self.scratch.restore()

    def clear(self, known: Collection[int] = ()) -> None:
        """End every process but the worker; what is not among `known` was left behind."""
        # The kernel takes a moment to take a killed process apart: it is nobody's stray.
        self._ended.update(known)
        found = processes.kill_all_below(self.keeper_pid, {self.worker_pid})
        if found - self._ended:
            self.note(
                localized(
                    "Stopped: processes that were left running.",
                    "중단했습니다: 끝나지 않고 남아 있던 프로세스.",
                )
            )
        self._ended |= found

    def close(self) -> None:
        """End everything that came of the worker, then wipe its folder."""
        self.handed_over()
        with contextlib.suppress(OSError):
            self._ours.shutdown(socket.SHUT_WR)
            self._ours.settimeout(_END_SECONDS)
            while self._ours.recv(64):
                pass
        self._ours.close()
        self.scratch.wipe()


def _size(count: int) -> str:
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB")):
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"
