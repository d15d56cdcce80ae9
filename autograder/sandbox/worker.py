"""The process that runs student code: the cells once, then the calls of each test in a fork.

It runs on the student's side, so the grader trusts nothing that it sends. Owns answering the
grader's requests and seeding random numbers. The order and the caps of requests are left to
`session`.
"""

from __future__ import annotations

import builtins
import contextlib
import gc
import os
import resource
import signal
import socket
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.sandbox import seccomp, wire
from autograder.sandbox.seeding import make_warnings_harmless, seed_everything
from autograder.sandbox.shell import CELL_FILE, WorkerShell
from autograder.sandbox.stand_in import stand_in

_CELL_PREFIX = CELL_FILE.split("{")[0]


class CapReached(BaseException):
    """Raised in student code at its CPU cap, by a signal from the grader."""


class Connection:
    """The worker's end of the channel."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def send(self, header: dict[str, Any], body: bytes | bytearray = b"") -> None:
        """Send one frame."""
        self.sock.sendall(wire.pack(header, body))

    def receive(self) -> tuple[dict[str, Any], bytes]:
        """Wait for one frame; end the process when the grader is gone."""
        sizes = wire.PREFIX.unpack(wire.receive_or_exit(self.sock, wire.PREFIX.size))
        header, body = (wire.receive_or_exit(self.sock, size) for size in sizes)
        return wire.unpack_header(header), body

    def receive_descriptor(self) -> int:
        """Wait for the descriptor that follows a frame."""
        _, descriptors, _, _ = socket.recv_fds(self.sock, 1, 1)
        return descriptors[0]


class Worker:
    """One submission's namespace and the answers to requests about it."""

    def __init__(self, connection: Connection, shell: WorkerShell) -> None:
        self.connection = connection
        self.shell = shell
        self.objects: list[Any] = []
        self.seed = 0
        self.calls = 0
        self.interruptible = False
        self.cap_pending = False
        self.show_text = True

    def serve(self) -> None:
        """Answer requests until the grader closes the channel or kills the process."""
        signal.signal(signal.SIGXCPU, self._on_cap)
        while True:
            header, body = self.connection.receive()
            self.cap_pending = False
            getattr(self, "do_" + header["op"])(header, body)

    def _on_cap(self, signum: int, frame: types.FrameType | None) -> None:
        self.cap_pending = not self.interruptible
        if self.interruptible:
            self.interruptible = False
            raise CapReached

    def resume(self) -> None:
        """Be interruptible again; raise an interrupt that came in the meantime."""
        self.interruptible = True
        if self.cap_pending:
            self._on_cap(signal.SIGXCPU, None)

    # -- cells ---------------------------------------------------------------------------------

    def do_start(self, header: dict[str, Any], body: bytes) -> None:
        """Enter the working folder and set the names whose functions are kept."""
        os.chdir(header["folder"])
        sys.path.insert(0, header["folder"])
        self.shell.begin(tuple(header["names"]))
        seed_everything(0)
        self.connection.send({"op": "ok"})

    def do_cell(self, header: dict[str, Any], body: bytes) -> None:
        """Run one cell and report how it ended."""
        self.shell.compile.cell = header["index"]  # type: ignore[attr-defined]
        error: BaseException | None = None
        try:
            self.interruptible = True
            result = self.shell.run_cell(header["source"], store_history=False)  # type: ignore[no-untyped-call]
            error = result.error_before_exec or result.error_in_exec
        except BaseException as escaped:
            error = escaped
        finally:
            self.interruptible = False
        if isinstance(error, CapReached):
            self.connection.send({"op": "cap"})
        elif error is not None:
            self.connection.send({"op": "error", **self._describe(error)})
        else:
            self.connection.send({"op": "ok"})

    def do_settle(self, header: dict[str, Any], body: bytes) -> None:
        """Become the snapshot, a process that only forks."""
        with contextlib.suppress(BaseException):
            # The monitor thread of a progress bar is the only one that is certainly idle.
            sys.modules["tqdm"].tqdm.monitor.exit()
        with contextlib.suppress(BaseException):
            sys.modules["matplotlib.pyplot"].close("all")
        # Otherwise the garbage collection of a fork would write to, and so copy, every page.
        gc.collect()
        gc.freeze()
        shadowed = self.shell.restore_functions()
        if header["seal"]:
            # From outside, the grader sees whether it is there.
            with contextlib.suppress(OSError):
                seccomp.install(seccomp.program_after_cells())
        self.connection.send({"op": "ok", "shadowed": shadowed})

    def do_fork(self, header: dict[str, Any], body: bytes) -> None:
        """Fork; the child serves the channel that follows the request."""
        descriptor = self.connection.receive_descriptor()
        # Not earlier: the cells may wait for their own children.
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if os.fork():
            os.close(descriptor)
            # The grader now stops this process, and looks whether it has anything else open.
            self.connection.send({"op": "ok"})
            return
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        self.connection.sock.close()
        self.connection = Connection(socket.socket(fileno=descriptor))
        self.connection.send({"op": "ready"})

    # -- calls ---------------------------------------------------------------------------------

    def do_test(self, header: dict[str, Any], body: bytes) -> None:
        """Set the seed for the next test, and whether messages may be sent."""
        self.seed = header["seed"]
        self.show_text = header["show_text"]
        self.calls = 0
        self.connection.send({"op": "ok"})

    def do_stand_alone(self, header: dict[str, Any], body: bytes) -> None:
        """Give up for good the right to start processes and threads; the grader checks it."""
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        self.connection.send({"op": "ok"})

    def do_replace(self, header: dict[str, Any], body: bytes) -> None:
        """Replace functions, or methods of a class, with the reference's."""
        namespace: dict[str, Any] = {"__name__": "reference"}
        exec(compile(header["source"], "<reference>", "exec"), namespace)
        own_calls = header["own_calls"]
        for name in header["names"]:
            owner, _, method = name.rpartition(".")
            if owner and isinstance(self.shell.user_ns.get(owner), type):
                theirs = vars(self.shell.user_ns[owner]).get(method)
                ours = vars(namespace[owner])[method]
                setattr(self.shell.user_ns[owner], method, stand_in(ours, theirs, own_calls))
            elif not owner:
                ours, theirs = namespace[name], self.shell.user_ns.get(name)
                if name in header["wrapped"]:
                    others = (self.shell.user_ns.get(each) for each in self.shell.asked)
                    alone = sum(other is theirs for other in others) <= 1
                    ours = stand_in(ours, theirs, own_calls, everywhere=alone)
                self.shell.user_ns[name] = self.shell.functions[name] = ours
        self.connection.send({"op": "ok"})

    def do_call(self, header: dict[str, Any], body: bytes) -> None:
        """Call a function, a class, or a method of an object in this process."""
        call = Call(self, body)

        def run() -> Any:
            function = self._target(header["target"])
            args = call.decoder.decode(header["args"])
            kwargs = call.decoder.decode(header["kwargs"])
            call.known = {number: array.tobytes() for number, array in call.arrays.items()}
            self.calls += 1
            make_warnings_harmless()
            seed_everything(self.seed + self.calls)
            return function(*args, **kwargs)

        self._answer(run, call)

    def do_getattr(self, header: dict[str, Any], body: bytes) -> None:
        """Read an attribute; the answer for a dict or a method is a handle."""

        def run() -> Any:
            value = getattr(self.objects[header["handle"]], header["name"])
            return Kept(value) if isinstance(value, dict) or callable(value) else value

        self._answer(run, Call(self, body))

    def do_item(self, header: dict[str, Any], body: bytes) -> None:
        """Read one item, or the keys, of an object in this process."""
        mapping = self.objects[header["handle"]]
        if header.get("keys"):
            self._answer(lambda: list(mapping.keys()), Call(self, body))
        else:
            self._answer(lambda: mapping[header["key"]], Call(self, body))

    def do_set_item(self, header: dict[str, Any], body: bytes) -> None:
        """Write an array into an object; in place, since there may be other references to it."""
        call = Call(self, body)

        def run() -> None:
            mapping, key = self.objects[header["handle"]], header["key"]
            value = call.decoder.decode(header["value"])
            old = mapping.get(key)
            if (
                isinstance(old, np.ndarray)
                and isinstance(value, np.ndarray)
                and (old.shape, old.dtype) == (value.shape, value.dtype)
            ):
                old[...] = value
            else:
                mapping[key] = value

        self._answer(run, call)

    def _answer(self, run: Callable[[], Any], call: Call) -> None:
        try:
            self.interruptible = True
            value = run()
            self.interruptible = False
        except CapReached:
            self.connection.send({"op": "cap", "mirror": []})
        except BaseException as error:
            self.interruptible = False
            self._send_mirrored(call, {"op": "error", **self._describe(error)})
        else:
            encoder = wire.Encoder(special=call.keep)
            self._send_mirrored(call, {"op": "result", "value": encoder.encode(value)}, encoder)

    def _send_mirrored(
        self, call: Call, header: dict[str, Any], encoder: wire.Encoder | None = None
    ) -> None:
        encoder = encoder or wire.Encoder()
        header["mirror"] = call.mirror(encoder)
        self.connection.send(header, encoder.body)

    def _target(self, target: list[Any]) -> Any:
        kind, value = target
        if kind == "handle":
            return self.objects[value]
        function = self.shell.user_ns.get(value)
        if not callable(function) and value in self.shell.functions:
            function = self.shell.functions[value]
        if function is None:
            raise NameError(f"name {value!r} is not defined")
        return function

    def _describe(self, error: BaseException) -> dict[str, Any]:
        """Return the built-in type, the line in the student's cells, and the text if allowed."""
        kind = next(
            (base.__name__ for base in type(error).__mro__ if hasattr(builtins, base.__name__)),
            "Exception",
        )
        cell, line = -1, 0
        if isinstance(error, SyntaxError) and (error.filename or "").startswith(_CELL_PREFIX):
            cell, line = _cell_number(error.filename or ""), error.lineno or 0
        traceback = error.__traceback__
        while traceback is not None:
            name = traceback.tb_frame.f_code.co_filename
            if name.startswith(_CELL_PREFIX):
                cell, line = _cell_number(name), traceback.tb_lineno
            traceback = traceback.tb_next
        text = ""
        if self.show_text or isinstance(error, (NotImplementedError, NameError)):
            with contextlib.suppress(BaseException):
                text = str(error)[:500]
        return {"type": kind, "cell": cell, "line": line, "text": text}


