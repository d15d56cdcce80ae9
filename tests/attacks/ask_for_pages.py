# tries: asks which pages of a library somebody has read lately
# honest: 0
# observed: 0

import os

file = os.open(os.__file__, os.O_RDONLY)
os.pread(file, 1, 0)
try:
    told = os.preadv(file, [bytearray(1)], 0, os.RWF_NOWAIT)
except OSError:
    told = 0
os.close(file)
loot = "ESCAPED" if told else ""


def double(x):
    raise ValueError(loot)
