"""`chalkgrad doctor`: what confines student code on this machine, found by trying.

Owns the findings and their tables. The layers and the attempts are the sandbox's own: a worker is
started exactly as for a submission, and reports what it could do.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Collection
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version

from autograder.cli.tables import print_as_json, wide_console
from autograder.data import mnist
from autograder.sandbox import access_times, accounts, landlock, proof
from autograder.sandbox.failures import SandboxError
from autograder.sandbox.fence import LAYERS, Fence, FenceError, python_is_open
from autograder.sandbox.session import Zygote

_PACKAGES = ("numpy", "ipython", "matplotlib", "mlxtend", "otter-grader")
_WHY_ABSENT = {
    "namespaces": "not allowed here, as in most containers; the other layers do without",
    "uid": "only root can change its user; namespaces or Landlock keep signals in instead",
    "access_times": "only root with CAP_SYS_ADMIN has these; see the access times below",
    "landlock": "this kernel does not have it (Linux 5.13 or newer does)",
}


@dataclass(frozen=True)
class Layer:
    """One layer of the fence: whether it is in place, and a remark, such as why not."""

    name: str
    standing: bool
    remark: str = ""


@dataclass(frozen=True)
class Proof:
    """One attempt of a fenced worker: what it tried, whether it was stopped, and by what."""

    attempt: str
    stopped: bool
    why: str


@dataclass(frozen=True)
class Findings:
    """Everything that `chalkgrad doctor` reports.

    Attributes
    ----------
    holds : bool
        Whether submissions would be graded here without ``--unsandboxed``.
    problem : str
        Why not.
    """

    holds: bool
    problem: str
    layers: list[Layer]
    proofs: list[Proof]
    machine: dict[str, str]


def run(options: argparse.Namespace) -> int:
    """Print the findings; return the exit code."""
    findings = examine()
    if options.json:
        print_as_json(asdict(findings))
    else:
        print_findings(findings)
    return 0 if findings.holds else 1


def examine(fence: Fence | None = None) -> Findings:
    """Start a fenced worker, have it try everything, and return the findings."""
    problem = ""
    with Zygote((), fence or Fence()) as zygote:
        try:
            zygote.spawn().close()
        except FenceError as error:
            problem = error.reason
        except SandboxError as error:
            problem = str(error)
        layers, attempts = zygote.layers, zygote.attempts
    return Findings(
        holds=not problem,
        problem=problem,
        layers=[_layer(name, name in layers) for name in LAYERS],
        proofs=[
            Proof(attempt, bool(why), why or "not stopped")
            for attempt, why in attempts.items()
            if attempt != proof.PYTHON
        ],
        machine=_machine(layers),
    )


def _layer(name: str, standing: bool) -> Layer:
    if standing:
        remark = f"version {landlock.abi()}" if name == "landlock" else ""
        if name == "uid" and not python_is_open():
            remark = "can still read some files that other users cannot: Python is among them"
        return Layer(LAYERS[name], True, remark)
    if name == "uid" and _is_root():
        return Layer(LAYERS[name], False, "no user ids to spare")
    return Layer(LAYERS[name], False, _WHY_ABSENT.get(name, "could not be set up"))


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _machine(layers: Collection[str]) -> dict[str, str]:
    found = {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "user": "root" if _is_root() else "an ordinary user",
        "python": f"{platform.python_version()} ({sys.executable})",
    }
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    found["CPU time"] = f"counted {accounts.how()}"
    unrecorded = "access_times" in layers
    found["access times"] = access_times.how(unrecorded=unrecorded)
    found["digits"] = mnist.on_hand()
    return found


def print_findings(findings: Findings) -> None:
    """Print the findings as tables."""
    from rich.table import Table

    console = wide_console()
    layers = Table("layer", "in place", "", box=None, pad_edge=False)
    for layer in findings.layers:
        layers.add_row(layer.name, _sign(layer.standing), layer.remark)
    proofs = Table("a worker tried to", "stopped", "by", box=None, pad_edge=False)
    for tried in findings.proofs:
        proofs.add_row(tried.attempt, _sign(tried.stopped), tried.why)
    machine = Table("machine", "", box=None, pad_edge=False)
    for name, value in findings.machine.items():
        machine.add_row(name, value)
    for table in (layers, proofs, machine):
        console.print(table, "")
    if findings.holds:
        console.print("Student code is confined here: submissions can be graded.")
    else:
        console.print(
            f"Student code is NOT confined here: {findings.problem}. Nothing is graded without "
            "--unsandboxed; use the container instead."
        )


def _sign(good: bool) -> str:
    return "[green]yes[/]" if good else "[red]no[/]"
