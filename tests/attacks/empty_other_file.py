# tries: empties a file of others without opening it for writing, as kernels before 6.2 let
# honest: 0
# observed: 0

import ctypes
import os
import sys

# A file that may be read, and is the grader's: with its present size, nothing changes.
size = os.stat(sys.executable).st_size
libc = ctypes.CDLL(None, use_errno=True)
denied = []
libc.truncate(sys.executable.encode(), ctypes.c_long(size))
denied.append(ctypes.get_errno())
libc.open(b"digits.txt", os.O_RDONLY | os.O_TRUNC)
denied.append(ctypes.get_errno())
EPERM = 1
loot = "" if denied == [EPERM, EPERM] else "ESCAPED"


def double(x):
    raise ValueError(loot)
