"""The proof of the fence: a worker attempts what student code must not be able to do.

Runs in the fenced worker, before any student code. Owns the attempts and their names. The grader
refuses to grade if one succeeds, or if Python's own files cannot be read.
"""

from __future__ import annotations

import _thread
import contextlib
import ctypes
import errno
import importlib.machinery
import mmap
import os
import resource
import socket
import stat
import struct
import tempfile
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from autograder.sandbox import linux, seccomp, syscalls

HIDDEN = "read the hidden tests"
TCP, UDP, UNIX = "open a TCP connection", "send a UDP packet", "connect to a Unix socket"
SIGNAL = "signal the grader"
MEMORY = "read the grader's memory"
WRITE = "write outside its folder"
PROGRAM = "start another program"
METADATA = "change the mode, the times or the attributes of other files"
WATCH = "watch a folder for the names of its files"
CACHES = "ask what other processes have read"
SEE = "see that other processes exist"
RECORD = "leave a mark in the access time of a file by reading it"
PRIORITY = "change the priority of other processes"
SOCKETS = "make sockets of other kinds"
SHARE = "share memory between tests"
COUNT = "start more processes than allowed"
HELPED = "start a process or a thread in a timed test"
PYTHON = "use Python's own files"

# The discard port. Nothing has to listen: the fence refuses the attempt before it is sent.
_ADDRESS = ("127.0.0.1", 9)
_DEFAULT_STACK = 0
_IOPRIO_WHO_USER = 3
_TIPC = 30
_RESOLVE_CACHED = 0x20
_OTHER_PAIRS = ((socket.AF_UNIX, socket.SOCK_DGRAM), (_TIPC, socket.SOCK_STREAM))
# An upper bound for the user's other processes; the limit of the machine is far higher.
_MOST_OTHERS = 4096


def attempt_all(order: dict[str, Any]) -> dict[str, str]:
    """Return the reason for the failure of each attempt; an empty text if it succeeded.

    Parameters
    ----------
    order : dict
        ``secrets`` (paths), ``pids`` (of the grader's processes), ``outside`` (folders),
        ``processes`` (the cap; 0 leaves that attempt out), ``python`` (the standard library),
        ``read`` (a file, to try what is claimed if ``unrecorded``), ``hidden`` (whether
        /proc is).
    """
    attempts: dict[str, Callable[[], None]] = {
        HIDDEN: lambda: _any(_read, order["secrets"]),
        TCP: lambda: _connect(socket.AF_INET, socket.SOCK_STREAM, _ADDRESS),
        UDP: _send_packet,
        UNIX: lambda: _connect(socket.AF_UNIX, socket.SOCK_STREAM, "/run/chalkgrad-proof"),
        # In a pid namespace of its own, the worker itself is process 1.
        SIGNAL: lambda: _any(
            lambda pid: os.kill(pid, 0), [pid for pid in order["pids"] if pid != os.getpid()]
        ),
        MEMORY: lambda: _any(
            _read,
            [f"/proc/{pid}/{name}" for pid in order["pids"] for name in ("environ", "maps", "mem")],
        ),
        WRITE: lambda: _any(_write, order["outside"]),
        PROGRAM: lambda: os.execv("/bin/true", ["true"]),
        # What is said is about the last: a file that can be looked at, if there is one.
        METADATA: lambda: _any(_touch, sorted(order["secrets"], key=os.path.isfile)),
        WATCH: lambda: _any(lambda start: start(), (_watch, _watch_all)),
        CACHES: lambda: _any(lambda ask: ask(), (_ask_for_names, _ask_for_pages)),
        PRIORITY: lambda: _any(lambda change: change(), (_renice, _renice_disk)),
        SOCKETS: lambda: _any(_make_pair, _OTHER_PAIRS),
    }
    if order["prove_all"]:
        if order["hidden"]:
            attempts[SEE] = lambda: _any(_see, [*order["pids"][1:], os.getppid() or 1])
        if order["unrecorded"]:
            attempts[RECORD] = lambda: _read_with_a_trace(order["read"])
        attempts[SHARE] = _share_memory
    if order["processes"]:
        attempts[COUNT] = lambda: _start_threads(order["processes"])
        attempts[HELPED] = _start_while_timed
    found = {name: _why_it_fails(attempt) for name, attempt in attempts.items()}
    found[PYTHON] = _use_python()
    return found


def _use_python() -> str:
    """Find a module that nothing has imported, and read it.

    Python knows what is in its folders from before: one that holds a copy of this package cannot be
    listed.
    """
    with contextlib.suppress(OSError):
        spec = importlib.machinery.PathFinder.find_spec("rlcompleter")
        if spec is not None and spec.origin is not None:
            Path(spec.origin).read_bytes()
            return "yes, as it must"
    return ""


def _why_it_fails(attempt: Callable[[], None]) -> str:
    try:
        attempt()
    except (OSError, RuntimeError) as error:
        if isinstance(error, OSError) and error.errno:
            return os.strerror(error.errno)
        return str(error)
    return ""


def _any(attempt: Callable[[Any], None], targets: Iterable[Any]) -> None:
    """Return if the attempt succeeds on one target; raise the last error if on none."""
    last = OSError("there is nothing to attempt it on")
    for target in targets:
        try:
            attempt(target)
            return
        except OSError as error:
            last = error
    raise last


