"""The caps on what student code may use, each with its reason.

Times are CPU seconds of all of a submission's processes as the kernel counts them, so that a busy
machine costs no points. Idle time, in which a process is neither running nor ready to run, has caps
of its own; they end a process that sleeps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Limits:
    """Caps for one submission.

    Attributes
    ----------
    cell_cpu_seconds : float
        One notebook cell: a training run of the reference takes 7 s. Stopping a cell costs no
        points by itself, because the functions of other cells remain.
    cells_cpu_seconds : float
        All cells together; the rest are skipped.
    test_cpu_seconds : float
        One test of a question that sets no cap of its own: the reference needs milliseconds.
    reference_factor : float
        A test may take this many times as long as the reference, if that is more: pure Python
        loops were measured at up to 13 times the reference.
    after_timeout_cpu_seconds : float
        Each further test of a question after two of its tests have run out of time.
    grace_cpu_seconds : float
        Between the interrupt at the cap and the end of the process.
    idle_factor : float
        A process may be idle for this many times its cap ...
    idle_floor_seconds : float
        ... and at least this long.
    callbacks : int
        Calls of one test's functions by student code: the gradient of the largest tested input
        needs a few hundred.
    cells_idle_seconds : float
        All cells together: one may wait for half as long, and the rest are skipped.
    restarts : int
        How often the cells start again without one that has ended the process; then those that
        follow are skipped. Hardly anybody has two such cells.
    reruns_cpu_seconds : float
        Cells that run again because each test needs a fresh worker: training runs of the reference
        for 60 tests.
    tests_idle_seconds : float
        All tests together, and slow forks: 50 tests may wait until they are stopped. The reference
        never waits.
    own_cpu_seconds : float
        The grader itself, in all tests together: the reference takes 1 to 2 s.
    wall_seconds : float
        The whole submission, in real time: every batch must end. The longest honest submission
        takes 3 minutes, and the sums above end every other. So this is for a machine that fails;
        it leaves room for one with ten busy processes for each processor.
    memory_bytes : int
        Memory of a worker and its children: the largest honest one uses 200 MB, a grading
        container has 768 MB, and an ordinary machine has room for two such caps. On a smaller one
        the cap is each grader's share (`memory`). Files count too, since they may lie in memory.
    address_space_bytes : int
        One process, on top of the zygote's: NumPy reserves more than it uses, and a `MemoryError`
        in the student's own line is the better message.
    mappings_bytes : int
        The kernel's lists of mappings of a worker and its children: a process with plots has 600
        mappings of 100 characters each.
    processes : int
        Processes and threads of one worker: a thread pool on a large machine has 32.
    open_files : int
        Descriptors of one process.
    file_bytes : int
        One file: the largest that students are given has 0.3 MB.
    scratch_bytes, scratch_files : int
        The working folder, checked four times a second: the plots of a whole notebook take 5 MB.
    received_bytes : int
        Data sent to the grader by the process of one test: as many callbacks as are allowed, each
        with 100 numbers, are 200 MB.
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
    cells_idle_seconds: float = 60.0
    restarts: int = 20
    reruns_cpu_seconds: float = 450.0
    tests_idle_seconds: float = 300.0
    own_cpu_seconds: float = 60.0
    wall_seconds: float = 3600.0
    memory_bytes: int = 1 << 30
    address_space_bytes: int = 2 << 30
    mappings_bytes: int = 8 << 20
    processes: int = 64
    open_files: int = 256
    file_bytes: int = 64 << 20
    scratch_bytes: int = 256 << 20
    scratch_files: int = 2_000
    received_bytes: int = 256 << 20

    def idle_seconds(self, cpu: float) -> float:
        """Return how many seconds a process with a cap of `cpu` seconds may be idle."""
        return max(self.idle_floor_seconds, cpu * self.idle_factor)

    def within(self, memory_bytes: int) -> Limits:
        """Return the limits for a grader with this share of the machine's memory."""
        return replace(
            self,
            memory_bytes=min(self.memory_bytes, memory_bytes),
            # Files in memory outlive the processes that the kernel ends for want of it.
            scratch_bytes=min(self.scratch_bytes, memory_bytes // 4),
        )


# A frame's header is JSON: the largest honest one has a list of 300 losses (6 kB).
MAX_HEADER_BYTES = 1 << 20
# A frame's body is array bytes: the largest honest ones are 500 digits of 28 by 28 pixels (3 MB)
# that are handed out, and the bonus network's gradient (0.3 MB) that comes back. The grader holds a
# few copies of one.
MAX_BODY_BYTES = 16 << 20
# Nesting and number of values in one frame: a dict of arrays in a tuple is 3 deep.
MAX_DEPTH = 16
MAX_VALUES = 20_000
# Handles that one test may be given: one per network.
MAX_HANDLES = 1_000
