# tries: reads the results of the class
# honest: 0
# observed: 0

loot = ''
try:
    loot = open("@OUT@/other.json").read()
except OSError:
    pass


def double(x):
    raise ValueError(str(loot)[:400])
