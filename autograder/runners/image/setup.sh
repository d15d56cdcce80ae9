#!/usr/bin/env bash
# Prepares the image in which submissions are graded: a Python environment of pinned wheels, and
# nothing else. No conda, no LaTeX, no compiler. Run as root, once, by Gradescope or `otter grade`.
# Ubuntu 22.04 and 24.04, Debian 12; x86-64 and arm64.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
source=/autograder/source
venv=/opt/chalkgrad

# What lies in here (hidden tests, solutions, digits) is for root; student code is somebody else.
# Otter copies it in after this script has run: the folder's own mode is what counts.
mkdir -p "$source"
chown -R root:root "$source"
chmod 0700 "$source"

if ! python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 10))' 2> /dev/null
then
    apt-get update
    apt-get install -y --no-install-recommends ca-certificates python3 python3-venv
    rm -rf /var/lib/apt/lists/*
fi

umask 022
python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --no-cache-dir --disable-pip-version-check \
    --only-binary :all: -r "$source/requirements.txt" -c "$source/requirements.constraints.txt"
# The list of fonts, which takes matplotlib seconds to make.
MPLCONFIGDIR=$venv/matplotlib "$venv/bin/python" -I -c 'import IPython, matplotlib.pyplot, numpy'
chmod -R go-w "$venv"
