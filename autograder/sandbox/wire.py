"""The format of the frames between grader and worker: typed values, nothing executable.

A frame is a JSON header and the raw bytes of its arrays, with a prefix of their lengths. Owns the
format, its caps and the rule that decoding gives a value of a known type or a `WireError`. The
meaning of frames is left to `worker` and `channel`. There is no pickle, because student code can
write what the grader reads.

In the tree of a value, None, bool, int, float and str are themselves; everything else is a list
with a tag as its first element:

=====================================  =========================================
``["l", item, ...]``, ``["t", ...]``   list, tuple
``["d", [key, value], ...]``           dict
``["a", dtype, shape, offset, id]``    array; its bytes are at `offset` in the body
``["s", dtype, offset]``               NumPy scalar
``["r", id]``                          array argument of this call, by its id
``["c", id]``                          function of the test, to be called back
``["h", id, callable]``                object that stays with the worker
``["o"]``                              any other object
=====================================  =========================================
"""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.sandbox.limits import (
    MAX_BODY_BYTES,
    MAX_DEPTH,
    MAX_HEADER_BYTES,
    MAX_VALUES,
)

PREFIX = struct.Struct(">II")
DTYPES = frozenset(
    f"{order}{code}"
    for order in "<|"
    for code in ("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8")
)
_MAX_INT = 1 << 63
_MAX_NDIM = 32


class WireError(Exception):
    """A frame or value that does not have this form."""


