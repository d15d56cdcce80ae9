"""Written questions: asked in the notebook, marked by hand, merged into the grades.

`question` knows what the master says of them, `answers` finds what a student wrote, `shown` makes
it harmless to look at, `sheet` puts it beside the rubric, `marks` reads and adds what the marker
gave, and `command` is `chalkgrad written`.
"""
