# tries: shares memory between tests, made when the snapshot forks
# honest: 4
# observed: 4

import mmap
import sys
import tempfile

Worker = sys.modules["autograder.sandbox.worker"].Worker
plain_fork = Worker.do_fork
box = []


def do_fork(self, header, body):
    if not box:
        try:
            with tempfile.TemporaryFile(dir=".") as file:
                file.truncate(4096)
                box.append(mmap.mmap(file.fileno(), 4096))
        except OSError:
            box.append(None)
    plain_fork(self, header, body)


Worker.do_fork = do_fork


def keep():
    if box and box[0]:
        box[0][0] = 1


def kept():
    return "ESCAPED" if box and box[0] and box[0][0] else "nothing"


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
