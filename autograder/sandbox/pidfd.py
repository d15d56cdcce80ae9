"""Handles of processes: a signal through one never reaches a process that has taken over a pid.

Owns opening them and signalling. Where the kernel has none, there is no fence either, and a handle
signals by pid.
"""

from __future__ import annotations

import contextlib
import errno
import os
import select
import signal

from autograder.sandbox import linux

# The numbers are the same on every processor. Python has functions for them only if it was built
# with recent headers.
_OPEN, _SEND_SIGNAL = 434, 424


class Pidfd:
    """One process, from now on.

    Parameters
    ----------
    pid : int
        The process. That it is the one that was meant is left to the caller to check, afterwards:
        the pid may have been another's before this handle was opened, but not since.

    Raises
    ------
    OSError
        If it has ended already.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._descriptor: int | None = None
        self._poll: select.poll | None = None
        self._has_none = not linux.IS_LINUX
        if linux.IS_LINUX:
            try:
                self._descriptor = linux.syscall(_OPEN, pid, 0)
            except OSError as error:
                self._has_none = error.errno in (errno.ENOSYS, errno.EPERM)
                if not self._has_none:
                    raise
        if self._descriptor is not None:
            self._poll = select.poll()
            self._poll.register(self._descriptor, select.POLLIN)

    @property
    def has_ended(self) -> bool:
        """Whether the process has ended, with all its threads; half a microsecond."""
        return self.wait(0.0)

    def wait(self, seconds: float) -> bool:
        """Wait until the process has ended; return whether it has."""
        return self._poll is not None and bool(self._poll.poll(1000 * seconds))

    def send(self, signum: int) -> None:
        """Signal the process, unless it has ended or is not ours to signal."""
        with contextlib.suppress(OSError):
            if self._descriptor is not None:
                linux.syscall(_SEND_SIGNAL, self._descriptor, signum, None, 0)
            elif self._has_none:
                os.kill(self.pid, signum)

    def kill(self) -> None:
        """End the process."""
        self.send(signal.SIGKILL)

    def close(self) -> None:
        """Close the handle; signals are lost from now on."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = self._poll = None

    def __enter__(self) -> Pidfd:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def are_available() -> bool:
    """Return whether this kernel has them: Linux 5.3 and newer."""
    with Pidfd(os.getpid()) as this:
        return not this._has_none
