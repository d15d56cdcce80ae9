"""The process between zygote and worker, which survives both and cleans up.

For each worker the zygote forks a keeper, which enters the namespaces, forks the worker and waits.
Until then it collects the worker's processes that have lost their parent, so that the CPU time of
each stays in its own. When the grader closes its end of the keeper's socket, or dies, the keeper
kills every process of the worker, by user id, by control group and by descent, and ends. It reads
nothing that a worker writes.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from pathlib import Path
from typing import Any

from autograder.sandbox import linux, namespaces, privileges, processes
from autograder.sandbox.cgroup import Cgroup
from autograder.sandbox.pidfd import Pidfd
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
    group = Cgroup(Path(order["cgroup"])) if order["cgroup"] else None
    if group is not None:
        try:
            group.join()
        except OSError:
            # The grader sees it, and counts by the tree.
            group = None
    # The zygote ignores the end of its children; here it would lose their CPU time.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    inside = "namespaces" in order["layers"] and namespaces.enter()
    pid = os.fork()
    if pid == 0:
        os.setsid()
        return inside
    privileges.close_descriptors({control.fileno(), *([] if lock is None else [lock])})
    # Nothing has collected it yet, so the pid is still its own.
    worker = Pidfd(pid)
    _collect_until_closed(control)
    _end_everything(worker, group, order["uid"] if "uid" in order["layers"] else None)
    # The grader may be dead, so this is left to the keeper.
    wipe(Path(order["folder"]))
    os._exit(0)


def _collect_until_closed(control: socket.socket) -> None:
    """Wait until the grader closes its end; collect every process that ends in the meantime."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(woken, False)
    signal.signal(signal.SIGCHLD, lambda signum, frame: None)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    while True:
        _collect()
        ready = select.select([control.fileno(), woken], [], [])[0]
        if control.fileno() in ready:
            break
        with contextlib.suppress(OSError):
            os.read(woken, 1 << 16)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)


def _collect() -> None:
    """Wait for every child that has ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _end_everything(worker: Pidfd, group: Cgroup | None, uid: int | None) -> None:
    """Kill every process of the worker, until none is left."""
    # When the first process of a pid namespace ends, so do all others in it.
    worker.kill()
    if group is not None:
        group.leave()
    deadline = time.monotonic() + _KILL_SECONDS
    with Pidfd(os.getpid()) as this:
        while time.monotonic() < deadline:
            if uid is not None:
                _kill_user(uid)
            processes.kill_all_below(this)
            _collect()
            if not processes.descendants(this.pid) and (group is None or group.remove()):
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
