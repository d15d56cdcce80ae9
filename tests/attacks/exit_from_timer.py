# tries: ends the process by a signal that it has ordered
# honest: 4
# observed: any

# %%
import os
import signal

signal.signal(signal.SIGALRM, lambda *args: os._exit(0))
signal.setitimer(signal.ITIMER_REAL, 0.03, 0.03)

# %%
import time

time.sleep(0.2)

# %%
time.sleep(0.2)


def double(x):
    return x * 2.0
