inputs
maillage run -q tiny.yaml >/dev/null
maillage verify out/plan.json --proof
maillage verify out/plan.json --proof --roads tiny.osm
rm -r out
