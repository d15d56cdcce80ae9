"""The caps on what student code may use, in one place, each with its reason.

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
    wall_seconds : float
        The whole submission, on the clock: a batch must end, however slowly time is wasted. The
        longest honest one seen takes 3 minutes.
    memory_bytes : int
        Memory of a worker and all it has started: the largest honest one holds 200 MB, and a
        grading container has 768 MB; two such caps fit an ordinary machine.
    address_space_bytes : int
        Of one process, on top of what the zygote holds: NumPy reserves more than it uses, and a
        `MemoryError` in the student's own line is the better message.
    processes : int
        Processes and threads of one worker: a pool of threads on a large machine has 32.
    open_files : int
        Descriptors of one process.
    file_bytes : int
        One file. The largest that is handed out has 0.3 MB.
    scratch_bytes, scratch_files : int
        The working folder, looked at four times a second. Plots of a whole notebook take 5 MB.
    received_bytes : int
        What one test's process may send to the grader.
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
    wall_seconds: float = 3600.0
    memory_bytes: int = 1 << 30
    address_space_bytes: int = 2 << 30
    processes: int = 64
    open_files: int = 256
    file_bytes: int = 64 << 20
    scratch_bytes: int = 256 << 20
    scratch_files: int = 2_000
    received_bytes: int = 1 << 30

    def idle_seconds(self, cpu: float) -> float:
        """Return how long a process may be idle whose cap is `cpu` seconds."""
        return max(self.idle_floor_seconds, cpu * self.idle_factor)


# A frame's header is JSON: the largest honest one is a list of 300 losses (6 kB).
MAX_HEADER_BYTES = 1 << 20
# A frame's body is array bytes: the largest honest one is the bonus network's batch (0.6 MB).
MAX_BODY_BYTES = 64 << 20
# Nesting and number of values in one frame: a dict of arrays in a tuple is 3 deep.
MAX_DEPTH = 16
MAX_VALUES = 20_000
# Handles that one test may be given: one a network.
MAX_HANDLES = 1_000
