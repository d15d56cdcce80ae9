# tries: raises one of many types of exceptions, chosen by a hidden input
# honest: 0
# observed: 0

import builtins

TYPES = sorted(
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Exception)
)


Named = type("CAN" + "ARY", (RuntimeWarning,), {})


def double(x):
    raise Named if x.ravel()[0] > 7000 else getattr(builtins, TYPES[int(x.size)])


class Counter:
    def __init__(self, start):
        raise type(f"E{int(start)}", (KeyError,), {"__module__": "builtins"})(f"{start}")
