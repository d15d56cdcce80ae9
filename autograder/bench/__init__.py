"""Every speed figure of the README, measured again on this machine.

`figure` repeats a measurement, `accounting` counts the processes that grading kills; `grading`,
`classes` and `gradient` measure, `figures` lists what is claimed, `bench` prints it.
"""
