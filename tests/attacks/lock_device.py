# tries: locks bytes of a device, which submissions that are graded at the same time can see
# honest: 0
# observed: 0

import fcntl
import os


def is_locked_for_others(device):
    fcntl.lockf(device, fcntl.LOCK_EX | fcntl.LOCK_NB, 7, 1)
    child = os.fork()
    if child == 0:
        try:
            fcntl.lockf(device, fcntl.LOCK_EX | fcntl.LOCK_NB, 7, 1)
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] != 0


loot = ""
with open("/dev/null", "r+b") as device:
    if is_locked_for_others(device):
        loot = "ESCAPED"


def double(x):
    raise ValueError(loot)
