"""Measuring every speed figure of the README on this machine.

`figures` lists the claims, and `figure` compares one with its measurements. `grading`, `classes`
and `gradient` measure, `accounting` adds the processes that grading kills, `bench` prints.
"""
