# tries: fills memory in small pieces, catching MemoryError
# honest: 0
# observed: 0
# incident: memory|CPU time

def double(x):
    held = []
    while True:
        try:
            held.append(bytearray(100_000))
        except MemoryError:
            pass
