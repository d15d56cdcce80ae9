# tries: writes outside its folder by magics
# honest: 0
# observed: 0

for line in (
    "logstart @OUT@/ESCAPED.log",
    "save -f @OUT@/ESCAPED.py 1",
    "notebook @OUT@/ESCAPED.ipynb",
    "history -f @OUT@/ESCAPED.txt",
    "store tale > @OUT@/ESCAPED.store",
    "bookmark ESCAPED @OUT@",
    "cd @OUT@",
):
    try:
        tale = "ESCAPED"
        name, _, rest = line.partition(" ")
        get_ipython().run_line_magic(name, rest)
        open("ESCAPED", "w").close()
    except BaseException:
        pass
try:
    get_ipython().run_cell_magic("writefile", "@OUT@/ESCAPED.cell", "ESCAPED")
except BaseException:
    pass


def double(x):
    raise ValueError("nothing")
