# tries: keeps state in a file that the cells have left open, and that a test rewrites
# honest: 4
# observed: 4
# incident: Tests could have shared

file = open("digits.txt")


def keep():
    with open("digits.txt", "w") as again:
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
