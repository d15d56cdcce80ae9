# tries: fills memory in many processes, each within its limit
# honest: 0
# observed: 0
# incident: memory

import os
import time

# No more of them than are needed: filling takes CPU time, whose cap must not come first.
for _ in range(3):
    if os.fork() == 0:
        held = bytearray(b"x") * (50 << 20)
        time.sleep(600)
time.sleep(600)
