#!/bin/sh
# Usage: review.sh BASE FOLDER
# The review of a change: findings, what it does to everything readers see against the commit BASE, and the site, which
# is built with findings too so that reviewers can look at it. FOLDER gets changes.html, .md, .json, .sarif and site/;
# the first two and the site open by double-click. Ends with 0 where all is well, 1 where there is something to see to.
set -u
unset CDPATH
cd -- "${0%/*}/../.." || exit 2
base=$1
folder=$2
variorum=.venv/bin/variorum
format=text
[ -z "${GITHUB_ACTIONS:-}" ] || format=github # Forgejo and Gitea set it too
worst=0

# Runs a command, goes on after a failure, and remembers the worst.
step() {
    "$@"
    code=$?
    [ "$code" -le "$worst" ] || worst=$code
}

mkdir -p "$folder" || exit 2
step "$variorum" check --format "$format"
step "$variorum" diff "$base" --format "$format" --write "$folder"
step "$variorum" build --quiet --site "$folder/site"
if [ -n "${GITLAB_CI:-}" ]; then
    "$variorum" check --format gitlab >"$folder/code-quality.json"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$folder/changes.md" ]; then
    cat "$folder/changes.md" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$worst"
