# tries: reads the CPU clock of another process
# honest: 0
# observed: 0

import os
import time

loot = ""
child = os.fork()
if child == 0:
    time.sleep(60)
try:
    time.clock_gettime((~child << 3) | 2)
    loot = "ESCAPED"
except OSError:
    pass
os.kill(child, 9)
os.waitpid(child, 0)


def double(x):
    raise ValueError(loot)
