# tries: returns a structured array
# honest: 0
# observed: 0

import numpy as np


def double(x):
    return np.zeros(2, dtype=[("a", "f8"), ("b", "O")])


def apply_twice(f, x):
    return np.zeros(2, dtype=[("a", "f8"), ("b", "O")])


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        return np.zeros(2, dtype=[("a", "f8"), ("b", "O")])
