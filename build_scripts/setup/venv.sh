#!/bin/sh
# Makes .venv: the locked packages, each checked against its hash, and this package in place (editable).
#
# Two receipts are written last, each after its step has ended well, so that a half-made environment is never taken for
# a good one. They name what the step depends on by content and not by time, because git gives files new times.
# PYTHON=/path/to/python chooses the interpreter.
set -eu
unset CDPATH
cd -- "${0%/*}/../.."

venv=.venv
lock=requirements.lock
packages_receipt=$venv/.packages-installed
package_receipt=$venv/.package-installed
turn=.cache/set-up-running
oldest="3.11"

say() { echo "set-up: $*" >&2; }

fail() {
    say "$1"
    echo "    to mend it: $2" >&2
    exit 1
}

# The folder counts too: an environment that was copied along with its clone still points at the old place.
packages_key() { { pwd; cksum "$lock" build_scripts/setup/venv.sh; } | cksum; }
package_key() { { packages_key; cksum pyproject.toml; } | cksum; }

holds() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }
venv_runs() { "$venv/bin/python" -c "" 2>/dev/null; }
is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
makes_venvs() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }
version_of() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

candidates() {
    if [ -n "${PYTHON:-}" ]; then
        echo "$PYTHON"
    else
        echo python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3 /usr/local/bin/python3
    fi
}

# Prints the first candidate that is new enough and passes the further test given as $1.
first_python() {
    for candidate in $(candidates); do
        if is_new_enough "$candidate" && "$1" "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# Debian and Ubuntu ship Python without the part that makes environments; it is a package of its own.
complete_python() {
    python=$(first_python true) || fail \
        "found no Python $oldest or newer (tried: $(candidates))" \
        "install one, for example 'apt-get install python3 python3-venv' or 'brew install python', or name it: make PYTHON=/path/to/python"
    say "$python cannot make virtual environments yet (its ensurepip is missing)"
    sh build_scripts/setup/apt_install.sh "python$(version_of "$python")-venv" || fail \
        "$python still lacks ensurepip" "install its venv package, or name another Python: make PYTHON=/path/to/python"
    makes_venvs "$python" || fail \
        "$python still lacks ensurepip" "name a Python that can make virtual environments: make PYTHON=/path/to/python"
    echo "$python"
}

# Lists the packages as pip gets to them. The status goes through a file, since a pipe reports only its last command's.
pip_install_lock() {
    PYTHONUNBUFFERED=1 PIP_USER=0 "$venv/bin/python" -m pip install --disable-pip-version-check --no-input \
        --progress-bar off --only-binary :all: --require-hashes -r "$lock" && : >"$venv/.pip-succeeded"
}

install_packages() {
    python=$(first_python makes_venvs) || python=$(complete_python)
    say "making $venv with $python ($("$python" --version)); the first time takes a minute or two"
    rm -f "$packages_receipt" "$package_receipt"
    "$python" -m venv --clear "$venv" || fail "$python could not make $venv" "remove the folder $venv and try again"
    say "installing the locked packages:"
    pip_install_lock | sed -n -e 's/^Collecting \([^ ;]*\).*/    \1/p' -e 's/^Installing collected.*/    unpacking them/p' >&2
    [ -f "$venv/.pip-succeeded" ] || fail \
        "pip could not install the packages of $lock; its message is above" \
        "check the network and pip's settings ('pip config list') and run the same command again; downloads are kept"
    packages_key >"$packages_receipt"
}

install_package() {
    say "installing variorum itself, in place"
    rm -f "$package_receipt"
    PIP_USER=0 "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --no-build-isolation --no-deps --editable . || fail \
        "pip could not install this package in place; its message is above" "mend pyproject.toml and run the same command again"
    package_key >"$package_receipt"
    say "$venv is ready"
}

packages_are_there() { holds "$packages_receipt" "$(packages_key)" && venv_runs; }
package_is_there() { holds "$package_receipt" "$(package_key)"; }

# One set-up at a time: a link is made in one step, and its target says which process is at it.
take_turn() {
    mkdir -p .cache
    until ln -s "$$" "$turn" 2>/dev/null; do
        holder=$(readlink "$turn") || continue
        kill -0 "$holder" 2>/dev/null || { rm -f "$turn" && continue; }
        [ "${told:-}" = "$holder" ] || say "waiting for another set-up in this folder (process $holder)"
        told=$holder
        sleep 1
    done
    trap 'rm -f "$turn"' EXIT
    trap 'exit 130' INT TERM HUP
}

if packages_are_there && package_is_there; then exit; fi
take_turn
packages_are_there || install_packages
package_is_there || install_package
