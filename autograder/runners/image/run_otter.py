"""Start chalkgrad's container entry; Otter's image copies a file of this name."""

import os
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent
sys.path.insert(0, str(SOURCE / "files" / "chalkgrad"))

# As in a worker. OpenBLAS would start a thread for each core of the machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from autograder.runners.container import main  # noqa: E402  (needs the path)

sys.exit(main(SOURCE.parent))
