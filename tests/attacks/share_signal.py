# tries: tells the snapshot by a signal
# honest: 4
# observed: 4
# incident: Tests could have shared

import os
import signal

told = []
signal.signal(signal.SIGUSR1, lambda number, frame: told.append(number))
home = os.getpid()


def keep():
    os.kill(home, signal.SIGUSR1)


def kept():
    return "ESCAPED" if told else "nothing"


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
