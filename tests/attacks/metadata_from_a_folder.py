# tries: changes modes and times of files of others relative to an open folder
# honest: 0
# observed: 0

import os

loot = ""
for folder in ("@OUT@", "@ROOT@/submissions"):
    try:
        at = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    except OSError:
        continue
    for name in ("other.json", "other.py"):
        for change in (
            lambda: os.chmod(name, 0o777, dir_fd=at),
            lambda: os.chown(name, os.getuid(), os.getgid(), dir_fd=at, follow_symlinks=False),
            lambda: os.utime(name, (0, 0), dir_fd=at),
        ):
            try:
                change()
            except OSError:
                pass
        try:
            state = os.stat(name, dir_fd=at)
            if state.st_mode & 0o777 == 0o777 or state.st_mtime < 2:
                loot = "ESCAPED"
        except OSError:
            pass


def double(x):
    raise ValueError(loot)
