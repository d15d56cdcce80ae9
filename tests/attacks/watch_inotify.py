# tries: watches folders that it may not list for the names of their files
# honest: 0
# observed: 0

import ctypes

libc = ctypes.CDLL(None)
loot = ""
watch = libc.inotify_init1(0o4000)
for path in (b"/tmp", b"@OUT@", b"@ROOT@/submissions", b"@ROOT@/autograder/hidden_tests/arena"):
    if libc.inotify_add_watch(watch, path, 0xFFF) >= 0:
        loot = "ESCAPED"


def double(x):
    raise ValueError(loot)
