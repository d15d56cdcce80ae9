"""Run the attack suite as root, as an ordinary user, and as root without CAP_SYS_ADMIN.

An ordinary user comes twice: with user namespaces, and on a machine that does not allow them.

Needs root, `unshare` and `setpriv` (util-linux): `python tests/sandbox/run_modes.py [MODE...]
[-- PYTEST ARGUMENTS]`. An ordinary user cannot reach a Python below /root. For that mode, this
Python is therefore mounted, in a new mount namespace, in an otherwise empty folder of the same
name. The modes run side by side: most attacks wait for something.
"""

from __future__ import annotations

import errno
import os
import struct
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from autograder.sandbox import linux, seccomp, syscalls

_ATTACKS, *_OTHERS = (
    f"tests/sandbox/test_{name}.py"
    for name in ("attacks", "fence", "access_times", "stopwatch", "accounts", "marathon")
)
# Different users: the kernel counts the processes of each.
_USERS = {"user": 54321, "user-no-namespaces": 54322}
_ANOTHER_USER = 54323
_ROOT = Path(__file__).resolve().parents[2]
_AS_USER = """
set -e
case "$BASE" in /root/*)
    mkdir -p /run/chalkgrad-python
    mount --bind "$BASE" /run/chalkgrad-python
    mount -t tmpfs -o mode=755 none /root
    mkdir -p "$BASE"
    mount --move /run/chalkgrad-python "$BASE";;
esac
exec $DENYING setpriv --reuid "$UID_OF_MODE" --regid "$UID_OF_MODE" --clear-groups \\
    --inh-caps=-all "$@"
"""
_DENY_UNSHARE = "--deny-unshare"
_MODES = {
    "root": [],
    **{mode: ["unshare", "--mount", "sh", "-c", _AS_USER, "sh"] for mode in _USERS},
    "no-sys-admin": [
        "setpriv",
        "--bounding-set=-sys_admin",
        "--inh-caps=-sys_admin",
    ],
}


def main(arguments: list[str]) -> int:
    """Run the modes; return 0 if all passed."""
    if arguments[:1] == [_DENY_UNSHARE]:
        return _run_without_namespaces(arguments[1:])
    rest = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    named = [word for word in arguments if word in _MODES] or list(_MODES)
    if os.geteuid() != 0:
        print("run_modes: root only; an ordinary user runs pytest itself", file=sys.stderr)
        return 2
    with ThreadPoolExecutor(len(named)) as pool:
        passed = list(pool.map(lambda mode: _run_mode(mode, rest), named))
    failed = [mode for mode, fine in zip(named, passed, strict=True) if not fine]
    print(f"failed: {', '.join(failed)}" if failed else "every mode passed")
    return 1 if failed else 0


def _run_mode(mode: str, rest: list[str]) -> bool:
    """Run one mode; return whether all tests passed."""
    user = _USERS.get(mode)
    if mode != "user-no-namespaces":
        return _run(mode, user, ["-n", "2", *(rest or [_ATTACKS, *_OTHERS])])
    # The kernel counts what all submissions of a user start: beside an attack that starts hundreds,
    # another could start nothing. One at a time, therefore, for each of two users.
    if rest:
        return _run(mode, user, rest)
    with ThreadPoolExecutor(2) as pool:
        parts = pool.map(_run, [mode] * 2, [user, _ANOTHER_USER], [[_ATTACKS], _OTHERS])
        return all(list(parts))


def _run(mode: str, user: int | None, arguments: list[str]) -> bool:
    """Run pytest in a mode and print what it says; return whether all tests passed."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="modes-") as folder:
        if user is not None:
            os.chown(folder, user, user)
        denying = f"{sys.executable} {__file__} {_DENY_UNSHARE}"
        environment = {
            **os.environ,
            "BASE": sys.base_prefix,
            "HOME": folder,
            "TMPDIR": folder,
            "CHALKGRAD_MODE": mode,
            "PYTHONPATH": str(_ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "UID_OF_MODE": str(user),
            "DENYING": denying if mode == "user-no-namespaces" else "",
        }
        command = [
            *_MODES[mode],
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("--dist", "loadgroup", *arguments),
        ]
        done = subprocess.run(
            command,
            cwd=_ROOT,
            env=environment,
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    print(f"== {mode} ({time.monotonic() - started:.0f} s)\n{done.stdout}", flush=True)
    return done.returncode == 0


def _run_without_namespaces(command: list[str]) -> int:
    """Become a command for which the kernel refuses to make namespaces, as some machines do."""
    number = syscalls.CALLS["unshare"].number(linux.MACHINE)
    steps = [
        (0x20, 0, 0, 0),  # load the number
        (0x15, 0, 1, number),
        (0x06, 0, 0, 0x50000 | errno.EPERM),
        (0x06, 0, 0, 0x7FFF0000),  # allow
    ]
    seccomp.install(b"".join(struct.pack("=HBBI", *step) for step in steps))
    os.execvp(command[0], command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
