# tries: fills memory in many processes, each within its limit
# honest: 0
# observed: 0
# incident: memory

import os
import time

for _ in range(8):
    if os.fork() == 0:
        held = bytearray(b"x") * (120 << 20)
        time.sleep(600)
time.sleep(600)
