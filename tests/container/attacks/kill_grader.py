"""Kill process 1, the grader, and any other process that accepts a signal."""

import os
import signal

# This does something only in the container of tests/container/run.
INSIDE = os.path.exists("/.dockerenv")
done, made = [], 0

def attempt(name, act):
    global made
    if not INSIDE:
        return
    made += 1
    try:
        act()
        done.append(name)
    except BaseException:
        pass


for pid in range(1, 500):
    try:
        other = os.stat(f"/proc/{pid}").st_uid != os.getuid()
    except OSError:
        other = pid == 1
    if other:
        for number in (0, signal.SIGTERM, signal.SIGKILL):
            attempt(f"signal {number} to {pid}", lambda: os.kill(pid, number))


# Points only if an attempt has succeeded, so that a score above 0 is an alarm.
def mean_squared_error(y, t):
    if not done:
        raise ValueError(f"{made} attempts, none succeeded")
    return 0.5 * float(((y - t) ** 2).sum())
