"""From a download to the files to grade: which files, whose they are, when they came.

`naming` gives ids and `files` walks folders; `zip_index` and `archive` unpack, `sources` reads all
that is given, `layouts` recognises a download, `origin` tells which LMS a file came from, `roster`
maps ids, `attempts` orders one student's files, and `intake` takes these steps in order.
"""
