# tries: has the snapshot read how its forks end, under a name that says that it cannot
# honest: 4
# observed: any
# incident: Tests could have shared

import ctypes
import os
import signal
import sys

ctypes.CDLL(None).prctl(15, b"SigIgn:10000")
codes = []
wsignal = sys.modules["autograder.sandbox.worker"].signal
Worker = sys.modules["autograder.sandbox.worker"].Worker
plain_fork = Worker.do_fork
plain_signal = signal.signal


def do_fork(self, header, body):
    try:
        codes.append(os.waitpid(-1, os.WNOHANG)[1])
    except OSError:
        pass
    signal.signal = lambda number, action: None
    try:
        plain_fork(self, header, body)
    finally:
        signal.signal = plain_signal


Worker.do_fork = do_fork


def keep():
    import threading

    threading.Timer(0.05, lambda: os._exit(77)).start()


def kept():
    return "ESCAPED" if codes and any(code for code in codes) else "nothing"


def double(x):
    keep()
    return x * 2.0


class Counter:
    def __init__(self, start):
        pass

    def count(self):
        raise ValueError(kept())
