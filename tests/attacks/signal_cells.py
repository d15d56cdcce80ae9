# tries: stops its own process while the cells run
# honest: 0
# observed: 0

import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
os.kill(os.getpid(), signal.SIGKILL)
os.abort()
