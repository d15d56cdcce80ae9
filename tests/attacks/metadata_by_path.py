# tries: changes modes, owners, times and attributes of files of others by their paths
# honest: 0
# observed: 0

import os

loot = ""
for path in ("@OTHER@", "@OUT@/other.json", "@OUT@", "@ROOT@/assignments/arena/arena.py", "@ROOT@"):
    for change in (
        lambda: os.chmod(path, 0o777),
        lambda: os.chown(path, os.getuid(), os.getgid()),
        lambda: os.lchown(path, os.getuid(), os.getgid()),
        lambda: os.utime(path, (0, 0)),
        lambda: os.utime(path, ns=(1, 1), follow_symlinks=False),
        lambda: os.setxattr(path, "user.pwned", b"1"),
    ):
        try:
            change()
        except OSError:
            pass
    try:
        state = os.stat(path)
        if state.st_mode & 0o777 == 0o777 or state.st_mtime < 2:
            loot = "ESCAPED"
    except OSError:
        pass


def double(x):
    raise ValueError(loot)
