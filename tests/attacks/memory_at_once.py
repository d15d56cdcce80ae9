# tries: asks for 64 GiB
# honest: 0
# observed: 0

import numpy as np


def double(x):
    return np.ones(8 << 30)
