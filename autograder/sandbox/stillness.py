"""Whether a snapshot could pass anything from one fork to the next, looked up from outside.

A snapshot runs student code, so it cannot be trusted to do nothing but fork. It is stopped as soon
as a fork is ready, before the fork is given any input, and continued only for the next one. In
between it must not have run, and must not have been sent a signal; what it holds open must be
nothing that a fork can write to. Everything is read from `/proc`, with its owner's rights: root
may not look at the descriptors of other users in most containers.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import re
import signal
import socket
import struct
import time
from pathlib import Path

from autograder.sandbox import linux
from autograder.sandbox.pidfd import Pidfd
from autograder.sandbox.processes import read_small
from autograder.text import Text, localized

_STOP_SECONDS = 10.0
_PAUSE_SECONDS = 0.00005
_DEVICES = {f"/dev/{name}" for name in ("null", "zero", "full", "random", "urandom")}
# A writable file lies in the working folder; libraries map these caches of the system's.
_READ_ONLY = ("/usr/", "/lib")
# linux/fs.h (6.11): `PROCMAP_QUERY` finds the next mapping of a kind, without printing all.
_QUERY, _NEXT_SHARED = 0xC0686611, 0x18
_QUERY_FORM = struct.Struct("=9Q4I2Q")
_MOST_MAPPINGS = 64
_NO_REQUEST = 25  # ENOTTY, before 6.11
_SHARED_LINE = re.compile(rb"^\w+-\w+ ...s \S+ \S+ \S+ *(.*)$", re.MULTILINE)

SOCKET = Text("a second socket", "두 번째 소켓")
PIPE = Text("a pipe", "파이프")
KERNEL_OBJECT = Text("an event counter or the like", "이벤트 카운터 같은 커널 객체")
FILE = Text("a file that is open for writing", "쓰기용으로 열린 파일")
OPEN_FILE = Text("a file that is open and was changed by a test", "열려 있는데 테스트가 바꾼 파일")
POSITION = Text("the position in an open file", "열린 파일의 읽기 위치")
MEMORY = Text("shared memory", "공유 메모리")
THREAD = Text("a thread that went on running", "계속 실행 중인 스레드")
CHILD = Text("how a process ended", "프로세스의 종료 상태")
SIGNAL = Text("a signal", "시그널")
MESSAGE = Text("what was sent to the grader", "채점기에 보낸 데이터")
RUNNING = Text("a process that did not hold still", "멈춰 있지 않은 프로세스")
NUMBERS = Text("the numbers of processes", "프로세스 번호")
FILTER = Text("system calls that are denied to all tests", "모든 테스트에 금지된 시스템 호출")
UNSEEN = Text("open files that the grader cannot see", "채점기가 볼 수 없는 열린 파일")


class NotStill(Exception):  # noqa: N818 - an outcome, not an error of ours
    """The snapshot cannot be forked: it has ended, or its forks would share something."""


class Stillness:
    """The stops of one snapshot, and what was found during them.

    Parameters
    ----------
    process : Pidfd
        The snapshot.
    sock : socket
        The grader's end of its channel.
    folder : Path
        Its working folder.
    uid : int or None
        Its user id, if it has one of its own.
    filters : int or None
        How many filters of system calls it must have; None if that does not matter.
    """

    def __init__(
        self,
        process: Pidfd,
        sock: socket.socket,
        folder: Path,
        uid: int | None = None,
        filters: int | None = None,
    ) -> None:
        self._process = process
        self.pid = process.pid
        self._sock = sock
        self.folder = str(folder)
        self.uid = uid
        self.filters = filters
        self.shared: Text | None = None
        self._held = False
        self._switches = b""
        self._newest = 0
        self._descriptors: list[tuple[str, str, bytes]] = []

    @property
    def incident(self) -> str:
        """What to say about what could be shared; empty if nothing."""
        if self.shared is None:
            return ""
        en, ko = self.shared.en, self.shared.ko
        return localized(
            f"Tests could have shared {en}, so each ran in a fresh process.",
            f"테스트끼리 공유할 수 있는 것({ko})이 있어 테스트마다 새 프로세스에서 실행했습니다.",
        )

    def hold(self, *, has_forked: bool) -> None:
        """Stop the snapshot and look for what its next, or newest, fork could share.

        Raises
        ------
        NotStill
            If it must not be forked.
        """
        if not linux.IS_LINUX:
            return
        self._signal(signal.SIGSTOP)
        self.shared = self._wait_until_stopped() or self._look(has_forked)
        self._held = True
        if self.shared is not None:
            raise NotStill

    def check(self, *, folder_changed: bool) -> None:
        """Look for what has changed since the snapshot was stopped.

        Parameters
        ----------
        folder_changed : bool
            Whether a fork has changed files, which will be replaced by the originals. What the
            snapshot has open would still be the changed ones.

        Raises
        ------
        NotStill
            If it must not be forked.
        """
        if not linux.IS_LINUX:
            return
        if not self._held:
            self.hold(has_forked=False)
        self.shared = self._change(folder_changed)
        if self.shared is not None:
            raise NotStill

    def verify(self) -> None:
        """Look whether the snapshot has stood still up to now, after its folder was copied.

        Raises
        ------
        NotStill
            If it has not: the folder may be another than the copy.
        """
        if linux.IS_LINUX:
            self.shared = self._movement()
            if self.shared is not None:
                raise NotStill

    def follow(self, pid: int) -> None:
        """Look whether the newest fork has the number that follows that of the one before.

        Forks see their numbers, which skip one for each process and thread that another fork has
        started. Without a pid namespace, all processes of the machine share the numbers.

        Raises
        ------
        NotStill
            If it has another.
        """
        if not linux.IS_LINUX:
            return
        try:
            numbers = _field(read_small(f"/proc/{pid}/status"), b"NSpid").split()
        except OSError as error:
            raise NotStill from error
        if len(numbers) < 2:
            return
        before, self._newest = self._newest, int(numbers[-1])
        if before and self._newest != before + 1:
            self.shared = NUMBERS
            raise NotStill

    def _movement(self) -> Text | None:
        status = self._status()
        if not _is_stopped(status) or _switches(status) != self._switches:
            return RUNNING
        return SIGNAL if _has_pending(status) else None

    def _change(self, folder_changed: bool) -> Text | None:
        movement = self._movement()
        if movement is not None:
            return movement
        if self._has_sent():
            return MESSAGE
        try:
            with linux.rights_of(self.uid):
                if self._list_descriptors() != self._descriptors:
                    return POSITION
                return OPEN_FILE if folder_changed and self._uses_folder() else None
        except OSError:
            self._status()
            return UNSEEN

    def release(self) -> None:
        """Let the snapshot run again."""
        self._held = False
        if linux.IS_LINUX:
            self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        self._process.send(number)
        if self._process.has_ended:
            raise NotStill

    def _status(self) -> bytes:
        try:
            status = read_small(f"/proc/{self.pid}/status")
        except OSError as error:
            raise NotStill from error
        if _field(status, b"State")[:1] in (b"", b"Z", b"X"):
            raise NotStill
        return status

    def _has_sent(self) -> bool:
        """Return whether anything waits in the channel, whose end all forks have."""
        try:
            return bool(self._sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except BlockingIOError:
            return False
        except OSError as error:
            raise NotStill from error

    def _wait_until_stopped(self) -> Text | None:
        deadline = time.monotonic() + _STOP_SECONDS
        while not _is_stopped(self._status()):
            if time.monotonic() > deadline:
                return RUNNING
            time.sleep(_PAUSE_SECONDS)
        return None

    def _look(self, has_forked: bool) -> Text | None:
        try:
            with linux.rights_of(self.uid):
                self._descriptors = self._list_descriptors()
                found = self._shared_descriptor() or self._shared_mapping()
        except OSError:
            self._status()
            return UNSEEN
        # Only now: a process that has just stopped may still be counted as switching.
        status = self._status()
        self._switches = _switches(status)
        if found is not None:
            return found
        if int(_field(status, b"Threads") or 0) != 1:
            return THREAD
        if _has_pending(status):
            return SIGNAL
        ignored = int(_field(status, b"SigIgn") or b"0", 16)
        if has_forked and not ignored >> (signal.SIGCHLD - 1) & 1:
            # The exit code of a fork could be read by the next.
            return CHILD
        if self.filters not in (None, filters_of(status)):
            return FILTER
        return None

    def _list_descriptors(self) -> list[tuple[str, str, bytes]]:
        """Return number and target of each descriptor, and its position and flags."""
        base = f"/proc/{self.pid}"
        return [
            (name, os.readlink(f"{base}/fd/{name}"), read_small(f"{base}/fdinfo/{name}"))
            for name in os.listdir(f"{base}/fd")
        ]

    def _shared_descriptor(self) -> Text | None:
        sockets = 0
        for _, target, info in self._descriptors:
            if target.startswith("socket:"):
                sockets += 1
            elif target.startswith("pipe:"):
                return PIPE
            elif not target.startswith("/"):
                return KERNEL_OBJECT
            elif target not in _DEVICES and int(_field(info, b"flags") or b"2", 8) & 3:
                return FILE
            elif target.endswith(" (deleted)"):
                # It can be opened again, for writing, and is in no folder that is put back.
                return FILE
        return SOCKET if sockets > 1 else None

    def _uses_folder(self) -> bool:
        """Return whether a file of the folder is open or mapped."""
        inside = f"{self.folder}/"
        return any(target.startswith(inside) for _, target, _ in self._descriptors) or (
            inside.encode() in read_small(f"/proc/{self.pid}/maps")
        )

    def _shared_mapping(self) -> Text | None:
        try:
            names = self._query_shared_mappings()
        except OSError as error:
            if error.errno != _NO_REQUEST:
                raise
            names = _SHARED_LINE.findall(read_small(f"/proc/{self.pid}/maps"))
        for name in names:
            text = name.decode(errors="replace")
            if not text.startswith(_READ_ONLY) or text.endswith("(deleted)"):
                return MEMORY
        return None

    def _query_shared_mappings(self) -> list[bytes]:
        """Return the names of all shared mappings; empty where there is no file."""
        names: list[bytes] = []
        room = ctypes.create_string_buffer(4096)
        descriptor = os.open(f"/proc/{self.pid}/maps", os.O_RDONLY | os.O_CLOEXEC)
        try:
            address = 0
            while len(names) < _MOST_MAPPINGS:
                form = bytearray(
                    _QUERY_FORM.pack(
                        *(_QUERY_FORM.size, _NEXT_SHARED, address, 0, 0, 0, 0, 0, 0),
                        *(0, 0, len(room), 0, ctypes.addressof(room), 0),
                    )
                )
                try:
                    fcntl.ioctl(descriptor, _QUERY, form)
                except FileNotFoundError:
                    break
                fields = _QUERY_FORM.unpack(form)
                names.append(room.value if fields[11] else b"")
                address = fields[4]
            else:
                names.append(b"")
        finally:
            os.close(descriptor)
        return names


def filters_of(status: bytes) -> int:
    """Return the number of filters in a process's status; -1 if the kernel does not say."""
    return int(_field(status, b"Seccomp_filters") or b"-1")


def count_filters(pid: int) -> int:
    """Return the number of filters of system calls of a process; -1 if it is not known."""
    try:
        return filters_of(read_small(f"/proc/{pid}/status"))
    except OSError:
        return -1


def _field(text: bytes, name: bytes) -> bytes:
    # At the start of a line: a process chooses its name, which is in the first.
    _, found, rest = (b"\n" + text).partition(b"\n" + name + b":")
    return rest.partition(b"\n")[0].strip() if found else b""


def _is_stopped(status: bytes) -> bool:
    return _field(status, b"State")[:1] == b"T"


def _has_pending(status: bytes) -> bool:
    return bool(
        int(_field(status, b"SigPnd") or b"0", 16) | int(_field(status, b"ShdPnd") or b"0", 16)
    )


def _switches(status: bytes) -> bytes:
    """Return how often the process has left a processor."""
    return status[status.find(b"\nvoluntary_ctxt_switches:") :]
