"""Graded results in the forms that learning management systems take.

`form` is what all forms share, `gradebook_file` reads a gradebook that an LMS exported; then come a
module for each form, `feedback` for what is given back to students, and `formats`, the list.
"""
