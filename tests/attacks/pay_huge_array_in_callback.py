# tries: calls the function of a test with an array of ten megabytes
# honest: 8
# observed: 8

import numpy as np


def double(x):
    return np.asarray(x) * 2.0


class Counter:
    def __init__(self, start):
        self.at = start

    def count(self):
        self.at += 1
        return self.at


def apply_twice(f, x):
    try:
        f(np.ones((3, 10 << 18), dtype=np.float32))
    except Exception:
        pass
    return f(f(x))
