"""The benchmark: its accounting, its verdicts and its output. No figure is measured here."""

from __future__ import annotations

import json

import pytest

from autograder.bench import bench as report
from autograder.bench.accounting import killed_processes
from autograder.bench.figure import Figure, Measured
from autograder.bench.figures import FIGURES
from autograder.bench.grading import leave_out
from autograder.cli import main as cli
from autograder.sandbox import processes
from autograder.sandbox.session import Zygote
from autograder.sandbox.snapshot import Snapshot


def figure(values, *, claim, at_most=False):
    """Return a figure whose measurements are these values, in order."""
    return Figure("some", "something", iter(values).__next__, claim, "ms", at_most, len(values))


@pytest.mark.parametrize(
    ("values", "claim", "at_most", "holds"),
    [
        ([9.0, 10.0, 30.0], 10.0, False, True),
        ([9.0, 9.9, 30.0], 10.0, False, False),
        ([1.0, 10.0, 99.0], 10.0, True, True),
        ([1.0, 10.1, 11.0], 10.0, True, False),
    ],
)
def test_a_claim_is_compared_with_the_median(values, claim, at_most, holds):
    measured = Measured(figure(values, claim=claim, at_most=at_most), values)
    assert measured.holds == holds
    assert report.as_line(measured).startswith("ok" if holds else "SHORT")


@pytest.mark.parametrize(("claim", "code"), [(2.0, 0), (3.0, 1)])
def test_a_figure_that_falls_short_makes_the_command_exit_1(monkeypatch, capsys, claim, code):
    monkeypatch.setattr(report, "FIGURES", (figure([1.0, 2.0, 4.0], claim=claim),))
    assert cli.main(["bench"]) == code
    out = capsys.readouterr().out
    assert "2.00 ms   (1.00 ms to 4.00 ms, 3 times)" in out
    assert "numpy" in out
    assert "otter-grader" in out


def test_json_has_machine_and_values(monkeypatch, capsys):
    monkeypatch.setattr(report, "FIGURES", (figure([3.0, 1.0, 2.0], claim=2.0),))
    assert cli.main(["bench", "--json", "some"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["figures"] == [
        {
            "name": "some",
            "what": "something",
            "unit": "ms",
            "claim": 2.0,
            "claim_is": "at least",
            "median": 2.0,
            "least": 1.0,
            "most": 3.0,
            "values": [3.0, 1.0, 2.0],
            "holds": True,
        }
    ]
    assert set(printed["machine"]) >= {"cpu", "cores", "python", "numpy", "otter-grader"}


def test_an_unknown_figure_is_wrong_usage(capsys):
    assert cli.main(["bench", "warp"]) == 2
    assert "no figure 'warp'; use some of cold-grade, " in capsys.readouterr().err


def test_figures_have_names_of_their_own():
    names = [each.name for each in FIGURES]
    assert len(set(names)) == len(names)
    assert all(each.unit in ("times", "a minute", "ms", "s") for each in FIGURES)


KILL_TREE = processes.kill_tree
BURN = """
import time
while time.process_time() < 0.4:
    pass
"""


def test_processes_that_nobody_waits_for_are_counted():
    with Zygote() as zygote:
        # The first worker of a zygote only proves the fence.
        zygote.spawn().close()
        with killed_processes() as killed:
            snapshot = Snapshot(zygote, [(0, BURN)], [])
            snapshot.run()
            channel = snapshot.fork()
            channel.close()
            snapshot.close()
        assert len(killed) == 2
        assert 0.4 <= sum(killed.values()) < 4
    # After the block, the function is the original again.
    assert processes.kill_tree is KILL_TREE


def test_one_function_is_left_out_of_a_file(tmp_path):
    path = tmp_path / "tests.py"
    path.write_text("A = 1\n\n\ndef one():\n    return 1\n\n\ndef two():\n    return 2\n")
    leave_out(path, "one")
    names: dict[str, object] = {}
    exec(path.read_text(), names)
    assert "one" not in names
    assert names["two"]() == 2
