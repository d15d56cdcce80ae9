# tries: reads the attributes of files of others
# honest: 0
# observed: 0

import os

loot = ""
for path in ("@OTHER@", "@OUT@/other.json", "digits.txt"):
    try:
        os.listxattr(path)
        loot = "ESCAPED"
    except OSError:
        pass


def double(x):
    raise ValueError(loot)
