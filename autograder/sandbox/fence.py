"""The fence around a worker: its layers, their order, and the files that stay readable.

Owns the order of the layers and the list of files that Python needs. How a layer is raised is left
to `landlock`, `seccomp`, `namespaces` and `privileges`; whether it holds, to `proof`. `Fence` has
the grader's choices. The worker calls `raise_` before it reads any student code.
"""

from __future__ import annotations

import contextlib
import functools
import os
import site
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.errors import ChalkgradError
from autograder.sandbox import landlock, linux, namespaces, pidfd, privileges, seccomp
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import open_to_all
from autograder.text import Text

UNSANDBOXED = Text(
    "NOT SANDBOXED: this submission's code could read and change anything the grader can.",
    "격리되지 않음: 이 제출물의 코드는 채점기가 읽고 바꿀 수 있는 것을 모두 읽고 바꿀 수 "
    "있었습니다.",
)
PACKAGE = Path(__file__).resolve().parents[1]
_PROJECT = PACKAGE.parent
# Libraries, fonts, time zones, and the files that the loader and fontconfig look up.
_SYSTEM = (
    *("/lib64", "/usr/lib64", "/usr/lib/locale"),
    *("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/fontconfig"),
    *("/usr/share/zoneinfo", "/usr/share/locale", "/usr/share/matplotlib"),
    *("/etc/ld.so.cache", "/etc/localtime", "/etc/fonts", "/etc/matplotlibrc", "/etc/mime.types"),
)
# Not /dev/zero, which can be mapped as memory that processes share.
_DEVICES = ("/dev/null", "/dev/urandom", "/dev/random")
_PACKAGES = ("site-packages", "dist-packages")
# Never opened as a whole, even if Python is installed in one of them.
_TOO_WIDE = {Path("/"), Path("/usr"), Path("/root"), Path("/home"), Path("/opt"), Path("/tmp")}

LAYERS = {
    "limits": "resource limits",
    "namespaces": "pid, network and IPC namespaces",
    "uid": "a user id of its own",
    "no_new_privs": "no new privileges",
    "landlock": "Landlock",
    "seccomp": "system call filter",
    "access_times": "mounts that record no reading",
}


