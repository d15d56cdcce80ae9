# tries: keeps state in the flags of its standard output
# honest: 4
# observed: 4
# incident: Tests could have shared

import fcntl
import os


def keep():
    fcntl.fcntl(1, fcntl.F_SETFL, fcntl.fcntl(1, fcntl.F_GETFL) | os.O_APPEND)


def kept():
    return "ESCAPED" if fcntl.fcntl(1, fcntl.F_GETFL) & os.O_APPEND else "nothing"


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
