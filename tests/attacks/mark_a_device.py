# tries: leaves a mark in the access time of a device
# honest: 0
# observed: 0

import os

loot = ""
try:
    os.sendfile(
        os.open("copy", os.O_CREAT | os.O_WRONLY), os.open("/dev/urandom", os.O_RDONLY), 0, 8
    )
    loot = "ESCAPED"
except OSError:
    pass


def double(x):
    raise ValueError(loot)
