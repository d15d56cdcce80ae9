"""Written questions, marked by hand: what a marker needs, and what they enter.

`answers` finds what a student wrote, `shown` makes it harmless to look at, `sheet` puts it beside
the rubric, `marks_file` reads and writes the marks, `sheets` writes all this for a class.
"""
