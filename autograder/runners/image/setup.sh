#!/usr/bin/env bash
# Prepares the image in which submissions are graded: a Python environment of pinned wheels, without
# conda, LaTeX or a compiler. Gradescope or `otter grade` runs it once, as root.
# Ubuntu 22.04 and 24.04, Debian 12; x86-64 and arm64.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
source=/autograder/source
venv=/opt/chalkgrad

# Only root may read this folder (hidden tests, solutions, digits); student code has another user.
# Otter copies the files in after this script has run, so the mode of the folder itself counts.
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
# Make matplotlib's list of fonts, which takes seconds.
MPLCONFIGDIR=$venv/matplotlib "$venv/bin/python" -I -c 'import IPython, matplotlib.pyplot, numpy'
chmod -R go-w "$venv"
