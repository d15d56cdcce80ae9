"""The entry points of other programs: Otter, Gradescope's container, pytest.

Each turns the one `Result` into its program's own form; none grades in its own way.
"""
