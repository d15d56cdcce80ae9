# tries: reads system files that have nothing to do with Python
# honest: 0
# observed: 0

loot = ''
for path in ("/etc/shadow", "/etc/passwd", "/etc/hostname", "/proc/cpuinfo", "/proc/1/cmdline"):
    try:
        loot += "ESCAPED" + open(path).read(50)
    except OSError:
        pass


def double(x):
    raise ValueError(str(loot)[:400])
