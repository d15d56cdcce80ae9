"""Reading one file that a student handed in, tolerantly and without running it.

`notebook` and `script` read the two kinds of file into cells (`cell`), and `submission` decides
which kind a file is. `regular_file` opens nothing but regular files.
"""
