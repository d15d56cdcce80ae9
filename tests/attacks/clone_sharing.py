# tries: starts processes that share descriptors with it, or are not its children
# honest: 0
# observed: 0

import ctypes
import os
import signal

# Without a pid namespace, it would end this process.
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
libc = ctypes.CDLL(None, use_errno=True)
column = {"x86_64": 0, "aarch64": 1}[os.uname().machine]
loot = ""
SIGCHLD, CLONE_FS, CLONE_FILES, CLONE_PARENT, CLONE_IO = 17, 0x200, 0x400, 0x8000, 0x80000000
for flags in (
    *(CLONE_FS | SIGCHLD, CLONE_FILES | SIGCHLD, CLONE_PARENT | SIGCHLD, CLONE_IO | SIGCHLD),
    *(10, 0),  # another signal at its end, or none
):
    child = libc.syscall((56, 220)[column], ctypes.c_ulong(flags), None, None, None, None)
    if child == 0:
        os._exit(0)
    if child > 0:
        loot = "ESCAPED"


def double(x):
    raise ValueError(loot)
