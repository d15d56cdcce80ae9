# tries: pretends to be a stub whose name is the input
# honest: 0
# observed: 0

def double(x):
    raise NotImplementedError(f"{x!r}")
