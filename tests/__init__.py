"""Tests of chalkgrad: a folder for each room, and what concerns all of them here.

What several tests share lies in the room that it is of, and is imported by its full name.
"""
