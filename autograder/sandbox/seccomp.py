"""The system calls that student code may not make.

Owns the list, its reasons and the BPF program for x86-64 and arm64. Calls that are not on the list
are allowed, up to the newest that was reviewed; a newer one fails with ENOSYS, as on an old kernel.
"""

from __future__ import annotations

import ctypes
import errno
import struct

from autograder.sandbox import linux

_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_NEWEST_CALL = 469  # file_setattr, Linux 6.17
_X32_BIT = 0x40000000

# name: (x86-64, arm64); sources: asm/unistd_64.h and asm-generic/unistd.h.
_NUMBERS: dict[str, tuple[int, int | None]] = {
    # The network, and sockets of other programs on this machine. asyncio needs pairs of sockets.
    "socket": (41, 198),
    "connect": (42, 203),
    "accept": (43, 202),
    "bind": (49, 200),
    "listen": (50, 201),
    "accept4": (288, 242),
    # Other processes: their memory, descriptors and life.
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "process_mrelease": (448, 448),
    "kcmp": (312, 272),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
    # Other programs.
    "execve": (59, 221),
    "execveat": (322, 281),
    # New namespaces, in which a process would be its own root.
    "unshare": (272, 97),
    "setns": (308, 268),
    # Mounts and roots.
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "open_tree_attr": (467, 467),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "mknod": (133, None),
    "mknodat": (259, 33),
    "quotactl": (179, 60),
    "quotactl_fd": (443, 443),
    "fanotify_init": (300, 262),
    # Memory that outlives a process or is shared behind the grader's back.
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "semget": (64, 190),
    "semctl": (66, 191),
    "msgget": (68, 186),
    "msgctl": (71, 187),
    "mq_open": (240, 180),
    "mq_unlink": (241, 181),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    # The parts of the kernel in which most holes were found.
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "modify_ldt": (154, None),
    "personality": (135, 92),
    "seccomp": (317, 277),
    # The machine.
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "syslog": (103, 116),
    "vhangup": (153, 58),
    "iopl": (172, None),
    "ioperm": (173, None),
    # The rights that the fence has taken away.
    "capset": (126, 91),
}

# Without clone3, glibc falls back to clone, whose flags a filter can read.
_NOT_KNOWN = {"clone3": (435, 435)}

# name: numbers, argument, mask, and whether `argument & mask` denies when it equals the value.
_NEW_NAMESPACES = 0x7E020000
_IF_ANY_BIT = "any"
_IF_EQUAL = "equal"
_IF_NOT_ZERO_BUT = "foreign"
_CONDITIONS: list[tuple[str, tuple[int, int], int, str, int]] = [
    ("clone", (56, 220), 0, _IF_ANY_BIT, _NEW_NAMESPACES),
    # A datagram socket of a pair can send to other addresses; a stream socket cannot.
    ("socketpair", (53, 199), 1, _IF_EQUAL, 2),
    # Outliving the grader, and hiding from it.
    ("prctl", (157, 167), 0, _IF_EQUAL, linux.PR_SET_PDEATHSIG),
    ("prctl", (157, 167), 0, _IF_EQUAL, 4),  # PR_SET_DUMPABLE
    # Another process's limits and processors: 0 is the caller.
    ("prlimit64", (302, 261), 0, _IF_NOT_ZERO_BUT, 2),
    ("sched_setaffinity", (203, 122), 0, _IF_NOT_ZERO_BUT, -1),
    ("sched_setscheduler", (144, 119), 0, _IF_NOT_ZERO_BUT, -1),
    ("sched_setparam", (142, 118), 0, _IF_NOT_ZERO_BUT, -1),
    ("sched_setattr", (314, 274), 0, _IF_NOT_ZERO_BUT, -1),
    ("setpriority", (141, 140), 1, _IF_NOT_ZERO_BUT, -1),
    ("ioprio_set", (251, 30), 1, _IF_NOT_ZERO_BUT, -1),
    # Every process of the user at once.
    ("kill", (62, 129), 0, _IF_EQUAL, 0xFFFFFFFF),
    # Input for a terminal (TIOCSTI, TIOCLINUX).
    ("ioctl", (16, 29), 1, _IF_EQUAL, 0x5412),
    ("ioctl", (16, 29), 1, _IF_EQUAL, 0x541C),
]

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE | BPF_K
_BITS = 0x45  # BPF_JMP | BPF_JSET | BPF_K
_RETURN = 0x06
_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_DENY = 0x00050000 | errno.EPERM
_UNKNOWN = 0x00050000 | errno.ENOSYS


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def program(machine: str = linux.MACHINE) -> bytes:
    """Return the BPF program for a machine.

    Raises
    ------
    OSError
        If there is none for this machine.
    """
    if machine not in _AUDIT_ARCH:
        raise OSError(errno.ENOSYS, f"no system call table for {machine}")
    column = 0 if machine == "x86_64" else 1
    steps: list[tuple[int, int, int, int]] = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, _AUDIT_ARCH[machine]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
    ]
    if column == 0:
        steps += [(_AT_LEAST, 0, 1, _X32_BIT), (_RETURN, 0, 0, _DENY)]
    steps += [(_AT_LEAST, 0, 1, _NEWEST_CALL + 1), (_RETURN, 0, 0, _UNKNOWN)]
    for numbers in _NOT_KNOWN.values():
        steps += [(_EQUAL, 0, 1, numbers[column]), (_RETURN, 0, 0, _UNKNOWN)]
    for pair in _NUMBERS.values():
        number = pair[column]
        if number is not None:
            steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _DENY)]
    for _, numbers, argument, condition, value in _CONDITIONS:
        steps += _conditional(numbers[column], argument, condition, value)
    steps.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _conditional(
    number: int, argument: int, condition: str, value: int
) -> list[tuple[int, int, int, int]]:
    """Return the steps that deny a call if the low half of one argument meets a condition."""
    load = (_LOAD, 0, 0, 16 + 8 * argument)
    again = (_LOAD, 0, 0, 0)
    deny = (_RETURN, 0, 0, _DENY)
    if condition == _IF_ANY_BIT:
        inner = [load, (_BITS, 0, 1, value), deny]
    elif condition == _IF_EQUAL:
        # The type of a socket has flags above its low four bits.
        mask = [(0x54, 0, 0, 0xF)] if number in (53, 199) else []
        inner = [load, *mask, (_EQUAL, 0, 1, value), deny]
    elif value >= 0:
        # Denied for another process if the other argument (the new value) is given.
        high, low = 16 + 8 * value + 4, 16 + 8 * value
        inner = [
            load,
            (_EQUAL, 5, 0, 0),
            (_LOAD, 0, 0, low),
            (_EQUAL, 0, 2, 0),
            (_LOAD, 0, 0, high),
            (_EQUAL, 1, 0, 0),
            deny,
        ]
    else:
        inner = [load, (_EQUAL, 1, 0, 0), deny]
    return [(_EQUAL, 0, len(inner) + 1, number), *inner, again]


def install() -> None:
    """Apply the filter to this process and all its children; needs no_new_privs."""
    text = program()
    buffer = ctypes.create_string_buffer(text, len(text))
    wanted = _Program(len(text) // 8, ctypes.addressof(buffer))
    linux.prctl(linux.PR_SET_SECCOMP, 2, ctypes.addressof(wanted), 0, 0)
