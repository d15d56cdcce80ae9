# tries: has marks that reverse text in the lines that are shown
# honest: 0
# observed: 0

def double(x):
    raise ValueError("‮ ⁦")  # ‮ egassem siht esrever [31m


class Counter:
    def __init__(self, start):
        raise KeyError  # ‮ nedd\u200fih
