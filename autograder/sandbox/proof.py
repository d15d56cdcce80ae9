"""The fence tries itself: what student code must not be able to do, tried before any is there.

Runs in the fenced worker. Owns the attempts and their names; one that succeeds, or the one thing
that must succeed and does not, makes the grader refuse.
"""

from __future__ import annotations

import _thread
import contextlib
import os
import resource
import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any

HIDDEN = "read the hidden tests"
TCP, UDP, UNIX = "open a TCP connection", "send a UDP packet", "connect to a Unix socket"
SIGNAL = "signal the grader"
MEMORY = "read the grader's memory"
WRITE = "write outside its folder"
PROGRAM = "start another program"
COUNT = "start more processes than allowed"
PYTHON = "use Python's own files"

# The discard port: nothing need listen, for the attempt is refused before it leaves.
_ADDRESS = ("127.0.0.1", 9)
_DEFAULT_STACK = 0
# So many processes of others fit below a limit of ours; a machine's own is far higher.
_MOST_OTHERS = 4096


def attempt_all(order: dict[str, Any]) -> dict[str, str]:
    """Return, for each attempt, why it failed; an empty text where it succeeded.

    Parameters
    ----------
    order : dict
        ``secrets`` (paths), ``pids`` (of the grader's processes), ``folder``, ``processes`` (the
        cap; 0 leaves that attempt out), ``python`` (a folder of Python's own).
    """
    attempts: dict[str, Callable[[], None]] = {
        HIDDEN: lambda: _read_any(order["secrets"]),
        TCP: lambda: _connect(socket.AF_INET, socket.SOCK_STREAM, _ADDRESS),
        UDP: _send_packet,
        UNIX: lambda: _connect(socket.AF_UNIX, socket.SOCK_STREAM, "/run/chalkgrad-proof"),
        SIGNAL: lambda: _signal_any(order["pids"]),
        MEMORY: lambda: _read_any(
            [f"/proc/{pid}/{name}" for pid in order["pids"] for name in ("environ", "maps", "mem")]
        ),
        WRITE: lambda: _write_any(order["outside"]),
        PROGRAM: lambda: os.execv("/bin/true", ["true"]),
    }
    if order["processes"]:
        attempts[COUNT] = lambda: _start_threads(order["processes"])
    found = {}
    for name, attempt in attempts.items():
        found[name] = _why_it_fails(attempt)
    with contextlib.suppress(OSError):
        os.listdir(order["python"])
        found[PYTHON] = "yes, as it must"
    found.setdefault(PYTHON, "")
    return found


def _why_it_fails(attempt: Callable[[], None]) -> str:
    try:
        attempt()
    except (OSError, RuntimeError) as error:
        return str(error).partition("[Errno ")[2].partition("] ")[2].partition(":")[0] or str(error)
    return ""


def _read_any(paths: Sequence[str]) -> None:
    """Return if one file can be opened or one folder listed; raise the last error if none can."""
    last: OSError = OSError("there is nothing to read")
    for path in paths:
        try:
            os.close(os.open(path, os.O_RDONLY | os.O_NONBLOCK))
            return
        except OSError as error:
            last = error
    raise last


def _write_any(folders: Sequence[str]) -> None:
    last: OSError = OSError("there is nowhere to write")
    for folder in folders:
        path = f"{folder}/.chalkgrad-proof-{os.getpid()}"
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        except OSError as error:
            last = error
        else:
            os.unlink(path)
            return
    raise last


def _connect(family: int, kind: int, address: Any) -> None:
    with socket.socket(family, kind) as sock:
        sock.settimeout(0.2)
        # That nobody listens is no refusal of ours.
        with contextlib.suppress(ConnectionRefusedError, FileNotFoundError, socket.timeout):
            sock.connect(address)


def _send_packet() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"", _ADDRESS)


def _signal_any(pids: Sequence[int]) -> None:
    last: OSError = OSError("there is nobody to signal")
    for pid in pids:
        # In a pid namespace of its own the worker is process 1 itself.
        if pid == os.getpid():
            continue
        try:
            os.kill(pid, 0)
            return
        except OSError as error:
            last = error
    raise last


def _start_threads(cap: int) -> None:
    """Start more threads than allowed, which the kernel counts as it counts processes.

    Where the user's other processes count too, the limit has room for them, and they may end at
    any time: only more threads than the whole limit are more than allowed.
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
