# tries: writes files without end, each small enough
# honest: 0
# observed: 0
# incident: files

import itertools

for number in itertools.count():
    with open(f"{number}.bin", "wb") as file:
        file.write(bytes(1 << 16))
