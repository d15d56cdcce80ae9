"""Graded results in the formats that learning management systems accept.

`form` holds what the formats share, and `gradebook_file` reads a gradebook that an LMS exported.
Each format has a module, `feedback` writes what students get back, and `formats` is the list.
"""
