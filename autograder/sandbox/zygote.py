"""The process from which workers are forked: NumPy and IPython are loaded, but nothing hidden.

`session` starts it as a new program, with one end of a control channel. For each order on that
channel, which comes with the sockets of a worker and its keeper, the zygote forks a keeper, and the
keeper forks the worker. The worker raises its fence, proves it and reports it before it reads
anything. The zygote itself has no fence: it never runs student code and never reads what a worker
writes.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.sandbox import access_times, fence, linux, proof, seccomp, wire
from autograder.sandbox.keeper import become_keeper

if TYPE_CHECKING:
    from autograder.sandbox.shell import WorkerShell

PID = struct.Struct(">i")
ORDER = struct.Struct(">I")


def main(control_descriptor: int, preload: list[str]) -> None:
    """Load the modules that every worker needs, then fork one worker for each order."""
    linux.die_with_parent()
    import numpy.linalg
    import numpy.random  # noqa: F401  (loaded here so that no worker pays for it)

    from autograder.sandbox.shell import make_shell

    for name in preload:
        __import__(name)
    shell = make_shell()
    # Made once, not in every worker.
    with contextlib.suppress(OSError):
        seccomp.program()
        seccomp.program_after_cells()
    # No worker's garbage collector has to traverse, and so copy, what is loaded here.
    gc.collect()
    gc.freeze()
    control = socket.socket(fileno=control_descriptor)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    readable: list[Path] | None = None
    unrecorded = False
    while True:
        prefix, descriptors, _, _ = socket.recv_fds(control, ORDER.size, 3)
        if not prefix:
            return
        order = json.loads(wire.receive_or_exit(control, ORDER.unpack(prefix)[0]))
        if readable is None:
            readable = fence.readable_paths([Path(path) for path in order["secrets"]])
            # Once for all workers: none of them can undo it.
            unrecorded = "access_times" in order["layers"] and access_times.stop()
        pid = os.fork()
        if pid == 0:
            control.close()
            order["unrecorded"] = unrecorded
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
    # The grader reads the zygote's stderr; nobody reads the output of student code. Opened anew, as
    # all workers would share the flags of what the zygote has open.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    os.chdir(order["folder"])
    order["read"] = access_times.make_stale("read-by-proof") if order["prove_all"] else ""
    # Only the working folder can be written.
    os.environ.update(HOME=order["folder"], TMPDIR=order["folder"])
    try:
        layers = fence.raise_(order, readable, channel, inside=inside)
    except OSError as error:
        connection.send({"op": "unfenced", "reason": str(error)})
        # The answer of a process that has ended does not count: wait until the grader has read it.
        wire.receive_or_exit(connection.sock, 1)
        os._exit(1)
    layers += ["namespaces"] if inside else []
    layers += ["access_times"] if order["unrecorded"] else []
    order["processes"] = order["caps"]["processes"] if order["prove_all"] else 0
    attempts = proof.attempt_all(order) if order["layers"] else {}
    connection.send({"op": "fenced", "layers": layers, "attempts": attempts})
    # Student code can read the variables of the frames below its own.
    order.clear()
    Worker(connection, shell).serve()
    sys.exit(0)
