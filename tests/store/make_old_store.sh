#!/usr/bin/env bash
# Writes what the demo of a released commit left: tests/store/released/demo-COMMIT.tar.gz (database, archive, two feeds and
# the clock of its replica), for the tests of upgrades. Everything in it is invented: it is the text of the replica.
# usage: tests/store/make_old_store.sh [COMMIT]     from the project's folder, with its .venv built
set -euo pipefail
commit=${1:-476124f}
root=$(git rev-parse --show-toplevel)
python=${PYTHON:-$root/.venv/bin/python}
work=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$work/tree"; rm -rf "$work"' EXIT
git -C "$root" worktree add --quiet --detach "$work/tree" "$commit"
(cd "$work/tree" && "$python" -m scrapy demo >&2)
mkdir -p "$root/tests/store/released"
tar --sort=name --owner=0 --group=0 --numeric-owner -C "$work/tree/.data/demo" \
  -czf "$root/tests/store/released/demo-$commit.tar.gz" \
  archive clock feeds/notices.atom feeds/notices.jsonl notices.sqlite3
