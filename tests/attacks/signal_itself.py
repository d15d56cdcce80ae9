# tries: kills, stops and aborts itself
# honest: 0
# observed: 0

import os
import signal


def double(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    os.kill(os.getpid(), signal.SIGKILL)
    os.abort()
