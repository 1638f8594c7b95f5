#!/usr/bin/env bash
# Claims about download-roads, with a folder in place of the server.
# shellcheck disable=SC2317 # the claims call the functions
set -uo pipefail
command -v curl >/dev/null || { echo "skipped: curl is not there"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT
server=$folder/server/europe
mkdir -p -- "$server"
seq 100000 >"$server/land-latest.osm.pbf"
(cd -- "$server" && md5sum land-latest.osm.pbf >land-latest.osm.pbf.md5)

failures=0
claim() { # NAME CONDITION…
    local name=$1
    shift
    if "$@"; then echo "ok - $name"; else
        echo "not ok - $name"
        failures=$((failures + 1))
    fi
}
download() {
    "$MAILLAGE_SOURCE/datasets/hauts-de-france/download-roads" --from "file://$folder/server" \
        --to "$folder/roads" "$@" >"$folder/said" 2>&1
}
says() { grep -q -- "$1" "$folder/said"; }
same() { cmp -s -- "$server/land-latest.osm.pbf" "$folder/roads/land.osm.pbf"; }
only_the_file() { [[ $(ls "$folder/roads") == land.osm.pbf ]]; }
refused() { ! download "$@"; }

claim an_extract_is_downloaded_whole download europe/land
claim its_content_is_the_servers same
claim nothing_else_is_left only_the_file
claim a_current_file_is_left_alone download europe/land
claim and_called_current says current

head -c 1000 "$server/land-latest.osm.pbf" >"$folder/roads/land.osm.pbf.part"
cp -- "$server/land-latest.osm.pbf.md5" "$folder/roads/land.osm.pbf.part.md5"
rm -- "$folder/roads/land.osm.pbf"
claim an_interrupted_download_goes_on download europe/land
claim to_the_same_content same

echo "rubbish of another day" >"$folder/roads/land.osm.pbf.part"
rm -- "$folder/roads/land.osm.pbf"
claim a_part_of_another_day_is_dropped download europe/land
claim for_the_servers_content same

echo "damage" >>"$server/land-latest.osm.pbf"
rm -- "$folder/roads/land.osm.pbf"
claim a_damaged_download_is_refused refused europe/land
claim and_says_so says "damaged on its way"
claim leaving_no_file_of_that_name test ! -e "$folder/roads/land.osm.pbf"

claim an_unknown_extract_is_refused refused europe/atlantis
claim and_named says "atlantis-latest.osm.pbf.md5' cannot be had"
exit $((failures > 0))
