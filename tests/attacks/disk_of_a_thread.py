# tries: fills the disk with removed files of a process whose main thread has ended
# honest: 0
# observed: 0
# incident: wrote more than 12 MiB of files

import ctypes
import os
import threading
import time

EXIT = 60 if os.uname().machine == "x86_64" else 93


def hoard():
    for _ in range(4):
        descriptor = os.open("file", os.O_RDWR | os.O_CREAT)
        os.unlink("file")
        try:
            os.write(descriptor, bytes(7 << 20))
        except OSError:
            pass
    while True:
        time.sleep(1)


if os.fork() == 0:
    threading.Thread(target=hoard).start()
    ctypes.CDLL(None).syscall(EXIT, 0)
while True:
    pass
