# tries: calls out by magics and shell lines
# honest: 0
# observed: 0

get_ipython().system("touch ESCAPED")
loot = get_ipython().getoutput("cat @ROOT@/assignments/arena/arena.py")
for line in ("run @ROOT@/solutions/arena.py", "load @ROOT@/solutions/arena.py", "sx cat /etc/passwd"):
    try:
        name, _, rest = line.partition(" ")
        loot = loot or get_ipython().run_line_magic(name, rest)
    except BaseException:
        pass
try:
    get_ipython().run_cell_magic("bash", "", "echo ESCAPED > shell.txt")
    loot = loot or open("shell.txt").read()
except BaseException:
    pass
if "Counter" in globals():
    Counter = None


def double(x):
    raise ValueError(str(loot))