class Kept:
    """Marks a value that stays in the worker, so that the answer is its handle."""

    def __init__(self, value: Any) -> None:
        self.value = value


class Call:
    """The arguments of one call, and the grader's state of its arrays."""

    def __init__(self, worker: Worker, body: bytes) -> None:
        self.worker = worker
        self.arrays: dict[int, Any] = {}
        self.known: dict[int, bytes] = {}
        self.decoder = wire.Decoder(body, self._special, self.arrays, received=self.arrays)

    def _special(self, value: wire.Handle | wire.Callback) -> Any:
        if isinstance(value, wire.Handle):
            return self.worker.objects[value.number]
        number = value.number

        def function(*args: Any, **kwargs: Any) -> Any:
            return self._call_back(number, args, kwargs)

        function.__name__ = "f"
        return function

    def _call_back(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        worker = self.worker
        encoder = wire.Encoder(special=self.keep)
        header = {
            "op": "callback",
            "number": number,
            "args": encoder.encode(list(args)),
            "kwargs": encoder.encode(kwargs),
        }
        header["mirror"] = self.mirror(encoder)
        # An interrupt between sending and receiving would leave an answer unread.
        worker.interruptible = False
        worker.connection.send(header, encoder.body)
        answer, body = worker.connection.receive()
        worker.resume()
        if answer["op"] == "raise":
            raise getattr(builtins, answer["type"])("raised inside the function that was passed")
        return wire.Decoder(body).decode(answer["value"])

    def keep(self, value: Any) -> list[Any] | None:
        """Return a reference for an argument array, a handle for an object, else None."""
        if isinstance(value, np.ndarray):
            for number, array in self.arrays.items():
                if array is value:
                    return ["r", number]
            return None
        if isinstance(value, Kept):
            value = value.value
        elif isinstance(value, (dict, list, tuple, str, int, float, np.generic)):
            return None
        objects = self.worker.objects
        for number, known in enumerate(objects):
            if known is value:
                return ["h", number, callable(value)]
        objects.append(value)
        return ["h", len(objects) - 1, callable(value)]

    def mirror(self, encoder: wire.Encoder) -> list[Any]:
        """Return the argument arrays that have changed since the grader last saw them."""
        by_value = wire.Encoder(body=encoder.body)
        changed = []
        for number, array in self.arrays.items():
            now = array.tobytes()
            if self.known.get(number) != now:
                self.known[number] = now
                changed.append([number, by_value.encode(array)])
        return changed


def _cell_number(filename: str) -> int:
    digits = filename[len(_CELL_PREFIX) :].rstrip(">")
    return int(digits) if digits.isdigit() else -1