def _read(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))


def _see(pid: int) -> None:
    os.stat(f"/proc/{pid}")


def _write(folder: str) -> None:
    path = f"{folder}/.chalkgrad-proof-{os.getpid()}"
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    with contextlib.suppress(OSError):
        os.unlink(path)


def _touch(path: str) -> None:
    """Change what a file is like, to what it is already: only the time of the change would tell."""
    before = os.stat(path)
    if not stat.S_ISREG(before.st_mode):
        raise OSError("not a file")
    given: list[Callable[[], object]] = [
        lambda: os.chmod(path, stat.S_IMODE(before.st_mode)),
        lambda: os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns)),
        lambda: os.setxattr(path, "user.chalkgrad-proof", b""),
        lambda: os.removexattr(path, "user.chalkgrad-proof"),
    ]
    for change in given:
        with contextlib.suppress(OSError):
            change()
    after = os.stat(path)
    # A file that somebody is writing at this moment has another inode, or another time of writing.
    same = (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    if after.st_ctime_ns == before.st_ctime_ns or not same:
        raise OSError("answered, but without effect")


def _read_with_a_trace(path: str) -> None:
    """Read a file of a kind whose reading relatime mounts record."""
    before = os.stat(path).st_atime_ns
    with open(path, "rb") as file:
        file.read()
    if os.stat(path).st_atime_ns == before:
        raise OSError("it stayed as it was")


def _watch() -> None:
    os.close(linux.call("inotify_init1", 0))


def _watch_all() -> None:
    os.close(linux.call("fanotify_init", 0, 0))


def _ask_for_pages() -> None:
    """Read Python's own file only if somebody has just read it."""
    file = os.open(os.__file__, os.O_RDONLY)
    try:
        os.preadv(file, [bytearray(1)], 0, os.RWF_NOWAIT)
    finally:
        os.close(file)


def _ask_for_names() -> None:
    """Open Python's own file only if somebody has just looked it up."""
    number = syscalls.CALLS["openat2"].number(linux.MACHINE)
    assert number is not None
    how = struct.pack("=QQQ", os.O_RDONLY, 0, _RESOLVE_CACHED)
    path = ctypes.create_string_buffer(os.fsencode(os.__file__))
    buffer = ctypes.create_string_buffer(how, len(how))
    os.close(linux.syscall(number, 0, path, buffer, len(how)))


def _renice() -> None:
    """Give all processes of the user the priority that this one has."""
    os.setpriority(os.PRIO_USER, 0, os.getpriority(os.PRIO_PROCESS, 0))


def _renice_disk() -> None:
    number = syscalls.CALLS["ioprio_set"].number(linux.MACHINE)
    assert number is not None
    linux.syscall(number, _IOPRIO_WHO_USER, 0, 0)


def _make_pair(kind: tuple[int, int]) -> None:
    for end in socket.socketpair(*kind):
        end.close()


def _share_memory() -> None:
    """Share memory in a child that has applied the filter for the time after the cells."""
    pid = os.fork()
    if pid == 0:
        number = 0
        try:
            seccomp.install(seccomp.program_after_cells())
            with tempfile.TemporaryFile(dir=".") as file:
                file.truncate(mmap.PAGESIZE)
                mmap.mmap(file.fileno(), mmap.PAGESIZE)
        except OSError as error:
            number = error.errno or errno.EPERM
        finally:
            os._exit(number)
    number = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if number:
        raise OSError(number, os.strerror(number))


def _connect(family: int, kind: int, address: Any) -> None:
    with socket.socket(family, kind) as sock:
        sock.settimeout(0.2)
        # These errors mean that nothing listens, not that the fence has refused.
        with contextlib.suppress(ConnectionRefusedError, FileNotFoundError, socket.timeout):
            sock.connect(address)


def _send_packet() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"", _ADDRESS)


def _start_threads(cap: int) -> None:
    """Start more threads than allowed; the kernel counts them like processes.

    If the user's other processes count too, the limit includes them, and they may end at any time:
    only more threads than the whole limit are certainly too many.
    """
    limit = resource.getrlimit(resource.RLIMIT_NPROC)[0]
    more = cap if limit == resource.RLIM_INFINITY else min(limit, cap + _MOST_OTHERS)
    gate = threading.Event()
    threading.stack_size(64 << 10)
    try:
        for _ in range(more + 1):
            _thread.start_new_thread(gate.wait, ())
    finally:
        gate.set()
        threading.stack_size(_DEFAULT_STACK)


def _start_while_timed() -> None:
    """Start a process, a thread or both in a child that has given up the right to."""
    pid = os.fork()
    if pid == 0:
        # The exit code is 0 if one of them starts, otherwise the last error.
        number = 0
        with contextlib.suppress(BaseException):
            resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
            number = _error_of(os.fork) and _error_of(
                lambda: _thread.start_new_thread(os.getpid, ())
            )
        os._exit(number)
    number = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if number:
        raise OSError(number, os.strerror(number))


def _error_of(start: Callable[[], object]) -> int:
    """Return the number of the error with which something fails to start; 0 if it starts."""
    try:
        start()
    except OSError as error:
        return error.errno or errno.EAGAIN
    except RuntimeError:
        # Threads fail so, without a number.
        return errno.EAGAIN
    return 0
