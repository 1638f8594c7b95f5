inputs
maillage run -q tiny.yaml >/dev/null
maillage verify out/plan.json
maillage verify out/plan.json --roads tiny.osm
rm -r out
