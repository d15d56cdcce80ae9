"""Find out which known mistake an answer makes.

`recording` records the calls that a test makes to student code, `in_process` runs the test on the
project's own wrong answers, `diagnoser` compares the two recordings.
"""
