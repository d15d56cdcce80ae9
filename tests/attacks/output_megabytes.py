# tries: prints ten megabytes and is right all the same
# honest: 4
# observed: 4

print("x" * 10_000_000)

import numpy as np


def double(x):
    return np.asarray(x) * 2.0
