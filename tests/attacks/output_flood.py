# tries: prints without end
# honest: 0
# observed: 0
# incident: CPU time

def double(x):
    while True:
        print("x" * 100_000)
