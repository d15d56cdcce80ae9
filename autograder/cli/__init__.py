"""The `chalkgrad` command: `main` reads the arguments and runs the module of the command's name.

It starts in `entry`; until everything is imported, `interrupt` takes Ctrl-C. `options` has what
several commands share, `tables` what they print.
"""
