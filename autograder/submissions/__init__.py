"""One file that a student handed in, read tolerantly and run by nobody.

`cell` is what all readers return; `notebook` and `script` read the two kinds of file, `submission`
reads whatever a file turns out to be.
"""
