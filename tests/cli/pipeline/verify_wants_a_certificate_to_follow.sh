inputs
maillage run -q tiny.yaml --no-presolve >/dev/null
grep -c '"certified": false' out/plan.json
ls out/proof* 2>/dev/null
maillage verify out/plan.json --proof
code=$?; rm -r out; exit $code
