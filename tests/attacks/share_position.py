# tries: keeps state in the position of a file that is open for reading
# honest: 4
# observed: 4
# incident: Tests could have shared

import os

file = os.open("digits.txt", os.O_RDONLY)


def keep():
    os.lseek(file, 4711, os.SEEK_SET)


def kept():
    return "ESCAPED" if os.lseek(file, 0, os.SEEK_CUR) == 4711 else "nothing"


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
