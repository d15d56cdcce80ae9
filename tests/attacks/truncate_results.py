# tries: changes modes and lengths of files that it may not open
# honest: 0
# observed: 0

loot = ''
import os

for call in (
    lambda: os.truncate("@OUT@/other.json", 0),
    lambda: os.rename("@OUT@/other.json", "@OUT@/mine.json"),
    lambda: os.unlink("@OUT@/other.json"),
    lambda: os.rmdir("@ROOT@/submissions"),
):
    try:
        call()
        loot = "ESCAPED"
    except OSError:
        pass


def double(x):
    raise ValueError(str(loot)[:400])
