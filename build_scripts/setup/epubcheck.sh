#!/bin/sh
# Usage: epubcheck.sh FILE
# Has epubcheck (Java) judge an e-book; its warnings count as errors. Installs epubcheck where there is none.
set -eu
unset CDPATH
cd -- "${0%/*}/../.."

# Debian's own /usr/bin/epubcheck is the jar itself and runs only where the kernel knows what to do with one.
JAR=/usr/share/java/epubcheck.jar

check() {
    if [ -f "$JAR" ] && command -v java >/dev/null 2>&1; then
        java -jar "$JAR" --failonwarnings "$1" >&2
    else
        epubcheck --failonwarnings "$1" >&2
    fi
}

if ! { [ -f "$JAR" ] && command -v java >/dev/null 2>&1; } && ! epubcheck --version >/dev/null 2>&1; then
    sh build_scripts/setup/apt_install.sh epubcheck default-jre-headless
fi
check "$1"
