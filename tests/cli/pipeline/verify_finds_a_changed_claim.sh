inputs
maillage run -q tiny.yaml >/dev/null
sed -i '0,/"residents_newly_covered": [0-9.]*/s//"residents_newly_covered": 12345/' out/plan.json
maillage verify out/plan.json
code=$?; rm -r out; exit $code
