# tries: shares an event counter between tests, made when the snapshot forks
# honest: 4
# observed: 4
# incident: Tests could have shared

import ctypes
import os
import sys

libc = ctypes.CDLL(None)

Worker = sys.modules["autograder.sandbox.worker"].Worker
plain_fork = Worker.do_fork
box = []


def do_fork(self, header, body):
    if not box:
        try:
            box.append(libc.eventfd(0, 0o4000))
        except OSError:
            box.append(None)
    plain_fork(self, header, body)


Worker.do_fork = do_fork


def keep():
    if box:
        os.write(box[0], (1).to_bytes(8, "little"))


def kept():
    try:
        return "ESCAPED" if box and os.read(box[0], 8) else "nothing"
    except OSError:
        return "nothing"


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
