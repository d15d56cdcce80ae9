"""The forks of a snapshot, one for each test.

Owns that forks have nothing in common but what the cells have made: between two of them the folder
is put back, and the snapshot stands still (`stillness`).
"""

from __future__ import annotations

import contextlib
import socket

from autograder.sandbox.channel import Budget, Channel, accept_channel
from autograder.sandbox.failures import OutOfMemory, StudentFailure
from autograder.sandbox.limits import Limits
from autograder.sandbox.sockets import channel_ends
from autograder.sandbox.stillness import NotStill, Stillness

_READY_SECONDS = 1.0


class Forks:
    """The forks of one snapshot.

    Parameters
    ----------
    channel : Channel
        The snapshot's.
    limits : Limits
    filters : int or None
        How many filters of system calls it must have; None if that does not matter.
    watched : bool
        False: take its stillness for granted, in this project's tests only.
    """

    def __init__(
        self, channel: Channel, limits: Limits, filters: int | None, *, watched: bool
    ) -> None:
        assert channel.enclosure is not None
        self._channel, self._limits, self._enclosure = channel, limits, channel.enclosure
        self._still: Stillness | None = None
        if watched:
            scratch = channel.enclosure.scratch
            self._still = Stillness(
                channel.process, channel.sock, scratch.folder, scratch.uid, filters
            )
        with contextlib.suppress(NotStill):
            if self._still is not None:
                self._still.hold(has_forked=False)
            self._enclosure.remember()
            if self._still is not None:
                self._still.verify()

    @property
    def incident(self) -> str:
        """What to say about what forks could share, so that there are no more; empty if nothing."""
        return self._still.incident if self._still is not None else ""

    def release(self) -> None:
        """Let the snapshot run again."""
        if self._still is not None:
            with contextlib.suppress(NotStill):
                self._still.release()

    def new(self) -> Channel:
        """Return a new fork.

        Raises
        ------
        StudentFailure
            If the snapshot cannot be forked, or must not be.
        """
        if not self._enclosure.wait_for_ends():
            raise StudentFailure("protocol")
        try:
            if self._still is not None:
                self._still.check(folder_changed=self._enclosure.scratch.changed)
            self._enclosure.restore()
            if self._still is not None:
                self._still.verify()
                self._still.release()
            return self._fork()
        except NotStill as error:
            raise StudentFailure("protocol") from error

    def _fork(self) -> Channel:
        snapshot = self._channel
        ours, theirs = channel_ends()
        try:
            snapshot.send({"op": "fork"})
            socket.send_fds(snapshot.sock, [b"f"], [theirs.fileno()])
        except (OSError, StudentFailure) as error:
            ours.close()
            raise StudentFailure("died") from error
        finally:
            theirs.close()
        limits = self._limits
        channel = accept_channel(ours, self._enclosure, limits.idle_floor_seconds, is_fork=True)
        if channel.pid == snapshot.pid:
            # A snapshot that answers itself could pass state from one test to the next.
            channel.sock.close()
            snapshot.kill()
            raise StudentFailure("protocol")
        try:
            for each in (channel, snapshot):
                budget = Budget(0.0, 0.0, limits.grace_cpu_seconds)
                each.rearm(budget, _READY_SECONDS, limits.idle_seconds(_READY_SECONDS))
                each.receive(budget)
            if self._still is not None:
                # Before the fork has seen any input.
                self._still.hold(has_forked=True)
                self._still.follow(channel.pid)
        except (StudentFailure, NotStill, OutOfMemory):
            channel.close()
            raise
        return channel
