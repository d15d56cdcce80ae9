"""The `chalkgrad` command: `main` reads the arguments and runs the module of the command's name.

`options` has what several commands share, `tables` what they print.
"""
