# tries: reads the CPU clock of another process
# honest: 0
# observed: 0

import os
import time



def read_clock_of_a_child():
    child = os.fork()
    if child == 0:
        time.sleep(60)
        os._exit(0)
    try:
        time.clock_gettime((~child << 3) | 2)
        return "ESCAPED"
    except OSError:
        return ""
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


loot = read_clock_of_a_child()


def double(x):
    raise ValueError(loot)
