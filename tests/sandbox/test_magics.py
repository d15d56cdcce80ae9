"""A cell survives the magics that a real kernel survives, whatever the grader's home folder."""

from __future__ import annotations

import os
import queue
from pathlib import Path

import pytest

from autograder.sandbox.magics import Store
from autograder.sandbox.session import Zygote
from autograder.sandbox.snapshot import Snapshot

# None of these starts a program or needs a network, so that a real kernel can run them here.
MAGICS = """\
%cd .
%cd ..
%cd -
%cd /content/drive/MyDrive
%cd
%cd -b nobody
%store
%store -r
%store -r nobody
%store -z
%store undefined
%bookmark here
%bookmark -l
%bookmark -d here
%bookmark -d nobody
%load_ext absent_extension
%reload_ext absent_extension
%load_ext autoreload
%autoreload 2
%alias
%alias show ls -l
%pwd
%pushd .
%popd
%dhist
%who
%whos
%env
%env HOME
%env NOBODY
%set_env COLOUR red
%run absent.py
%matplotlib inline
%matplotlib widget
%pylab inline
%config InlineBackend.figure_format='retina'
%config IPCompleter.greedy = True
%config Absent.thing = 1
%history
%logstart
%logstop
%logstate
%timeit -n1 -r1 1 + 1
%time z = 1
%prun z = 1
%pdb off
%notebook out.ipynb
%save kept 1
%edit
%load absent.py
%rerun 1
%recall 1
%macro again 1
%precision 3
%precision nothing
%xmode Plain
%automagic
%autoawait True
%lsmagic
%quickref
%reset_selective -f nothing
%xdel nothing
%connect_info
%autosave 60
%tensorboard --logdir logs
%absent
print?
absent?
x = %pwd
x = %absent""".splitlines()
# A kernel of today stops at these where the extension or the program is absent. The student had it.
FORGIVEN = {
    *("%load_ext absent_extension", "%reload_ext absent_extension", "%matplotlib widget"),
    *("%tensorboard --logdir logs", "%absent", "x = %absent"),
}
CELL_MAGICS = (
    *("%%time", "%%capture", "%%timeit -n1 -r1", "%%prun", "%%bash", "%%html", "%%absent"),
    *(
        "%%writefile notes.txt",
        "%%javascript",
        "%%latex",
        "!pip install torch",
        "%pip install torch",
    ),
    *("%conda install torch", "!!ls", "files = !ls", "%debug", "%rehashx", "%pastebin 1"),
)


def outcomes_here(cells: list[str]) -> list[bool]:
    """Return for each cell whether a worker runs its last line."""
    with Zygote() as zygote:
        lines = []
        for cell in cells:
            lines += ["reached = False", f"{cell}\nreached = True", "assert reached"]
        snapshot = Snapshot(zygote, list(enumerate(lines)), ["f"])
        try:
            snapshot.run()
            return [outcome.status == "ok" for outcome in snapshot.outcomes[2::3]]
        finally:
            snapshot.close()


def outcomes_in_a_kernel(cells: list[str], home: Path) -> list[bool]:
    """Return the same for a Jupyter kernel."""
    from jupyter_client.manager import KernelManager

    manager = KernelManager(kernel_name="python3", transport="ipc", ip=str(home / "kernel"))
    manager.start_kernel(cwd=str(home), env={**os.environ, "HOME": str(home)})
    client = manager.client()
    client.start_channels()

    def run(code: str) -> str:
        asked = client.execute(code, allow_stdin=False, user_expressions={"told": "reached"})
        while True:
            answer = client.get_shell_msg(timeout=60)
            if answer["parent_header"].get("msg_id") == asked:
                told = answer["content"].get("user_expressions", {}).get("told", {})
                return told.get("data", {}).get("text/plain", "")

    try:
        client.wait_for_ready(timeout=60)
        found = []
        for cell in cells:
            run("reached = False")
            run(f"{cell}\nreached = True")
            found.append(run("pass") == "True")
        return found
    except queue.Empty:
        raise AssertionError("the kernel does not answer") from None
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        client.context.destroy(linger=0)


