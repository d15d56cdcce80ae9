# tries: has a test continue the snapshot, which reads what it wrote
# honest: 4
# observed: any
# incident: Tests could have shared

import os
import signal
import time

seen = []
home = os.getpid()


def look(number, frame):
    if os.path.exists("box"):
        seen.append(True)


signal.signal(signal.SIGCONT, look)


def keep():
    open("box", "w").close()
    os.kill(home, signal.SIGCONT)
    time.sleep(0.05)
    os.kill(home, signal.SIGSTOP)


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
