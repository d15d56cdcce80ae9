# tries: locks bytes of a device, which submissions that are graded at the same time can see
# honest: 0
# observed: 0

import fcntl
import os

loot = ""
with open("/dev/null", "r+b") as device:
    try:
        fcntl.lockf(device, fcntl.LOCK_EX | fcntl.LOCK_NB, 7, 1)
        loot = "ESCAPED"
    except OSError:
        pass


def double(x):
    raise ValueError(loot)
