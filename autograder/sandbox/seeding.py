"""What a call of student code starts from: the same random numbers, and warnings that only warn.

Owns which sources of random numbers there are. The worker sets them before each call; so does
whoever repeats a call outside the sandbox and wants the same draws. What student code may put in
the place of NumPy's functions makes no difference: they are kept from before.
"""

from __future__ import annotations

import random
import warnings

import numpy as np

_seed_python, _seed_numpy, _generator = random.seed, np.random.seed, random.Random
_seterr, _simplefilter = np.seterr, warnings.simplefilter


def seed_everything(seed: int) -> None:
    """Seed Python's and NumPy's global generators, and the entropy of generators not seeded."""
    _seed_python(seed)
    _seed_numpy(seed)
    # Unseeded generators draw their entropy here.
    entropy = _generator(seed)
    np.random.bit_generator.randbits = entropy.getrandbits  # type: ignore[attr-defined]


def make_warnings_harmless() -> None:
    """Undo settings of the cells that turn a warning into an error: warnings cost no marks."""
    _seterr(all="warn")
    _simplefilter("ignore")
