"""The socket between the grader and a process on the student's side, and who writes on it.

Owns the pair of sockets and the pid that the kernel reports with all that is read. Frames and caps
are left to `channel`.
"""

from __future__ import annotations

import socket
import struct

_CREDENTIALS = struct.Struct("iII")
_ANCILLARY_BYTES = socket.CMSG_SPACE(_CREDENTIALS.size) if hasattr(socket, "CMSG_SPACE") else 0
_AT_ONCE = 1 << 16
_PASS_CREDENTIALS: int | None = getattr(socket, "SO_PASSCRED", None)


def channel_ends() -> tuple[socket.socket, socket.socket]:
    """Return both ends of a new channel; the grader's end reports the pid of the writer."""
    ours, theirs = socket.socketpair()
    if _PASS_CREDENTIALS is not None:
        ours.setsockopt(socket.SOL_SOCKET, _PASS_CREDENTIALS, 1)
    return ours, theirs


def received(sock: socket.socket) -> tuple[bytes, int | None]:
    """Return what one process has written, and its pid as the kernel knows it.

    The kernel never joins what two processes have written. Where it reports no writers, there is no
    fence, so no process has to pretend to be another: the pid is then None.

    Raises
    ------
    BlockingIOError
        If there is nothing to read, although the socket may have been called ready: urgent data
        make it so and are passed over.
    """
    if _PASS_CREDENTIALS is None:
        return sock.recv(_AT_ONCE), None
    data, ancillary, _, _ = sock.recvmsg(_AT_ONCE, _ANCILLARY_BYTES, socket.MSG_DONTWAIT)
    return data, _CREDENTIALS.unpack_from(ancillary[0][2])[0] if ancillary else 0
