inputs
maillage run -q --json tiny.yaml >printed.json
cmp printed.json out/plan.json && echo same; rm -r out printed.json
