inputs
maillage run -q tiny.yaml >/dev/null
sed -i 's/^c1,1200/c1,1300/' people.csv
maillage verify out/plan.json --roads tiny.osm
code=$?; rm -r out; exit $code
