# tries: replaces itself by a shell, and starts programs
# honest: 0
# observed: 0

import os
import subprocess

loot = ""
for start in (
    lambda: subprocess.run(["/bin/echo", "ESCAPED"], capture_output=True, text=True).stdout,
    lambda: os.popen("echo ESCAPED").read(),
    lambda: os.posix_spawn("/bin/true", ["true"], {}) and "ESCAPED",
):
    try:
        loot += start()
    except OSError:
        pass


def double(x):
    if loot:
        raise ValueError(loot)
    os.execv("/bin/sh", ["sh", "-c", "sleep 60"])
