"""What travels to students: it runs without this package, on NumPy alone.

The build copies the text of `hinting` into public tests, and that of `hand_in` beside notebooks.
"""
