# tries: keeps state in a file of which the cells have mapped a private copy
# honest: 4
# observed: 4
# incident: Tests could have shared

import mmap
import os

with open("digits.txt", "rb") as file:
    memory = mmap.mmap(file.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ)


def keep():
    with open("digits.txt", "r+") as again:
        again.write("kept")


def kept():
    return "ESCAPED" if memory[:4] == b"kept" else "nothing"


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
