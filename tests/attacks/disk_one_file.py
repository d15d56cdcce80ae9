# tries: writes one endless file
# honest: 0
# observed: 0
# incident: CPU time|files

with open("big.bin", "wb") as file:
    while True:
        try:
            file.write(bytes(1 << 20))
        except OSError:
            pass