def test_a_cell_goes_on_exactly_where_a_kernel_goes_on(tmp_path: Path) -> None:
    kernel = dict(zip(MAGICS, outcomes_in_a_kernel(MAGICS, tmp_path), strict=True))
    here = dict(zip(MAGICS, outcomes_here(MAGICS), strict=True))
    assert kernel["%cd /content/drive/MyDrive"]
    assert not kernel["%env NOBODY"]
    assert here == {magic: goes_on or magic in FORGIVEN for magic, goes_on in kernel.items()}


def test_the_notebook_goes_on_after_magics_that_would_start_programs() -> None:
    cells = [f"{magic}\n1 + 1" for magic in CELL_MAGICS]
    with Zygote() as zygote:
        last = "def f():\n    return 2\nassert f() == 2"
        snapshot = Snapshot(zygote, list(enumerate([*cells, last])), ["f"])
        snapshot.run()
        assert snapshot.outcomes[-1].status == "ok"
        assert snapshot._forks is not None
        assert not snapshot._forks.incident
        snapshot.close()


HOMES = ("absent", "empty", "closed", "used")
NOTEBOOK = """\
%cd .
%bookmark here
kept = [1.0]
%store kept
kept.append(2.0)
%store -r kept
%cd -b here
%store -r poisoned
import os
start = os.getcwd()
os.mkdir("data")
%cd data
%cd -
import numpy as np
assert os.getcwd() == start
assert kept == [1.0]
assert "poisoned" not in globals()
assert sorted(os.listdir()) == ["data"]
"""


@pytest.mark.parametrize("kind", HOMES)
def test_the_graders_home_is_neither_read_nor_written(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    if kind != "absent":
        home.mkdir()
    if kind == "used":
        profile = home / ".ipython" / "profile_default"
        raising = "raise SystemExit('read')\n"
        for name in ("startup/00.py", "ipython_config.py", "ipython_kernel_config.py"):
            (profile / name).parent.mkdir(parents=True, exist_ok=True)
            (profile / name).write_text(raising)
        (home / ".ipython" / "extensions").mkdir()
        (home / ".ipython" / "extensions" / "autoreload.py").write_text(raising)
        stored = profile / "db" / "autorestore" / "poisoned"
        stored.parent.mkdir(parents=True)
        stored.write_bytes(b"I1\n.")
        (home / ".config" / "matplotlib").mkdir(parents=True)
        (home / ".config" / "matplotlib" / "matplotlibrc").write_text("text.usetex: True\n")
    if kind == "closed":
        home.chmod(0o500)
    before = listing(tmp_path)
    monkeypatch.setenv("HOME", str(home))
    with Zygote() as zygote:
        plot = "import matplotlib as mpl\nassert not mpl.rcParams['text.usetex']"
        cells = [NOTEBOOK, "%load_ext autoreload\n%autoreload 2", plot]
        snapshot = Snapshot(zygote, list(enumerate(cells)), ["f"])
        outcomes = snapshot.run()
        snapshot.close()
    assert [outcome.status for outcome in outcomes] == ["ok"] * 3, outcomes
    assert listing(tmp_path) == before


def listing(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return what is below a folder, and when it was changed."""
    return {
        str(path): (state.st_mode, state.st_mtime_ns, state.st_size)
        for path in [folder, *folder.rglob("*")]
        for state in [path.lstat()]
    }


def test_the_store_keeps_copies_and_refuses_what_ipython_refuses() -> None:
    store = Store()
    value = [1]
    store["autorestore/value"] = value
    value.append(2)
    assert store["autorestore/value"] == [1]
    assert store.get("bookmarks", {}) == {}
    assert store.keys("autorestore/*") == ["autorestore/value"]
    assert store.keys("other/*") == []
    del store["nothing"]
    del store["autorestore/value"]
    assert list(store) == []
    with pytest.raises(Exception, match="pickle"):
        store["function"] = lambda: None
