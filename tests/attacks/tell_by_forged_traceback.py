# tries: forges the file and line of its own code
# honest: 0
# observed: 0

def double(x):
    exec(compile("\n" * int(x.ravel()[0]) + "raise ValueError(1)", "<cell 0>", "exec"))
