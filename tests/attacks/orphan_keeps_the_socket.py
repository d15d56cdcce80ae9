# tries: ends during a test, while a child of it holds the channel to the grader open
# honest: 0
# observed: 0
# incident: processes that were left running

import os
import time


def double(x):
    if os.fork() == 0:
        while True:
            time.sleep(1)
    os._exit(0)
