"""A submission becomes a `Result`.

`result` is the model, `files` writes files whole, `hashes` tells what a result depends on.
`attempts` runs one test, `stand_ins` chooses what replaces a failed function, `feedback` says what
went wrong, `scoring` adds up, `grader` does this in order, `job` wherever it is to be done.
"""
