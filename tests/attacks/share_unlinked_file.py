# tries: keeps state in a file that is open for reading only and in no folder any more
# honest: 4
# observed: any
# incident: Tests could have shared

import os

with open("kept", "w") as made:
    made.write("nothing")
file = open("kept")
os.unlink("kept")


def keep():
    with open(f"/proc/self/fd/{file.fileno()}", "w") as again:
        again.write("kept")


def kept():
    file.seek(0)
    return "ESCAPED" if file.read() == "kept" else "nothing"


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
