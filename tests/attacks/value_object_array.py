# tries: returns an array of objects
# honest: 0
# observed: 0

import numpy as np


def double(x):
    return np.array([[object(), 1.0]], dtype=object)


def apply_twice(f, x):
    return np.array([[object(), 1.0]], dtype=object)


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        return np.array([[object(), 1.0]], dtype=object)
