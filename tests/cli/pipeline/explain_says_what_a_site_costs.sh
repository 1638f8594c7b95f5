inputs
maillage run -q tiny.yaml >/dev/null
maillage explain -q out/plan.json 06 --time-limit 20
maillage explain -q out/plan.json Guise --time-limit 20 | tail -1
maillage explain -q out/plan.json 06 --time-limit 20 --json | python3 -c '
import json, sys
print(json.load(sys.stdin)["site"]["cost"])'
# against the scenario run anew without the site
sed 's/name: name\n    at: {lon/&/; s/file: candidates.csv/&\n    never: ["06"]/' tiny.yaml >without.yaml
maillage run -q without.yaml -o without | grep Goal
rm -r out without
