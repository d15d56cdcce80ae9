# tries: opens a device that it was not given, neither to read nor to write it
# honest: 0
# observed: 0

import os

loot = ""
try:
    os.open("/dev/zero", os.O_ACCMODE)
    loot = "ESCAPED"
except OSError:
    pass


def double(x):
    raise ValueError(loot)
