"""Central differences of the two-layer network's loss: what the bonus is compared with.

Owns a loop that moves one parameter at a time, written independently of the reference solution, and
the inputs of the full-size network. Which loss a student uses is not known in advance: adding 1e-7
to the probability changes the differences by up to 1e-6, so both are computed.

Answers on the full-size network are timed, so nothing about its inputs may be known before: not by
a guessed seed, and not because students have the digits. Else a table made in the cells, where no
clock runs, would do the work.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import numpy as np

from autograder.compare import SAME_DIFFERENCES, as_arrays, assert_array
from autograder.hidden_tests.hw2_learning import analytic
from autograder.text import Text

BATCH_SIZE = 100
# With it, a seed is one of 2**64: nobody finds it by trying which one gives the weights of a test.
_UNGUESSABLE = 0x8E2AED03DE2C1575
# Of the pixels of a digit that are not black.
_KEPT = 0.9
_HERE = Path(__file__).resolve().parent
_FULL_SIZE = _HERE.parents[2] / "assignments" / _HERE.name / "files" / "digits_28x28.npz"
_BESIDE_PROBABILITY = (1e-7, 0.0)


def check(got, weights, x, labels, h, entries=None):
    """Compare a student's fast gradient with central differences.

    Parameters
    ----------
    got : dict of str to ndarray
        What the student's function has returned.
    weights, x, labels, h
        What it was called with.
    entries : int, optional
        Compare that many elements of each array; all by default. Which ones depends on all that the
        student's function has returned, so that what one submission learns of them is of no use to
        another.
    """
    arrays = as_arrays(
        got, {key: array.shape for key, array in weights.items()}, Text("the gradient", "기울기")
    )
    places = _places(arrays, x, entries)
    both = central_differences(weights, x, labels, h, places)
    own = {key: arrays[key][places[key]] for key in weights}
    nearest = min(both, key=lambda each: sum(_distance(own[key], each[key]) for key in own))
    for key in own:
        assert_array(
            own[key],
            nearest[key],
            SAME_DIFFERENCES,
            Text(f"the gradient with respect to {key}", f"{key}에 대한 기울기"),
        )


def central_differences(weights, x, labels, h, places):
    """Return the differences at these places, with 1e-7 added to the probability and without."""
    moved = {key: array.copy() for key, array in weights.items()}
    both = ({}, {})
    for key, array in moved.items():
        columns = []
        for place in zip(*places[key], strict=True):
            kept = array[place]
            sides = []
            for shift in (h, -h):
                array[place] = kept + shift
                sides.append(_losses(moved, x, labels))
            array[place] = kept
            columns.append((sides[0] - sides[1]) / (2 * h))
        for each, values in zip(both, np.array(columns).T, strict=True):
            each[key] = values
    return both


def _losses(weights, x, labels):
    y = analytic.predict(weights, x)[np.arange(len(labels)), labels]
    return np.array([-np.mean(np.log(y + beside)) for beside in _BESIDE_PROBABILITY])


def _places(arrays, x, entries):
    """Return an index into each array: all of it, or some elements; for W1 at lit pixels only."""
    places = {key: np.nonzero(np.ones(array.shape)) for key, array in arrays.items()}
    if entries is None:
        return places
    # Nobody without the number can tell which result leads to which places.
    digest = hashlib.blake2b(key=_UNGUESSABLE.to_bytes(8, "big"))
    for array in (x, *(arrays[key] for key in sorted(arrays))):
        digest.update(array.tobytes())
    rng = np.random.default_rng(int.from_bytes(digest.digest(), "big"))
    some = {}
    for key, index in places.items():
        allowed = np.flatnonzero(x.any(axis=0)[index[0]]) if key == "W1" else len(index[0])
        chosen = rng.choice(allowed, entries)
        some[key] = tuple(axis[chosen] for axis in index)
    return some


def _distance(got, expected):
    return np.abs(got - expected).max() / np.abs(expected).max()


def full_size(seed):
    """Return weights of a 784-50-10 network and a mini-batch of digits, pixels from 0 to 1."""
    rng = _generator(seed)
    x, labels = _new_digits(rng)
    # Scores of scale 1 to 2, as during training, and biases that are not zero.
    weights = analytic.draw_weights(rng, x.shape[1], 50, 10)
    weights["W1"] *= 0.1
    weights["W2"] *= 0.3
    return weights, x, labels


def _generator(seed):
    return np.random.default_rng((_UNGUESSABLE, seed))


def _new_digits(rng):
    """Return pictures that nobody has, and their labels, from those that students have.

    In each, bright levels of grey change places, dark ones too, and some pixels become black. So
    most pixels that are black or alike remain so, which a fast answer makes use of.
    """
    images, digits = _digits()
    rows = rng.choice(len(digits), BATCH_SIZE, replace=False)
    levels = np.tile(np.arange(256), (BATCH_SIZE, 1))
    for some in (levels[:, 1:128], levels[:, 128:]):
        some[...] = rng.permuted(some, axis=1)
    x = np.take_along_axis(levels, images[rows].astype(np.intp), axis=1) / 255
    x *= rng.random(x.shape) < _KEPT
    return x, digits[rows].astype(np.int64)


@cache
def _digits():
    """Return images and labels as they are in the file: unpacking it takes 20 ms."""
    with np.load(_FULL_SIZE, allow_pickle=False) as npz:
        return npz["x_train"], npz["t_train"]
