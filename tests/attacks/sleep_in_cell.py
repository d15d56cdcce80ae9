# tries: sleeps for an hour in a cell, catching all
# honest: 0
# observed: 0
# incident: idle

import time

while True:
    try:
        time.sleep(3600)
    except BaseException:
        pass
