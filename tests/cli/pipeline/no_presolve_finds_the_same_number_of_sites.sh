inputs
maillage run -q tiny.yaml -o a >/dev/null; maillage run -q --no-presolve tiny.yaml -o b >/dev/null
for f in a b; do grep -o "\"value\": [0-9.]*" $f/plan.json | head -n 1; done; rm -r a b
