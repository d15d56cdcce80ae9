"""The entry points of other programs: Otter, Gradescope's container, pytest.

`container` is what Gradescope and `otter grade` start, with `inbox`, `gradescope` and
`otter_results` for what comes in and goes out; `otter_plugin` and `pytest_plugin` serve their
programs. Each turns the one `Result` into its program's form; none grades in its own way.
"""
