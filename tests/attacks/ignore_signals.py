# tries: blocks every signal and loops
# honest: 0
# observed: 0
# incident: CPU time

import signal

signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def double(x):
    while True:
        pass
