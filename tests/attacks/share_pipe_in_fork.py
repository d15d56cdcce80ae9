# tries: shares a pipe between tests, made when the snapshot forks
# honest: 4
# observed: 4
# incident: Tests could have shared

import os
import sys

Worker = sys.modules["autograder.sandbox.worker"].Worker
plain_fork = Worker.do_fork
box = []


def do_fork(self, header, body):
    if not box:
        try:
            box.append(os.pipe())
        except OSError:
            box.append(None)
    plain_fork(self, header, body)


Worker.do_fork = do_fork


def keep():
    if box:
        os.write(box[0][1], b"x")


def kept():
    if not box:
        return "nothing"
    os.set_blocking(box[0][0], False)
    try:
        return "ESCAPED" if os.read(box[0][0], 1) else "nothing"
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
