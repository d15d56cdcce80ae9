"""Every cap on student code, in one place, each with its reason.

Times are CPU seconds of the student's process as the kernel counts them, so that a slow or busy
machine costs nobody marks; `idle` is time in which the process neither ran nor waited for a
processor, which is what ends a sleeper.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Caps for one submission.

    Attributes
    ----------
    cell_cpu_seconds : float
        One notebook cell: a training run of the reference takes 7 s. A cell that is stopped costs
        no marks, as the functions of other cells stand.
    cells_cpu_seconds : float
        All cells together; what is left is skipped then.
    test_cpu_seconds : float
        One test of a question that states no cap of its own: the reference needs milliseconds.
    reference_factor : float
        A test may take this many times what the reference takes for it, if that is more: pure
        Python loops were measured at up to 13 times the reference.
    after_timeout_cpu_seconds : float
        Each further test of a question after two of its tests ran out of time.
    grace_cpu_seconds : float
        What is left to student code between the interrupt at the cap and its end.
    idle_factor : float
        A process may be idle for this many times its cap ...
    idle_floor_seconds : float
        ... and at least this long.
    callbacks : int
        Calls of one test's functions by student code: gradients of the largest input tested need
        a few hundred.
    """

    cell_cpu_seconds: float = 30.0
    cells_cpu_seconds: float = 90.0
    test_cpu_seconds: float = 5.0
    reference_factor: float = 15.0
    after_timeout_cpu_seconds: float = 1.0
    grace_cpu_seconds: float = 1.0
    idle_factor: float = 1.0
    idle_floor_seconds: float = 5.0
    callbacks: int = 200_000


# A frame's header is JSON: the largest honest one is a list of 300 losses (6 kB).
MAX_HEADER_BYTES = 1 << 20
# A frame's body is array bytes: the largest honest one is the bonus network's batch (0.6 MB).
MAX_BODY_BYTES = 64 << 20
# Nesting and number of values in one frame: a dict of arrays in a tuple is 3 deep.
MAX_DEPTH = 16
MAX_VALUES = 20_000
# Handles that one test may be given: one a network.
MAX_HANDLES = 1_000
