#!/bin/sh
# Makes sure that Playwright, which steers the browser of the tests, starts. Its package brings a Node.js of its own, and
# that needs a library (libatomic) which a small Debian or Ubuntu does not have.
set -eu
unset CDPATH
cd -- "${0%/*}/../.."

starts() { .venv/bin/python -m playwright --version >/dev/null 2>&1; }

starts && exit
echo "set-up: Playwright does not start; installing the library that its Node.js needs" >&2
sh build_scripts/setup/apt_install.sh libatomic1 || true
starts && exit
echo "set-up: Playwright does not start: $(.venv/bin/python -m playwright --version 2>&1)" >&2
echo "    to mend it: install what the message names (Debian: apt-get install libatomic1) and run the same command again" >&2
exit 1
