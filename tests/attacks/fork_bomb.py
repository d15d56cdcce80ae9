# tries: forks without end
# honest: 0
# observed: 0
# incident: CPU time|left running|memory|clock

import os

while True:
    try:
        os.fork()
    except OSError:
        pass
