"""Run `python -m autograder.cli` as `chalkgrad`.

`python -m` searches the current folder first, for this package too: in a folder of others, use the
command `chalkgrad`. Nothing else is imported from that folder.
"""

import os
import sys

if sys.path and sys.path[0] in ("", os.getcwd()):
    del sys.path[0]
# The package may have been found there: in a clone in which it is not installed.
sys.path.append(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from autograder.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
