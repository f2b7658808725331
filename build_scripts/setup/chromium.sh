#!/bin/sh
# Prints the path of a Chromium that starts, for the browser tests; installs one if there is none.
# Usage: chromium.sh [--find]      --find: only look, never install
# CHROMIUM=/path/to/browser names one and is then the only one tried.
set -eu
unset CDPATH
cd -- "${0%/*}/../.."

say() { echo "set-up: $*" >&2; }

fail() {
    say "$1"
    echo "    to mend it: install Chromium (Debian: apt-get install chromium; macOS: brew install --cask chromium)," >&2
    echo "    or name a Chromium or Chrome that is there: CHROMIUM=/path/to/chromium make test" >&2
    exit 1
}

# It has to run: Ubuntu's chromium-browser is a script that only says to install a snap.
starts() { [ -n "$1" ] && "$1" --version </dev/null >/dev/null 2>&1; }

of_playwright() {
    .venv/bin/python -c "
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)" 2>/dev/null || true
}

find_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        path=$(command -v "$name" 2>/dev/null) || continue
        if starts "$path"; then
            echo "$path"
            return
        fi
    done
    path=$(of_playwright)
    if starts "$path"; then
        echo "$path"
        return
    fi
    return 1
}

# Ubuntu's package of the name is a snap, which runs neither in containers nor for root.
has_debian_chromium() {
    command -v apt-get >/dev/null 2>&1 && ! grep -qs '^ID=ubuntu' /etc/os-release
}

install_chromium() {
    if has_debian_chromium && sh build_scripts/setup/apt_install.sh chromium; then
        return
    fi
    say "letting Playwright download a Chromium"
    # Playwright would ask for a password to install the libraries its Chromium needs; so only where none is needed.
    if [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; then libraries=--with-deps; else libraries=; fi
    # shellcheck disable=SC2086
    .venv/bin/python -m playwright install $libraries chromium </dev/null >&2
}

if [ -n "${CHROMIUM:-}" ]; then
    starts "$CHROMIUM" || fail "CHROMIUM names '$CHROMIUM', which does not start"
    echo "$CHROMIUM"
elif find_chromium; then
    :
elif [ "${1:-}" = "--find" ]; then
    fail "found no Chromium for the browser tests"
else
    say "found no Chromium for the browser tests; installing one"
    install_chromium || fail "no Chromium could be installed"
    find_chromium || fail "the Chromium that was installed does not start"
fi
