# tries: has more processes at once than it may
# honest: 0
# observed: 0

loot = ''
import os
import signal
import time

children = []
try:
    for _ in range(40):
        pid = os.fork()
        if pid == 0:
            time.sleep(600)
        children.append(pid)
    loot = "ESCAPED"
except OSError:
    pass
for pid in children:
    os.kill(pid, signal.SIGKILL)


def double(x):
    raise ValueError(str(loot)[:400])
