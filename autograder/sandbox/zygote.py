"""The process that workers are forked from: exec'd clean, NumPy and IPython loaded, nothing hidden.

Started by `session` with its end of a control channel as its only descriptor of the grader's. For
each byte on it, with a worker's channel attached, it forks one worker and answers with its pid. It
never runs student code and never reads what a worker writes.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import struct
import sys

PID = struct.Struct(">i")
_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent ends (Linux only)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def main(control_descriptor: int, preload: list[str]) -> None:
    """Load what every worker needs, then fork one worker for each request."""
    die_with_parent()
    import numpy.linalg  # noqa: F401  (loaded here so that no worker pays for it)

    from autograder.sandbox.shell import make_shell
    from autograder.sandbox.worker import Connection, Worker

    for name in preload:
        __import__(name)
    shell = make_shell()
    control = socket.socket(fileno=control_descriptor)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not data:
            return
        pid = os.fork()
        if pid == 0:
            control.close()
            os.setsid()
            die_with_parent()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            # The zygote's own messages are the grader's; what student code prints is nobody's.
            os.dup2(1, 2)
            Worker(Connection(socket.socket(fileno=descriptors[0])), shell).serve()
        os.close(descriptors[0])
        control.sendall(PID.pack(pid))
