"""The environment variables of student code, and so what libraries read of the machine's settings.

Owns the list. That a worker's home is its own folder is left to `zygote`, which sets it.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path


def worker_environment() -> dict[str, str]:
    """Return the few environment variables of student code."""
    kept = {key: os.environ[key] for key in ("PATH", "MPLCONFIGDIR") if key in os.environ}
    return {
        **kept,
        "HOME": os.environ.get("HOME", "/"),
        "LANG": "C.UTF-8",
        "MPLBACKEND": "Agg",
        **_matplotlib_settings(),
        # One thread: results do not depend on the machine. Two need 5 times the CPU time.
        **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _matplotlib_settings() -> dict[str, str]:
    """Return the variable that names matplotlib's own settings, so that the home's are not read."""
    package = importlib.util.find_spec("matplotlib")
    if package is None or package.origin is None:
        return {}
    return {"MATPLOTLIBRC": str(Path(package.origin).parent / "mpl-data" / "matplotlibrc")}
