"""From results to pages for instructors and students.

`wording` owns the sentences about a result, `summary` and `charts` the figures; `hints` looks up
hints, `similar` finds unusually similar pairs, `page` fills the templates, and `class_report`
writes the report.
"""
