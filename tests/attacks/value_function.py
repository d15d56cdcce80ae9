# tries: returns functions, modules and types
# honest: 0
# observed: 0

import numpy as np


def double(x):
    return (np, type, lambda: 1)


def apply_twice(f, x):
    return (np, type, lambda: 1)


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        return (np, type, lambda: 1)
