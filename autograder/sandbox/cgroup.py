"""A control group for each worker, in which the kernel counts the CPU time of all its processes.

Owns finding a place for it, and making, reading and removing it. Version 2 counts in every group,
whatever controllers are enabled; version 1 needs `cpuacct`. Where neither can be written (most
containers, most ordinary users) there is none, and `accounts` counts by the process tree.
"""

from __future__ import annotations

import contextlib
import os
from functools import cache
from pathlib import Path

from autograder.sandbox import linux


class Cgroup:
    """One group.

    Parameters
    ----------
    folder : Path
        Where it is mounted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._usage = folder / ("cpu.stat" if _is_v2(folder) else "cpuacct.usage")

    def cpu_seconds(self) -> float:
        """Return the CPU seconds of all processes that are or were in the group.

        Of a process that is running right now, up to a tick may be missing.

        Raises
        ------
        OSError
            If the group is gone.
        """
        text = self._usage.read_bytes()
        if text.startswith(b"usage_usec "):
            return int(text.split(maxsplit=2)[1]) / 1e6
        return int(text) / 1e9

    def holds(self, pid: int) -> bool:
        """Return whether a process is in the group."""
        with contextlib.suppress(OSError):
            return str(pid) in (self.folder / "cgroup.procs").read_text().split()
        return False

    def join(self) -> None:
        """Move this process into the group; its future children follow."""
        (self.folder / "cgroup.procs").write_text("0", encoding="ascii")

    def leave(self) -> None:
        """Move this process to the group above, and end all others in this one."""
        with contextlib.suppress(OSError):
            (self.folder.parent / "cgroup.procs").write_text("0", encoding="ascii")
            # Version 2, since Linux 5.14; not to be made in version 1.
            with open(self.folder / "cgroup.kill", "r+", encoding="ascii") as file:
                file.write("1")

    def remove(self) -> bool:
        """Remove the group; return whether it is gone, which it cannot be with a process in it."""
        with contextlib.suppress(OSError):
            self.folder.rmdir()
        return not self.folder.exists()


def create() -> Cgroup | None:
    """Return a new group below that of this process; None if there can be none."""
    above = place()
    if above is None:
        return None
    folder = _new_name(above)
    try:
        folder.mkdir()
    except OSError:
        return None
    return Cgroup(folder)


@cache
def place() -> Path | None:
    """Return the folder of this process's own group if it has one that can be written."""
    if not linux.IS_LINUX:
        return None
    with contextlib.suppress(OSError, ValueError):
        mounts = Path("/proc/self/mountinfo").read_text(errors="surrogateescape")
        groups = Path("/proc/self/cgroup").read_text(errors="surrogateescape")
        for folder in folders(mounts, groups):
            with contextlib.suppress(OSError):
                if os.access(folder / "cgroup.procs", os.W_OK) and _works(folder):
                    return folder
    return None


def folders(mounts: str, groups: str, controller: str = "cpuacct") -> list[Path]:
    """Return the folders of this process's groups that can have a controller: version 2 first.

    Parameters
    ----------
    mounts, groups : str
        ``/proc/self/mountinfo`` and ``/proc/self/cgroup``.
    controller : str
        Its name in version 1; by default the one that counts CPU time.
    """
    own = {}
    for line in groups.splitlines():
        number, controllers, path = line.split(":", 2)
        own["" if number == "0" else controllers] = path
    found: dict[bool, Path] = {}
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        root, mounted = (_unescaped(word) for word in fields.split()[3:5])
        kind, _, options = rest.split(" ", 2)
        for controllers, path in own.items():
            is_v2 = controllers == ""
            has_it = kind == "cgroup2" if is_v2 else kind == "cgroup" and _has(options, controller)
            if not has_it or (not is_v2 and not _has(controllers, controller)):
                continue
            if root == "/" or path == root or path.startswith(root + "/"):
                inside = path if root == "/" else path[len(root) :]
                found.setdefault(is_v2, Path(mounted + inside))
    return [found[is_v2] for is_v2 in (True, False) if is_v2 in found]


def _has(names: str, controller: str) -> bool:
    return controller in names.split(",")


def _unescaped(path: str) -> str:
    return path.replace("\\040", " ").replace("\\134", "\\")


def _new_name(folder: Path) -> Path:
    return folder / f"chalkgrad-{os.getpid()}-{os.urandom(8).hex()}"


def _is_v2(folder: Path) -> bool:
    return (folder / "cgroup.controllers").exists()


def _works(folder: Path) -> bool:
    """Whether a group can be made here whose time can be read."""
    path = _new_name(folder)
    path.mkdir()
    try:
        Cgroup(path).cpu_seconds()
        # A group in a threaded tree takes no processes.
        kind = path / "cgroup.type"
        return not kind.exists() or kind.read_text().strip() == "domain"
    finally:
        path.rmdir()
