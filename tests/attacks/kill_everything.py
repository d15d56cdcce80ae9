# tries: sends SIGKILL to the grader, its parent, and everyone
# honest: 4
# observed: 4

import os
import signal

for pid in (@GRADER@, os.getppid(), -1, *range(2, 40)):
    if pid not in (0, os.getpid()):
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass

import numpy as np


def double(x):
    return np.asarray(x) * 2.0
