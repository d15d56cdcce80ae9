"""From results to pages for instructors and students.

`wording` is what is said of a result, `summary` and `charts` the figures, `similar` finds unusually
similar pairs, `page` fills the templates, `class_report` writes the report.
"""
