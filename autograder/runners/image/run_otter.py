"""Starts chalkgrad's container entry; the name is Otter's, whose image copies this file."""

import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parent
sys.path.insert(0, str(SOURCE / "files" / "chalkgrad"))

from autograder.runners.container import main  # noqa: E402  (needs the path)

sys.exit(main(SOURCE.parent))
