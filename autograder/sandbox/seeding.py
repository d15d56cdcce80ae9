"""The random numbers and the warning settings that every call of student code starts with.

Owns the list of random number sources. The worker seeds them before each call; code that repeats a
call outside the sandbox does the same to get the same draws. The functions are kept here, so that
student code that replaces NumPy's makes no difference.
"""

from __future__ import annotations

import random
import warnings

import numpy as np

_seed_python, _seed_numpy, _generator = random.seed, np.random.seed, random.Random
_seterr, _simplefilter = np.seterr, warnings.simplefilter


def seed_everything(seed: int) -> None:
    """Seed Python's and NumPy's global generators, and the entropy of unseeded generators."""
    _seed_python(seed)
    _seed_numpy(seed)
    entropy = _generator(seed)
    np.random.bit_generator.randbits = entropy.getrandbits  # type: ignore[attr-defined]


def make_warnings_harmless() -> None:
    """Undo settings that turn a warning into an error: warnings cost no points."""
    _seterr(all="warn")
    _simplefilter("ignore")
