# tries: puts itself in front of every import
# honest: 1
# observed: 1

import sys


class Hook:
    def find_spec(self, name, path=None, target=None):
        raise SystemExit(name)


sys.meta_path.insert(0, Hook())
sys.modules["numpy"] = sys.modules["json"] = None


def double(x):
    return x
