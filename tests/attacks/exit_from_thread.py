# tries: ends the process from a thread, at a moment of its own
# honest: 4
# observed: any

# %%
import os
import threading

threading.Timer(0.02, os._exit, [0]).start()

# %%
x = 1

# %%
y = 2


def double(x):
    return x * 2.0
