"""The filters do what the table says: their programs are interpreted, on both machines.

The kernel does not take part, so that arm64 can be tried anywhere.
"""

from __future__ import annotations

import errno
import itertools
import platform
import random
import re
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from autograder.sandbox import seccomp, syscalls, verdicts

MACHINES = ("x86_64", "aarch64")
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h
ALLOW, KILL = 0x7FFF0000, 0x80000000  # linux/seccomp.h
EPERM, ENOSYS, ENOTTY, ENOTSUP = (
    0x50000 | number for number in (errno.EPERM, errno.ENOSYS, errno.ENOTTY, errno.EOPNOTSUPP)
)
SUCCESS = 0x50000


def run(
    program: bytes,
    machine: str,
    number: int,
    arguments: Sequence[int] = (),
    architecture: int | None = None,
) -> int:
    """Interpret a classic BPF program on one system call, as `bpf(4)` describes it."""
    values = [*arguments, *[0] * 6][:6]
    architecture = ARCHITECTURES[machine] if architecture is None else architecture
    data = struct.pack("<IIQ6Q", number & 0xFFFFFFFF, architecture, 0, *values)
    steps = list(struct.iter_unpack("<HBBI", program))
    at = accumulator = 0
    while True:
        code, if_true, if_false, k = steps[at]
        at += 1
        if code == 0x20:
            accumulator = struct.unpack_from("<I", data, k)[0]
        elif code == 0x54:
            accumulator &= k
        elif code == 0x05:
            at += k
        elif code in (0x15, 0x25, 0x35):
            met = {0x15: accumulator == k, 0x25: accumulator > k, 0x35: accumulator >= k}[code]
            at += if_true if met else if_false
        else:
            assert code == 0x06, f"unknown instruction {code:#x}"
            return k


def told(call: verdicts.Call, arguments: Sequence[int]) -> int:
    """Return what the table says of a call with these arguments."""
    for tests in call.condition:
        if all(
            any(low <= arguments[place] & mask <= high for low, high in ranges)
            for place, mask, ranges in tests
        ):
            return ALLOW
    return ALLOW if call.verdict == verdicts.ALLOWED else 0x50000 | call.verdict


def trials(condition: verdicts.Condition) -> Iterator[list[int]]:
    """Yield arguments at and around every bound of a condition, and some by chance."""
    dice = random.Random(1)
    yield [0] * 6
    for tests in condition:
        choices = []
        for place, mask, ranges in tests:
            ends = [end + off for low, high in ranges for end in (low, high) for off in (-1, 0, 1)]
            flips = [ends[1] ^ 1 << bit for bit in range(32)]
            values = [*ends, *flips, *[end | ~mask & 0xFFFFFFFF for end in ends]]
            choices.append([(place, value & 0xFFFFFFFF) for value in values])
        for chosen in itertools.islice(itertools.product(*choices), 4000):
            arguments = [dice.getrandbits(64) for _ in range(6)]
            for place, value in chosen:
                # The high half of an int is whatever was in the register.
                arguments[place] = dice.choice((0, 0xFFFFFFFF)) << 32 | value
            yield arguments


@pytest.mark.parametrize("machine", MACHINES)
def test_every_number_has_the_verdict_of_the_table(machine: str) -> None:
    program = seccomp.program(machine)
    by_number = {call.number(machine): call for call in syscalls.CALLS.values()}
    for number in range(1025):
        call = by_number.get(number)
        if call is None:
            assert run(program, machine, number) == ENOSYS, number
            continue
        for arguments in trials(call.condition):
            assert run(program, machine, number, arguments) == told(call, arguments), (
                call.name,
                arguments,
            )


@pytest.mark.parametrize("machine", MACHINES)
def test_other_architectures_end_the_process(machine: str) -> None:
    # i386, arm, and the machine that the program is not for: numbers mean something else there.
    others = {0x40000003, 0x40000028, *ARCHITECTURES.values()} - {ARCHITECTURES[machine]}
    for program, other in itertools.product(
        (seccomp.program(machine), seccomp.program_after_cells(machine)), others
    ):
        assert {run(program, machine, n, architecture=other) for n in range(1024)} == {KILL}


