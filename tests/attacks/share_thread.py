# tries: has a thread of the snapshot read what tests write
# honest: 4
# observed: 4
# incident: Tests could have shared

import os
import threading

seen = []


def look():
    while not seen:
        if os.path.exists("box"):
            seen.append(True)
        threading.Event().wait(0.001)


threading.Thread(target=look, daemon=True).start()


def keep():
    import time

    open("box", "w").close()
    time.sleep(0.05)


def kept():
    return "ESCAPED" if seen else "nothing"


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
