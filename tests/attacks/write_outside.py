# tries: writes beside the hidden tests, into results, into Python and into /tmp
# honest: 0
# observed: 0

loot = ''
import sys
import sysconfig

for folder in (
    "@ROOT@/autograder/hidden_tests/arena",
    "@OUT@",
    "/tmp",
    "/dev/shm",
    sysconfig.get_paths()["purelib"],
    "/var/tmp",
):
    try:
        open(folder + "/planted.txt", "w").write("ESCAPED")
        loot += "ESCAPED " + folder
    except OSError:
        pass


def double(x):
    raise ValueError(str(loot)[:400])