@pytest.mark.parametrize("program", [seccomp.program, seccomp.program_after_cells])
def test_numbers_of_x32_are_denied(program) -> None:
    text = program("x86_64")
    for number in (*range(600), -1 & 0x3FFFFFFF):
        assert run(text, "x86_64", 0x40000000 + number) == EPERM
    assert run(text, "x86_64", -1) == EPERM


# (name, x86-64, arm64, arguments, verdict), by hand from unistd_64.h, asm-generic/unistd.h and the
# headers of the arguments; None where a machine does not have the call.
FORK, THREAD = 0x1200011, 0x3D0F00  # what glibc's fork and pthread_create pass
BY_HAND = [
    ("read", 0, 63, (), ALLOW),
    ("openat", 257, 56, (), ALLOW),
    ("exit_group", 231, 94, (), ALLOW),
    ("mmap", 9, 222, (0, 4096, 3, 0x22), ALLOW),  # MAP_PRIVATE | MAP_ANONYMOUS
    ("mmap", 9, 222, (0, 4096, 3, 0x01), ALLOW),  # MAP_SHARED, of a file
    ("mmap", 9, 222, (0, 4096, 3, 0x21), EPERM),
    ("mmap", 9, 222, (0, 4096, 3, 0x23), EPERM),  # MAP_SHARED_VALIDATE
    ("getrandom", 318, 278, (), ALLOW),
    ("execve", 59, 221, (), EPERM),
    ("socket", 41, 198, (1, 1), EPERM),
    ("ptrace", 101, 117, (), EPERM),
    ("bpf", 321, 280, (), EPERM),
    ("io_uring_setup", 425, 425, (), EPERM),
    ("clone3", 435, 435, (), ENOSYS),
    ("chmod", 90, None, (), SUCCESS),
    ("fchmod", 91, 52, (), SUCCESS),
    ("fchmodat", 268, 53, (), SUCCESS),
    ("fchmodat2", 452, 452, (), SUCCESS),
    ("chown", 92, None, (), SUCCESS),
    ("fchownat", 260, 54, (), SUCCESS),
    ("utime", 132, None, (), SUCCESS),
    ("utimes", 235, None, (), SUCCESS),
    ("futimesat", 261, None, (), SUCCESS),
    ("utimensat", 280, 88, (), SUCCESS),
    ("setxattr", 188, 5, (), SUCCESS),
    ("lsetxattr", 189, 6, (), SUCCESS),
    ("fsetxattr", 190, 7, (), SUCCESS),
    ("removexattr", 197, 14, (), SUCCESS),
    ("setxattrat", 463, 463, (), SUCCESS),
    ("removexattrat", 466, 466, (), SUCCESS),
    ("file_setattr", 469, 469, (), SUCCESS),
    ("getxattr", 191, 8, (), ENOTSUP),
    ("inotify_init1", 294, 26, (), EPERM),
    ("inotify_add_watch", 254, 27, (), EPERM),
    ("fanotify_init", 300, 262, (), EPERM),
    ("fanotify_mark", 301, 263, (), EPERM),
    ("setpriority", 141, 140, (0, 0, 5), ALLOW),  # PRIO_PROCESS, the caller
    ("setpriority", 141, 140, (0, 77, 5), EPERM),
    ("setpriority", 141, 140, (1, 0, 5), EPERM),  # PRIO_PGRP
    ("setpriority", 141, 140, (2, 0, 5), EPERM),  # PRIO_USER
    ("ioprio_set", 251, 30, (1, 0, 0), ALLOW),
    ("ioprio_set", 251, 30, (3, 0, 0), EPERM),  # IOPRIO_WHO_USER
    ("socketpair", 53, 199, (1, 1), ALLOW),
    ("socketpair", 53, 199, (1, 0x80801), ALLOW),  # SOCK_CLOEXEC | SOCK_NONBLOCK
    ("socketpair", 53, 199, (1, 5), ALLOW),
    ("socketpair", 53, 199, (1, 2), EPERM),  # SOCK_DGRAM
    ("socketpair", 53, 199, (30, 1), EPERM),  # AF_TIPC
    ("socketpair", 53, 199, (40, 1), EPERM),  # AF_VSOCK
    ("clone", 56, 220, (FORK,), ALLOW),
    ("clone", 56, 220, (THREAD,), ALLOW),
    ("clone", 56, 220, (0x4111,), EPERM),  # vfork: CLONE_VM | CLONE_VFORK | SIGCHLD
    ("clone", 56, 220, (0x411,), EPERM),  # CLONE_FILES
    ("clone", 56, 220, (0x211,), EPERM),  # CLONE_FS
    ("clone", 56, 220, (0x8011,), EPERM),  # CLONE_PARENT
    ("clone", 56, 220, (0x10000011,), EPERM),  # CLONE_NEWUSER
    ("clone", 56, 220, (10,), EPERM),  # SIGUSR1 instead of SIGCHLD
    ("clone", 56, 220, (THREAD & ~0x400,), EPERM),  # a thread with descriptors of its own
    ("kill", 62, 129, (4242, 9), ALLOW),
    ("kill", 62, 129, (0xFFFFFFFF, 9), EPERM),
    ("kill", 62, 129, (-4242 & 0xFFFFFFFFFFFFFFFF, 9), EPERM),
    ("clock_gettime", 228, 113, (1,), ALLOW),
    ("clock_gettime", 228, 113, (((~1 << 3) | 2) & 0xFFFFFFFF,), EPERM),
    # What could wake a stopped process.
    ("timer_create", 222, 107, (1,), EPERM),
    ("setpgid", 109, 154, (0, 0), EPERM),
    ("clone", 56, 220, (18,), EPERM),  # SIGCONT instead of SIGCHLD
    ("clone", 56, 220, (0x1200000,), EPERM),  # no signal
    ("fcntl", 72, 25, (3, 10, 18), SUCCESS),  # F_SETSIG, SIGCONT
    ("fcntl", 72, 25, (3, 15), SUCCESS),  # F_SETOWN_EX
    ("ioctl", 16, 29, (3, 0x5452), ENOTTY),  # FIOASYNC
    ("ioctl", 16, 29, (3, 0x8901), ENOTTY),  # FIOSETOWN
    ("setitimer", 38, 103, (0,), ALLOW),
    ("prlimit64", 302, 261, (0, 7), ALLOW),
    ("prlimit64", 302, 261, (1, 7), EPERM),
    ("sched_getaffinity", 204, 123, (1,), ENOSYS),
    ("fcntl", 72, 25, (3, 1030), ALLOW),  # F_DUPFD_CLOEXEC
    ("fcntl", 72, 25, (3, 1026), SUCCESS),  # F_NOTIFY
    ("fcntl", 72, 25, (3, 1024), SUCCESS),  # F_SETLEASE
    ("fcntl", 72, 25, (3, 8), SUCCESS),  # F_SETOWN
    ("fcntl", 72, 25, (3, 5), SUCCESS),  # F_GETLK
    ("sendto", 44, 206, (3, 0, 1, 0x4000), ALLOW),  # MSG_NOSIGNAL
    ("sendto", 44, 206, (3, 0, 1, 0x4001), EPERM),  # MSG_OOB
    ("sendmsg", 46, 211, (3, 0, 0), EPERM),  # with SCM_RIGHTS
    ("sendmmsg", 307, 269, (3, 0, 1, 0), EPERM),
    ("fcntl", 72, 25, (3, 6), SUCCESS),  # F_SETLK
    ("fcntl", 72, 25, (3, 37), SUCCESS),  # F_OFD_SETLK
    ("flock", 73, 32, (), EPERM),
    ("ioctl", 16, 29, (1, 0x5401), ALLOW),  # TCGETS
    ("ioctl", 16, 29, (1, 0x5412), ENOTTY),  # TIOCSTI
    ("ioctl", 16, 29, (1, 0x40086602), ENOTTY),  # FS_IOC_SETFLAGS
    ("ioctl", 16, 29, (1, 0x40046602), ENOTTY),  # FS_IOC32_SETFLAGS
    ("ioctl", 16, 29, (1, 0x401C5820), ENOTTY),  # FS_IOC_FSSETXATTR
    ("ioctl", 16, 29, (1, 0xFFFFFFFF_40086602), ENOTTY),
    ("prctl", 157, 167, (15,), ALLOW),  # PR_SET_NAME
    ("prctl", 157, 167, (22, 2), ALLOW),  # PR_SET_SECCOMP, SECCOMP_MODE_FILTER
    ("prctl", 157, 167, (22, 1), EPERM),
    ("prctl", 157, 167, (1, 0), EPERM),  # PR_SET_PDEATHSIG
    ("prctl", 157, 167, (4, 0), EPERM),  # PR_SET_DUMPABLE
    ("prctl", 157, 167, (36, 1), EPERM),  # PR_SET_CHILD_SUBREAPER
    ("madvise", 28, 233, (0, 4096, 4), ALLOW),
    ("madvise", 28, 233, (0, 4096, 12), EPERM),  # MADV_MERGEABLE
    ("madvise", 28, 233, (0, 4096, 20), EPERM),  # MADV_COLD
    ("madvise", 28, 233, (0, 4096, 21), EPERM),  # MADV_PAGEOUT
    ("madvise", 28, 233, (0, 4096, 25), EPERM),  # MADV_COLLAPSE
    ("futex", 202, 98, (0, 128, 1), ALLOW),  # FUTEX_WAIT | FUTEX_PRIVATE_FLAG
    ("futex", 202, 98, (0, 0, 1), SUCCESS),
    ("futex", 202, 98, (0, 256 | 9, 1), SUCCESS),  # FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME
    ("futex_wake", 454, 454, (0, 1, 1, 2), ENOSYS),
    ("preadv2", 327, 286, (3, 0, 1, 0, 0, 0), ALLOW),
    ("preadv2", 327, 286, (3, 0, 1, 0, 0, 8), ENOTSUP),  # RWF_NOWAIT
    ("pwritev2", 328, 287, (3, 0, 1, 0, 0, 8), ENOTSUP),
    ("openat2", 437, 437, (), ENOSYS),
    ("memfd_create", 319, 279, (), EPERM),
    ("name_to_handle_at", 303, 264, (), EPERM),
    ("statmount", 457, 457, (), EPERM),
    ("setsockopt", 54, 208, (), EPERM),
]


