"""A master and its tests become an `Assignment`.

`master` reads the text, `regions` its solutions, `translations` its second language; `testfiles`
and `question` check one question, `written_question` one that is marked by hand, `assignment` the
whole. `testcase` loads the tests; `reference` and `starter_functions` tell what of the solution may
stand in for a student's function.
"""
