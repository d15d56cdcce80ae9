# tries: keeps state in the times of the folder itself
# honest: 4
# observed: 4

import os


def keep():
    open("box", "w").close()
    os.unlink("box")


def kept():
    return "ESCAPED" if os.stat(".").st_mtime_ns != known else "nothing"


known = os.stat(".").st_mtime_ns


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
