# tries: has the snapshot look at the folder instead of standing still
# honest: 4
# observed: 4

import os
import sys
import time

seen = []
Worker = sys.modules["autograder.sandbox.worker"].Worker
plain_fork = Worker.do_fork
home = os.getpid()


def do_fork(self, header, body):
    plain_fork(self, header, body)
    if os.getpid() == home:
        for _ in range(100):
            time.sleep(0.001)
            if os.path.exists("box"):
                seen.append(True)
                return


Worker.do_fork = do_fork


def keep():
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
