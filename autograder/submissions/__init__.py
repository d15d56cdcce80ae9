"""Reading one file that a student handed in, tolerantly and without running it.

All readers return a `cell`. `notebook` and `script` read the two kinds of file, and `submission`
decides which kind a file is.
"""
