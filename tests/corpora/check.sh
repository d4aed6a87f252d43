#!/usr/bin/env bash
# Checks and builds public documents that were not written for this program, without an edit, and compares what is
# found with what was counted by other means.
#   check.sh PROGRAM FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
program=$1
corpora=$(cd "$2" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
faults=0

# corpus NAME: checks it, keeps the report, and builds it.
corpus() {
  name=$1
  folder=$corpora/$name
  report=$work/$name.json
  local code=0
  "$program" check "$folder" --config "$here/$name.yml" --format json >"$report" || code=$?
  echo "$name: exit $code, $(field documents) documents, $(field errors) errors, $(field warnings) warnings"
  expect 1 "$code" 'exit code of check'
  code=0
  "$program" build "$folder" --config "$here/$name.yml" --out "$work/$name" --keep-going \
    --quiet --format json >/dev/null || code=$?
  expect 1 "$code" 'exit code of build'
  [ -s "$work/$name/index.html" ] || expect 'an index.html' 'none' 'the site'
}

# A number of the summary.
field() { sed -n "1s/.*\"$1\":\([0-9]*\).*/\1/p" "$report"; }

# How many findings there are of a lint; each begins a line.
count() { grep -c "^{\"lint\":\"$1\"," "$report" || true; }

expect() {
  if [ "$1" != "$2" ]; then
    echo "  $name: $3: expected $1, found $2"
    faults=$((faults + 1))
  fi
}

# lints LINT COUNT ...: these findings, and no others.
lints() {
  local all=0
  while [ $# -gt 0 ]; do
    expect "$2" "$(count "$1")" "$1"
    all=$((all + $2))
    shift 2
  done
  expect "$all" "$(grep -c '^{"lint":"' "$report" || true)" 'all findings'
}

# Counted in the texts: 739 references resolve and 26 name two proposals that are not there; two circles; two upgrades
# that require nothing; 183 links and 83 images whose targets were not copied, 3 to headings that are not there, and one
# address that begins with `upload:`.
corpus ethereum-eips
expect 947 "$(field documents)" documents
lints unknown-id 26 link-cycle 2 release-without-goal 2 broken-link 270

# 13 relative links and 13 to the repository's own address lead to documents that are not there; 29 tables of contents
# name headings that were changed since, and one address begins with `jhttps:`. Nine diagrams are not drawn.
corpus tekton-teps
expect 149 "$(field documents)" documents
lints broken-link 56 undrawn-diagram 9

[ "$faults" -eq 0 ]