class Opaque:
    """A value whose type is not in the format."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "<an object of another type>"


@dataclass(frozen=True)
class Handle:
    """An object that stays with the worker, by its number there."""

    number: int
    is_callable: bool = False


@dataclass(frozen=True)
class Callback:
    """A function of the test, by its number in this call."""

    number: int


@dataclass
class Encoder:
    """Turns values into trees and collects the bytes of arrays.

    Parameters
    ----------
    special : callable, optional
        Called first for every value that is not a plain scalar; returns a tree or None.
    array_id : callable, optional
        Returns the number of an array, with which the other side may refer to it.
    """

    special: Callable[[Any], list[Any] | None] | None = None
    array_id: Callable[[Any], int] | None = None
    body: bytearray = field(default_factory=bytearray)
    count: int = 0
    sent: set[int] = field(default_factory=set)

    def encode(self, value: Any, depth: int = 0) -> Any:
        """Return the tree of `value`; types that are not in the format become opaque."""
        self.count += 1
        if value is None or type(value) in (bool, str, float):
            return value
        if type(value) is int:
            return value if -_MAX_INT <= value < _MAX_INT else ["o"]
        if self.special is not None:
            tree = self.special(value)
            if tree is not None:
                return tree
        if depth >= MAX_DEPTH or self.count > MAX_VALUES:
            return ["o"]
        if isinstance(value, np.generic):
            return self._scalar(value)
        if isinstance(value, np.ndarray):
            return self._array(value)
        return self._container(value, depth + 1)

    def _container(self, value: Any, depth: int) -> Any:
        # Subclasses (OrderedDict, a named tuple) are sent as their base classes.
        if isinstance(value, dict):
            return [
                "d",
                *([self.encode(k, depth), self.encode(v, depth)] for k, v in value.items()),
            ]
        if isinstance(value, list):
            return ["l", *(self.encode(item, depth) for item in value)]
        if isinstance(value, tuple):
            return ["t", *(self.encode(item, depth) for item in value)]
        for plain in (float, int, str):
            if isinstance(value, plain):
                return self.encode(plain(value), depth)
        return ["o"]

    def _scalar(self, value: np.generic) -> list[Any]:
        kind = _kind(value.dtype)
        if kind not in DTYPES:
            return ["o"]
        offset = len(self.body)
        self.body += np.asarray(value, dtype=kind).tobytes()
        return ["s", kind, offset]

    def _array(self, value: np.ndarray[Any, Any]) -> list[Any]:
        kind = _kind(value.dtype)
        if kind not in DTYPES or len(self.body) + value.nbytes > MAX_BODY_BYTES:
            return ["o"]
        number = -1 if self.array_id is None else self.array_id(value)
        if number in self.sent:
            return ["r", number]
        if number >= 0:
            self.sent.add(number)
        offset = len(self.body)
        self.body += np.asarray(value, dtype=kind).tobytes()
        return ["a", kind, list(value.shape), offset, number]


@dataclass
class Decoder:
    """Turns trees into values and checks everything.

    Parameters
    ----------
    body : bytes
        The frame's array bytes.
    special : callable, optional
        Returns the value on this side for a `Handle` or `Callback`.
    arrays : dict, optional
        The arrays that references may name.
    received : dict, optional
        Filled with every numbered array that is decoded.
    """

    body: bytes
    special: Callable[[Handle | Callback], Any] | None = None
    arrays: dict[int, Any] = field(default_factory=dict)
    received: dict[int, Any] | None = None
    count: int = 0
    array_bytes: int = 0

    def decode(self, tree: Any, depth: int = 0) -> Any:
        """Return the value of `tree`.

        Raises
        ------
        WireError
            If it is not of the form that this module describes.
        """
        self.count += 1
        if depth > MAX_DEPTH or self.count > MAX_VALUES:
            raise WireError("a value is nested too deeply or has too many parts")
        if tree is None or type(tree) in (bool, float, str):
            return tree
        if type(tree) is int:
            if not -_MAX_INT <= tree < _MAX_INT:
                raise WireError("an integer is too large")
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise WireError("a value has no known tag")
        tag, rest = tree[0], tree[1:]
        if tag in ("l", "t"):
            items = [self.decode(item, depth + 1) for item in rest]
            return items if tag == "l" else tuple(items)
        if tag == "d":
            return self._dict(rest, depth + 1)
        if tag == "o" and not rest:
            return Opaque()
        return self._leaf(tag, rest)

    def _dict(self, pairs: list[Any], depth: int) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for pair in pairs:
            if type(pair) is not list or len(pair) != 2:
                raise WireError("a dict has an entry that is no pair")
            key = self.decode(pair[0], depth)
            if type(key) not in (str, int, bool, float, type(None)):
                raise WireError("a dict has a key of another type")
            result[key] = self.decode(pair[1], depth)
        return result

    def _leaf(self, tag: str, rest: list[Any]) -> Any:
        if tag == "a" and len(rest) == 4:
            return self._array(*rest)
        if tag == "s" and len(rest) == 2:
            return self._array(rest[0], [], rest[1], -1)[()]
        if tag == "r" and len(rest) == 1 and type(rest[0]) is int and rest[0] in self.arrays:
            return self.arrays[rest[0]]
        if tag == "h" and len(rest) == 2 and type(rest[0]) is int and type(rest[1]) is bool:
            return self._special(Handle(rest[0], rest[1]))
        if tag == "c" and len(rest) == 1 and type(rest[0]) is int:
            return self._special(Callback(rest[0]))
        raise WireError("a value has no known form")

    def _special(self, value: Handle | Callback) -> Any:
        if self.special is None:
            raise WireError("a handle or function where none is allowed")
        return self.special(value)

    def _array(self, kind: Any, shape: Any, offset: Any, number: Any) -> Any:
        if type(kind) is not str or kind not in DTYPES:
            raise WireError("an array has an unknown dtype")
        if type(shape) is not list or len(shape) > _MAX_NDIM:
            raise WireError("an array has no valid shape")
        if any(type(n) is not int or not 0 <= n <= MAX_BODY_BYTES for n in shape):
            raise WireError("an array has no valid shape")
        if type(offset) is not int or type(number) is not int or offset < 0:
            raise WireError("an array has no valid place")
        size = 1
        for n in shape:
            size *= n
        dtype = np.dtype(kind)
        if offset + size * dtype.itemsize > len(self.body):
            raise WireError("an array is longer than its frame")
        # Arrays that share bytes would let a small frame fill the grader's memory.
        self.array_bytes += size * dtype.itemsize
        if self.array_bytes > len(self.body):
            raise WireError("the arrays of a frame are longer than the frame")
        try:
            # A copy: writable, aligned, and free of the frame's buffer.
            array = np.frombuffer(self.body, dtype, size, offset).reshape(shape).copy()
        except ValueError as error:
            raise WireError("an array has no valid shape") from error
        if self.received is not None and number >= 0:
            self.received[number] = array
        return array


def _kind(dtype: np.dtype[Any]) -> str:
    """Return the dtype in which values are sent: a longdouble becomes a double."""
    return "<f8" if dtype.kind == "f" and dtype.itemsize > 8 else dtype.str.replace(">", "<")


# Made once: `json.dumps` makes an encoder for each call, and a test may need hundreds of frames.
_ENCODER = json.JSONEncoder(separators=(",", ":"))
_DECODER = json.JSONDecoder()


def pack(header: dict[str, Any], body: bytes | bytearray = b"") -> bytes:
    """Return the frame of a header and array bytes."""
    text = _ENCODER.encode(header).encode()
    if len(text) > MAX_HEADER_BYTES or len(body) > MAX_BODY_BYTES:
        raise WireError("a message is too large")
    return PREFIX.pack(len(text), len(body)) + text + bytes(body)


def frame_size(prefix: bytes) -> tuple[int, int]:
    """Return the header and body lengths of a frame, in bytes, from its first 8 bytes."""
    header_size, body_size = PREFIX.unpack(prefix)
    if header_size > MAX_HEADER_BYTES or body_size > MAX_BODY_BYTES:
        raise WireError("a frame is too large")
    return header_size, body_size


def receive_or_exit(sock: socket.socket, size: int) -> bytes:
    """Return bytes from the grader, on the student's side: without a grader, end this process."""
    data = bytearray()
    while len(data) < size:
        part = sock.recv(size - len(data))
        if not part:
            os._exit(0)
        data += part
    return bytes(data)


def unpack_header(text: bytes) -> dict[str, Any]:
    """Return a frame's header.

    Raises
    ------
    WireError
        If it is not a JSON object with an ``op`` that is a string.
    """
    try:
        header = _DECODER.decode(text.decode())
    except (ValueError, RecursionError) as error:
        raise WireError("a header is not JSON") from error
    if type(header) is not dict or type(header.get("op")) is not str:
        raise WireError("a header has no op")
    return header
