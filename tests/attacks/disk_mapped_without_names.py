# tries: fills the disk with files that are neither in a folder nor open, but mapped
# honest: 0
# observed: 0
# incident: wrote more than 12 MiB of files

import ctypes
import mmap
import os

map_file = ctypes.CDLL(None).mmap
map_file.restype = ctypes.c_void_p
map_file.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
mappings = []


def hoard():
    while True:
        descriptor = os.open("file", os.O_RDWR | os.O_CREAT)
        os.unlink("file")
        try:
            os.write(descriptor, bytes(7 << 20))
        except OSError:
            pass
        # Python's own mappings keep the file open.
        mappings.append(map_file(None, 4096, mmap.PROT_READ, mmap.MAP_PRIVATE, descriptor, 0))
        os.close(descriptor)
        if len(mappings) > 3:
            while True:
                pass


hoard()
