#!/usr/bin/env bash
# Claim: every scenario that comes with the program is in order, with the files and columns that it names.
set -euo pipefail
maillage=$1
count=0
for scenario in "$MAILLAGE_SOURCE"/scenarios/*.yaml; do
    said=$("$maillage" check "$scenario" 2>&1) || { printf '%s\n' "$said"; exit 1; }
    grep -q "' is in order\$" <<<"$said" || { printf '%s\n' "$said"; exit 1; }
    count=$((count + 1))
done
[[ $count -ge 7 ]] || { echo "only $count scenarios"; exit 1; }
