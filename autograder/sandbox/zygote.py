"""The process that workers are forked from: exec'd clean, NumPy and IPython loaded, nothing hidden.

Started by `session` with its end of a control channel as its only descriptor of the grader's. For
each order on it, with the sockets of a worker and its keeper attached, it forks a keeper, which
forks the worker; the worker raises its fence, tries it, and says so before it reads anything. The
zygote itself stays unfenced: it never runs student code and never reads what a worker writes.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.sandbox import fence, linux, proof
from autograder.sandbox.keeper import become_keeper

if TYPE_CHECKING:
    from autograder.sandbox.shell import WorkerShell

PID = struct.Struct(">i")
ORDER = struct.Struct(">I")


def main(control_descriptor: int, preload: list[str]) -> None:
    """Load what every worker needs, then fork one worker for each order."""
    linux.die_with_parent()
    import numpy.linalg
    import numpy.random  # noqa: F401  (loaded here so that no worker pays for it)

    from autograder.sandbox.shell import make_shell

    for name in preload:
        __import__(name)
    shell = make_shell()
    # What every worker has is no garbage: none need look through it, and so copy it, again.
    gc.collect()
    gc.freeze()
    control = socket.socket(fileno=control_descriptor)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    readable: list[Path] | None = None
    while True:
        prefix, descriptors, _, _ = socket.recv_fds(control, ORDER.size, 3)
        if not prefix:
            return
        order = json.loads(_exactly(control, ORDER.unpack(prefix)[0]))
        if readable is None:
            readable = fence.readable_paths([Path(path) for path in order["secrets"]])
        pid = os.fork()
        if pid == 0:
            control.close()
            _be_worker(order, descriptors, readable, shell)
        for descriptor in descriptors:
            os.close(descriptor)
        control.sendall(PID.pack(pid))


def _be_worker(
    order: dict[str, Any], descriptors: list[int], readable: list[Path], shell: WorkerShell
) -> None:
    """Become the keeper and, in its child, the worker; neither returns."""
    from autograder.sandbox.worker import Connection, Worker

    channel, keeper, *lock = descriptors
    control = socket.socket(fileno=keeper)
    order["pids"] = [os.getpid(), os.getppid(), order["grader"]]
    inside = become_keeper(order, control, lock[0] if lock else None)
    control.detach()
    connection = Connection(socket.socket(fileno=channel))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    # The zygote's own messages are the grader's; what student code prints is nobody's.
    os.dup2(1, 2)
    os.chdir(order["folder"])
    # No place but the working folder can be written.
    os.environ.update(HOME=order["folder"], TMPDIR=order["folder"])
    try:
        standing = fence.raise_(order, readable, channel, inside=inside)
    except OSError as error:
        connection.send({"op": "unfenced", "reason": str(error)})
        os._exit(1)
    standing += ["namespaces"] if inside else []
    order["processes"] = order["caps"]["processes"] if order["prove_all"] else 0
    order["python"] = os.path.dirname(os.__file__)
    tried = proof.attempt_all(order) if order["layers"] else {}
    connection.send({"op": "fenced", "layers": standing, "attempts": tried})
    # Student code sees the frames below its own.
    order.clear()
    Worker(connection, shell).serve()
    sys.exit(0)


def _exactly(sock: socket.socket, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = sock.recv(size - len(data))
        if not part:
            os._exit(0)
        data += part
    return bytes(data)
