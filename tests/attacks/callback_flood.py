# tries: calls the function of a test without end
# honest: 0
# observed: 0
# incident: called a test

def apply_twice(f, x):
    while True:
        x = f(x)
