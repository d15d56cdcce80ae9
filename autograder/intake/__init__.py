"""What an instructor has in hand, taken in: which files, whose, when they came.

`naming` gives ids, `files` walks folders; `zip_index` and `archive` unpack, `layouts` recognises a
download, `origin` tells where a file came from, `roster` maps ids, `attempts` orders one student's
files, and `intake` takes these steps one after another.
"""
