# tries: sends escape sequences to whoever reads the feedback
# honest: 0
# observed: 0

def double(x):
    raise ValueError("\x1b[2J\x1b]0;owned\x07 \u202e right to left <script>alert(1)</script> [red]x[/]")
