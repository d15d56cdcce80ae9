# tries: takes the grader its limits, its priority and its processors
# honest: 0
# observed: 0

import ctypes
import os
import resource

loot = ""
for call in (
    lambda: resource.prlimit(@GRADER@, resource.RLIMIT_CORE, (0, 0)),
    lambda: os.setpriority(os.PRIO_PROCESS, @GRADER@, 19),
    lambda: os.sched_setaffinity(@GRADER@, {0}),
):
    try:
        call()
        loot = "ESCAPED"
    except OSError:
        pass


def double(x):
    raise ValueError(loot)
