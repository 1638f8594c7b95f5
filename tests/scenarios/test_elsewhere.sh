#!/usr/bin/env bash
# Claim: another region takes an OpenStreetMap file and two commands, with people at its settlements or on a grid; so do a
# bicycle, hosts, and a closed bridge.
set -euo pipefail
maillage=$(realpath -- "$1")
osm=$MAILLAGE_SHARED/osm
[[ -r $osm/malta-2018-08.osm.pbf && -r $osm/liechtenstein.osm.pbf ]] ||
    { echo "SKIP: no OpenStreetMap files in $osm"; exit 77; }
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
export XDG_CACHE_HOME=$folder/cache
cd "$folder"

# NAME: a scenario that is in order, has a plan, and holds.
answer() {
    "$maillage" check "$1.yaml" 2>&1 | tail -1 | grep -q "'$1.yaml' is in order" || { "$maillage" check "$1.yaml"; exit 1; }
    "$maillage" run -q "$1.yaml" >"$1.txt" 2>&1 || { cat "$1.txt"; exit 1; }
    "$maillage" verify -q "out/$1/plan.json"
    grep -q '^Goal .*proven: no plan needs fewer' "$1.txt" || { cat "$1.txt"; exit 1; }
}

# FILE: no two places of a table have one name.
expect_own_names() {
    python3 - "$1" <<'END'
import csv, sys
names = [row["name"] for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))]
assert len(names) > 30 and all(names) and len(set(names)) == len(names), sys.argv[1]
END
}

# The residents of each settlement on 5 x 5 points of a grid about it.
spread() {
    python3 - "$1" <<'END'
import csv, sys
print("cell,population,lat,lon")
for row in csv.DictReader(open(sys.argv[1], encoding="utf-8")):
    for i in range(25):
        lat, lon = float(row["lat"]) + (i // 5 - 2) * 0.0018, float(row["lon"]) + (i % 5 - 2) * 0.0022
        print(f"{row['id']}-{i},{float(row['residents']) / 25:g},{lat:.5f},{lon:.5f}")
END
}

for region in malta-2018-08 liechtenstein; do
    "$maillage" init -q --roads "$osm/$region.osm.pbf" -o "$region.yaml"
    grep -q 'limit_min: 20 # guessed' "$region.yaml"
    expect_own_names "$region-candidates.csv"
    answer "$region"
    spread "$region-people.csv" >grid.csv
    "$maillage" init -q --roads "$osm/$region.osm.pbf" --people grid.csv -o grid.yaml --overwrite
    answer grid
    rm -r out/grid
done

printf 'extend: malta-2018-08.yaml\ntravel: {profile: bicycle, limit_min: 15}\noutputs: {folder: out/bicycle}\n' >bicycle.yaml
answer bicycle
{
    printf 'extend: malta-2018-08.yaml\noutputs: {folder: out/hosts}\nsites:\n  candidates:\n'
    grep -o 'never: .*' malta-2018-08.yaml | sed 's/^/    /'
} >hosts.yaml
answer hosts
printf 'extends: car\nname: car, Manwel Dimech Bridge closed\nclosed_ways: [15806876, 29980345]\n' >closed.yaml
printf 'extend: malta-2018-08.yaml\ntravel:\n  limit_min: 10\n  conditions: [{name: closed, profile: ./closed.yaml}]\noutputs: {folder: out/bridge}\n' >bridge.yaml
answer bridge
