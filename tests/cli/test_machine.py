"""On a machine that lacks something, a command says so in one line, and nothing runs unfenced.

Each machine is made for real, in a mount namespace, for root and for an ordinary user.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.assignment import project_root
from tests.sandbox.arena import HONEST, Arena

ROOT = project_root()
# A submission that leaves a mark outside if it runs without a fence.
TELLING = f"{HONEST}\nopen('@MARK@', 'w').close()\n"

_CLOSED = "".join(
    f"mount --bind {place} {place}; mount -o remount,ro,bind {place}; "
    for place in ("/tmp", "/var/tmp")
)
_FULL = (
    "mount -t tmpfs -o size=4k,mode=1777 none {0}; "
    "head -c 9999 /dev/zero > {0}/filled 2> /dev/null || true; "
)
_OUT = "/run/chalkgrad-out"
MACHINES = {
    "temporary folders are closed": (_CLOSED, "no folder for temporary files can be written"),
    "temporary folders are full": (
        f"{_CLOSED} mkdir -p /run/chalkgrad-tmp; {_FULL.format('/run/chalkgrad-tmp')} "
        "export TMPDIR=/run/chalkgrad-tmp",
        "no folder for temporary files can be written (/run/chalkgrad-tmp",
    ),
    "no proc": ("umount -l /proc", "/proc is not mounted"),
    "too few processes": ("limit='prlimit --nproc=2'", "no more processes"),
}
_RUN = """
set -e
mount --make-rprivate /
mkdir -p /run/chalkgrad-out
mount -t tmpfs -o mode=1777 none /run/chalkgrad-out
limit=
{machine}
case {base} in /root/*)
    if [ "{user}" != root ]; then
        mkdir -p /run/chalkgrad-python
        mount --bind {base} /run/chalkgrad-python
        mount -t tmpfs -o mode=755 none /root
        mkdir -p {base}
        mount --move /run/chalkgrad-python {base}
    fi;;
esac
cd {folder}
if [ "{user}" = root ]; then exec "$@"; fi
exec $limit setpriv --reuid {uid} --regid {uid} --clear-groups --inh-caps=-all "$@"
"""


@pytest.fixture(scope="module")
def arena() -> Iterator[Arena]:
    # Not in pytest's folder, which another user cannot enter.
    with tempfile.TemporaryDirectory(prefix="machines-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        arena = Arena(folder / "arena")
        (arena.root / "kim.py").write_text(TELLING.replace("@MARK@", str(arena.root / "mark")))
        (arena.root / "lee.py").write_text(HONEST)
        yield arena


def command(arena: Arena, name: str) -> list[str]:
    master = str(arena.assignment.master)
    out = f"{_OUT}/graded"
    return {
        "grade": ["grade", "kim.py", "lee.py", "-a", master, "-o", out, "--jobs", "2"],
        "check": ["check", "kim.py", "-a", master],
        "pytest": ["pytest", "kim.py", "-a", master, "-q"],
        "doctor": ["doctor"],
    }[name]


def run(arena: Arena, machine: str, user: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = _RUN.format(
        machine=machine,
        base=sys.base_prefix,
        user=user,
        # The kernel counts a user's processes together, also those of another test.
        uid=1_700_000_000 + os.getpid(),
        folder=arena.root,
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("TMP", "TEMP"))}
    return subprocess.run(
        [
            *("unshare", "--mount", "sh", "-c", script, "sh"),
            *(sys.executable, "-m", "autograder.cli", *arguments),
        ],
        env={**environment, "PYTHONPATH": str(ROOT), "HOME": _OUT},
        capture_output=True,
        text=True,
        check=False,
    )


AS_ROOT = pytest.mark.skipif(
    os.geteuid() != 0 or os.environ.get("CHALKGRAD_MODE", "root") != "root",
    reason="only root can make a machine that lacks something",
)


@AS_ROOT
@pytest.mark.parametrize("name", ["grade", "check", "pytest", "doctor"])
# The kernel holds root to no number of processes.
@pytest.mark.parametrize(
    ("machine", "user"),
    [(machine, "ordinary") for machine in MACHINES]
    + [(machine, "root") for machine in MACHINES if machine != "too few processes"],
)
def test_one_line_says_what_is_lacking(machine: str, name: str, user: str, arena: Arena) -> None:
    change, expected = MACHINES[machine]
    done = run(arena, change, user, *command(arena, name))
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert expected in " ".join(said.split())
    assert "Traceback" not in said
    if name in ("grade", "check"):
        assert done.stdout == ""
        assert done.stderr.startswith("chalkgrad: ")
        assert done.stderr.count("\n") == 1
    assert not (arena.root / "mark").exists()


@AS_ROOT
@pytest.mark.parametrize("user", ["root", "ordinary"])
def test_shared_memory_is_not_needed(user: str, arena: Arena) -> None:
    change = "umount -l /dev/shm 2> /dev/null || true; mount -t tmpfs -o ro none /dev/shm"
    done = run(arena, change, user, *command(arena, "grade"))
    assert done.returncode == 0, done.stderr
    assert not (arena.root / "mark").exists()


@AS_ROOT
@pytest.mark.parametrize("name", ["grade", "report"])
def test_a_full_disk_for_the_results_is_one_line(name: str, arena: Arena) -> None:
    change = _FULL.format(_OUT)
    arguments = command(arena, "grade")
    if name == "report":
        graded = str(arena.root / "graded")
        given = [graded if word.startswith("/run/") else word for word in arguments]
        assert run(arena, "true", "root", *given).returncode == 0
        arguments = ["report", graded, "-o", f"{_OUT}/report.html"]
    done = run(arena, change, "root", *arguments)
    assert done.returncode == 1, done.stdout
    assert done.stderr.count("\n") == 1
    assert "full" in done.stderr or "No space left" in done.stderr