class FenceError(ChalkgradError):
    """Student code cannot be contained on this machine, so none is run."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"sandbox: {reason}; no student code was run. `chalkgrad doctor` says more; grade in "
            "the container, or with --unsandboxed if you trust every submission",
            exit_code=1,
        )
        self.reason = reason

    def __reduce__(self) -> tuple[type[FenceError], tuple[str]]:
        """Pickle by the reason, for a grader in another process."""
        return FenceError, (self.reason,)


@dataclass(frozen=True)
class Fence:
    """Which layers a worker gets, and what they must hide.

    Attributes
    ----------
    secrets : tuple of Path
        Files and folders to hide, besides those of this package.
    sandboxed : bool
        False: no layer at all, for instructors who trust every submission.
    without : frozenset of str
        Layers left out, in this project's tests only; also ``"sealing"`` and ``"stillness"``, which
        keep forks apart.
    proven : bool
        False: grade even if an attempt of the proof succeeds, in this project's tests only.
    """

    secrets: tuple[Path, ...] = ()
    sandboxed: bool = True
    without: frozenset[str] = frozenset()
    proven: bool = True

    def hiding(self, secrets: Iterable[Path]) -> Fence:
        """Return a fence that also hides these files and folders."""
        return replace(self, secrets=tuple(dict.fromkeys((*secrets, *self.secrets))))

    def has(self, name: str) -> bool:
        """Return whether a layer is wanted."""
        return self.sandboxed and name not in self.without

    def check_machine(self) -> None:
        """Refuse a machine that has no fence at all.

        Raises
        ------
        FenceError
            On macOS, Windows, kernels without pidfds, and processors without a table of system
            calls.
        """
        if linux.IS_LINUX and not os.path.exists("/proc/self/stat"):
            # Without it, nothing could be measured or ended either.
            raise FenceError("/proc is not mounted (`mount -t proc proc /proc`)")
        if not self.sandboxed:
            return
        if not linux.IS_LINUX:
            raise FenceError(f"{sys.platform} has none of the layers that contain student code")
        if not pidfd.are_available():
            raise FenceError("this kernel has no handles of processes (pidfds): too old")
        with contextlib.suppress(OSError):
            seccomp.program()
            return
        raise FenceError(f"no table of system calls for {linux.MACHINE}")

    def order(self, folder: Path, uid: int | None, limits: Limits) -> dict[str, Any]:
        """Return the instructions for the keeper and the worker, in JSON types."""
        layers = [name for name in LAYERS if self.sandboxed and name not in self.without]
        if os.geteuid() != 0:
            layers = [name for name in layers if name != "uid"]
        secrets = hidden_places(self.secrets)
        return {
            "layers": layers,
            "folder": str(folder),
            "uid": uid,
            "secrets": [str(path) for path in secrets],
            "outside": [
                *map(str, (*folder.parents[:2], _PROJECT, Path.home())),
                *("/tmp", "/dev/shm"),
            ],
            "caps": {
                "address_space_bytes": limits.address_space_bytes,
                # In reserve: the grader ends a process at its own, smaller cap.
                "cpu_seconds": int(2 * limits.cells_cpu_seconds) + 60,
                "file_bytes": limits.file_bytes,
                "processes": limits.processes,
                "open_files": limits.open_files,
            },
        }


def hidden_places(more: Sequence[Path] = ()) -> list[Path]:
    """Return the paths to hide: this package and any copy, the project's assignments, and `more`.

    There is a copy where chalkgrad is installed twice, such as in the Python below an environment.
    """
    package = PACKAGE / "hidden_tests"
    files = sorted(package.glob("*/test_*.py"))[:3]
    ours = [PACKAGE, _PROJECT / "solutions", _PROJECT / "assignments"]
    wanted = dict.fromkeys((*more, *files, package, *ours, *_copies(*_module_folders())))
    return [path for path in wanted if path.exists()]


@functools.cache
def _copies(standard: str, *others: str) -> tuple[Path, ...]:
    """Return every package with hidden tests, under any name, among those that could be read.

    They are looked for once, not for each worker.
    """
    folders = [Path(name) for name in others if Path(name).name in _PACKAGES]
    for place in (Path(standard).parent, Path("/usr/lib"), Path("/usr/lib64")):
        folders += [each for name in _PACKAGES for each in place.glob(f"python*/{name}")]
    places = dict.fromkeys(path.resolve() for path in folders)
    return tuple(found.parent for path in places for found in sorted(path.glob("*/hidden_tests")))


def readable_paths(secrets: Sequence[Path]) -> list[Path]:
    """Return the files and folders that Python and its libraries need, without any secret."""
    found: dict[Path, None] = {}
    for name in (*_module_folders(), *_shared_libraries(), *_SYSTEM):
        path = Path(name)
        with contextlib.suppress(OSError):
            path = path.resolve(strict=True)
            if path not in _TOO_WIDE and path != _PROJECT:
                found.update(dict.fromkeys(_without_secrets(path, secrets)))
    return [path for path in found if not any(other in path.parents for other in found)]


def _module_folders() -> list[str]:
    """Return the folders of Python's own modules and of packages.

    Not all of `sys.path`: it names the whole folder of a project that is installed in place, and
    with the project whatever else is there, such as submissions and marks.
    """
    paths = sysconfig.get_paths()
    packages = [
        name for name in (*site.getsitepackages(), *sys.path) if Path(name).name in _PACKAGES
    ]
    return [paths["stdlib"], paths["platstdlib"], *packages]


def _shared_libraries() -> list[str]:
    """Return the system's folders of shared libraries, and single libraries of other places.

    Debian has a folder for each kind of machine; beside it, /usr/lib holds whole programs. Folders
    below /usr/local/lib and Python's own lib may be anything.
    """
    kind = sysconfig.get_config_var("MULTIARCH")
    folders = ("/lib", "/usr/lib")
    ours = [f"{folder}/{kind}" for folder in folders if kind and os.path.isdir(f"{folder}/{kind}")]
    found = ours or list(folders)
    for place in sorted({f"{sys.base_prefix}/lib", f"{sys.prefix}/lib", "/usr/local/lib"}):
        found += (str(path) for path in sorted(Path(place).glob("*.so*")) if path.is_file())
    return found


def _without_secrets(path: Path, secrets: Sequence[Path]) -> list[Path]:
    """Return a path, or if it contains a secret, the paths in it that do not."""
    if any(secret == path or secret in path.parents for secret in secrets):
        return []
    if not any(path in secret.parents for secret in secrets):
        return [path]
    # What a link leads to is not inside.
    entries = [entry for entry in path.iterdir() if not entry.is_symlink()]
    inside = [_without_secrets(entry, secrets) for entry in entries]
    return [each for found in inside for each in found]


def raise_(
    order: dict[str, Any], readable: Sequence[Path], keep: int, *, inside: bool
) -> list[str]:
    """Raise the fence around this process; return the names of the raised layers.

    Parameters
    ----------
    order : dict
        The instructions of `Fence.order`; ``hidden`` is added: whether /proc is.
    readable : sequence of Path
        The paths of `readable_paths`.
    keep : int
        The one descriptor, besides the standard ones, that stays open.
    inside : bool
        Whether the process is in namespaces of its own.

    Raises
    ------
    OSError
        If a layer that every supported kernel has cannot be raised.
    """
    layers = set(order["layers"])
    raised = []
    has_landlock = "landlock" in layers and landlock.abi() > 0
    if layers:
        privileges.die_first()
    privileges.close_descriptors({keep})
    if "limits" in layers:
        privileges.set_limits(order["caps"], alone=inside or os.getuid() == 0)
        raised.append("limits")
    # The last that needed /proc.
    order["hidden"] = inside and namespaces.hide_proc()
    if "uid" in layers and order["uid"] is not None:
        keep_reading = has_landlock and not python_is_open()
        privileges.become(order["uid"], keep_reading=keep_reading)
        raised.append("uid")
    elif layers and os.getuid() != 0:
        # An ordinary user has every capability inside its own user namespace.
        linux.set_capabilities(0)
    if "no_new_privs" in layers:
        linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
        raised.append("no_new_privs")
    # The change of user id has reset this.
    linux.die_with_parent()
    if has_landlock:
        landlock.restrict(readable, Path(order["folder"]), [Path(name) for name in _DEVICES])
        raised.append("landlock")
        # The grader looks at the descriptors with this user's rights, since root has no right to in
        # most containers. Landlock keeps the worker's other processes from using it.
        linux.prctl(linux.PR_SET_DUMPABLE, 1)
    if "seccomp" in layers:
        seccomp.install()
        raised.append("seccomp")
    return raised


def python_is_open() -> bool:
    """Return whether any user can read this Python and its packages."""
    import numpy

    folders = (Path(sysconfig.get_paths()["stdlib"]), Path(numpy.__file__).parent)
    return all(open_to_all(path) for path in folders)
