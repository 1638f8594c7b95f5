inputs
maillage init --roads tiny.osm --people people.csv --existing candidates.csv --candidates candidates.csv -o region.yaml
cat region.yaml
maillage check region.yaml 2>&1 | tail -1
rm region.yaml
