# tries: calls itself without end, past every limit
# honest: 0
# observed: 0

import sys

sys.setrecursionlimit(10**9)


def double(x):
    return double(x)
