#!/usr/bin/env bash
# Claim: the committed tables of Hauts-de-France are what their script makes of the sources. The communes, which
# need the npm registry, are taken as they are.
set -euo pipefail
[[ -d $MAILLAGE_SHARED/people ]] || { echo "skipped: '$MAILLAGE_SHARED/people' is not there"; exit 77; }
case_folder=$MAILLAGE_SOURCE/datasets/hauts-de-france
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
cp -- "$case_folder/communes.csv" "$folder"
"$case_folder/rebuild" --sources "$MAILLAGE_SHARED" --output "$folder" people sites outlines
for name in people-1km.csv existing-sites.csv departements.geojson; do
    cmp -- "$folder/$name" "$case_folder/$name"
done
