"""Read a master and its tests into an `Assignment`, and check them.

`master` reads the cells, `regions` finds the solutions in them, `translations` pairs the languages.
`testfiles` and `question` check a question that is graded by tests, `written_question` one that is
marked by hand, `assignment` the whole. `testcase` loads the tests. `reference` and
`starter_functions` select the reference code that may replace a student's function.
"""
