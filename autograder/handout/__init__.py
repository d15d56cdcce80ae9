"""Code that students receive: what is built from it does not need this package.

The build copies the text of `hinting` into public tests, and that of `hand_in` next to notebooks.
"""
