# tries: forges a cell and a line whose numbers are a hidden input
# honest: 0
# observed: 0

def double(x):
    n = int(x.ravel()[0])
    text = "\n" * n + f"raise ValueError({n})"
    exec(compile(text, f"<cell {n}>", "exec"))


class Counter:
    def __init__(self, start):
        exec(compile("\n" * int(start) + "raise KeyError", "<cell 1>", "exec"))


def apply_twice(f, x):
    raise SyntaxError("no", ("<cell 0>", int(x), 1, str(x)))
