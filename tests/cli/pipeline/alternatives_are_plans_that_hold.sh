inputs
maillage run -q tiny.yaml >/dev/null
maillage alternatives -q out/plan.json --count 3
for plan in out/alternatives-*/plan.json; do maillage verify "$plan"; done
maillage alternatives -q out/plan.json --count 1
maillage alternatives -q out/plan.json --count 1 --differ 9 --json --output other | python3 -c '
import json, sys
found = json.load(sys.stdin)
print(len(found["plans"]), [site["in_plans"] for site in found["sites"]])'
rm -r out
