#!/bin/sh
# Usage: apt_install.sh PACKAGE...
# Installs Debian packages as root or through a sudo that asks nothing; otherwise says the command to run, and fails.
set -eu

if ! command -v apt-get >/dev/null 2>&1; then
    echo "set-up: this system has no apt-get, so these cannot be installed from here: $*" >&2
    exit 1
fi

if [ "$(id -u)" -eq 0 ]; then
    rights="env"
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    rights="sudo -n env"
else
    echo "set-up: installing system packages needs rights that this account lacks; to mend it, run once:" >&2
    echo "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" >&2
    exit 1
fi

# Says nothing unless it fails; then all that apt-get said.
apt() {
    told=$($rights DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 "$@" </dev/null 2>&1) && return
    echo "$told" >&2
    return 1
}

echo "set-up: installing with apt-get: $* (on a slow network this takes minutes)" >&2
apt update || echo "set-up: the package lists could not be brought up to date; going on with those at hand" >&2
if ! apt install -y --no-install-recommends "$@"; then
    echo "set-up: apt-get could not install $*; its messages are above" >&2
    echo "    to mend it: check the network and /etc/apt, or install by hand: apt-get install $*" >&2
    exit 1
fi
