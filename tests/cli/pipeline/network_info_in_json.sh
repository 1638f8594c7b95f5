inputs
maillage network info --json --profile bicycle tiny.osm
