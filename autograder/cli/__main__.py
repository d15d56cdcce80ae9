"""Run `python -m autograder.cli` as `chalkgrad`."""

import sys

from autograder.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
