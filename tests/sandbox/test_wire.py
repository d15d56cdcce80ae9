"""Typed values arrive unchanged, and everything else is a WireError."""

from __future__ import annotations

import collections
import math
import random
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox import wire
from autograder.sandbox.limits import MAX_BODY_BYTES, MAX_HEADER_BYTES


def round_trip(value):
    encoder = wire.Encoder()
    frame = wire.pack({"op": "result", "value": encoder.encode(value)}, encoder.body)
    return read(frame)


def read(frame):
    """Decode a frame as the grader does; WireError for every fault."""
    if len(frame) < wire.PREFIX.size:
        raise wire.WireError("short")
    header_size, body_size = wire.frame_size(frame[: wire.PREFIX.size])
    rest = frame[wire.PREFIX.size :]
    if len(rest) < header_size + body_size:
        raise wire.WireError("short")
    header = wire.unpack_header(rest[:header_size])
    decoder = wire.Decoder(rest[header_size : header_size + body_size], special=lambda value: value)
    return decoder.decode(header.get("value"))


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=20,
)


def same(one, other):
    if isinstance(one, float) and math.isnan(one):
        return isinstance(other, float) and math.isnan(other)
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


@settings(max_examples=300, deadline=None)
@given(plain)
def test_plain_values_arrive_as_they_were_sent(value):
    assert same(round_trip(value), value)


@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", "i8", "i4", "u1", "?", ">f8"])
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (2, 0, 4), (2, 3, 4)])
def test_arrays_keep_shape_dtype_and_contents(dtype, shape):
    array = (np.arange(np.prod(shape, dtype=int)) % 2).reshape(shape).astype(dtype)
    got = round_trip(array)
    assert type(got) is np.ndarray
    assert got.shape == shape
    assert got.dtype == array.dtype.newbyteorder("<")
    np.testing.assert_array_equal(got, array)
    assert got.flags.writeable


def test_transposed_and_sliced_arrays_arrive_whole():
    array = np.arange(12.0).reshape(3, 4)
    np.testing.assert_array_equal(round_trip(array.T), array.T)
    np.testing.assert_array_equal(round_trip(array[::2, ::-1]), array[::2, ::-1])


@pytest.mark.parametrize("value", [np.float64(1.5), np.float32(0.1), np.int64(7), np.bool_(True)])
def test_numpy_scalars_keep_their_type(value):
    got = round_trip(value)
    assert type(got) is type(value)
    assert got == value


class Unusual(np.ndarray):
    """An array of a student's own type."""


def test_a_longdouble_arrives_as_a_double():
    scalar, array = round_trip(np.longdouble(0.5)), round_trip(np.full(3, np.longdouble(0.25)))
    assert (type(scalar), scalar) == (np.float64, 0.5)
    assert array.dtype == np.float64
    assert array.tolist() == [0.25, 0.25, 0.25]


def test_subclasses_arrive_as_their_base_classes():
    point = collections.namedtuple("point", "x y")

    class Liar(float):
        def __eq__(self, other):
            return True

        __hash__ = float.__hash__

    assert round_trip(collections.OrderedDict(a=1)) == {"a": 1}
    assert round_trip(point(1, 2)) == (1, 2)
    assert type(round_trip(Liar(2.0))) is float
    assert type(round_trip(np.ones(2).view(Unusual))) is np.ndarray


@pytest.mark.parametrize(
    "value", [object(), 1 + 2j, b"bytes", {1, 2}, 2**64, np.array([object()]), np.array(["text"])]
)
def test_other_types_arrive_as_opaque(value):
    assert isinstance(round_trip(value), wire.Opaque)


def test_a_list_that_holds_itself_is_cut_off():
    endless: list[object] = []
    endless.append(endless)
    inner = round_trip(endless)
    while isinstance(inner, list):
        inner = inner[0]
    assert isinstance(inner, wire.Opaque)


@pytest.mark.parametrize(
    "tree",
    [
        ["a", "<f8", [3], 0, 0],  # longer than the body
        ["a", "|O", [1], 0, 0],
        ["a", "<f8", [-1], 0, 0],
        ["a", "<f8", [1 << 40, 0], 0, 0],
        ["a", "<f8", [0] * 40, 0, 0],
        ["a", "<f8", [1.0], 0, 0],
        ["a", "<f8", [1], -8, 0],
        ["s", "<f8", 1],
        ["d", [["l"], 1]],
        ["d", ["key"]],
        ["r", 0],
        ["x"],
        [],
        {},
        {"op": 1},
        [["a"]],
        1 << 70,
    ],
)
def test_malformed_trees_are_refused(tree):
    with pytest.raises(wire.WireError):
        wire.Decoder(b"12345678").decode(tree)


def test_handles_are_refused_where_none_is_allowed():
    with pytest.raises(wire.WireError):
        wire.Decoder(b"").decode(["h", 0, False])


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b'{"op": 1}', b"\xff", b"[" * 100_000, b'{"op": "x"', b"1" * 5000]
)
def test_malformed_headers_are_refused(text):
    with pytest.raises(wire.WireError):
        wire.unpack_header(text)


@pytest.mark.parametrize("sizes", [(MAX_HEADER_BYTES + 1, 0), (0, MAX_BODY_BYTES + 1)])
def test_oversized_frames_are_refused_before_they_are_read(sizes):
    with pytest.raises(wire.WireError):
        wire.frame_size(struct.pack(">II", *sizes))


def test_ten_thousand_mutated_frames_raise_nothing_but_wire_errors():
    rng = random.Random(20)
    value = {
        "grads": (np.arange(6.0).reshape(2, 3), np.float32(1.5)),
        "text": ["ü", None, True, -3, 2.5e300],
        "deep": [[[[[1]]]]],
    }
    encoder = wire.Encoder(special=lambda v: ["h", 3, True] if v is None else None)
    frame = wire.pack({"op": "result", "value": encoder.encode(value)}, encoder.body)
    outcomes = collections.Counter()
    for _ in range(10_000):
        mutated = bytearray(frame)
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(mutated))
            action = rng.randrange(4)
            if action == 0:
                mutated[at] = rng.randrange(256)
            elif action == 1:
                del mutated[at : at + rng.randint(1, 9)]
            elif action == 2:
                mutated[at:at] = bytes(
                    rng.choices(b'[]{},"-0123456789eahdlrst', k=rng.randint(1, 5))
                )
            else:
                mutated[at] ^= 1 << rng.randrange(8)
            if not mutated:
                mutated = bytearray(b"\0")
        try:
            read(bytes(mutated))
            outcomes["decoded"] += 1
        except wire.WireError:
            outcomes["refused"] += 1
    # Both happen, or the mutations would test nothing.
    assert outcomes["refused"] > 1_000
    assert outcomes["decoded"] > 500