@pytest.mark.parametrize("machine", MACHINES)
def test_well_known_calls_have_the_verdicts_that_they_must_have(machine: str) -> None:
    program = seccomp.program(machine)
    for name, x86_64, aarch64, arguments, verdict in BY_HAND:
        number = x86_64 if machine == "x86_64" else aarch64
        if number is not None:
            assert run(program, machine, number, arguments) == verdict, (name, arguments)


@pytest.mark.parametrize("machine", MACHINES)
def test_after_the_cells_only_private_memory_can_be_mapped(machine: str) -> None:
    program = seccomp.program_after_cells(machine)
    mmap = {"x86_64": 9, "aarch64": 222}[machine]
    for flags, verdict in {
        0x02: ALLOW,  # MAP_PRIVATE
        0x22: ALLOW,  # with MAP_ANONYMOUS
        0x01: EPERM,  # MAP_SHARED
        0x21: EPERM,
        0x03: EPERM,  # MAP_SHARED_VALIDATE
        0x80003: EPERM,
    }.items():
        assert run(program, machine, mmap, (0, 4096, 3, flags)) == verdict
    # The first filter goes on to decide about all others.
    assert {run(program, machine, n, (1,) * 6) for n in range(1024) if n != mmap} == {ALLOW}


def test_the_table_has_the_numbers_of_the_kernels_headers() -> None:
    header = Path(f"/usr/include/{platform.machine()}-linux-gnu/asm/unistd_64.h")
    if not header.exists() or platform.machine() != "x86_64":
        pytest.skip("the headers of an x86-64 kernel are not installed")
    found = dict(re.findall(r"#define __NR_(\w+) (\d+)", header.read_text(encoding="utf-8")))
    known = {name: call.x86_64 for name, call in syscalls.CALLS.items()}
    # A newer kernel than the table's is no fault: its calls are denied.
    for name, number in found.items():
        assert known.get(name) == int(number) or int(number) > syscalls.NEWEST, name


@pytest.mark.parametrize("machine", MACHINES)
def test_no_number_is_given_twice_and_none_is_left_out(machine: str) -> None:
    numbers = [call.number(machine) for call in syscalls.CALLS.values()]
    given = sorted(number for number in numbers if number is not None)
    assert given == sorted(set(given))
    # Where numbers of a machine end, and from where all machines have the same.
    old = {"x86_64": [*range(337)], "aarch64": [*range(244), *range(260, 295)]}[machine]
    assert given == [*old, *range(424, syscalls.NEWEST + 1)]


def test_every_call_has_a_reason() -> None:
    assert all(call.reason.strip().endswith(".") for call in syscalls.CALLS.values())
