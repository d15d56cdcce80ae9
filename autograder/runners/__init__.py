"""The doors that other programs come in by: Otter, Gradescope's container, pytest.

Each makes its program's own form of the one `Result`; none grades in its own way.
"""
