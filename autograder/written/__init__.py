"""Written questions, marked by hand: what a marker reads and enters.

`answers` finds what a student wrote, `shown` makes it safe to display, `sheet` puts it next to the
rubric, `marks_file` reads and writes the marks, and `sheets` writes all this for a class.
"""
