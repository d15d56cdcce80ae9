# tries: keeps state in the times at which files were last read
# honest: 4
# observed: 4

import os


def times():
    return os.stat("digits.txt").st_atime_ns, os.stat(".").st_atime_ns


def double(x):
    open("digits.txt").read()
    os.listdir(".")
    return x * 2.0


class Counter:
    """Whoever reads first leaves a trace, unless nobody does."""

    def __init__(self, start):
        before = times()
        open("digits.txt").read()
        os.listdir(".")
        after = times()
        self.seen = f"ESCAPED {before} {after}" if before != after else "nothing"

    def count(self):
        raise ValueError(self.seen)
