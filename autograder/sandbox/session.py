"""The grader's end of the sandbox: the zygote, and workers that have proven their fence.

Owns starting and replacing them. Sending, receiving and ending are left to `channel`, containing
student code to `fence` and `enclosure`, what a worker runs to `snapshot`.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from autograder.sandbox import access_times, linux, proof
from autograder.sandbox.channel import Budget, Channel, accept_channel
from autograder.sandbox.enclosure import Enclosure
from autograder.sandbox.environment import worker_environment
from autograder.sandbox.failures import SandboxError, StudentFailure
from autograder.sandbox.fence import Fence, FenceError, hidden_places, readable_paths
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import machine_lacks, temporary_folder
from autograder.sandbox.sockets import channel_ends
from autograder.sandbox.zygote import ORDER, PID

_BOOT_SECONDS = 30.0
_BOOT = "import sys; sys.path.insert(0, {root!r}); from autograder.sandbox.zygote import main; main"


class Zygote:
    """The process from which workers are forked; restarted if it has died.

    Parameters
    ----------
    preload : sequence of str
        Modules that are loaded in every worker.
    fence : Fence, optional
        The fence around the workers; by default with every layer.
    """

    def __init__(self, preload: Sequence[str] = (), fence: Fence | None = None) -> None:
        self.preload = list(preload)
        self.fence = fence or Fence()
        self.layers: list[str] = []
        self.attempts: dict[str, str] = {}
        self._proven = False
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._errors: IO[bytes] | None = None

    @property
    def pid(self) -> int:
        """Pid of the process; 0 if it is not running."""
        return self._process.pid if self._process is not None else 0

    @property
    def seals(self) -> bool:
        """Whether workers deny, once the cells have run, what their forks could share."""
        return "seccomp" in self.layers and self.fence.has("sealing")

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair()
        self._errors = tempfile.TemporaryFile(dir=temporary_folder())  # noqa: SIM115  (kept open)
        root = str(Path(__file__).resolve().parents[2])
        code = _BOOT.format(root=root) + f"({theirs.fileno()}, {self.preload!r})"
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", code],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            cwd="/",
            env=worker_environment(),
        )
        theirs.close()
        self._control = ours
        return ours

    def spawn(self, files: Iterable[Path] = (), limits: Limits | None = None) -> Channel:
        """Return a fresh worker that has proven its fence.

        Parameters
        ----------
        files : iterable of Path
            Copied into its working folder.
        limits : Limits, optional
            Its caps.

        Raises
        ------
        FenceError
            If the fence does not hold.
        SandboxError
            If no worker can be started, twice.
        """
        limits = limits or Limits()
        self.get_ready(limits)
        return self._spawn(files, limits, prove_all=False)

    def get_ready(self, limits: Limits) -> None:
        """Prove the fence, and make access times fresh where that is needed; quick if it is done.

        Raises
        ------
        FenceError
            If the fence does not hold.
        """
        if not self._proven:
            self.fence.check_machine()
            try:
                self._spawn((), limits, prove_all=True).close()
            except SandboxError as error:
                # Not one submission's fault: no worker can be started on this machine.
                raise FenceError(machine_lacks(error) or str(error)) from None
            self._proven = True
        if linux.IS_LINUX and self.fence.has("access_times") and "access_times" not in self.layers:
            secrets = hidden_places(self.fence.secrets)
            access_times.keep_fresh(lambda: readable_paths(secrets))

    def _spawn(self, files: Iterable[Path], limits: Limits, *, prove_all: bool) -> Channel:
        files = list(files)
        reason = ""
        for _ in range(2):
            try:
                control = self._control or self._start()
                enclosure = Enclosure(self.fence, files, limits)
            except OSError as error:
                why = machine_lacks(error) or str(error)
                # A worker has started here before, so it may be this submission that took the room.
                raise SandboxError(why) if self._proven else FenceError(why) from None
            try:
                return self._order(control, enclosure, prove_all)
            except (OSError, StudentFailure):
                reason = self._last_error_line()
                enclosure.close()
                self.close()
            except BaseException:
                enclosure.close()
                raise
        raise SandboxError(f"the worker process cannot be started: {reason or 'no reason given'}")

    def _last_error_line(self) -> str:
        """Return the last line that the zygote wrote to its stderr."""
        if self._errors is None:
            return ""
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace").strip().rpartition("\n")[2]

    def _order(self, control: socket.socket, enclosure: Enclosure, prove_all: bool) -> Channel:
        """Let the zygote fork a worker; accept its fence only if every attempt has failed."""
        ours, theirs = channel_ends()
        try:
            text = json.dumps({**enclosure.order, "prove_all": prove_all}).encode()
            descriptors = [theirs.fileno(), *enclosure.descriptors]
            socket.send_fds(control, [ORDER.pack(len(text))], descriptors)
            control.sendall(text)
            pid = control.recv(PID.size)
            if len(pid) != PID.size:
                raise OSError("the zygote has ended")
            enclosure.kept_by(PID.unpack(pid)[0], self.pid)
            enclosure.handed_over()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        channel = accept_channel(ours, enclosure, _BOOT_SECONDS, is_fork=False)
        answer = channel.receive(Budget(_BOOT_SECONDS, _BOOT_SECONDS, 0.0))[0]
        if answer["op"] != "fenced":
            channel.sock.close()
            raise FenceError(f"a layer cannot be raised ({answer.get('reason')})")
        self.layers, attempts = answer["layers"], answer["attempts"]
        self.attempts.update(attempts)
        if self.fence.sandboxed and self.fence.proven:
            broken = [name for name, why in attempts.items() if not why]
            if broken:
                channel.sock.close()
                verb = "cannot" if broken[0] == proof.PYTHON else "can"
                raise FenceError(f"a worker {verb} {broken[0]}")
        return channel

    def close(self) -> None:
        """End the zygote; its workers end with it."""
        for file in (self._control, self._errors):
            if file is not None:
                file.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._control = self._errors = self._process = None

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()
