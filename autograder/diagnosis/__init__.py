"""Which known mistake an answer makes.

`recording` notes what a test did with student code, `in_process` does the same with code of our
own, `diagnoser` compares the two.
"""
