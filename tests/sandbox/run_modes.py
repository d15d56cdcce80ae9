"""Run the attack suite as root, as an ordinary user, and as root without CAP_SYS_ADMIN.

Needs root, `unshare` and `setpriv` (util-linux): `python tests/sandbox/run_modes.py [MODE...]
[-- PYTEST ARGUMENTS]`. An ordinary user cannot reach a Python below /root. For that mode, this
Python is therefore mounted, in a new mount namespace, in an otherwise empty folder of the same
name.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

_USER = 54321
_MODULES = [
    f"tests/sandbox/test_{name}.py"
    for name in ("attacks", "fence", "stopwatch", "accounts", "marathon")
]
_ROOT = Path(__file__).resolve().parents[2]
_AS_USER = f"""
set -e
case "$BASE" in /root/*)
    mkdir -p /run/chalkgrad-python
    mount --bind "$BASE" /run/chalkgrad-python
    mount -t tmpfs -o mode=755 none /root
    mkdir -p "$BASE"
    mount --move /run/chalkgrad-python "$BASE";;
esac
exec setpriv --reuid {_USER} --regid {_USER} --clear-groups --inh-caps=-all "$@"
"""
_MODES = {
    "root": [],
    "user": ["unshare", "--mount", "sh", "-c", _AS_USER, "sh"],
    "no-sys-admin": [
        "setpriv",
        "--bounding-set=-sys_admin",
        "--inh-caps=-sys_admin",
    ],
}


def main(arguments: list[str]) -> int:
    """Run the modes; return 0 if all passed."""
    rest = arguments[arguments.index("--") + 1 :] if "--" in arguments else []
    named = [word for word in arguments if word in _MODES] or list(_MODES)
    if os.geteuid() != 0:
        print("run_modes: root only; an ordinary user runs pytest itself", file=sys.stderr)
        return 2
    failed = []
    for mode in named:
        print(f"== {mode}", flush=True)
        with tempfile.TemporaryDirectory(prefix="modes-") as folder:
            if mode == "user":
                os.chown(folder, _USER, _USER)
            environment = {
                **os.environ,
                "BASE": sys.base_prefix,
                "HOME": folder,
                "TMPDIR": folder,
                "CHALKGRAD_MODE": mode,
                "PYTHONPATH": str(_ROOT),
                "PYTHONDONTWRITEBYTECODE": "1",
            }
            command = [
                *_MODES[mode],
                *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
                *("-n", "2", "--dist", "loadgroup"),
                *(rest or _MODULES),
            ]
            done = subprocess.run(command, cwd=_ROOT, env=environment, check=False)
        if done.returncode:
            failed.append(mode)
    print(f"failed: {', '.join(failed)}" if failed else "every mode passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
