"""From a download to the files to grade: which files, whose they are, when they came.

`entry` is one file, `naming` gives ids and `files` walks folders; `zip_index` and `archive` unpack,
`sources` reads all that is given, `layouts` recognises a download, `origin` tells which LMS a file
came from, `roster` maps ids, `file_order` orders one student's files, and `intake` takes these
steps in order.
"""
