"""A submission becomes a `Result`.

`result` is the model, `atomic` replaces files atomically, `hashes` covers what a result depends on.
`attempts` runs one test, `stand_ins` chooses what replaces a failed function, `feedback` words what
went wrong, `scoring` adds up, `grader` does all this in order, `job` does it in any process.
"""
