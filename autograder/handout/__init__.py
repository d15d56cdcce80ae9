"""Code that students receive: it needs only NumPy, not this package.

The build copies the text of `hinting` into public tests, and that of `hand_in` next to notebooks.
"""
