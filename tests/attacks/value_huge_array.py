# tries: returns an array larger than any frame
# honest: 0
# observed: any

import numpy as np


def double(x):
    return np.zeros(20_000_000)


def apply_twice(f, x):
    return np.zeros(20_000_000)


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        return np.zeros(20_000_000)
