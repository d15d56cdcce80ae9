# tries: fills the disk with files that it removes while they are open
# honest: 0
# observed: 0
# incident: wrote more than 12 MiB of files

import os

descriptors = []


def hoard():
    while True:
        descriptors.append(os.open("file", os.O_RDWR | os.O_CREAT))
        os.unlink("file")
        try:
            os.write(descriptors[-1], bytes(7 << 20))
        except OSError:
            pass
        if len(descriptors) > 3:
            while True:
                pass


hoard()
