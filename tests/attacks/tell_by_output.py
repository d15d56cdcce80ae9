# tries: prints the hidden inputs, on both streams and past Python
# honest: 0
# observed: 0

import os
import sys


def double(x):
    print(x, flush=True)
    print(x, file=sys.stderr, flush=True)
    os.write(1, repr(x).encode())
    os.write(2, repr(x).encode())
