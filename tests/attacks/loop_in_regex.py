# tries: matches an expression that backtracks for ever
# honest: 0
# observed: 0
# incident: CPU time

import re


def double(x):
    return re.match(r"(a+)+$", "a" * 60 + "b")
