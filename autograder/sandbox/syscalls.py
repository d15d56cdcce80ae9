"""Every system call of Linux, with a verdict and the reason for it.

The table is an allow list: a call that is not in it, and a newer one, fails with ENOSYS, as on an
older kernel, so that the C library takes its own way round. Numbers are those of x86-64 and arm64
(`asm/unistd_64.h`, `asm-generic/unistd.h`), up to Linux 6.19; ``-`` means that the machine does not
have the call. arm64 has been checked by interpreting the filter only: it has never been run.
`seccomp` makes the filter.

A filter sees numbers, not paths. Where Landlock decides by path, the call is allowed here. Metadata
has no layer that knows paths, so those calls are answered and not made: programs that copy files
expect success.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator

from autograder.sandbox.verdicts import (
    ALLOWED,
    ANSWERED,
    DENIED,
    FORK_OR_THREAD,
    UNKNOWN,
    UNSUPPORTED,
    Call,
    Condition,
    all_of,
    one_of,
    opened_plainly,
)

NEWEST = 470

_EMPTYING = "Emptying without opening for writing: no Landlock before Linux 6.2 forbids it."
_OPENING = f"{_EMPTYING} And opening for neither reading nor writing, of which none is asked."
_OWN = all_of(one_of(0, 0))
_NO_GROUP = all_of(one_of(0, (0, 0x7FFFFFFF)))

# verdict, reason, calls, and when they are allowed all the same.
_GROUPS: list[tuple[int, str, str, Condition]] = [
    (
        ALLOWED,
        "Work on open descriptors: what may be opened, Landlock decides.",
        "read 0 63, write 1 64, close 3 57, lseek 8 62, pread64 17 67, pwrite64 18 68, readv 19 65,"
        "writev 20 66, preadv 295 69, pwritev 296 70,"
        "fstat 5 80, poll 7 -, select 23 -, pselect6 270 72, ppoll 271 73, dup 32 23, dup2 33 -,"
        "dup3 292 24, pipe 22 -, pipe2 293 59, copy_file_range 326 285,"
        "fsync 74 82, fdatasync 75 83, ftruncate 77 46, fallocate 285 47, fstatfs 138 44,"
        "getdents 78 -, getdents64 217 61, fchdir 81 50, sync_file_range 277 84,"
        "close_range 436 436, epoll_create 213 -, epoll_create1 291 20, epoll_ctl 233 21,"
        "epoll_wait 232 -, epoll_pwait 281 22, epoll_pwait2 441 441, eventfd 284 -,"
        "eventfd2 290 19",
        (),
    ),
    (
        ALLOWED,
        "Paths: Landlock decides which may be read or changed; that a name exists and how large "
        "the file is can be found out.",
        "creat 85 -, stat 4 -, lstat 6 -,"
        "newfstatat 262 79, statx 332 291, access 21 -, faccessat 269 48, faccessat2 439 439,"
        "readlink 89 -, readlinkat 267 78, statfs 137 43, getcwd 79 17,"
        "chdir 80 49, rename 82 -, renameat 264 38, renameat2 316 276, mkdir 83 -, mkdirat 258 34,"
        "rmdir 84 -, link 86 -, linkat 265 37, unlink 87 -, unlinkat 263 35, symlink 88 -,"
        "symlinkat 266 36, umask 95 166",
        (),
    ),
    (
        ALLOWED,
        "The process's own memory.",
        "mprotect 10 226, munmap 11 215, brk 12 214, mremap 25 216, msync 26 227,"
        "mlock 149 228, munlock 150 229, mlockall 151 230, munlockall 152 231, mlock2 325 284,"
        "mseal 462 462, map_shadow_stack 453 453, membarrier 324 283, arch_prctl 158 -",
        (),
    ),
    (
        DENIED,
        "Memory that processes share: of what was unmapped, nobody could see any more that it is "
        "still in use. A file can be shared; its size is seen.",
        "mmap 9 222",
        ((one_of(3, 0, mask=0x01),), (one_of(3, 0, mask=0x20),)),  # MAP_SHARED; MAP_ANONYMOUS
    ),
    (
        ALLOWED,
        "The process itself, its threads and its children.",
        "fork 57 -, exit 60 93, exit_group 231 94, wait4 61 260, waitid 247 95, getpid 39 172,"
        "gettid 186 178, getppid 110 173, getpgrp 111 -, setsid 112 157,"
        "getuid 102 174, getgid 104 176, geteuid 107 175, getegid 108 177, getresuid 118 148,"
        "getresgid 120 150, getgroups 115 158, capget 125 90, sched_yield 24 124,"
        "set_robust_list 273 99, set_tid_address 218 96, rseq 334 293, getcpu 309 168,"
        "getrlimit 97 163, setrlimit 160 164, getrusage 98 165, times 100 153, uname 63 160,"
        "sched_get_priority_max 146 125, sched_get_priority_min 147 126, getrandom 318 278",
        (),
    ),
    (
        ANSWERED,
        "Waiting that other processes could end, and ending theirs: all that map the same library "
        "have its addresses in common. The C library asks again, which only joining a thread does.",
        "futex 202 98",
        all_of(one_of(1, 128, mask=128)),  # FUTEX_PRIVATE_FLAG
    ),
    (
        ALLOWED,
        "The C library asks for the size of memory; the load of the machine is no secret.",
        "sysinfo 99 179",
        (),
    ),
    (
        ALLOWED,
        "Signals: limited to the worker's own processes by Landlock, namespaces or its user id.",
        "tkill 200 130, tgkill 234 131, rt_sigaction 13 134, rt_sigprocmask 14 135,"
        "rt_sigreturn 15 139, rt_sigpending 127 136, rt_sigtimedwait 128 137,"
        "rt_sigsuspend 130 133, sigaltstack 131 132, pause 34 -, restart_syscall 219 128",
        (),
    ),
    (
        ALLOWED,
        "Time, and timers of the process itself.",
        "nanosleep 35 101, getitimer 36 102, setitimer 38 103, alarm 37 -, gettimeofday 96 169,"
        "time 201 -, timer_settime 223 110, timer_gettime 224 108, timer_getoverrun 225 109,"
        "timer_delete 226 111",
        (),
    ),
    (
        ALLOWED,
        "Sockets that the worker has: its channel, and pairs of its own.",
        "recvfrom 45 207, recvmsg 47 212, recvmmsg 299 243, shutdown 48 210,"
        "getsockname 51 204, getpeername 52 205",
        (),
    ),
    (
        DENIED,
        "What a socket is, its sizes and times. Not who is at the other end.",
        "getsockopt 55 209",
        # SOL_SOCKET: TYPE, ERROR, SNDBUF ..., LOWAT, TIMEO, ACCEPTCONN, PROTOCOL, DOMAIN
        all_of(one_of(1, 1), one_of(2, (2, 9), (18, 21), 30, (38, 39), (66, 67))),
    ),
    (
        DENIED,
        "Urgent data (MSG_OOB) make a socket ready from which nothing can be read.",
        "sendto 44 206",
        all_of(one_of(3, 0, mask=1)),
    ),
    (
        DENIED,
        "Descriptors on their way: the kernel counts them for each user, so that the grader of an "
        "ordinary user could send none of its own.",
        "sendmsg 46 211, sendmmsg 307 269",
        (),
    ),
    (
        DENIED,
        "Only a pair of stream sockets is its own: a datagram can be sent to any address, and "
        "other families reach the network or rarely used parts of the kernel.",
        "socketpair 53 199",
        all_of(one_of(0, 1), one_of(1, 1, 5, mask=0xF)),  # AF_UNIX; SOCK_STREAM, SOCK_SEQPACKET
    ),
    (DENIED, "Forks and threads only.", "clone 56 220", FORK_OR_THREAD),
    (DENIED, _OPENING, "open 2 -", all_of(opened_plainly(1))),
    (DENIED, _OPENING, "openat 257 56", all_of(opened_plainly(2))),
    (DENIED, _EMPTYING, "truncate 76 45", ()),
    (DENIED, "Every process of the user (-1) and process groups.", "kill 62 129", _NO_GROUP),
    (
        DENIED,
        "Clocks below 0 are those of other processes, and of devices.",
        "clock_gettime 228 113, clock_getres 229 114, clock_nanosleep 230 115",
        _NO_GROUP,
    ),
    (
        DENIED,
        "What sends SIGCONT although no process does, and so wakes one that the grader has "
        "stopped: a timer with a signal of one's choice (setitimer has none), and the end of what "
        "ties a process group to its session. Timers and signals with a descriptor go on while a "
        "process is stopped, and waking what waits for them takes the time of whichever runs.",
        "timer_create 222 107, setpgid 109 154, timerfd_create 283 85, timerfd_settime 286 86,"
        "timerfd_gettime 287 87, signalfd 282 -, signalfd4 289 74",
        (),
    ),
    (
        DENIED,
        "The priority, limits and processors of other processes; 0 is the caller.",
        "prlimit64 302 261, sched_setaffinity 203 122, sched_setscheduler 144 119,"
        "sched_setparam 142 118, sched_setattr 314 274, sched_getscheduler 145 120,"
        "sched_getparam 143 121, sched_getattr 315 275, sched_rr_get_interval 148 127,"
        "getpgid 121 155, getsid 124 156",
        _OWN,
    ),
    (
        UNKNOWN,
        "As above; the C library asks for each of its threads, and goes on if there is no answer.",
        "sched_getaffinity 204 123",
        _OWN,
    ),
    (
        DENIED,
        "Priorities: of the user or of a group, 0 is every process of it.",
        "getpriority 140 141, setpriority 141 140",
        all_of(one_of(0, 0), one_of(1, 0)),  # PRIO_PROCESS
    ),
    (
        DENIED,
        "Priorities for disks, in the same way.",
        "ioprio_set 251 30, ioprio_get 252 31",
        all_of(one_of(0, 1), one_of(1, 0)),  # IOPRIO_WHO_PROCESS
    ),
    (
        DENIED,
        "KSM would show which pages other processes have. What is taken out of the caches, or put "
        "together there (COLD, PAGEOUT, COLLAPSE), later submissions could find so.",
        "madvise 28 233",
        all_of(one_of(2, (0, 11), (14, 19), (22, 24), 102, 103)),
    ),
    (UNSUPPORTED, "It marks access times of devices; reading does not.", "sendfile 40 71", ()),
    (
        UNSUPPORTED,
        "Flags: with RWF_NOWAIT, the kernel says what others have read lately; with "
        "RWF_DONTCACHE, it forgets that.",
        "preadv2 327 286, pwritev2 328 287",
        all_of(one_of(5, 0)),
    ),
    (
        UNKNOWN,
        "Newer forms whose flags cannot be read: of opening, which with RESOLVE_CACHED says what "
        "others have looked up, and of waiting, as above.",
        "openat2 437 437, futex_waitv 449 449, futex_wake 454 454, futex_wait 455 455,"
        "futex_requeue 456 456",
        (),
    ),
    (
        ANSWERED,
        "Duplicates and flags. Other submissions can see locks on devices and libraries; leases, "
        "owners, signals, dnotify and write hints are state of files of others or of what forks "
        "share. They have no effect, so that a database in a file works.",
        "fcntl 72 25",
        # DUPFD, GETFD, SETFD, GETFL, SETFL, DUPFD_QUERY, DUPFD_CLOEXEC, GETPIPE_SZ, GET_SEALS
        all_of(one_of(1, (0, 4), 1027, 1030, 1032, 1034)),
    ),
    (
        errno.ENOTTY,
        "Whether it is a terminal and how wide, what can be read, and flags. All others (flags of "
        "files, input for a terminal, owners, devices) fail as on a file that does not have them.",
        "ioctl 16 29",
        # TCGETS, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX, TCGETS2
        all_of(one_of(1, 0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451, 0x802C542A)),
    ),
    (
        DENIED,
        "Names, timer slack and questions about the process itself, and one more filter: filters "
        "only restrict. Never outliving the grader, hiding from it or adopting processes.",
        "prctl 157 167",
        (
            # GET_PDEATHSIG, GET_DUMPABLE, SET_NAME, GET_NAME, GET_SECCOMP, CAPBSET_READ,
            # SET_TIMERSLACK, GET_TIMERSLACK, GET_NO_NEW_PRIVS, SVE_GET_VL, SME_GET_VL, SET_VMA
            (one_of(0, 2, 3, 15, 16, 21, 23, 29, 30, 39, 51, 64, 0x53564D41),),
            (one_of(0, 22), one_of(1, 2)),  # SET_SECCOMP, SECCOMP_MODE_FILTER
        ),
    ),
    (
        ANSWERED,
        "Metadata of files that belong to the grader's user: no layer sees their paths. Programs "
        "that copy or unpack files expect success.",
        "chmod 90 -, fchmod 91 52, fchmodat 268 53, fchmodat2 452 452, chown 92 -, fchown 93 55,"
        "lchown 94 -, fchownat 260 54, utime 132 -, utimes 235 -, futimesat 261 -,"
        "utimensat 280 88, setxattr 188 5, lsetxattr 189 6, fsetxattr 190 7, setxattrat 463 463,"
        "removexattr 197 14, lremovexattr 198 15, fremovexattr 199 16, removexattrat 466 466,"
        "file_setattr 469 469",
        (),
    ),
    (
        ANSWERED,
        "Advice about, and work on, every disk of the machine.",
        "sync 162 81, syncfs 306 267, readahead 187 213, fadvise64 221 223",
        (),
    ),
    (
        UNSUPPORTED,
        "Attributes hold text of others; programs go on as on a file system without them.",
        "getxattr 191 8, lgetxattr 192 9, fgetxattr 193 10, getxattrat 464 464, listxattr 194 11,"
        "llistxattr 195 12, flistxattr 196 13, listxattrat 465 465, file_getattr 468 468",
        (),
    ),
    (UNKNOWN, "The C library falls back to clone, whose flags can be read.", "clone3 435 435", ()),
    (
        DENIED,
        "What happens to files of others, and their names.",
        "inotify_init 253 -, inotify_init1 294 26, inotify_add_watch 254 27,"
        "inotify_rm_watch 255 28, fanotify_init 300 262, fanotify_mark 301 263,"
        "name_to_handle_at 303 264, open_by_handle_at 304 265, lookup_dcookie 212 18",
        (),
    ),
    (DENIED, "A lock on a library would be seen by all processes there are.", "flock 73 32", ()),
    (
        DENIED,
        "The network, and sockets of other programs on this machine.",
        "socket 41 198, connect 42 203, accept 43 202, bind 49 200, listen 50 201, accept4 288 242",
        (),
    ),
    (DENIED, "Options of the channel would be state that forks share.", "setsockopt 54 208", ()),
    (
        DENIED,
        "Other processes: their memory, descriptors and life.",
        "ptrace 101 117, process_vm_readv 310 270, process_vm_writev 311 271,"
        "process_madvise 440 440, process_mrelease 448 448, kcmp 312 272, pidfd_open 434 434,"
        "pidfd_getfd 438 438, pidfd_send_signal 424 424, rt_sigqueueinfo 129 138,"
        "rt_tgsigqueueinfo 297 240, migrate_pages 256 238, move_pages 279 239,"
        "get_robust_list 274 100",
        (),
    ),
    (
        DENIED,
        "Other programs. Without vfork, Python uses fork, whose memory is its own.",
        "execve 59 221, execveat 322 281, uselib 134 -, vfork 58 -",
        (),
    ),
    (
        DENIED,
        "Namespaces, mounts and roots, and their names.",
        "unshare 272 97, setns 308 268, listns 470 470, mount 165 40, umount2 166 39,"
        "pivot_root 155 41, chroot 161 51, open_tree 428 428, open_tree_attr 467 467,"
        "move_mount 429 429, fsopen 430 430, fsconfig 431 431, fsmount 432 432, fspick 433 433,"
        "mount_setattr 442 442, statmount 457 457, listmount 458 458, mknod 133 -, mknodat 259 33,"
        "quotactl 179 60, quotactl_fd 443 443, ustat 136 -, sysfs 139 -",
        (),
    ),
    (
        DENIED,
        "Memory, semaphores and messages that outlive a process, or are shared by number or name.",
        "shmget 29 194, shmat 30 196, shmctl 31 195, shmdt 67 197, semget 64 190, semop 65 193,"
        "semctl 66 191, semtimedop 220 192, msgget 68 186, msgsnd 69 189, msgrcv 70 188,"
        "msgctl 71 187, mq_open 240 180, mq_unlink 241 181, mq_timedsend 242 182,"
        "mq_timedreceive 243 183, mq_notify 244 184, mq_getsetattr 245 185, memfd_create 319 279,"
        "memfd_secret 447 447",
        (),
    ),
    (
        DENIED,
        "What other processes have read lately; with MPOL_MF_STRICT, mbind says so too.",
        "mincore 27 232, cachestat 451 451, mbind 237 235, set_mempolicy 238 237,"
        "get_mempolicy 239 236",
        (),
    ),
    (
        DENIED,
        "The parts of the kernel in which most holes were found, and rarely used ones.",
        "io_uring_setup 425 425, io_uring_enter 426 426, io_uring_register 427 427, io_setup 206 0,"
        "io_destroy 207 1, io_submit 209 2, io_cancel 210 3, io_getevents 208 4,"
        "io_pgetevents 333 292, add_key 248 217, request_key 249 218, keyctl 250 219, bpf 321 280,"
        "perf_event_open 298 241, userfaultfd 323 282, modify_ldt 154 -, personality 135 92,"
        "seccomp 317 277, landlock_create_ruleset 444 444, landlock_add_rule 445 445,"
        "landlock_restrict_self 446 446, lsm_get_self_attr 459 459, lsm_set_self_attr 460 460,"
        "lsm_list_modules 461 461, splice 275 76, tee 276 77, vmsplice 278 75,"
        "remap_file_pages 216 234, pkey_mprotect 329 288, pkey_alloc 330 289, pkey_free 331 290,"
        "set_mempolicy_home_node 450 450, set_thread_area 205 -, get_thread_area 211 -,"
        "uretprobe 335 -, uprobe 336 -",
        (),
    ),
    (
        DENIED,
        "The machine.",
        "kexec_load 246 104, kexec_file_load 320 294, init_module 175 105, finit_module 313 273,"
        "delete_module 176 106, create_module 174 -, query_module 178 -, get_kernel_syms 177 -,"
        "reboot 169 142, swapon 167 224, swapoff 168 225, acct 163 89, settimeofday 164 170,"
        "clock_settime 227 112, clock_adjtime 305 266, adjtimex 159 171, sethostname 170 161,"
        "setdomainname 171 162, syslog 103 116, vhangup 153 58, iopl 172 -, ioperm 173 -,"
        "_sysctl 156 -",
        (),
    ),
    (
        DENIED,
        "The user ids and rights that the fence has taken away.",
        "setuid 105 146, setgid 106 144, setreuid 113 145, setregid 114 143, setgroups 116 159,"
        "setresuid 117 147, setresgid 119 149, setfsuid 122 151, setfsgid 123 152, capset 126 91",
        (),
    ),
    (
        UNKNOWN,
        "Numbers that were given away and never used, or not any more.",
        "nfsservctl 180 42, getpmsg 181 -, putpmsg 182 -, afs_syscall 183 -, tuxcall 184 -,"
        "security 185 -, epoll_ctl_old 214 -, epoll_wait_old 215 -, vserver 236 -",
        (),
    ),
]


def _calls() -> Iterator[Call]:
    for verdict, reason, calls, condition in _GROUPS:
        for words in calls.split(","):
            name, *numbers = words.split()
            x86_64, aarch64 = (None if word == "-" else int(word) for word in numbers)
            yield Call(name, x86_64, aarch64, verdict, condition, reason)


CALLS = {call.name: call for call in _calls()}

# Once the cells have run: nothing that two forks, or a fork and the snapshot, could both write to.
# A mapping is private (2) or shared (1, and 3 with checks of its flags).
AFTER_CELLS: dict[str, Condition] = {"mmap": all_of(one_of(3, 0, mask=1))}
