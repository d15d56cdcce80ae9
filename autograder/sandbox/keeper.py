"""The process between zygote and worker, which survives both and cleans up.

For each worker the zygote forks a keeper, which enters the namespaces, forks the worker and waits.
When the grader closes its end of the keeper's socket, or dies, the keeper kills every process of
the worker, by user id and by descent, and ends. It reads nothing that a worker writes.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from pathlib import Path
from typing import Any

from autograder.sandbox import linux, namespaces, processes
from autograder.sandbox.scratch import wipe

_KILL_SECONDS = 5.0


def become_keeper(order: dict[str, Any], control: socket.socket, lock: int | None) -> bool:
    """Fork the worker; return, in the worker only, whether it is in namespaces of its own.

    Parameters
    ----------
    order : dict
        The instructions of `Fence.order`.
    control : socket
        Its other end is closed when the worker must end.
    lock : int or None
        The descriptor whose lock reserves the worker's user id.
    """
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if linux.IS_LINUX:
        # A process in the worker's tree that loses its parent becomes a child of this one.
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    inside = "namespaces" in order["layers"] and namespaces.enter()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        return inside
    for descriptor in range(3, 256):
        if descriptor not in (control.fileno(), lock):
            with contextlib.suppress(OSError):
                os.close(descriptor)
    with contextlib.suppress(OSError):
        control.recv(1)
    _end_everything(pid, order["uid"] if "uid" in order["layers"] else None)
    # The grader may be dead, so this is left to the keeper.
    wipe(Path(order["folder"]))
    os._exit(0)


def _end_everything(worker: int, uid: int | None) -> None:
    """Kill every process of the worker, until none is left."""
    with contextlib.suppress(OSError):
        # When the first process of a pid namespace ends, so do all others in it.
        os.kill(worker, signal.SIGKILL)
    deadline = time.monotonic() + _KILL_SECONDS
    while time.monotonic() < deadline:
        if uid is not None:
            _kill_user(uid)
        processes.kill_all_below(os.getpid())
        if not processes.descendants(os.getpid()):
            return
        time.sleep(0.001)


def _kill_user(uid: int) -> None:
    """Kill every process of a user id, at once: none can fork in between."""
    try:
        pid = os.fork()
    except OSError:
        # The pid namespace has ended, and with it every process in it.
        return
    if pid == 0:
        with contextlib.suppress(OSError):
            os.setresuid(uid, uid, uid)
            os.kill(-1, signal.SIGKILL)
        os._exit(0)
    with contextlib.suppress(OSError):
        os.waitpid(pid, 0)
