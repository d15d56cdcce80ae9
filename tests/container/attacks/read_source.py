"""Read hidden tests, solutions, digits, the grader's memory; send them over the network."""

import glob
import os
import socket

# This does something only in the container of tests/container/run.
INSIDE = os.path.exists("/.dockerenv")
done, made = [], 0
SOURCE = "/autograder/source"


def attempt(name, act):
    global made
    if not INSIDE:
        return
    made += 1
    try:
        if act():
            done.append(name)
    except BaseException:
        pass


def read(path):
    with open(path, "rb") as file:
        return file.read(1)


places = [
    f"{SOURCE}/files/chalkgrad/solutions/hw2_learning.py",
    f"{SOURCE}/files/chalkgrad/autograder/hidden_tests/hw2_learning/test_q4_numerical_diff.py",
    f"{SOURCE}/files/chalkgrad/autograder/hidden_tests/hw2_learning/held_out_5x5.npz",
    f"{SOURCE}/tests/q4_numerical_diff.py",
    f"{SOURCE}/otter_config.json",
]
for path in places:
    for root in ("", "/proc/1/root", "/proc/self/root"):
        attempt(path, lambda: read(root + path))
for folder in (SOURCE, f"{SOURCE}/files", f"{SOURCE}/tests", "/proc/1/cwd/source", "/proc/1/fd"):
    attempt(folder, lambda: os.listdir(folder))
attempt("glob", lambda: glob.glob("/autograder/source/**/*.py", recursive=True))
for pid in range(1, 500):
    for name in ("environ", "mem", "maps", "root/etc/shadow"):
        attempt(f"/proc/{pid}/{name}", lambda: os.stat(f"/proc/{pid}").st_uid == 0 and read(f"/proc/{pid}/{name}"))


def dial():
    with socket.create_connection(("127.0.0.1", 9), timeout=1):
        return True


attempt("network", dial)


# Points only if an attempt has succeeded, so that a score above 0 is an alarm.
def mean_squared_error(y, t):
    if not done:
        raise ValueError(f"{made} attempts, none succeeded")
    return 0.5 * float(((y - t) ** 2).sum())
