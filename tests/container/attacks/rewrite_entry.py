"""Make root run a student's line: in the entry script, the image's Python, or a new file."""

import glob
import os

# This does something only in the container of tests/container/run.
INSIDE = os.path.exists("/.dockerenv")
done, made = [], 0
LINE = "\nimport os; os.system('touch /tmp/chalkgrad-attack-succeeded')\n"


def attempt(name, act):
    global made
    if not INSIDE:
        return
    made += 1
    try:
        act()
        done.append(name)
    except BaseException:
        pass


def append(path):
    with open(path, "a") as file:
        file.write(LINE)


targets = [
    "/autograder/run_autograder",
    "/autograder/source/run_otter.py",
    "/autograder/source/setup.sh",
    "/autograder/source/files/chalkgrad/autograder/__init__.py",
    "/autograder/__init__.py",
    "/autograder/submission/conftest.py",
    "/etc/ld.so.preload",
    "/etc/profile.d/x.sh",
    "/root/.bashrc",
    "/usr/lib/python3/dist-packages/sitecustomize.py",
]
for site in glob.glob("/opt/chalkgrad/lib/python3*/site-packages"):
    targets += [f"{site}/sitecustomize.py", f"{site}/x.pth", f"{site}/numpy/__init__.py"]
for target in targets:
    for path in (target, f"/proc/1/root{target}"):
        attempt(path, lambda: append(path))
for program in ("/bin/sh", "/bin/cp", "/opt/chalkgrad/bin/python"):
    line = [program, "-c", "touch /tmp/chalkgrad-attack-succeeded"]
    attempt(program, lambda: os.posix_spawn(program, line, {}))


# Points only if an attempt has succeeded, so that a score above 0 is an alarm.
def mean_squared_error(y, t):
    if not done:
        raise ValueError(f"{made} attempts, none succeeded")
    return 0.5 * float(((y - t) ** 2).sum())
