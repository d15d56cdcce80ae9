# tries: leaves folders that nobody may open
# honest: 4
# observed: any

import os

os.mkdir("a")
os.mkdir("a/b", 0o300)
os.mkdir("a/b/c", 0o300)
open("a/b/c/file", "w").write("x")
os.close(os.open("a/b/closed", os.O_CREAT, 0))
os.mkdir("a/d", 0)

import numpy as np


def double(x):
    return np.asarray(x) * 2.0
