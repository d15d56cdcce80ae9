# tries: lets the test multiply a list of one number by a square
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
        f([3000, 2, [0.0]])
    except Exception:
        pass
    return f(f(x))
