# tries: waits for input, for a pipe and for a lock
# honest: 0
# observed: 0
# incident: idle

import os
import threading

try:
    input()
except EOFError:
    pass


def double(x):
    threading.Lock().acquire()
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
