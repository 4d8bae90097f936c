#!/usr/bin/env bash
# Looks for every secret that the tests use in everything that they left behind: what they printed, logged and reported.
# A secret that no test uses is an error too, since it could not be found anywhere.
set -euo pipefail

cd "$(dirname "$0")/.."
found=0
searched=$(find . -path '*/target/*-reports/*' -type f | wc -l)
[ "$searched" -gt 0 ] || { echo "secrets: there is no test output to search: run ./verify" >&2; exit 1; }

while read -r secret; do
    if ! grep -rqF --include='*.java' --include='*.md' -- "$secret" */src/test examples/*/src/test docs; then
        echo "secrets: no test uses '$secret' of scripts/test-secrets.txt: take it out" >&2
        found=1
    fi
    files=$(find . -path '*/target/*' -type f \
        \( -path '*-reports/*' -o -name '*.log' -o -name '*.html' -o -name '*.json' \) \
        -not -path '*/classes/*' -not -path '*/test-classes/*' -exec grep -lF -- "$secret" {} + || true)
    if [ -n "$files" ]; then
        echo "secrets: '$secret' stands in the output of the tests:" >&2
        echo "$files" | sed 's/^/  /' >&2
        found=1
    fi
done < scripts/test-secrets.txt

[ "$found" -eq 0 ] && echo "No secret of the tests stands in the $searched files of their output."
exit "$found"
