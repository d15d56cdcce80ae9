# tries: fills the kernel's memory with mappings, of which none has a page
# honest: 0
# observed: 0
# incident: made more mappings of memory than allowed

import ctypes
import mmap
import os
import time

COUNT = 60_000
libc = ctypes.CDLL(None)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
protect = libc.mprotect
protect.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]


def hoard():
    start = libc.mmap(None, COUNT * 4096, 0, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, -1, 0)
    for place in range(start, start + COUNT * 4096, 8192):
        # Every second page has other rights, so that no two mappings are joined.
        protect(place, 4096, mmap.PROT_READ)
    for _ in range(3):
        if os.fork() == 0:
            break
    while True:
        time.sleep(1)


hoard()
