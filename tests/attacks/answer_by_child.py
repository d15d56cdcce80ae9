# tries: answers in a child while the process that was asked sleeps
# honest: 4
# observed: 0
# incident: another process answered

import os
import time

import numpy as np


def double(x):
    if os.fork():
        time.sleep(60)
    return np.asarray(x) * 2.0
